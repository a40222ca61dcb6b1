"""The desk's long lists: one page of one, by number only, and all its names for whoever looks for somebody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select

from bot.mentoring.messages import BroadcastState
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Role
from storage import schema
from storage.rows import Rows

_PAIRS, _PEOPLE, _MEMBERS = schema.pairs, schema.people, schema.members
Named = Iterator[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Page:
    """Some rows' ids, which page of how many that is (from 0), and how many rows there are in all."""

    ids: Sequence[int]
    number: int
    pages: int
    total: int


class Lists:
    """Names are sealed: a page is cut in the database, and only what is shown of it is opened.

    Whoever looks for somebody has every name opened once, and kept nowhere: an index of sealed names would tell
    who is called alike.
    """

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def pairs(self, programme: int, page: int, size: int) -> Page:
        """The programme's pairs that are not closed, newest first."""
        return self._page(_PAIRS, _open_pairs(programme), (_PAIRS.c.id.desc(),), page, size)

    def places(self, programme: int, page: int, size: int) -> Page:
        """Everybody's places in the programme, oldest first."""
        return self._page(_MEMBERS, _here(programme), (_MEMBERS.c.id,), page, size)

    def waiting(self, programme: int, page: int, size: int) -> Page:
        """The places of those who wait for a match, longest waiting first."""
        return self._page(_MEMBERS, _waiting(programme), (_MEMBERS.c.ready_at, _MEMBERS.c.id), page, size)

    def messages(self, programme: int, page: int, size: int) -> Page:
        """The messages that coordinators sent in the programme, newest first."""
        table = schema.broadcasts
        sent = (table.c.programme_id == programme) & (table.c.state != BroadcastState.DRAFT)
        return self._page(table, sent, (table.c.at.desc(), table.c.id.desc()), page, size)

    def mentors(self, programme: int, but: Sequence[int], page: int, size: int) -> Page:
        """The places of the mentors other than those people: who waits for a match, longest first, then the others."""
        return self._page(_MEMBERS, _mentors(programme, but), _WAITING_FIRST, page, size)

    def mentors_by_name(self, programme: int, but: Sequence[int]) -> Named:
        """Each such place, with its person's name."""
        return self._by_name(_mentors(programme, but), *_WAITING_FIRST)

    def pairs_by_name(self, programme: int) -> Named:
        """Each pair that is not closed, newest first, with its two names."""
        mentor, mentee = _PEOPLE.alias(), _PEOPLE.alias()
        query = (
            select(_PAIRS.c.id, mentor.c.id, mentor.c.name, mentee.c.id, mentee.c.name)
            .join(mentor, mentor.c.id == _PAIRS.c.mentor_id)
            .join(mentee, mentee.c.id == _PAIRS.c.mentee_id)
            .where(_open_pairs(programme))
            .order_by(_PAIRS.c.id.desc())
        )
        for pair, *two in self._rows.connection.execute(query):
            yield pair, (self._name(two[0], two[1]), self._name(two[2], two[3]))

    def places_by_name(self, programme: int) -> Named:
        """Each place, oldest first, with its person's name."""
        return self._by_name(_here(programme), _MEMBERS.c.id)

    def waiting_by_name(self, programme: int) -> Named:
        """Each place of somebody who waits, longest waiting first, with their name."""
        return self._by_name(_waiting(programme), _MEMBERS.c.ready_at, _MEMBERS.c.id)

    def _by_name(self, which: ColumnElement[bool], *order: ColumnElement[Any]) -> Named:
        query: Select[Any] = (
            select(_MEMBERS.c.id, _PEOPLE.c.id, _PEOPLE.c.name)
            .join(_PEOPLE, _PEOPLE.c.id == _MEMBERS.c.person_id)
            .where(which)
            .order_by(*order)
        )
        for place, person, name in self._rows.connection.execute(query):
            yield place, (self._name(person, name),)

    def _name(self, person: int, envelope: bytes) -> str:
        return self._rows.vault.open(_PEOPLE.name, "name", person, envelope)

    def _page(
        self, table: Table, which: ColumnElement[bool], order: Sequence[ColumnElement[Any]], page: int, size: int
    ) -> Page:
        """A page that is gone gives the last one."""
        total = self._rows.count(table, which)
        pages = max(1, -(-total // size))
        number = min(page, pages - 1)
        query = select(table.c.id).where(which).order_by(*order).limit(size).offset(number * size)
        return Page(list(self._rows.connection.execute(query).scalars()), number, pages, total)


_WAITING_FIRST = (_MEMBERS.c.ready_at.is_(None), _MEMBERS.c.ready_at, _MEMBERS.c.id)


def _mentors(programme: int, but: Sequence[int]) -> ColumnElement[bool]:
    return _here(programme) & (_MEMBERS.c.role == Role.MENTOR) & _MEMBERS.c.person_id.not_in(but)


def _open_pairs(programme: int) -> ColumnElement[bool]:
    return (_PAIRS.c.programme_id == programme) & (_PAIRS.c.state != PairState.CLOSED)


def _here(programme: int) -> ColumnElement[bool]:
    return (_MEMBERS.c.programme_id == programme) & _MEMBERS.c.left_at.is_(None)


def _waiting(programme: int) -> ColumnElement[bool]:
    return _here(programme) & _MEMBERS.c.ready_at.is_not(None)
