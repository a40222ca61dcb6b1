"""Who goes next: one lane for each chat, in order within it, the most urgent chat first."""

import heapq
from dataclasses import dataclass, field

from bot.display import Drawn
from bot.pace import Pace


@dataclass(order=True)
class Item:
    """A message on its way. Sorted by priority, then `due` (seconds), then id; `drawn` is there for answers."""

    priority: int
    due: float
    id: int
    chat: int = field(compare=False)
    kind: str = field(compare=False, default="answer")
    drawn: Drawn | None = field(compare=False, default=None)
    attempts: int = field(compare=False, default=0)

    @property
    def new(self) -> bool:
        """Whether it rings the phone: everything but an edit."""
        return self.drawn is None or self.drawn.edit is None


@dataclass
class _Lane:
    waiting: list[Item] = field(default_factory=list)
    busy: bool = False
    held_until: float = 0.0


class Lanes:
    """At most one message of a chat is under way at a time. Knows no clock: each question brings its second."""

    def __init__(self, pace: Pace) -> None:
        """`pace` says when anything may go at all, and when to a chat."""
        self.pace = pace
        self._lanes: dict[int, _Lane] = {}
        # Both heaps may hold stale entries; they are checked against the lane when they come up.
        self._ready: list[Item] = []
        self._later: list[tuple[float, int]] = []
        self._count = 0

    def __len__(self) -> int:
        """How many wait."""
        return self._count

    def put(self, item: Item) -> None:
        """It waits for its turn."""
        lane = self._lanes.setdefault(item.chat, _Lane())
        heapq.heappush(lane.waiting, item)
        self._count += 1
        if not lane.busy and lane.waiting[0] is item:
            heapq.heappush(self._ready, item)

    def again(self, item: Item, at: float) -> None:
        """It could not go; its chat waits until then."""
        self.put(item)
        self._lanes[item.chat].held_until = at

    def alone(self, item: Item) -> bool:
        """Whether nothing younger waits behind it."""
        lane = self._lanes.get(item.chat)
        return lane is None or not lane.waiting

    def done(self, chat: int) -> None:
        """The one under way has come to its end; the next of that chat may go."""
        lane = self._lanes[chat]
        lane.busy = False
        if lane.waiting:
            heapq.heappush(self._ready, lane.waiting[0])
        else:
            del self._lanes[chat]

    def next(self, now: float, *, notices: bool = True) -> Item | None:
        """The one whose turn it is (its chat is then busy until `done`), or None; without `notices` an answer."""
        while self._later and self._later[0][0] <= now:
            self._wake(heapq.heappop(self._later)[1])
        if self.pace.halted() > now:
            return None
        while self._ready and (notices or self._ready[0].drawn is not None):
            item = heapq.heappop(self._ready)
            lane = self._lanes.get(item.chat)
            if lane is None or lane.busy or not lane.waiting or lane.waiting[0] is not item:
                continue
            at = max(lane.held_until, self.pace.chat(item.chat) if item.new else 0.0)
            if at > now:
                heapq.heappush(self._later, (at, item.chat))
                continue
            heapq.heappop(lane.waiting)
            lane.busy = True
            self._count -= 1
            return item
        return None

    def wait(self, now: float, *, notices: bool = True) -> float | None:
        """Seconds until `next` may give something; None when only a new message or a `done` can change that."""
        moments = [self.pace.halted()] if self._ready and (notices or self._ready[0].drawn is not None) else []
        if self._later:
            moments.append(max(self._later[0][0], self.pace.halted()))
        return max(0.0, min(moments) - now) if moments else None

    def _wake(self, chat: int) -> None:
        lane = self._lanes.get(chat)
        if lane is not None and lane.waiting and not lane.busy:
            heapq.heappush(self._ready, lane.waiting[0])
