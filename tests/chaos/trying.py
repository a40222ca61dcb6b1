"""One row of the table tried, in a process of its own: how often, what was counted, what failed."""

import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.row import Figures, NotHere
from tests.chaos.table import TABLE


@dataclass(frozen=True)
class Outcome:
    """A row's rounds, what they counted, what failed, and what could not be tried on this machine."""

    rounds: int
    figures: Figures
    failed: list[str]
    left_out: list[str]
    seconds: float

    def __str__(self):
        """The last column."""
        held = "held" if self.rounds else "not tried"
        verdict = f"**FAILED: {'; '.join(self.failed)}**" if self.failed else held
        figures = f": {self.figures}" if self.figures else ""
        left_out = "".join(f"; without {why}" for why in self.left_out)
        return f"{verdict}{figures}{left_out} ({self.seconds:.0f} s)"


def try_row(number):
    """Every scenario of the row with the arguments of the whole run; one that fails keeps none from its turn."""
    rounds, figures, failed, left_out, began = 0, Figures(), [], [], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos") as folder:
        for check in TABLE[number].checks:
            for told in check.full:
                rounds += 1
                try:
                    figures.add(check.run(Path(folder) / str(rounds), told))
                except NotHere as why:
                    rounds -= 1
                    left_out.append(f"{check.name}: {why}")
                except Exception as error:  # noqa: BLE001  whatever it is, it is told in the table
                    traceback.print_exc()
                    failed.append(f"{check.name} {told or ''}: {str(error) or type(error).__name__}"[:200])
    return Outcome(int(figures.pop("rounds", rounds)), figures, failed, left_out, time.monotonic() - began)
