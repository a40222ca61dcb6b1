"""The queue of updates that wait for the bot, with Telegram's rules of confirming and forgetting."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

FIRST_UPDATE = 731_204_511
PRESS_LIVES = 150  # seconds that a tap waits to be fetched and answered
MESSAGE_LIVES = 24 * 3600
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Waiting:
    """One update and the Unix time at which Telegram forgets it."""

    number: int
    kind: str
    json: dict[str, Any]
    until: float


@dataclass
class Updates:
    """What happened and was not yet confirmed by the bot."""

    now: Callable[[], datetime]
    queue: list[Waiting] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    next_number: int = FIRST_UPDATE
    poll: int = 0
    # The webhook: where they are brought, how many at once, and the word by which the bot knows us.
    url: str = ""
    secret: str = ""
    connections: int = 40

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queues an update; its number, or None when the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return None
        lives = PRESS_LIVES if kind == "callback_query" else MESSAGE_LIVES
        number = self.next_number
        self.next_number += 1
        self.queue.append(Waiting(number, kind, {"update_id": number, kind: content}, self.now().timestamp() + lives))
        return number

    def confirm(self, offset: int) -> None:
        """Forgets what came before the offset; a negative one keeps so many of the newest."""
        if offset > 0:
            self.queue = [one for one in self.queue if one.number >= offset]
        elif offset < 0:
            self.queue = self.queue[offset:]

    def ready(self, limit: int) -> list[dict[str, Any]]:
        """What the bot gets now: the oldest first, at most `limit`."""
        now = self.now().timestamp()
        self.queue = [one for one in self.queue if one.until > now]
        return [one.json for one in self.queue[: min(max(limit, 1), 100)]]
