"""What the bot takes of the machine's memory while a hundred thousand pairs use it, from the first tap to the last."""

import json
import random
import shutil
import tempfile
import threading
from pathlib import Path

from handlers import actions
from tests.bench.crowded import FIRST, as_new, crowded
from tests.bench.processes import BOT, beside
from tests.bench.row import Goal, Measured, Row
from tests.bench.starting import settings

PAIRS, TAPS = 100_000, 50_000
AHEAD = 128  # more than come at a time
EARLY = 0.3  # of the time: then everything that is made once has been made
EVERY = 0.25  # seconds


class Scales(threading.Thread):
    """Weighs a process again and again: what of it lies in memory, in MB."""

    def __init__(self, process):
        """Begins at once."""
        super().__init__(daemon=True)
        self._status = Path(f"/proc/{process}/status")
        self._over = threading.Event()
        self.found = []
        self.start()

    def run(self):
        """Until it is stopped."""
        while not self._over.wait(EVERY):
            lines = dict(line.split(":", 1) for line in self._status.read_text().splitlines())
            self.found.append(int(lines["VmRSS"].split()[0]) / 1024)

    def stop(self):
        """No more."""
        self._over.set()
        self.join()


def _taps(folder):
    """Home, meetings and goals, of people who are nobody twice in a hundred taps."""
    dice = random.Random(7)
    opened = [actions.encode(each) for each in (actions.Home(), actions.Meetings(), actions.Goals())]
    taps = [(FIRST + dice.randrange(1, 2 * PAIRS), dice.choice(opened)) for _ in range(TAPS)]
    (folder / "taps.json").write_text(json.dumps(taps))
    return folder / "taps.json"


def _measure(_rounds):
    with tempfile.TemporaryDirectory(prefix="makker-memory-") as kept:
        folder = Path(kept)
        for name in ("makker.db", "makker.key"):
            shutil.copy(crowded(PAIRS) / name, folder)
        as_new(folder)
        with beside("tests.bench.telegram", _taps(folder), AHEAD) as server:
            url = f"http://127.0.0.1:{int(server.stdout.readline())}"
            with beside("bot", "run", core=BOT, env=settings(folder, url, send_rate="0"), quiet=True) as bot:
                scales = Scales(bot.pid)
                told = json.loads(server.stdout.readline())
                scales.stop()
    early, last = scales.found[int(EARLY * len(scales.found))], scales.found[-1]
    note = f"{TAPS:,} taps at {told['rate']:,.0f} a second; once, as it takes a while."
    return Measured([[last], [last / early]], {"most": max(scales.found), "after a third": early}, "MB", note)


ROW = Row(
    "memory",
    f"Memory with {PAIRS:,} pairs, after {TAPS:,} taps",
    (Goal("in use", "MB", 150, 90), Goal("beside what it was after a third of them", "x", 1.1, 1.0)),
    _measure,
)
