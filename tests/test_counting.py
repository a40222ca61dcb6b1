"""What is counted in plain numbers is told as the library itself would have told it."""

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest

from bot.counting import Counts, Times

BOUNDS = (0.01, 0.5, 1, 30)
WORDS = st.tuples(st.sampled_from(["sendMessage", "other"]), st.sampled_from(["ok", "timed_out", 'a "quoted" one']))
SECONDS = st.one_of(st.sampled_from(BOUNDS), st.floats(0, 100))


@given(found=st.lists(WORDS))
def test_counts_are_told_as_the_library_tells_them(found):
    ours, theirs = CollectorRegistry(), CollectorRegistry()
    mine = Counts("calls", "Calls.", ["method", "outcome"], [("sendMessage", "ok")], ours)
    other = Counter("calls", "Calls.", ["method", "outcome"], registry=theirs)
    other.labels("sendMessage", "ok")
    for words in found:
        mine.add(words)
        other.labels(*words).inc()
    assert _lines(ours) == _lines(theirs)


@given(found=st.lists(SECONDS))
def test_times_are_told_as_the_library_tells_them(found):
    ours, theirs = CollectorRegistry(), CollectorRegistry()
    mine, other = (
        Times("took", "It took.", BOUNDS, ours),
        Histogram("took", "It took.", buckets=BOUNDS, registry=theirs),
    )
    for seconds in found:
        mine.add(seconds)
        other.observe(seconds)
    assert _lines(ours) == _lines(theirs)


def _lines(registry):
    return sorted(line for line in generate_latest(registry).decode().splitlines() if "_created" not in line)
