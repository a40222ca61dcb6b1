"""`uv run poe chaos`: injects every fault, prints what held, and writes it down.

python -m tests.chaos [--only WORD] [--to FILE] [--jobs NUMBER]
"""

import argparse
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.chaos.row import quiet
from tests.chaos.table import TABLE
from tests.chaos.trying import try_row

FILE = Path("docs") / "chaos.md"
HEAD = ("Fault", "Rounds", "What must hold", "Result")
OPENING = """# Faults, injected and survived

Written by `uv run poe chaos`, which breaks the running bot in these ways and looks at what is left, in the database
and on the phones of a make-believe Telegram. A round is one whole scenario; its figures are the sum of all rounds,
and the longest of them for "back after". *Uncertain* is a message of which nobody can know whether it came: it stands
as that, with its reason, and is never sent a second time.

A call that gets no answer is given up after half a second here. The bot waits ten seconds for it, and 15 for the one
in which it waits for updates: what hangs when Telegram comes back is noticed by then, and the five seconds count from
there.

"""


def _all(rows, jobs):
    """The outcomes of these rows, in order; so many rows are tried at a time, each in a process of its own."""
    starting = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=starting, initializer=quiet, max_tasks_per_child=1) as pool:
        trying = [(row, pool.submit(try_row, TABLE.index(row))) for row in rows]
        for row, outcome in trying:
            outcome.add_done_callback(partial(_tell, row))
        return [(row, outcome.result()) for row, outcome in trying]


def _tell(row, outcome):
    print(f"{row.fault}: {outcome.result()}", file=sys.stderr, flush=True)  # noqa: T201


def _written(outcomes):
    lines = [HEAD, ["---"] * len(HEAD)]
    lines += [(row.fault, f"{outcome.rounds:,}", row.holds, str(outcome)) for row, outcome in outcomes]
    return OPENING + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _printed(outcomes):
    table = Table(*HEAD, show_lines=True)
    for row, outcome in outcomes:
        table.add_row(row.fault, f"{outcome.rounds:,}", row.holds, str(outcome).replace("**", ""))
    return table


def main():
    """The whole run; ends with 1 when something did not hold."""
    asked = argparse.ArgumentParser(prog="poe chaos", description=__doc__)
    asked.add_argument("--only", default="", help="rows whose fault holds these words")
    asked.add_argument("--to", type=Path, help=f"the file to write; {FILE} for the whole table")
    asked.add_argument("--jobs", type=int, default=2, help="rows tried at the same time")
    told = asked.parse_args()
    rows = [row for row in TABLE if told.only.lower() in row.fault.lower()]
    outcomes = _all(rows, told.jobs)
    Console().print(_printed(outcomes))
    to = told.to or (FILE if rows == list(TABLE) else None)
    if to is not None:
        to.write_text(_written(outcomes), encoding="utf-8")
    sys.exit(any(outcome.failed for _, outcome in outcomes))


if __name__ == "__main__":
    main()
