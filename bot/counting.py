"""What every tap is counted by: plain numbers, put into Prometheus' words only when somebody asks for them.

The library's own counters take a lock each; ours are counted by the event loop, one after the other.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString


class Counts(Collector):
    """How often something happened, by a few words."""

    def __init__(
        self, name: str, about: str, labels: Sequence[str], known: Iterable[Sequence[str]], registry: CollectorRegistry
    ) -> None:
        """The `known` begin at zero: of what appears only when it happens, Prometheus does not see the first one."""
        self._name, self._about, self._labels = name, about, labels
        self._found = Counter[Sequence[str]](dict.fromkeys(map(tuple, known), 0))
        registry.register(self)

    def add(self, words: Sequence[str], times: int = 1) -> None:
        """It happened so often."""
        self._found[words] += times

    def collect(self) -> Iterator[Metric]:
        """As Prometheus reads it."""
        told = CounterMetricFamily(self._name, self._about, labels=self._labels)
        for words, times in self._found.items():
            told.add_metric(words, times)
        yield told


class Times(Collector):
    """How long something took, as a histogram."""

    def __init__(self, name: str, about: str, bounds: Sequence[float], registry: CollectorRegistry) -> None:
        """`bounds` are the ends of its buckets, in seconds, the last of which is open."""
        self._name, self._about, self._bounds = name, about, bounds
        self._found, self._sum = [0] * (len(bounds) + 1), 0.0
        registry.register(self)

    def add(self, seconds: float) -> None:
        """Once more, and so long."""
        self._found[bisect_left(self._bounds, seconds)] += 1
        self._sum += seconds

    def collect(self) -> Iterator[Metric]:
        """As Prometheus reads it: each bucket holds those before it, too."""
        ends = [floatToGoString(bound) for bound in (*self._bounds, float("inf"))]  # type: ignore[no-untyped-call]
        buckets = list(zip(ends, accumulate(self._found), strict=True))
        yield HistogramMetricFamily(self._name, self._about, buckets=buckets, sum_value=self._sum)
