"""Telegram's speed limits, for who wants to run into them."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.demo.refusals import too_many

OVERALL = 30  # messages a second
PER_CHAT = 1  # messages a second in one private chat


@dataclass
class Pace:
    """Counts messages by real time, in seconds; refuses the one too many when strict."""

    seconds: Callable[[], float]
    strict: bool = False
    recent: deque[float] = field(default_factory=deque)
    last: dict[int, float] = field(default_factory=dict)

    def check(self, chat: int) -> None:
        """Takes note of one message; RefusalError (429) when it comes too early."""
        if not self.strict:
            return
        now = self.seconds()
        while self.recent and self.recent[0] <= now - 1:
            self.recent.popleft()
        wait = self.last.get(chat, -math.inf) + 1 / PER_CHAT - now
        if len(self.recent) >= OVERALL:
            wait = max(wait, self.recent[0] + 1 - now)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        self.recent.append(now)
        self.last[chat] = now
