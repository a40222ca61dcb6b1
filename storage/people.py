"""People, and their places in programmes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, select, update

from bot.mentoring.absences import away
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Member, Person, Role
from bot.mentoring.profiles import Profile
from bot.mentoring.programmes import Programme
from bot.mentoring.retention import LOOK, Ties
from storage import profiles, schema
from storage.absences import Absences
from storage.pairs import AT_ONCE
from storage.rows import Rows

_PEOPLE = schema.people
_MEMBERS = schema.members
_ABSENCES = schema.absences
_IN_ROLE = (
    select(_MEMBERS)
    .where(
        _MEMBERS.c.programme_id == bindparam("programme"),
        _MEMBERS.c.role == bindparam("part"),
        _MEMBERS.c.left_at.is_(None),
    )
    .order_by(_MEMBERS.c.id)
)
# What decides when something is due to a person, or whether to somebody else.
_TIMING = frozenset(
    {"zone", "quiet_from", "quiet_until", "remind_day_before", "remind_soon", "unreachable_since", "chat"}
)


class People:
    """Everybody who said yes, by id or by the platform's address."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, chat: int | None, name: str, language: str, programme: Programme, now: datetime) -> Person:
        """A new person with the programme's zone and quiet hours, and both reminders on; `chat` None without one."""
        values = {
            "chat": chat,
            "language": language,
            "zone": programme.zone,
            "quiet_from": programme.quiet_from,
            "quiet_until": programme.quiet_until,
            "remind_day_before": True,
            "remind_soon": True,
            "created_at": now,
            "forget_at": now + LOOK,
        }
        return self.get(self._rows.add(_PEOPLE, values, {"name": name}))

    def get(self, person: int) -> Person:
        """The person; raises LookupError when there is none."""
        return self._read(self._rows.get(_PEOPLE, person))

    def many(self, people: Collection[int]) -> dict[int, Person]:
        """These people, by number."""
        return {row.id: self._read(row) for row in self._rows.find_all(_PEOPLE, "id", people)}

    def by_chat(self, chat: int) -> Person | None:
        """The person at the platform's address, if known."""
        row = self._rows.find(_PEOPLE, chat=chat).one_or_none()
        return None if row is None else self._read(row)

    def set(self, person: int, **values: Any) -> Person:
        """Changes settings of one person (columns that are not sealed)."""
        self._rows.set(_PEOPLE, person, values)
        if not _TIMING.isdisjoint(values):
            self._touch(person)
        return self.get(person)

    def _touch(self, person: int) -> None:
        """Hours, a zone, or who can be reached say what is due when: all of the person's pairs are looked at."""
        pairs = _in_pair(person)
        mine = update(schema.pairs).where(pairs, schema.pairs.c.state != PairState.CLOSED)
        self._rows.connection.execute(mine.values(due_at=AT_ONCE))
        table = schema.meetings
        open_ones = table.c.pair_id.in_(select(schema.pairs.c.id).where(pairs)) & (
            table.c.state == MeetingState.PLANNED
        )
        self._rows.connection.execute(update(table).where(open_ones).values(due_at=AT_ONCE))

    def rename(self, person: int, name: str) -> Person:
        """Another name."""
        self._rows.seal(_PEOPLE, person, {"name": name})
        return self.get(person)

    def unreachable(self, person: int, now: datetime) -> None:
        """The platform says that nothing gets through."""
        self.set(person, unreachable_since=now)

    def come_in(self, person: int, chat: int, language: str) -> Person:
        """Somebody who was here by name alone has an address from now on, and reads that language."""
        return self.set(person, chat=chat, language=language)

    def reachable(self, person: int) -> None:
        """The person is back."""
        self.set(person, unreachable_since=None)

    def join(
        self,
        programme: int,
        person: int,
        role: Role,
        consent: int,
        now: datetime,
        came_by: int | None = None,
        *,
        confirmed_by: int | None = None,
    ) -> Member:
        """A place in the programme, with the consent's version and time, and the link; the one that stands, renewed.

        `confirmed_by` is the coordinator who has seen the yes on paper.
        """
        found = self._rows.find(_MEMBERS, programme_id=programme, person_id=person, role=role).one_or_none()
        row = found.id if found else None
        yes = {"consent_version": consent, "consented_at": now, "confirmed_by": confirmed_by}
        given = {**yes, "left_at": None, "came_by": came_by}
        if row is None:
            values = {"programme_id": programme, "person_id": person, "role": role, "ready_at": None, **given}
            row = self._rows.add(_MEMBERS, values, {"likes": "", "free": "", "forms": ""})
        else:
            self._rows.set(_MEMBERS, row, given)
        return self.member(row)

    def member(self, member: int) -> Member:
        """The place; raises LookupError when there is none."""
        return self._place(self._rows.get(_MEMBERS, member))

    def places(self, person: int) -> list[Member]:
        """A person's places in all programmes, oldest first."""
        found = self._rows.find(_MEMBERS, "id", person_id=person)
        return [self._place(row) for row in found if row.left_at is None]

    def agree(self, person: int, consent: int, now: datetime) -> None:
        """The person has said yes to these words of the consent, in all places that they have."""
        mine = (_MEMBERS.c.person_id == person) & _MEMBERS.c.left_at.is_(None)
        said = {"consent_version": consent, "consented_at": now}
        self._rows.connection.execute(update(_MEMBERS).where(mine).values(**said))

    def leave(self, person: int, now: datetime) -> None:
        """The person has no place any more, and waits for nobody; a new yes brings each place back."""
        mine = (_MEMBERS.c.person_id == person) & _MEMBERS.c.left_at.is_(None)
        self._rows.connection.execute(update(_MEMBERS).where(mine).values(left_at=now, ready_at=None))
        self._rows.set(_PEOPLE, person, {"forget_at": now})
        self._rows.connection.execute(delete(_ABSENCES).where(_ABSENCES.c.person_id == person))

    def end_place(self, member: int, now: datetime) -> None:
        """One place ends; whoever has no other is looked at for forgetting."""
        self._rows.set(_MEMBERS, member, {"left_at": now, "ready_at": None})
        place = self.member(member)
        self._rows.set(_PEOPLE, place.person, {"forget_at": now})
        if place.role is Role.COORDINATOR:
            mine = (_ABSENCES.c.person_id == place.person) & (_ABSENCES.c.programme_id == place.programme)
            self._rows.connection.execute(delete(_ABSENCES).where(mine))

    def has_left(self, person: int) -> bool:
        """Whether the person had a place once that they have no more."""
        return any(row.left_at for row in self._rows.find(_MEMBERS, person_id=person))

    def coordinators(self, programme: int) -> list[Person]:
        """The programme's coordinators, oldest first."""
        return self._in_role(programme, Role.COORDINATOR)

    def deputies(self, programme: int) -> list[Person]:
        """Who stands in while a coordinator is away, oldest first."""
        return self._in_role(programme, Role.DEPUTY)

    def at_desk(self, programme: int) -> list[Person]:
        """Who has the desk: the coordinators, and while one of them is away the deputies, nobody twice."""
        stand_in = self.deputies(programme) if Absences(self._rows).somebody_away(programme) else []
        return _once([*self.coordinators(programme), *stand_in])

    def on_call(self, programme: int) -> list[Person]:
        """Who hears of a worry: the coordinators and the deputies, nobody twice."""
        return _once([*self.coordinators(programme), *self.deputies(programme)])

    def digest_readers(self, programme: int, now: datetime) -> list[Person]:
        """Who gets the digest: the coordinators who are not away, and the deputies when one of them is."""
        zone = self._rows.get(schema.programmes, programme).zone
        gone = away(Absences(self._rows).in_programme(programme), zone, now)
        here = [each for each in self.coordinators(programme) if each.id not in gone]
        return _once([*here, *(self.deputies(programme) if gone else [])])

    def _in_role(self, programme: int, role: Role) -> list[Person]:
        rows = self._rows.connection.execute(_IN_ROLE, {"programme": programme, "part": role})
        return [self.get(row.person_id) for row in rows]

    def waiting(self, programme: int, role: Role) -> list[Member]:
        """Who is ready to be matched in that role, longest waiting first."""
        found = self._members(_waits(programme, role))
        return sorted(found, key=lambda member: (member.ready_at or member.consented_at, member.id))

    def in_roles(self, programme: int, roles: Sequence[Role], *, waiting: bool = False) -> list[Person]:
        """Everybody who has such a place in the programme, or waits in it, each once, oldest first."""
        here = (_MEMBERS.c.programme_id == programme) & _MEMBERS.c.role.in_(roles) & _MEMBERS.c.left_at.is_(None)
        ready = here & _MEMBERS.c.ready_at.is_not(None) if waiting else here
        mine = select(_MEMBERS.c.person_id).where(ready)
        query = select(_PEOPLE).where(_PEOPLE.c.id.in_(mine), _PEOPLE.c.erased_at.is_(None)).order_by(_PEOPLE.c.id)
        return [self._read(row) for row in self._rows.connection.execute(query)]

    def how_many_wait(self, programme: int, role: Role) -> int:
        """How many are ready to be matched in that role."""
        return self._rows.count(_MEMBERS, _waits(programme, role))

    def ready(self, member: int, at: datetime | None) -> Member:
        """Ready to be matched since then, or not (None)."""
        self._rows.set(_MEMBERS, member, {"ready_at": at})
        return self.member(member)

    def describe(self, member: int, **texts: str) -> Member:
        """Fills in `likes`, `free` or `forms`."""
        self._rows.seal(_MEMBERS, member, texts)
        return self.member(member)

    def profile(self, member: int, profile: Profile) -> Member:
        """What can be matched is this."""
        self._rows.seal(_MEMBERS, member, {"profile": profiles.written(profile)})
        return self.member(member)

    # --- How long somebody is kept ---

    def forgettable(self, now: datetime, limit: int) -> list[int]:
        """The people of whom it is time to ask whether they may still be kept, longest waiting first."""
        return self._rows.ripe(_PEOPLE, "forget_at", now, limit)

    def forget_again(self, person: int, at: datetime | None) -> None:
        """When to ask next; None for never."""
        self._rows.set(_PEOPLE, person, {"forget_at": at})

    def warned(self, person: int, now: datetime) -> None:
        """They were told that they will be forgotten."""
        self._rows.set(_PEOPLE, person, {"warned_at": now})

    def ties(self, person: int) -> Ties:
        """What binds the person to a programme, and since when what no longer does."""
        row = self._rows.get(_PEOPLE, person)
        places = [self._place(each) for each in self._rows.find(_MEMBERS, "id", person_id=person)]
        pairs = self._rows.connection.execute(
            select(schema.pairs.c.state, schema.pairs.c.closed_at).where(_in_pair(person))
        ).all()
        open_places = [place for place in places if place.left_at is None]
        waits = any(place.ready_at or not place.role.meets for place in open_places)
        meets = any(state is not PairState.CLOSED for state, _ in pairs)
        ends = [at for place in places for at in (place.consented_at, place.left_at) if at]
        return Ties(
            bound=waits or meets,
            ends=[*ends, *(at for _, at in pairs if at)],
            zone=row.zone,
            reachable=bool(open_places) and row.unreachable_since is None and row.chat is not None,
            warned_at=row.warned_at,
        )

    def _read(self, row: Any) -> Person:
        return Person(
            id=row.id,
            chat=row.chat or 0,
            name=self._rows.open(_PEOPLE, "name", row),
            language=row.language,
            zone=row.zone,
            quiet_from=row.quiet_from,
            quiet_until=row.quiet_until,
            remind_day_before=row.remind_day_before,
            remind_soon=row.remind_soon,
            unreachable_since=row.unreachable_since,
            erased=row.erased_at is not None,
            programme=row.programme_id,
        )

    def _members(self, *conditions: ColumnElement[bool]) -> list[Member]:
        query = select(_MEMBERS).where(*conditions).order_by(_MEMBERS.c.id)
        return [self._place(row) for row in self._rows.connection.execute(query)]

    def _place(self, row: Any) -> Member:
        return Member(
            id=row.id,
            programme=row.programme_id,
            person=row.person_id,
            role=row.role,
            consent_version=row.consent_version,
            consented_at=row.consented_at,
            ready_at=row.ready_at,
            likes=self._rows.open(_MEMBERS, "likes", row),
            free=self._rows.open(_MEMBERS, "free", row),
            forms=self._rows.open(_MEMBERS, "forms", row),
            left_at=row.left_at,
            profile=profiles.read(self._rows.open(_MEMBERS, "profile", row)),
        )


def _in_pair(person: int) -> ColumnElement[bool]:
    return (schema.pairs.c.mentor_id == person) | (schema.pairs.c.mentee_id == person)


def _waits(programme: int, role: Role) -> ColumnElement[bool]:
    ours = (_MEMBERS.c.programme_id == programme) & (_MEMBERS.c.role == role)
    return ours & _MEMBERS.c.ready_at.is_not(None) & _MEMBERS.c.left_at.is_(None)


def _once(people: list[Person]) -> list[Person]:
    return list({each.id: each for each in people}.values())
