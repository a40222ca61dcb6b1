"""Fresh processes on cores of their own: what one measures never shares a core, or a warm cache, with another."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[2]
# The bot has one core, and whoever plays Telegram the other.
BOT, SERVER = 0, 1
T = TypeVar("T")


def fresh(module: str, *told: object, core: int = BOT, env: Mapping[str, str] | None = None, seconds: float = 600):
    """Runs `python -m module told...` on that core to its end; gives the JSON in the last line that it writes."""
    with beside(module, *told, core=core, env=env) as process:
        said, _ = process.communicate(timeout=seconds)
    if process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode}")
    return json.loads(said.splitlines()[-1])


@contextmanager
def beside(module: str, *told: object, core: int = SERVER, env: Mapping[str, str] | None = None, quiet: bool = False):
    """Runs `python -m module told...` on that core until the block is left; gives its `Popen` with open pipes.

    What a `quiet` one says is thrown away.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", module, *map(str, told)],
        cwd=ROOT,
        env=os.environ | (env or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        text=True,
    )
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(process.pid, {cores[core % len(cores)]})
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def alternating(rounds: int, candidates: Mapping[str, Callable[[], T]]) -> dict[str, list[T]]:
    """Each candidate's outcomes, measured in turn (A B A B), so that a slow minute of the machine is everybody's."""
    outcomes: dict[str, list[Any]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, measure in candidates.items():
            outcomes[name].append(measure())
    return outcomes
