"""Every row of the bench, in the order of docs/bench.md."""

from tests.bench import counting, digest, idle, memory, monday, render, sending, several, starting, taps
from tests.bench.row import Row

TABLE: tuple[Row, ...] = (
    taps.RATE,
    taps.WAIT,
    idle.ROW,
    monday.ROW,
    sending.ROW,
    digest.ROW,
    starting.ROW,
    memory.ROW,
    render.ROW,
    counting.ROW,
    several.THROUGHPUT,
    several.TOGETHER,
)
