"""A row of the table: a fault, what must hold, and the scenarios that inject it."""

import asyncio
import inspect
import logging
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

ROOT = Path(__file__).parent.parent.parent


def quiet():
    """The bot's own log would hide what is told here."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)


class NotHere(Exception):  # noqa: N818  it is no error: another machine can
    """This machine has not what the scenario needs; says what that is."""


class Figures(Counter):
    """What a scenario counted, by name; names in `SLOWEST` are seconds, of which the longest counts."""

    SLOWEST = ("back after s",)

    def add(self, other):
        """As they are after another round."""
        for name, value in (other or {}).items():
            self[name] = max(self[name], value) if name in self.SLOWEST else self[name] + value

    def __str__(self):
        """Such as "612 kills, 3 uncertain"."""
        told = (
            f"{value:,.1f} {name}" if isinstance(value, float) else f"{value:,} {name}" for name, value in self.items()
        )
        return ", ".join(told)


@dataclass(frozen=True)
class Check:
    """One scenario, called with a folder and its arguments: those of the whole run, and those of the suite.

    `short` is None where a test of its own runs it in the suite, or it takes too long for one. What fails raises.
    """

    scenario: Callable[..., Any]
    full: Sequence[dict[str, Any]] = ({},)
    short: Sequence[dict[str, Any]] | None = None

    @property
    def name(self):
        """What it is called in a list of tests."""
        return self.scenario.__name__

    def run(self, folder: Path, told: dict[str, Any]):
        """Its figures, or None."""
        folder.mkdir()
        found = self.scenario(folder, **told)
        return asyncio.run(found) if inspect.isawaitable(found) else found


def suite(file: str, *names: str):
    """Tests that the suite has: in the whole run they are run once more, for the table."""

    def tests(folder):
        chosen = [f"{file}::{name}" for name in names]
        # Plain, one by one, whatever the settings of the suite are.
        command = [sys.executable, "-m", "pytest", "-q", "-o", "addopts=", f"--basetemp={folder / 'tests'}", *chosen]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-2000:]
        return {"tests": int(re.findall(r"(\d+) passed", done.stdout)[-1])}

    tests.file, tests.names = file, names
    return Check(tests)


@dataclass(frozen=True)
class Row:
    """What goes wrong, and what must be so all the same."""

    fault: str
    holds: str
    checks: Sequence[Check] = field(default_factory=tuple)
