"""One row of the table tried, in a process of its own: how often, what was counted, what failed."""

import logging
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

import structlog

from tests.chaos.row import Figures
from tests.chaos.table import TABLE


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


def quiet():
    """The bot's own log would hide what is told here."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)


def try_row(number):
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
