"""All that is held about one person, table by table: each column is told, or left out with its reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Select, Table, and_, or_, select

from bot.mentoring.contacts import With
from bot.mentoring.people import Person
from storage import profiles, schema
from storage.desk_notes import REWRITTEN
from storage.rows import Rows

_PAIRS, _MEETINGS = schema.pairs, schema.meetings
_TICKS = "when the bot looks at the row next; it says nothing of anybody"
_ROW = "a row's number, by which another row is found"

Record = Mapping[str, Any]
# Columns that hold a person's number.
PEOPLE = frozenset(
    {"mentor_id", "mentee_id", "by_id", "proposed_by", "author_id", "person_id", "taken_by", "yes_by", "confirmed_by"}
)


@dataclass(frozen=True)
class Part:
    """One table: which of its rows are about a person, which columns are told, and why the others are not.

    `called` is the part's name where a table has two.
    """

    table: Table
    mine: Callable[[Person], ColumnElement[bool]]
    told: Sequence[str]
    left_out: Mapping[str, str] = field(default_factory=dict)
    called: str = ""

    @property
    def name(self) -> str:
        """What it stands under in the file."""
        return self.called or self.table.name


def _pairs(person: Person) -> ColumnElement[bool]:
    return or_(_PAIRS.c.mentor_id == person.id, _PAIRS.c.mentee_id == person.id)


def _in_pairs(column: ColumnElement[int]) -> Callable[[Person], ColumnElement[bool]]:
    return lambda person: column.in_(select(_PAIRS.c.id).where(_pairs(person)))


def _meetings_of(person: Person) -> Select[tuple[int]]:
    pairs = select(_PAIRS.c.id).where(_pairs(person))
    return select(_MEETINGS.c.id).where(_MEETINGS.c.pair_id.in_(pairs))


def _by(column: ColumnElement[int]) -> Callable[[Person], ColumnElement[bool]]:
    return lambda person: column == person.id


def _from(column: ColumnElement[int]) -> Callable[[Person], ColumnElement[bool]]:
    # 0 is the address of nobody, also of those whose message is answered.
    return lambda person: (column == person.chat) & (column != 0)


def _moments(person: Person) -> ColumnElement[bool]:
    """The person's own words, and what a mentor saw in them."""
    as_mentee = select(_PAIRS.c.id).where(_PAIRS.c.mentee_id == person.id)
    return or_(schema.moments.c.person_id == person.id, schema.moments.c.pair_id.in_(as_mentee))


def _followups(person: Person) -> ColumnElement[bool]:
    """What was done about the person's pairs, and what they did about those of others."""
    table = schema.followups
    return or_(table.c.by_id == person.id, _in_pairs(table.c.pair_id)(person))


def _talks(person: Person) -> ColumnElement[bool]:
    """Those that the person had: as a coordinator, or as the one that it was with."""
    talks = schema.contacts
    as_mentor = select(_PAIRS.c.id).where(_PAIRS.c.mentor_id == person.id)
    as_mentee = select(_PAIRS.c.id).where(_PAIRS.c.mentee_id == person.id)
    return or_(
        talks.c.by_id == person.id,
        talks.c.pair_id.in_(as_mentor) & (talks.c.who != With.MENTEE),
        talks.c.pair_id.in_(as_mentee) & (talks.c.who != With.MENTOR),
    )


def _rewritten(person: Person) -> ColumnElement[bool]:
    """What stood in a note about the person's pairs before it was changed."""
    about = select(schema.desk_notes.c.id).where(_in_pairs(schema.desk_notes.c.pair_id)(person))
    return and_(schema.changes.c.what == REWRITTEN, schema.changes.c.target.in_(about))


def _suggestions(person: Person) -> ColumnElement[bool]:
    """The words that a mentor wrote into somebody's tree; what became of them is the mentee's to know."""
    return and_(schema.goals.c.author_id == person.id, schema.goals.c.mentee_id != person.id)


