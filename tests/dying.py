"""What a kill (-9) leaves on the disk: each state that a command takes it through, and a real process that is killed.

    python -m tests.dying CALL NUMBER WORDS...

runs `makker WORDS` in the folder where it is, and kills it before its call of that name and number.
"""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from bot import keeping
from bot.__main__ import main

ROOT = Path(__file__).parent.parent
HEAVY = (keeping,)  # imported before the calls are counted
# What the system or a database is asked for: nothing on the disk changes in between.
CALLS = {
    "copy",
    "open",
    "write",
    "connect",
    "execute",
    "commit",
    "backup",
    "link",
    "replace",
    "unlink",
    "fsync",
    "flock",
}


def deaths(folder, into, command):
    """Copies of the folder, made before the calls of the command at which something in it is new.

    A kill before that call leaves just this: what was written stays, and nobody holds a lock on it.
    """
    found, seen = [], None

    def look(name):
        nonlocal seen
        now = {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith("-shm")}
        if now != seen:
            seen = now
            found.append(into / f"{len(found):02} before {name}")
            # What is one file under two names stays so.
            subprocess.run(["cp", "-a", folder, found[-1]], check=True)

    with _before_each_call(look):
        command()
    return found


def killed(folder, call, number, *words):
    """Runs `makker WORDS` there as a process of its own, which is killed before that call; gives its exit code."""
    # A module's bytecode is put in place by a call that would be counted.
    quiet = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "MAKKER_LOG_LEVEL": "ERROR"}
    environment = os.environ | quiet
    command = [sys.executable, "-m", "tests.dying", call, str(number), *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode


@contextmanager
def _before_each_call(told):
    def look(frame, event, called):
        if event == "c_call" and called.__name__ in CALLS and not isinstance(called.__self__, str):
            told(called.__name__)
        elif event == "call" and frame.f_code.co_name in CALLS and _is_psycopgs(frame):
            told(frame.f_code.co_name)

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)


def _is_psycopgs(frame):
    # PostgreSQL's driver asks the server from within: only its own doors are seen.
    return frame.f_globals["__name__"].startswith("psycopg.")


def _die(call, number, words):
    left = number

    def count(name):
        nonlocal left
        left -= name == call
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.argv = ["makker", *words]
    with _before_each_call(count):
        main()


if __name__ == "__main__":
    _die(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
