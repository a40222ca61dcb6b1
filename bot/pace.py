"""How fast we may speak: a GCRA for everything together, one for each chat, and a halt when we are told to."""

_MANY = 10_000
# A timer wakes a little late, a fraction of a second each time; within this much the next one goes earlier for it.
# At 29 a second, with 20 ms of jitter on the way, no second then has more than 30: (1 + 0.02 + 0.005) x 29 < 30.
_LATE = 0.005


class Pace:
    """Says when a message may go, in seconds of any steadily running clock.

    `rate` is messages a second overall. Each chat gets one *new* message a second; edits ring no phone and count
    overall only. No burst is ever given: at 29 a second evenly, Telegram's 30 was never reached, at 29.9 it was. Only
    what a timer was late by is made good. A rate of 0 means no pacing at all, neither overall nor for a chat.
    """

    def __init__(self, rate: float) -> None:
        """All is allowed at first."""
        self.rate = rate
        # Seconds from one turn to the next.
        self.between = 1 / rate if rate else 0.0
        self._late = min(_LATE, self.between)
        self._each = 1.0 if rate else 0.0
        self._next = self._halted = 0.0
        self._chats: dict[int, float] = {}

    def halted(self) -> float:
        """The first second at which anything may go, after what we were told."""
        return self._halted

    def chat(self, chat: int) -> float:
        """The first second at which a new message may go to this chat."""
        return self._chats.get(chat, 0.0)

    def turn(self, now: float) -> float | None:
        """Seconds until our turn among all who send; None while nobody has told it: it must be asked for."""
        return max(0.0, self._next - now, self._halted - now)

    async def ask(self) -> None:
        """Comes back when our turn is known, or after a pause."""

    def take(self, chat: int, now: float, *, new: bool) -> None:
        """One goes now, as it is our turn; `new` when it is a new message in the chat."""
        self._next = max(self._next, now - self._late) + self.between
        if new and self._each:
            self._chats[chat] = now + self._each
            if len(self._chats) > _MANY:
                self._chats = {one: at for one, at in self._chats.items() if at > now}

    def halt(self, until: float) -> None:
        """Nothing goes before that, whatever the pace."""
        self._halted = max(self._halted, until)
