"""Trouble on order: what the make-believe Telegram does wrong, and for which calls."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """What can go wrong with one call."""

    TOO_MANY = "too_many"  # 429 with retry_after, nothing is done
    BROKEN = "broken"  # 500, nothing is done
    GATEWAY = "gateway"  # 502 with a page of HTML, nothing is done
    HANG = "hang"  # no answer until the caller gives up, nothing is done
    RESET = "reset"  # the connection breaks before anything is done
    DONE_BUT_RESET = "done_but_reset"  # it is done, and the connection breaks before the answer
    DONE_BUT_HANGS = "done_but_hangs"  # it is done, and no answer comes
    NOT_JSON = "not_json"  # it is done, and the answer is unreadable


@dataclass(frozen=True)
class Fault:
    """One planned trouble; `retry_after` in seconds counts for TOO_MANY only."""

    trouble: Trouble
    retry_after: int = 1


@dataclass
class Faults:
    """The plan, by method; "*" is for any method but getUpdates. What lasts comes after what is planned once."""

    planned: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    lasting: dict[tuple[str, int], Fault] = field(default_factory=dict)

    def next(self, method: str, trouble: Trouble, *, times: int = 1, retry_after: int = 1) -> None:
        """The next so many calls of this method run into this trouble."""
        self.planned[method.lower()].extend([Fault(trouble, retry_after)] * times)

    def lasts(self, method: str, trouble: Trouble, *, chat: int = 0, retry_after: int = 1) -> None:
        """Every call of this method, or only those for one chat, runs into this trouble until all is well again."""
        self.lasting[method.lower(), chat] = Fault(trouble, retry_after)

    def take(self, method: str, chat: int = 0) -> Fault | None:
        """The trouble of this call, if any is planned; it is then used up, unless it lasts."""
        names = [name for name in (method.lower(), "*") if name != "*" or method.lower() != "getupdates"]
        for name in names:
            if self.planned[name]:
                return self.planned[name].popleft()
        found = (self.lasting.get((name, which)) for name in names for which in (chat, 0))
        return next((fault for fault in found if fault is not None), None)

    def clear(self) -> None:
        """All is well again."""
        self.planned.clear()
        self.lasting.clear()
