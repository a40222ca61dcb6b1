"""`uv run poe bench`: measures every row, prints what came of it, and writes docs/bench.md with its picture.

python -m tests.bench [--only NAME] [--rounds NUMBER]
"""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.page import HEAD, lines, page, picture
from tests.bench.table import TABLE
from tests.chaos.row import NotHere

DOCS = Path("docs")


def main():
    """The whole run; ends with 1 when something that must be reached was not."""
    asked = argparse.ArgumentParser(prog="poe bench", description=__doc__)
    asked.add_argument("--only", default="", help="the rows whose name holds this")
    asked.add_argument("--rounds", type=int, default=5)
    told = asked.parse_args()
    found = {}
    for row in (row for row in TABLE if told.only in row.name):
        print(f"{row.name} …", file=sys.stderr, flush=True)  # noqa: T201
        try:
            found[row] = row.measure(told.rounds)
        except NotHere as missing:
            print(f"{row.name}: no {missing}", file=sys.stderr)  # noqa: T201
    table = Table(*HEAD, show_lines=True)
    for line in lines(found):
        table.add_row(*line)
    Console().print(table)
    if len(found) == len(TABLE):
        (DOCS / "bench.md").write_text(page(found, told.rounds), encoding="utf-8")
        (DOCS / "bench.png").write_bytes(picture(found))
    good = (
        goal.reached(figure, goal.must)
        for row, measured in found.items()
        for goal, figure in zip(row.goals, measured.figures(), strict=True)
    )
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
