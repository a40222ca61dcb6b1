"""The latest instant that each machine's ticks have seen, and what a clock that was ahead has written, made good."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from storage import schema
from storage.pairs import AT_ONCE
from storage.rows import Rows
from storage.types import Instant

_TABLE = schema.clocks

# Each tick asks these: a statement is put together once.
_ELSEWHERE = select(func.max(_TABLE.c.ticked_at)).where(_TABLE.c.machine != bindparam("here"))
_STEADY = select(func.max(_TABLE.c.steady_since)).where(_TABLE.c.steady_since <= bindparam("now"))
# A machine that has not ticked for so long is none of ours any more.
GONE = timedelta(days=30)
# Columns that tell of something that has happened, whatever the table: nothing has happened later than now.
HAPPENED = frozenset(
    {
        "agreed_at",
        "asked_at",
        "at",
        "began_at",
        "closed_at",
        "consented_at",
        "created_at",
        "done_at",
        "erased_at",
        "last_at",
        "left_at",
        "made_at",
        "opened_at",
        "proposed_at",
        "ready_at",
        "received_at",
        "said_at",
        "settled_at",
        "since",
        "taken_at",
        "undone_at",
        "unreachable_since",
        "withdrawn_at",
    }
)


class Clocks:
    """One row a machine: its clock, as the bot there looked at it last."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def ticked(self, machine: str) -> datetime | None:
        """The machine's last tick; before its first one the latest of any other's, and None where there is none."""
        ticks = {row.machine: row.ticked_at for row in self._rows.find(_TABLE)}
        return ticks.get(machine, max(ticks.values(), default=None))

    def latest_elsewhere(self, machine: str) -> datetime | None:
        """The latest tick of any other machine."""
        latest: datetime | None = self._rows.connection.execute(_ELSEWHERE, {"here": machine}).scalar_one()
        return latest

    def steady_since(self, now: datetime) -> datetime | None:
        """Since when every clock has gone on from tick to tick without a leap; None before the first.

        What stands in a time to come was written by a clock that is ahead, and says nothing of the others.
        """
        since: datetime | None = self._rows.connection.execute(_STEADY, {"now": now}).scalar_one()
        return since

    def tick(self, machine: str, now: datetime, *, leapt: bool) -> None:
        """A tick there looks at the clock, which has leapt since the one before, or has not."""
        values = {"ticked_at": now} | ({"steady_since": now} if leapt else {})
        own = _TABLE.c.machine == machine
        if not self._rows.connection.execute(update(_TABLE).where(own).values(**values)).rowcount:
            since = now if leapt else self.steady_since(now) or now
            self._rows.connection.execute(insert(_TABLE).values(machine=machine, ticked_at=now, steady_since=since))
            # One that is not heard of any more, as of a container that had another name.
            self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.ticked_at < now - GONE))

    def forget_ahead(self, now: datetime) -> None:
        """What clocks that are ahead of now have said is no longer held against anybody."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.ticked_at > now))

    def nothing_is_later_than(self, now: datetime) -> None:
        """What is said to have happened later than now, happened now. Who looked at whom stays as it was written."""
        for table in schema.metadata.sorted_tables:
            for column in table.c:
                # A time of day is called "at", too.
                happened = column.name in HAPPENED and isinstance(column.type, Instant)
                if happened and table is not schema.audit:
                    self._rows.connection.execute(update(table).where(column > now).values({column: now}))
        # They were told of a night that is far away, and hear of the right one.
        early = update(schema.people).where(schema.people.c.warned_at > now)
        self._rows.connection.execute(early.values(warned_at=None))

    def look_at_all(self) -> None:
        """Every pair, planned meeting, worry, proposal and time away, and what may be forgotten, is due to be seen."""
        pairs, meetings = schema.pairs, schema.meetings
        for table in (schema.people, pairs):
            kept = update(table).where(table.c.forget_at.is_not(None))
            self._rows.connection.execute(kept.values(forget_at=AT_ONCE))
        open_ones = update(pairs).where(pairs.c.state != PairState.CLOSED)
        self._rows.connection.execute(open_ones.values(due_at=AT_ONCE))
        planned = update(meetings).where(meetings.c.state == MeetingState.PLANNED)
        self._rows.connection.execute(planned.values(due_at=AT_ONCE))
        self._rows.connection.execute(update(schema.absences).values(due_at=AT_ONCE))
        for table in (schema.alerts, schema.proposals):
            waits = update(table).where(table.c.due_at.is_not(None))
            self._rows.connection.execute(waits.values(due_at=AT_ONCE))

    def programmes(self) -> list[tuple[int, datetime]]:
        """Each programme's number, and since when there is one."""
        table = schema.programmes
        query = select(table.c.id, table.c.created_at).order_by(table.c.id)
        return [(row.id, row.created_at) for row in self._rows.connection.execute(query)]

    def reminders(self) -> list[int]:
        """The numbers of the reminders that do not rest."""
        table = schema.reminders
        query = select(table.c.id).where(table.c.paused.is_(False)).order_by(table.c.id)
        return list(self._rows.connection.execute(query).scalars())

    def breaks_over_later_than(self, now: datetime) -> list[int]:
        """The numbers of the breaks that had begun by now, and are said to have ended later."""
        table = schema.pauses
        later = (table.c.ended_at > now) & (table.c.began_at <= now)
        return list(self._rows.connection.execute(select(table.c.id).where(later).order_by(table.c.id)).scalars())
