"""Starts the real bot again and again, quickly: a process that has imported everything and forks on each line.

    python tests/nursery.py URL TOKEN DATABASE CLOCK

Each line on standard input starts one bot; its process id is printed. The bot reads from the file CLOCK how many
seconds it is ahead, and stops in order at SIGTERM.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import logs
from bot.api import Api
from bot.app import App
from storage.engine import Store
from storage.vault import Vault
from tests.builders import Counting, draw


class FileClock:
    """Real time, and as many seconds ahead as a file says."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.path.read_text()))  # noqa: TID251

    def on_move(self, told) -> None:
        """Moves are noticed at the next tick."""


async def live(url, token, database, clock):
    store = Store(database, Vault({1: bytes(32)}, 1))
    app = App(
        store,
        Api(token, url),
        FileClock(Path(clock)),
        tick_seconds=0.05,
        send_rate=0,
        poll=1,  # each poll rings, so that the test looks again
        answers=Counting(),
        draw=draw,
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.finish)
    await app.run()


def main() -> None:
    logs.set_up("text", "WARNING", None)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(live(*sys.argv[1:]))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        # Its end is awaited here: until then the process id is not used again.
        with suppress(ChildProcessError):
            _, status = os.waitpid(child, 0)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
