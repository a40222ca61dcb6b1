"""The last step before a message is sent: one by one at the pace, and whoever taps before all others."""

import heapq

from bot.display import Drawn
from bot.lanes import Item
from bot.pace import Pace

# A notice is written down as begun so many seconds before its turn: a disk that stumbles for less costs no turn. Not
# more, as whoever is killed meanwhile leaves it uncertain, and it is not sent again.
SOON = 0.05
# No timer knows less.
_FINEST = 0.001


class Gate:
    """What is drawn and written down waits here for a turn. Knows no clock: each question brings its second.

    Whatever a disk holds up is held up before it comes here, so nothing but the network is between a turn and the
    platform: what goes evenly arrives evenly.
    """

    def __init__(self, pace: Pace) -> None:
        """`pace` gives the turns."""
        self._pace = pace
        self._waiting: list[tuple[int, int, Item, Drawn]] = []
        self._came = 0

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def put(self, item: Item, drawn: Drawn) -> None:
        """It waits for a turn, behind those as urgent as itself."""
        self._came += 1
        heapq.heappush(self._waiting, (item.priority, self._came, item, drawn))

    def next(self, now: float) -> tuple[Item, Drawn] | None:
        """What goes now, with how it looks; or None."""
        if not self._waiting or self._pace.turn(now) != 0:
            return None
        _, _, item, drawn = heapq.heappop(self._waiting)
        self._pace.take(item.chat, now, new=item.new)
        return item, drawn

    def wait(self, now: float) -> float | None:
        """Seconds until `next` gives something; None when nothing waits, or when a turn must be asked for."""
        return self._pace.turn(now) if self._waiting else None

    def early(self, now: float, ahead: int) -> float:
        """Seconds until a notice may be begun that has its turn after so many others."""
        early = (self._pace.turn(now) or 0.0) + ahead * self._pace.between - SOON
        return early if early > _FINEST else 0.0

    def clear(self) -> list[Item]:
        """All that waited, and waits no longer."""
        left, self._waiting = [item for _, _, item, _ in sorted(self._waiting)], []
        return left
