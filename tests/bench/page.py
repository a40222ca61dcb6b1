"""What was measured, as docs/bench.md and its picture."""

import math
import os
import platform
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from bot.pictures.canvas import Canvas
from bot.pictures.lettering import Lettering
from tests.bench.row import Goal, Measured, Row, shown

HEAD = ("What is measured", "Must reach", "Aim", "Result")
OPENING = """# Measured

Written by `uv run poe bench`. Each figure is the median of {rounds} rounds, in fresh processes: the bot has one core,
and whoever plays Telegram the other. What is set beside each other is measured in turn, round by round, and the ratio
is taken inside each round; in brackets the least and the most. One row alone: `uv run poe bench --only NAME`.

Machine: {machine}.

![How far each figure is from what must be reached](bench.png)

"""
Found = Mapping[Row, Measured]
WIDTH, LINE, MARGIN, NAMES = 1600, 58, 40, 820
PAPER, INK, SOFT, GOOD, BAD = (255, 250, 241), (62, 58, 52), (150, 138, 124), (75, 122, 82), (196, 92, 66)


def lines(found: Found):
    """The table's lines: a goal in each."""
    for row, measured in found.items():
        for goal, rounds, figure in zip(row.goals, measured.values, measured.figures(), strict=True):
            asked = (f"{row.title} (`{row.name}`): {goal.what}", goal.bound(goal.must), goal.bound(goal.aim))
            yield *asked, _result(goal, figure, rounds)
        if told := _beside(measured):
            yield f"`{row.name}`", "", "", told


def _result(goal: Goal, figure, rounds):
    verdict = "" if goal.reached(figure, goal.must) else " **not reached**"
    spread = f" ({shown(min(rounds), goal.unit)} to {shown(max(rounds), goal.unit)})" if len(rounds) > 1 else ""
    return f"{shown(figure, goal.unit)}{spread}{verdict}"


def _beside(measured: Measured):
    told = [f"{name} {shown(value, measured.bars_unit)}" for name, value in measured.bars.items()]
    return ". ".join(part.rstrip(".") for part in (", ".join(told), measured.note) if part)


def page(found: Found, rounds: int) -> str:
    """The whole page."""
    table = [HEAD, ["---"] * len(HEAD), *lines(found)]
    head = OPENING.format(rounds=rounds, machine=machine())
    return head + "".join(f"| {' | '.join(line)} |\n" for line in table)


def machine() -> str:
    """What it was measured on."""
    info = Path("/proc/cpuinfo")
    models = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0))
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    return f"{cores} cores of {models[0] if models else platform.machine()}; {python}"


def picture(found: Found) -> bytes:
    """A bar for each goal: as long as the figure is far from what must be reached, which is the line; doublings."""
    goals = [
        (f"{row.name}: {goal.what}", goal, figure)
        for row, measured in found.items()
        for goal, figure in zip(row.goals, measured.figures(), strict=True)
    ]
    canvas = Canvas(WIDTH, 2 * MARGIN + LINE * (len(goals) + 1), PAPER)
    letters, small = Lettering(24, 500), Lettering(20, 500)
    middle, reach = (NAMES + WIDTH - 150) / 2, (WIDTH - 150 - NAMES) / 2
    small.write(canvas, (middle, MARGIN + 18), "what must be reached", SOFT, "m")
    for at, (name, goal, figure) in enumerate(goals, 1):
        y = MARGIN + at * LINE
        good = _doublings(goal, figure)
        letters.write(canvas, (NAMES - 40, y + 34), letters.lines(name, NAMES - 2 * MARGIN, 1)[0], INK, "r")
        end = middle + reach * good / 6
        box = (min(middle, end), y + 8, max(middle, end, middle + 4), y + LINE - 8)
        canvas.pill(box, 6, GOOD if good >= 0 else BAD)
        letters.write(canvas, (max(middle, end) + 14, y + 34), shown(figure, goal.unit), INK)
    canvas.line((middle, MARGIN + 28), (middle, MARGIN + LINE * (len(goals) + 1)), 3, SOFT)
    return canvas.png()


def _doublings(goal: Goal, figure) -> float:
    """How often the figure would have to be halved (or doubled) to be just what must be reached; six at most."""
    better = figure / goal.must if goal.more_is_better else max(goal.must, 1e-9) / max(figure, 1e-9)
    return max(-6.0, min(6.0, math.log2(max(better, 1e-9))))
