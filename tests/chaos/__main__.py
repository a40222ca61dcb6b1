"""`uv run poe chaos`: injects every fault, prints what held, and writes it down.

python -m tests.chaos [--only WORD] [--to FILE]
"""

import argparse
import logging
import multiprocessing
import sys
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog
from rich.console import Console
from rich.table import Table

from tests.chaos.row import Figures
from tests.chaos.table import TABLE

FILE = Path("docs") / "chaos.md"
HEAD = ("Fault", "Rounds", "What must hold", "Result")
OPENING = """# Faults, injected and survived

Written by `uv run poe chaos`, which breaks the running bot in these ways and looks at what is left, in the database
and on the phones of a make-believe Telegram. A round is one whole scenario; its figures are the sum of all rounds,
and the longest of them for "back after". *Uncertain* is a message of which nobody can know whether it came: it stands
as that, with its reason, and is never sent a second time.

"""


@dataclass(frozen=True)
class Outcome:
    """A row's rounds, what they counted, and what failed."""

    rounds: int
    figures: Figures
    failed: list[str]
    seconds: float

    def __str__(self):
        """The last column."""
        verdict = f"**FAILED: {'; '.join(self.failed)}**" if self.failed else "held"
        figures = f": {self.figures}" if self.figures else ""
        return f"{verdict}{figures} ({self.seconds:.0f} s)"


def _quiet():
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)


def _try(number):
    """Every scenario of the row with the arguments of the whole run; one that fails keeps none from its turn."""
    rounds, figures, failed, began = 0, Figures(), [], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos") as folder:
        for check in TABLE[number].checks:
            for told in check.full:
                rounds += 1
                try:
                    figures.add(check.run(Path(folder) / str(rounds), told))
                except Exception as error:  # noqa: BLE001  whatever it is, it is told in the table
                    traceback.print_exc()
                    failed.append(f"{check.name} {told or ''}: {str(error) or type(error).__name__}"[:200])
    return Outcome(int(figures.pop("rounds", rounds)), figures, failed, time.monotonic() - began)


def _all(rows, jobs):
    """The outcomes of these rows, in order; so many rows are tried at a time, each in a process of its own."""
    starting = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=starting, initializer=_quiet, max_tasks_per_child=1) as pool:
        trying = [(row, pool.submit(_try, TABLE.index(row))) for row in rows]
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
