"""Starts the real bot again and again, quickly: a process that has imported everything and forks on each line.

    python -m tests.nursery CLOCK

Each line on standard input starts one `makker run`, with the settings of the environment and those on the line; its
process id is printed, and its exit code when it has ended. The bot reads from the file CLOCK how many seconds it is
ahead of real time. With the word "beside" it leads, whoever else does.
"""

import asyncio
import ctypes
import gc
import os
import signal
import sys
from contextlib import ExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apscheduler.triggers.interval  # noqa: F401
import httpcore  # noqa: F401
import uvloop  # noqa: F401
from sqlalchemy import select

from bot import running
from bot.config import load_settings
from bot.invite import LANGUAGES
from bot.mentoring.cadence import public_holiday
from bot.ticker import next_due
from handlers.speech import Speech
from locales import catalog
from storage import schema
from storage.migrate import stands
from storage.opening import open_store
from storage.states import OutboxState
from tests.storage.databases import address, writes

ROOT = Path(__file__).parent.parent
LOOKS_AGAIN = 0.02  # seconds: what another process writes rings no bell of ours


class FileClock:
    """Real time, and as many seconds ahead as a file says: one clock for several processes."""

    def __init__(self, path, start=None):
        """Shows `start` now, or what the file says."""
        self._path = path
        if start is not None:
            self.move_to(start)

    def now(self):
        """The instant that this clock shows, aware UTC."""
        return datetime.now(UTC) + timedelta(seconds=float(self._path.read_text()))  # noqa: TID251

    def move_to(self, instant):
        """Shows the instant now, in every process; each notices at its next tick."""
        ahead = self._path.with_suffix(".new")
        ahead.write_text(str((instant - datetime.now(UTC)).total_seconds()))  # noqa: TID251
        ahead.replace(self._path)  # nobody reads half of it

    def on_move(self, _told):
        """Nobody is told: who moves it is in another process."""


class Beside:
    """The lead of somebody who has not heard that another leads, as it can be for a moment."""

    def holds(self):
        """So it seems."""
        return True

    def release(self):
        """Nothing was held."""


class Nursery:
    """The bot's processes, seen from the test; `store` is its own look at their database, `child` the youngest one."""

    def __init__(self, process, store, place, version):
        """`place` is the database's address and its key file; `version` tells whether anybody wrote there."""
        self._process = process
        self._version = version
        self._busy_at = None
        self._reading = asyncio.Lock()
        self._ended = {}
        self.child = 0
        self.store = store
        self.place = place

    async def start(self, how="go", **settings):
        """A new bot begins, and its process id is given; "beside" one that leads it leads, too."""
        words = [how, *(f"{name.upper()}={value}" for name, value in settings.items())]
        async with self._reading:
            self._process.stdin.write(f"{' '.join(words)}\n".encode())
            while not (began := await self._reads()):
                pass
        self.child = began
        return began

    async def end(self, by=signal.SIGKILL, child=0):
        """It ends by this signal (the youngest, unless another is meant); gives its exit code."""
        child = child or self.child
        os.kill(child, by)
        async with self._reading:
            while child not in self._ended:
                await self._reads()
        return self._ended.pop(child)

    async def dies(self, child=0):
        """It is killed in the middle of whatever it does."""
        assert await self.end(child=child) == -signal.SIGKILL

    async def _reads(self):
        """The process id of one that began; 0 when one has ended."""
        child, *code = map(int, (await self._process.stdout.readline()).split())
        if code:
            self._ended[child] = code[0]
        return 0 if code else child

    async def rest(self, board, clock, seconds=30):
        """Returns when everything that was done on the phones is answered, and nothing is left to do on disk."""
        self._busy_at = None  # the clock may have been moved meanwhile
        async with asyncio.timeout(seconds):
            while not await board.world.bell.until(lambda: self._rests(board.world, clock.now()), LOOKS_AGAIN):
                pass

    def _rests(self, world, now):
        if world.updates.queue:
            return False
        # What is left to do stays so until somebody writes: then it is worth a look, which is dear.
        version = self._version()
        if version == self._busy_at:
            return False
        rests = self.store.read_now(lambda unit: _nothing_left(unit, now))
        self._busy_at = None if rests else version
        return rests


def _nothing_left(unit, now):
    table = schema.outbox
    ripe = (table.c.kind == "answer") | (table.c.not_before <= now)
    open_ones = (table.c.state == OutboxState.STARTED) | ((table.c.state == OutboxState.WAITING) & ripe)
    due = next_due(unit)
    return (
        not unit.inbox.waiting()
        and unit.connection.execute(select(table.c.id).where(open_ones)).first() is None
        and (due is None or due > now)
        and not unit.calendars.stale(1)
    )


@asynccontextmanager
async def nursery(board, folder, *, url=None, said=None, **settings):
    """No bot runs yet; whoever starts one ends it.

    The database is at the url, or where the folder has it; what the bots say goes to the file `said`, or is seen.
    """
    url, key = url or address(folder, "killed.db"), folder / "killed.key"
    told = {"token": board.token, "api_url": board.url, "database_url": url, "key_file": str(key)}
    told |= {"http": "", "send_rate": "0", "tick_seconds": "0.1", "log_level": "ERROR"} | settings
    # No certificate is asked for on loopback, and reading them all takes longer than the rest of a start.
    environment = (
        os.environ
        | {"SSL_CERT_FILE": "", "SSL_CERT_DIR": str(folder)}
        | {f"MAKKER_{name.upper()}": value for name, value in told.items()}
    )
    store = open_store(url, key).store
    command = [sys.executable, "-m", "tests.nursery", str(folder / "ahead")]
    with ExitStack() as stack:
        lines = stack.enter_context(said.open("wb")) if said else None
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=environment, stdin=-1, stdout=-1, stderr=lines
        )
        try:
            with writes(url) as version:
                yield Nursery(process, store, (url, key), version)
        finally:
            store.close()
            process.stdin.close()
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _die_with_whoever_started_us():
    """So that a test that is stopped leaves no bot behind; Linux only."""
    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def main():
    _die_with_whoever_started_us()
    clock = FileClock(Path(sys.argv[1]))
    stands(load_settings().database_url.get_secret_value())  # reads the migrations, which takes as long as the rest
    for language in LANGUAGES:
        catalog(language)  # is read once, for all of them
        public_holiday(clock.now().date(), "DK", language)
        Speech(language, "Europe/Copenhagen", clock.now()).full(clock.now())
    # Else each child looks for waste in all of it, and with that makes it its own, page by page.
    gc.collect()
    gc.freeze()
    # Each bot's end is awaited by a process of its own, whose end nobody awaits.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if os.fork() == 0:
            _keep(clock, line.split())


def _keep(clock, words):
    """Starts one, and tells of its end: until then the process id is not used again."""
    _die_with_whoever_started_us()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        _die_with_whoever_started_us()
        os.dup2(2, 1)  # what it logs is no word of ours
        os.environ.update(f"MAKKER_{word}".split("=", 1) for word in words if "=" in word)
        running.run(load_settings(), clock, Beside() if "beside" in words else None)
        os._exit(0)
    _say(child)
    _, status = os.waitpid(child, 0)
    _say(child, os.waitstatus_to_exitcode(status))
    os._exit(0)


def _say(*numbers):
    os.write(1, f"{' '.join(map(str, numbers))}\n".encode())


if __name__ == "__main__":
    main()