def _estimates(person: Person) -> ColumnElement[bool]:
    mine = select(schema.goals.c.id).where(schema.goals.c.mentee_id == person.id)
    return or_(schema.estimates.c.by_id == person.id, schema.estimates.c.goal_id.in_(mine))


def _messages(person: Person) -> ColumnElement[bool]:
    """What a coordinator wrote, for themselves and for whoever got it."""
    got = select(schema.outbox.c.broadcast_id).where(schema.outbox.c.person_id == person.id)
    return or_(schema.broadcasts.c.by_id == person.id, schema.broadcasts.c.id.in_(got))


PARTS: Sequence[Part] = (
    Part(
        schema.people,
        _by(schema.people.c.id),
        (
            *("id", "name", "chat", "language", "zone", "quiet_from", "quiet_until"),
            *("remind_day_before", "remind_soon", "unreachable_since", "created_at", "forget_at", "warned_at"),
            "programme_id",
        ),
        {"erased_at": "stands only on rows that are nobody's any more"},
    ),
    Part(
        schema.members,
        _by(schema.members.c.person_id),
        (
            *("id", "programme_id", "role", "consent_version", "consented_at", "confirmed_by", "ready_at"),
            *("likes", "free", "forms", "profile", "left_at"),
        ),
        {"person_id": "always the reader", "came_by": _ROW},
    ),
    Part(
        _PAIRS,
        _pairs,
        ("id", "programme_id", "mentor_id", "mentee_id", "state", "since", "closed_at", "forget_at"),
        {"due_at": _TICKS, "ending": "what the programme counts; it is about two people at once, and names neither"},
    ),
    Part(
        schema.agreements,
        _in_pairs(schema.agreements.c.pair_id),
        (
            *("id", "pair_id", "state", "proposed_by", "rhythm", "weekdays", "nth", "at", "zone", "first"),
            *("since", "form", "place", "minutes", "months", "ends_on", "proposed_at", "agreed_at", "yes_by"),
        ),
    ),
    Part(
        _MEETINGS,
        _in_pairs(_MEETINGS.c.pair_id),
        (
            *("id", "pair_id", "agreement_id", "slot", "starts_at", "minutes", "form", "place", "state"),
            *("step_id", "step_outcome", "settled_at", "holiday", "pause_id", "version"),
        ),
        {"due_at": _TICKS},
    ),
    *(
        Part(
            schema.proposals,
            _by(schema.proposals.c[f"{role}_id"]),
            ("id", "programme_id", f"{other}_id", "by_id", "at", f"{role}_answer"),
            {
                f"{role}_id": "always the reader",
                "state": "it would tell what the other answered, and that is the other's",
                "due_at": _TICKS,
            },
            called=f"proposals_as_{role}",
        )
        for role, other in (("mentor", "mentee"), ("mentee", "mentor"))
    ),
    Part(
        schema.fits,
        _by(schema.fits.c.person_id),
        ("id", "pair_id", "round", "answer", "at"),
        {"person_id": "always the reader: what the other answered is the other's"},
    ),
    Part(
        schema.pauses, _in_pairs(schema.pauses.c.pair_id), ("id", "pair_id", "by_id", "began_at", "until", "ended_at")
    ),
    Part(
        schema.goals,
        _by(schema.goals.c.mentee_id),
        (
            *("id", "programme_id", "parent_id", "position", "title", "estimate", "state", "author_id"),
            *("created_at", "done_at", "done_in"),
        ),
        {"mentee_id": "always the reader"},
    ),
    Part(schema.goals, _suggestions, ("id", "programme_id", "mentee_id", "title", "created_at"), called="suggestions"),
    Part(schema.estimates, _estimates, ("id", "goal_id", "by_id", "meetings", "at")),
    Part(schema.moments, _moments, ("id", "pair_id", "person_id", "meeting_id", "kind", "text", "at")),
    Part(
        schema.notes,
        _by(schema.notes.c.person_id),
        ("id", "meeting_id", "sight", "text", "voice", "at"),
        {"person_id": "always the reader: a note belongs to whoever made it"},
    ),
    Part(
        schema.logs,
        _by(schema.logs.c.person_id),
        ("id", "meeting_id", "held", "step_outcome", "mood", "confirmed", "at"),
        {"person_id": "always the reader: what the other told is the other's"},
    ),
    Part(
        schema.desk_logs,
        lambda person: schema.desk_logs.c.meeting_id.in_(_meetings_of(person)),
        ("id", "meeting_id", "by_id", "held", "at"),
    ),
    Part(
        schema.replies,
        _by(schema.replies.c.person_id),
        ("id", "meeting_id", "reply", "at"),
        {"person_id": "always the reader"},
    ),
    Part(
        schema.moves,
        _by(schema.moves.c.by_id),
        ("id", "meeting_id", "starts_at", "state", "at"),
        {"by_id": "always the reader"},
    ),
    Part(
        schema.reminders,
        _by(schema.reminders.c.person_id),
        ("id", "text", "weekdays", "day", "at", "paused", "created_at", "due_at"),
        {"person_id": "always the reader"},
    ),
    Part(
        schema.calendars,
        _by(schema.calendars.c.person_id),
        ("id", "made_at"),
        {"person_id": "always the reader", "hash": "the lock of a secret address, which the reader has already"},
    ),
    Part(
        schema.saves,
        _by(schema.saves.c.person_id),
        ("id", "meeting_id", "stale"),
        {"person_id": "always the reader"},
    ),
    Part(
        schema.standings,
        _by(schema.standings.c.person_id),
        ("id", "kind", "unanswered", "last_at", "hushed_until"),
        {"person_id": "always the reader"},
    ),
    Part(
        schema.changes,
        lambda person: (schema.changes.c.person_id == person.id) & (schema.changes.c.what != REWRITTEN),
        ("id", "what", "target", "before", "after", "at", "undone_at"),
        {"person_id": "always the reader"},
    ),
    Part(
        schema.pending,
        _by(schema.pending.c.person_id),
        ("action", "asked_at", "expires_at"),
        {"person_id": "always the reader"},
    ),
    Part(
        schema.absences,
        _by(schema.absences.c.person_id),
        ("id", "programme_id", "since", "until", "state"),
        {"person_id": "always the reader", "due_at": _TICKS},
    ),
    Part(
        schema.invitations,
        _by(schema.invitations.c.invited_by),
        ("id", "programme_id", "role", "name", "uses_left", "created_at", "expires_at", "withdrawn_at"),
        {
            "invited_by": "always the reader",
            "person_id": "for whom alone it is, which is theirs to know",
            "hash": "the lock of a link that is meant for somebody else",
        },
    ),
    Part(
        schema.rosters,
        _by(schema.rosters.c.by_id),
        ("id", "programme_id", "text", "at", "made_at"),
        {"by_id": "always the reader"},
    ),
    Part(
        schema.alerts,
        _by(schema.alerts.c.by_id),
        ("id", "kind", "programme_id", "pair_id", "at", "said_at", "rounds", "state", "taken_by", "taken_at"),
        {
            "by_id": "always the reader: that a mentor is worried is between the mentor and the coordinators",
            "reason": "why the bot does not say it again; how it stands is told",
            "due_at": _TICKS,
        },
    ),
    Part(
        schema.broadcasts,
        _messages,
        ("id", "programme_id", "audience", "pair_id", "by_id", "text", "own", "state", "at"),
        {
            "person_id": "the reader, or somebody else to whom the reader wrote as a coordinator",
            "card": _ROW,
        },
    ),
    Part(
        schema.answers,
        lambda person: or_(schema.answers.c.person_id == person.id, schema.answers.c.by_id == person.id),
        ("id", "broadcast_id", "by_id", "text", "at"),
        {"person_id": "the reader, or somebody whom the reader answered as a coordinator"},
    ),
    Part(
        schema.followups,
        _followups,
        ("id", "pair_id", "by_id", "state", "at", "until", "asked_at", "helped"),
        {
            "reason": "it may be what the other one said in confidence; what the reader said stands where they said it",
            "level": "as the reason",
            "since": "as the reason",
            "due_at": _TICKS,
        },
    ),
    Part(
        schema.contacts,
        _talks,
        ("id", "programme_id", "pair_id", "by_id", "who", "at"),
    ),
    # What is noted about somebody is theirs to see, and not the writer's to take along when they go.
    Part(
        schema.desk_notes,
        _in_pairs(schema.desk_notes.c.pair_id),
        ("id", "programme_id", "pair_id", "by_id", "text", "at"),
    ),
    Part(
        schema.desk_notes,
        _by(schema.desk_notes.c.by_id),
        ("id", "programme_id", "pair_id", "at"),
        {"by_id": "always the reader", "text": "it is about others, and told to them"},
        called="desk_notes_written",
    ),
    Part(
        schema.changes,
        _rewritten,
        ("id", "before", "at", "undone_at"),
        {
            "person_id": "whoever wrote the note, which stands with it",
            "what": "always the same",
            "target": _ROW,
            "after": "stands in the note, or was changed again and stands in the next row",
        },
        called="desk_notes_before",
    ),
    Part(
        schema.openings,
        _from(schema.openings.c.chat),
        ("language", "opened_at"),
        {"chat": "stands with the reader's name above", "invitation_id": _ROW},
    ),
    Part(schema.wrong_tries, _from(schema.wrong_tries.c.chat), ("at",), {"id": _ROW, "chat": "stands above"}),
    Part(
        schema.inbox,
        _from(schema.inbox.c.chat),
        ("state", "attempts", "received_at"),
        {
            "update_id": "the platform's number of a message",
            "chat": "stands above, and is gone when the message is answered",
            "raw": "the very message that is being answered; gone a moment later",
            "reason": "why a message was not understood; empty while it waits",
            "done_at": "empty while it waits, and afterwards the row is nobody's",
        },
    ),
    Part(
        schema.outbox,
        _by(schema.outbox.c.person_id),
        ("kind", "state", "reason", "created_at", "not_before", "closed_at"),
        {
            "id": _ROW,
            "once_key": "the kind again, with rows' numbers",
            "chat": "stands above",
            "person_id": "always the reader",
            "broadcast_id": _ROW,
            "payload": "what it says stands in the reader's chat; gone from here when it is sent",
            "priority": "which message goes first; it says nothing of anybody",
            "expires_at": _TICKS,
            "attempts": "how often the network failed",
            "leased_by": "which of the bot's processes sends it; it says nothing of anybody",
            "leased_until": _TICKS,
            "message_id": "the platform's number of a message",
        },
    ),
    Part(
        schema.audit,
        _by(schema.audit.c.about_id),
        ("id", "at", "what", "by_id", "programme_id"),
        {"about_id": "always the reader"},
    ),
)

