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
    """The plan, by method; "*" is for any method but getUpdates."""

    planned: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def next(self, method: str, trouble: Trouble, *, times: int = 1, retry_after: int = 1) -> None:
        """The next so many calls of this method run into this trouble."""
        self.planned[method.lower()].extend([Fault(trouble, retry_after)] * times)

    def take(self, method: str) -> Fault | None:
        """The trouble of this call, if any is planned; it is then used up."""
        for name in (method.lower(), "*"):
            if self.planned[name] and (name != "*" or method.lower() != "getupdates"):
                return self.planned[name].popleft()
        return None

    def clear(self) -> None:
        """All is well again."""
        self.planned.clear()
