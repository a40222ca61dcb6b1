"""How quick a tap is: the whole two-tap log beside the bare echoes of others, and at half its rate with one noisy chat.

A tap is answered when the spinner has stopped and the card says something else: two calls. Makker has it on disk before
that, twice, and reads a pair, a meeting and a tree of goals for it; the echoes have no database at all.
"""

import contextlib
import functools
import json
import shutil
import statistics
import tempfile
from pathlib import Path

from bot.mentoring.meetings import StepOutcome
from handlers import actions
from tests.bench.filled import CHAT, filled
from tests.bench.processes import BOT, alternating, beside
from tests.bench.row import Goal, Measured, Row

CHATS, MEETINGS = 1000, 2
AHEAD = 256  # so many taps wait for an answer at any time
NOISE, EVERY = 50, 200  # the noisy chat taps so often, after so many taps of the others


def seen(taps, runs, *more):
    """What the make-believe Telegram saw of the bot: `runs` is given an address, and runs one in a `with`."""
    with beside("tests.bench.telegram", taps, *more) as server:
        address = f"http://127.0.0.1:{int(server.stdout.readline())}"
        with runs(address):
            return json.loads(server.stdout.readline())


@contextlib.contextmanager
def makker(url):
    """Makker with its defaults but for the pace, on a fresh copy of the database."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("makker.db", "makker.key"):
            shutil.copy(_template() / name, folder)
        told = {"token": "1:bench", "api_url": url, "database_url": f"sqlite:///{folder}/makker.db", "http": ""}
        told |= {"key_file": f"{folder}/makker.key", "send_rate": "0"}
        env = {f"MAKKER_{name.upper()}": value for name, value in told.items()}
        with beside("tests.bench.makker", core=BOT, env=env, quiet=True):
            yield


def echo(module, url):
    """The echo of another library."""
    return beside(f"tests.bench.{module}", url, core=BOT, quiet=True)


def _rates(rounds):
    taps = _template() / "taps.json"
    bots = {
        "Makker": makker,
        "PTB": functools.partial(echo, "echo_ptb"),
        "aiogram": functools.partial(echo, "echo_aiogram"),
    }
    found = alternating(rounds, {name: functools.partial(seen, taps, runs, AHEAD) for name, runs in bots.items()})
    rates = {name: [each["rate"] for each in told] for name, told in found.items()}
    ours = rates["Makker"]
    ratios = [[mine / theirs for mine, theirs in zip(ours, rates[name], strict=True)] for name in ("PTB", "aiogram")]
    return Measured(ratios, {name: statistics.median(each) for name, each in rates.items()}, "taps/s")


def _waits(rounds):
    calm = seen(_template() / "taps.json", makker, AHEAD)["rate"]
    taps = _template() / "noisy.json"
    taps.write_text(json.dumps(_with_noise(json.loads((_template() / "taps.json").read_text()))))
    quiet, noisy = [], []
    for _ in range(rounds):
        found = seen(taps, makker, AHEAD, calm / 2)
        waits = [(wait, chat) for wait, chat in zip(found["waits"], found["chats"], strict=True)]
        quiet.append([1000 * wait for wait, chat in waits if chat != CHAT + CHATS])
        noisy.append([1000 * wait for wait, chat in waits if chat == CHAT + CHATS])
    bars = {
        "quiet, median": _median(quiet, 0.5),
        "quiet, p99": _median(quiet, 0.99),
        "noisy, p99": _median(noisy, 0.99),
    }
    return Measured([[_quantile(waits, 0.99) for waits in quiet]], bars, "ms", f"{calm / 2:,.0f} taps a second.")


def _with_noise(taps):
    """The same taps of the quiet chats, and among them bursts of another one, which cannot make up its mind."""
    quiet, noisy = (
        [each for each in taps if each[0] != CHAT + CHATS],
        [each for each in taps if each[0] == CHAT + CHATS],
    )
    meeting = actions.decode(noisy[0][1]).meeting
    turns = [actions.encode(actions.StepWas(meeting, outcome)) for outcome in (StepOutcome.DONE, StepOutcome.SOME)]
    mixed = [noisy[0]]
    for at in range(0, len(quiet), EVERY):
        mixed += quiet[at : at + EVERY] + [(CHAT + CHATS, turns[n % 2]) for n in range(NOISE)]
    return mixed


def _quantile(waits, part):
    return sorted(waits)[int(len(waits) * part)]


def _median(rounds, part):
    return statistics.median(_quantile(waits, part) for waits in rounds)


@functools.cache
def _template():
    folder = Path(_kept().name)
    filled(folder, CHATS + 1, MEETINGS, asks=0)
    return folder


@functools.cache
def _kept():
    return tempfile.TemporaryDirectory(prefix="makker-bench-")


RATE = Row(
    "taps",
    "The whole two-tap log: durable inbox, decision, commit with synchronous=FULL, two API calls a tap",
    (
        Goal("per tap, beside PTB's bare echo without any database", "x", 1.0, 2.0, more_is_better=True),
        Goal("beside aiogram's bare echo", "x", 0.6, 1.0, more_is_better=True),
    ),
    _rates,
)
WAIT = Row(
    "noisy",
    f"From update served to answer, at half of that rate, {CHATS:,} chats and a noisy one",
    (Goal("p99 of the quiet ones", "ms", 100, 30),),
    _waits,
)
