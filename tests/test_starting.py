"""A start loads what every bot needs, and nothing that only some of them need, or not yet."""

import json
import subprocess
import sys
from pathlib import Path

from storage.opening import open_store

ROOT = Path(__file__).parent.parent
# For migrations, pictures, spreadsheets of a test, the other database, the demo, and a tool's page of help.
NOT_YET = {"alembic", "mako", "matplotlib", "PIL", "qrcode", "segno", "psycopg", "procrastinate", "bot.demo"}
START = """
import gc, json, sys
from pathlib import Path
from bot import running
from bot.config import load_settings
from storage.opening import open_store
open_store("sqlite:///makker.db", Path("makker.key")).store.close()
running.keep_what_is_loaded()
print(json.dumps({"loaded": sorted(sys.modules), "frozen": gc.get_freeze_count(), "collects": gc.isenabled()}))
"""


def started(folder):
    """What is there when a bot has started on a database that was there before."""
    open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store.close()
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_what_only_some_need_is_not_loaded_by_a_start(tmp_path):
    assert not NOT_YET & set(started(tmp_path)["loaded"])


def test_what_was_loaded_is_left_out_of_what_is_looked_through_later(tmp_path):
    there = started(tmp_path)
    assert there["frozen"] > 100_000
    assert there["collects"]
