"""What a bot that is gone, or a clock that was ahead, has left behind in the outbox."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from storage import schema
from storage.outbox import AGAIN, ASIDE, FREE, LEASE, TRIES
from storage.rows import Rows
from storage.states import OutboxState

_TABLE = schema.outbox
# Nothing that the bot has to say waits longer: at most it is late at night, and for the morning after the next.
LONGEST_WAIT = timedelta(days=2)


class Leftovers:
    """Rows that would wait for ever, or hold a key for what nobody has heard."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def recover(self, now: datetime, important: str, me: str, is_gone: Callable[[str, str], bool]) -> int:
        """What was under way in a bot that is gone, or for too long in another one, is uncertain, and stays so.

        Kinds that begin with `important` wait again instead, marked as maybe sent, but not for ever. Gives how many
        are uncertain. `me` is our own name, and `is_gone` tells of another's whether that bot is no more.
        """
        started = _TABLE.c.state == OutboxState.STARTED
        holders = self._rows.connection.execute(select(_TABLE.c.leased_by).where(started).distinct()).scalars().all()
        gone = [name for name in holders if name is not None and is_gone(name, me)]
        # A lease that ends later than any can was given by a clock that has been set back since; one that ends only a
        # little later was taken while we waited for our turn to write, after `now` was read.
        run_out = (_TABLE.c.leased_until <= now) | (_TABLE.c.leased_until > now + 2 * LEASE)
        others = _TABLE.c.leased_by.is_(None) | (_TABLE.c.leased_by != me)
        lost = started & (_TABLE.c.leased_by.in_(gone) | (others & run_out))
        alert = _TABLE.c.kind.startswith(important, autoescape=True) & (_TABLE.c.attempts < TRIES - 1)
        again = {"state": OutboxState.WAITING, "reason": AGAIN, "attempts": _TABLE.c.attempts + 1}
        self._rows.connection.execute(update(_TABLE).where(lost & alert).values(**again, **FREE))
        ended = {"state": OutboxState.UNCERTAIN, "reason": "stopped", "closed_at": now, "payload": None}
        return self._rows.connection.execute(update(_TABLE).where(lost).values(**ended, **FREE)).rowcount

    def set_back(self, now: datetime, timed: Collection[str]) -> None:
        """What was not sent, for a time that has not come yet, may be said; what waits for one waits no longer.

        `timed` are the kinds that the ticker writes: it writes anew what is due by now.
        """
        unsaid = _TABLE.c.state.in_((OutboxState.EXPIRED, OutboxState.DROPPED)) & (_TABLE.c.closed_at > now)
        self._rows.connection.execute(update(_TABLE).where(unsaid).values(once_key=ASIDE))
        waiting = _TABLE.c.state == OutboxState.WAITING
        self._forget(waiting & (_TABLE.c.created_at > now) & _TABLE.c.kind.in_(timed), now)
        too_late = (_TABLE.c.created_at > now) | (_TABLE.c.not_before > now + LONGEST_WAIT)
        self._rows.connection.execute(update(_TABLE).where(waiting & too_late).values(not_before=now))

    def forget(self, key: str, now: datetime) -> None:
        """What waits with that key was written too early; the key is free."""
        self._forget((_TABLE.c.once_key == key) & (_TABLE.c.state == OutboxState.WAITING), now)

    def _forget(self, rows: ColumnElement[bool], now: datetime) -> None:
        closed = {"state": OutboxState.DROPPED, "reason": "clock", "closed_at": now, "payload": None}
        self._rows.connection.execute(update(_TABLE).where(rows).values(**closed, once_key=ASIDE))
