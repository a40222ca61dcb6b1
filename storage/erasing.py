"""What is removed for good: all that is somebody's, or what of a closed pair has been kept long enough.

Rows stay where others or the programme's counts hang on them, with nothing in them that says whose they were.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, or_, select, update

from bot.mentoring.alerts import AlertKind
from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MomentKind
from bot.mentoring.messages import BroadcastState
from bot.mentoring.people import Person
from storage import schema
from storage.desk_notes import REWRITTEN
from storage.rows import Rows
from storage.states import OutboxState

NOTHING = b""
_PAIRS, _MEETINGS, _GOALS, _NOTES = schema.pairs, schema.meetings, schema.goals, schema.notes
_UNTAKEN = (GoalState.SUGGESTED, GoalState.ARCHIVED)
# Of whom nothing is known any more: no name, no address, nobody's hours.
_NOBODY: dict[str, Any] = {
    "chat": None,
    "name": NOTHING,
    "language": "en",
    "zone": "UTC",
    "quiet_from": time(0),
    "quiet_until": time(0),
    "remind_day_before": False,
    "remind_soon": False,
    "unreachable_since": None,
    "programme_id": None,
    "forget_at": None,
    "warned_at": None,
}


class Erasing:
    """The end of what is kept. SQLite overwrites what is deleted (`secure_delete`)."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def person(self, person: Person, now: datetime) -> None:
        """Everything about the person goes; their row stays as somebody's who has been here."""
        self._at_the_door(person)
        self._own(person.id)
        self._between(person.id)
        self._tree(person.id)
        told = dict.fromkeys(("likes", "free", "forms", "profile"), NOTHING)
        self._set(schema.members, schema.members.c.person_id == person.id, **told)
        self._set(schema.people, schema.people.c.id == person.id, **_NOBODY, created_at=now, erased_at=now)
        self._silence(person.id, now)

    def notes(self, pair: int) -> None:
        """What the two noted about their meetings, and the words that an Undo would bring back."""
        self._delete(_NOTES, _NOTES.c.meeting_id.in_(_of_pair(pair)))
        both = (
            select(_PAIRS.c.mentor_id)
            .where(_PAIRS.c.id == pair)
            .union(select(_PAIRS.c.mentee_id).where(_PAIRS.c.id == pair))
        )
        self._desk_notes([pair])
        ended = select(_PAIRS.c.closed_at).where(_PAIRS.c.id == pair).scalar_subquery()
        self._delete(schema.changes, schema.changes.c.person_id.in_(both) & (schema.changes.c.at <= ended))
        self._messages(schema.broadcasts.c.pair_id == pair)

    def traces(self, pair: int) -> None:
        """Where the two met, what they answered, and how it was for them: what is left is that they met, and when."""
        self._places(_PAIRS.c.id == pair)
        meetings = _of_pair(pair)
        for table in (schema.replies, schema.moves, schema.logs, schema.desk_logs, schema.saves):
            self._delete(table, table.c.meeting_id.in_(meetings))
        for table in (schema.alerts, schema.fits, schema.followups, schema.contacts):
            self._delete(table, table.c.pair_id == pair)

    # --- Parts ---

    def _at_the_door(self, person: Person) -> None:
        for table in (schema.openings, schema.wrong_tries):
            self._delete(table, table.c.chat == person.chat)
        self._set(schema.invitations, schema.invitations.c.invited_by == person.id, invited_by=None, name=None)
        self._delete(schema.rosters, schema.rosters.c.by_id == person.id)

    def _own(self, person: int) -> None:
        """What only they could see, and what they said of meetings."""
        own = (schema.calendars, schema.saves, schema.reminders, schema.standings, schema.pending, schema.changes)
        for table in (*own, schema.absences, schema.replies, schema.logs, schema.fits, _NOTES):
            self._delete(table, table.c.person_id == person)
        proposed = schema.proposals
        self._delete(proposed, or_(proposed.c.mentor_id == person, proposed.c.mentee_id == person))
        self._delete(schema.moves, schema.moves.c.by_id == person)
        # A worry about somebody else stays theirs to be looked after, without the name of who had it.
        wish = (schema.alerts.c.by_id == person) & (schema.alerts.c.kind == AlertKind.HEAR)
        self._delete(schema.alerts, wish)

    def _between(self, person: int) -> None:
        """What was shared in their pairs, and who wrote what to them; of a mentee, what the other noted.

        What coordinators did about their pairs, and noted of them, goes, too.
        """
        in_pair = or_(_PAIRS.c.mentor_id == person, _PAIRS.c.mentee_id == person)
        self._places(in_pair)
        pairs = select(_PAIRS.c.id).where(in_pair)
        self._desk_notes(pairs)
        self._delete(schema.followups, schema.followups.c.pair_id.in_(pairs))
        mine = (schema.broadcasts.c.by_id == person) | (schema.broadcasts.c.person_id == person)
        self._messages(mine | schema.broadcasts.c.pair_id.in_(pairs))
        self._delete(schema.answers, (schema.answers.c.person_id == person) | (schema.answers.c.by_id == person))
        as_mentee = select(_PAIRS.c.id).where(_PAIRS.c.mentee_id == person)
        self._delete(_NOTES, _NOTES.c.meeting_id.in_(select(_MEETINGS.c.id).where(_MEETINGS.c.pair_id.in_(as_mentee))))
        mentors = select(_PAIRS.c.mentor_id).where(_PAIRS.c.mentee_id == person)
        self._delete(schema.changes, schema.changes.c.person_id.in_(mentors))
        moments = schema.moments
        # What a mentor saw in the mentee was given to the mentee, and stays theirs without the name.
        given = (moments.c.person_id == person) & (moments.c.kind != MomentKind.STRENGTH)
        self._delete(moments, given | moments.c.pair_id.in_(as_mentee))

    def _messages(self, which: ColumnElement[bool]) -> None:
        """What was written to people and what they answered; that it went out is still counted."""
        found = select(schema.broadcasts.c.id).where(which)
        self._delete(schema.answers, schema.answers.c.broadcast_id.in_(found))
        self._delete(schema.broadcasts, which & (schema.broadcasts.c.state == BroadcastState.DRAFT))
        self._set(schema.broadcasts, which, text=NOTHING)

    def _desk_notes(self, pairs: Select[tuple[int]] | Sequence[int]) -> None:
        """What coordinators noted about them, and what stood there before it was changed."""
        about = schema.desk_notes.c.pair_id.in_(pairs)
        earlier = schema.changes.c.target.in_(select(schema.desk_notes.c.id).where(about))
        self._delete(schema.changes, (schema.changes.c.what == REWRITTEN) & earlier)
        self._delete(schema.desk_notes, about)

    def _tree(self, person: int) -> None:
        """A mentee's goals keep their place in the counts; what nobody took of a mentor's suggestions goes."""
        mine = _GOALS.c.mentee_id == person
        goals = select(_GOALS.c.id).where(mine)
        self._delete(schema.estimates, schema.estimates.c.goal_id.in_(goals))
        self._set(_GOALS, mine, title=NOTHING, estimate=None)
        untaken = (_GOALS.c.author_id == person) & (_GOALS.c.mentee_id != person) & _GOALS.c.state.in_(_UNTAKEN)
        for goal in self._rows.connection.execute(select(_GOALS.c.id, _GOALS.c.parent_id).where(untaken)).all():
            # What lies below it, and the meetings that it was for, are not the person's, and would go with it.
            self._set(_GOALS, _GOALS.c.parent_id == goal.id, parent_id=goal.parent_id)
            self._set(_MEETINGS, _MEETINGS.c.step_id == goal.id, step_id=None)
            self._delete(_GOALS, _GOALS.c.id == goal.id)

    def _places(self, whose: ColumnElement[bool]) -> None:
        pairs = select(_PAIRS.c.id).where(whose)
        for table in (schema.agreements, _MEETINGS):
            self._set(table, table.c.pair_id.in_(pairs), place=NOTHING)

    def _silence(self, person: int, now: datetime) -> None:
        """Nothing more goes out to them, and no row knows where it would go."""
        box = schema.outbox
        mine = box.c.person_id == person
        dropped = {"state": OutboxState.DROPPED, "reason": "erased", "closed_at": now}
        self._set(box, mine & (box.c.state == OutboxState.WAITING), **dropped)
        self._set(box, mine, payload=None, chat=0)

    def _delete(self, table: Table, which: ColumnElement[bool]) -> None:
        self._rows.connection.execute(delete(table).where(which))

    def _set(self, table: Table, which: ColumnElement[bool], **values: Any) -> None:
        self._rows.connection.execute(update(table).where(which).values(**values))


def _of_pair(pair: int) -> Select[tuple[int]]:
    return select(_MEETINGS.c.id).where(_MEETINGS.c.pair_id == pair)
