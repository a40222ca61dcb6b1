"""Every row of the bench, in the order of docs/bench.md."""

from tests.bench import taps
from tests.bench.row import Row

TABLE: tuple[Row, ...] = (taps.RATE, taps.WAIT)
