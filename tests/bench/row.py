"""What a row of the bench is: goals, and a function that measures them all in one run.

A row's module holds one `ROW = Row(...)`, and `tests/bench/table.py` has it in `TABLE`. Its `measure` starts fresh
processes by `tests.bench.processes`, and gives a value of each round for each goal; medians are taken here.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Goal:
    """A figure that must be reached: at most `must`, or at least, where more is better."""

    what: str  # as the table says it: "against PTB's bare echo"
    unit: str  # "x", "ms", "/s", "MB", "µs", "s"
    must: float
    aim: float | None = None
    more_is_better: bool = False

    def reached(self, figure: float, goal: float) -> bool:
        """Whether the figure is as good as the goal."""
        return figure >= goal if self.more_is_better else figure <= goal

    def bound(self, goal: float | None) -> str:
        """The goal in words; nothing when there is none."""
        return "" if goal is None else f"{'≥' if self.more_is_better else '≤'} {shown(goal, self.unit)}"


@dataclass(frozen=True)
class Measured:
    """What came of a row: for each of its goals, in their order, one value of each round.

    `bars` are what else is worth a bar of the picture and a word in the table, as medians: name -> value, in
    `bars_unit`. `note` is a sentence for the table.
    """

    values: Sequence[Sequence[float]]
    bars: Mapping[str, float] = field(default_factory=dict)
    bars_unit: str = ""
    note: str = ""

    def figures(self) -> list[float]:
        """The median of each goal."""
        return [statistics.median(rounds) for rounds in self.values]


@dataclass(frozen=True)
class Row:
    """One row, by a short name for `--only`; `measure` takes how many rounds there shall be."""

    name: str
    title: str
    goals: Sequence[Goal]
    measure: Callable[[int], Measured]


def shown(value: float, unit: str) -> str:
    """A figure with three digits that count, and its unit."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    space = "" if unit in {"x", "/s"} else " "
    return f"{value:,.{digits}f}{space}{unit}"
