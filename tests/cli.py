"""The real command, as an operator types it: a process of its own, in a folder of its own."""

import asyncio
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 30.0  # seconds of real time; a process imports everything first


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it said."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of trouble; more than one is a failure, and so is anything else said."""
        assert self.out == "", self.out
        (only,) = self.err.splitlines()
        return only


@dataclass
class Operator:
    """Somebody at a terminal in a folder, with settings in the environment."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def sets(self, **settings: str) -> None:
        """Sets variables: `token="..."` is MAKKER_TOKEN."""
        self.settings.update({f"MAKKER_{name.upper()}": value for name, value in settings.items()})

    async def starts(self, *words: str, command: tuple[str, ...] = ("-m", "bot")) -> asyncio.subprocess.Process:
        """The running process of `makker WORDS`."""
        bare = {name: value for name, value in os.environ.items() if not name.startswith(("MAKKER_", "COV_"))}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            *words,
            cwd=self.folder,
            env=bare | {"PYTHONPATH": str(ROOT), "COLUMNS": "120"} | self.settings,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def types(self, *words: str, lines: str = "") -> Ended:
        """Runs `makker WORDS` to its end."""
        return await ended(await self.starts(*words), lines)


async def ended(process: asyncio.subprocess.Process, lines: str = "") -> Ended:
    """Waits for the process's end, and hands it the lines of standard input before."""
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate(lines.encode())
    assert process.returncode is not None
    assert b"Traceback" not in err, err.decode()
    return Ended(process.returncode, out.decode(), err.decode())