# Whole tables about nobody.
LEFT_OUT: Mapping[str, str] = {
    "clocks": "what the bot's own clock said at its last tick",
    "key_checks": "a known text under each key, the same for everybody",
    "pace": "when the next message of all may go",
    "thresholds": "from when on a programme's coordinators look at a pair, the same for all of its pairs",
    "programmes": "a programme's settings; which programmes somebody is in stands with their places",
}


class Dossiers:
    """Read only: what is kept about one person, with sealed columns opened."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def of(self, person: Person) -> dict[str, list[Record]]:
        """By part, the rows about the person, each with the columns that are told; a part without any is left out."""
        found = {part.name: self._read(part, person) for part in PARTS}
        return {name: rows for name, rows in found.items() if rows}

    def _read(self, part: Part, person: Person) -> list[Record]:
        order = part.table.primary_key.columns
        rows = self._rows.connection.execute(select(part.table).where(part.mine(person)).order_by(*order))
        return [{name: self._value(part.table, name, row) for name in part.told} for row in rows]

    def _value(self, table: Table, name: str, row: Any) -> Any:
        if isinstance(table.c[name].type, LargeBinary):
            text = self._rows.open(table, name, row)
            return (profiles.read(text) if text else None) if name == "profile" else text
        return getattr(row, name)
