"""From the command to the first answer among a million pairs: `makker run` where two taps have been waiting."""

import json
import tempfile
import time
from pathlib import Path

from handlers import actions
from tests.bench.crowded import FIRST, as_new, crowded
from tests.bench.idle import MANY
from tests.bench.processes import BOT, beside
from tests.bench.row import Goal, Measured, Row


def _one(folder, taps):
    as_new(folder)
    with beside("tests.bench.telegram", taps, 2) as server:
        url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        begun = time.monotonic()
        with beside("bot", "run", core=BOT, env=settings(folder, url), quiet=True):
            server.stdout.readline()
            return time.monotonic() - begun


def settings(folder, url, **more):
    """What `makker run` needs for the database in the folder, and a Telegram at the url."""
    told = {"token": "1:bench", "api_url": url, "database_url": f"sqlite:///{folder}/makker.db", "http": ""}
    told |= {"key_file": f"{folder}/makker.key", "log_level": "WARNING"} | more
    return {f"MAKKER_{name.upper()}": value for name, value in told.items()}


def _measure(rounds):
    folder = crowded(MANY)
    with tempfile.TemporaryDirectory() as beside_it:
        taps = Path(beside_it) / "taps.json"
        taps.write_text(json.dumps([(FIRST + number, actions.encode(actions.Home())) for number in (7, 8)]))
        return Measured([[_one(folder, taps) for _ in range(rounds)]])


ROW = Row(
    "start",
    f"Start with {MANY:,} pairs",
    (Goal("from the command to the first answer", "s", 2.0, 1.2),),
    _measure,
)
