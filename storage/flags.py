"""What the flags need to know of one pair, or of all of a programme's: a handful of queries either way."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, bindparam, case, exists, func, or_, select, union

from bot.mentoring.alerts import Alert, AlertKind, AlertState
from bot.mentoring.fits import FitAnswer
from bot.mentoring.flags import PairFacts, Terms, Thresholds, quiet_from
from bot.mentoring.meetings import TELLABLE, MeetingState
from bot.mentoring.nudges import ENOUGH
from bot.mentoring.pairs import AgreementState, Pair, PairState, Rhythm
from bot.mentoring.pauses import Pause
from storage import schema
from storage.alerts import read_alert
from storage.fits import read_fit
from storage.pairs import AT_ONCE
from storage.pauses import read_pause
from storage.rows import Rows
from storage.types import Instant

T = TypeVar("T")
_NOBODY: Mapping[int, datetime] = MappingProxyType({})
_PAIRS, _AGREEMENTS, _MEETINGS = schema.pairs, schema.agreements, schema.meetings
# Which pairs: each question is put together once for one pair, and once for all of a programme's.
_ONE = _PAIRS.c.id == bindparam("pair")
_ALL = (_PAIRS.c.programme_id == bindparam("programme")) & (_PAIRS.c.state == PairState.ACTIVE)


class Flags:
    """Read only: instants and counts of pairs, and nothing that anybody wrote."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def of_pair(self, pair: int, limits: Thresholds, now: datetime) -> PairFacts:
        """One pair; raises LookupError when there is none."""
        found = self._facts(one=True, which={"pair": pair}, limits=limits, now=now)
        if not found:
            raise LookupError("no such pair")
        return found[0]

    def of_programme(self, programme: int, limits: Thresholds, now: datetime) -> list[PairFacts]:
        """Of the programme's pairs those that may have a flag, oldest first: most have none, and are not read."""
        return self._facts(one=False, which={"programme": programme}, limits=limits, now=now)

    def _facts(self, *, one: bool, which: Mapping[str, int], limits: Thresholds, now: datetime) -> list[PairFacts]:
        since = {
            "tellable": now - TELLABLE,
            "asked": now - timedelta(days=limits.not_told),
            "differs": now - timedelta(days=limits.difference),
            "worry": now - timedelta(days=limits.worry),
            "not_quite": now - timedelta(days=limits.not_quite),
        }
        suspected = {} if one else {"missed": limits.missed, **_well(limits, now)}
        asked, *others = _queries(one=one)
        rows = self._rows.run(asked, **which, **since, **suspected)
        pauses, worries, fits, unreachable, silent = (self._rows.run(query, **which, **since) for query in others)
        beside = _Beside(
            _by_pair(pauses, read_pause),
            _by_pair(worries, read_alert),
            _by_pair(fits, read_fit),
            dict(unreachable),
            dict(silent),
        )
        return [_read(row, beside, limits) for row in rows]


@dataclass(frozen=True)
class _Beside:
    """What few pairs have, by pair or by person."""

    pauses: Mapping[int, Sequence[Pause]]
    worries: Mapping[int, Sequence[Alert]]
    fits: Mapping[int, Sequence[FitAnswer]]
    unreachable: Mapping[int, datetime]
    silent: Mapping[int, datetime]


def _read(row: Any, beside: _Beside, limits: Thresholds) -> PairFacts:
    pair = Pair(row.id, row.programme_id, row.mentor_id, row.mentee_id, row.state, row.since)
    return PairFacts(
        pair,
        Terms(row.rhythm, row.weekdays, row.first, row.zone, row.agreed_at) if row.agreed_at else None,
        planned=bool(row.planned),
        held_at=row.held_at,
        missed=row.missed,
        missed_at=row.missed_at,
        not_told_at=row.not_told_at,
        differs_at=row.differs_at,
        pauses=beside.pauses.get(pair.id, ()),
        unreachable=_of_two(pair, beside.unreachable),
        silent=_of_two(pair, beside.silent),
        worries=beside.worries.get(pair.id, ()),
        fits=beside.fits.get(pair.id, ()),
        limits=limits,
    )


def _of_two(pair: Pair, since: Mapping[int, datetime]) -> Mapping[int, datetime]:
    # One mapping for all the others: very many small ones would keep the collector busy.
    return {each: since[each] for each in (pair.mentor, pair.mentee) if each in since} or _NOBODY


def _by_pair(rows: Iterable[Any], read: Callable[[Any], T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(row.pair_id, []).append(read(row))
    return found


# --- The questions -----------------------------------------------------------------------------------------


@functools.cache
def _queries(*, one: bool) -> Sequence[Select[Any]]:
    which = _ONE if one else _ALL
    pairs = _pairs(which) if one else _suspected(_pairs(which))
    return pairs, _pauses(which), _worries(which), _fits(which), _unreachable(which), _silent(which)


def _pairs(which: ColumnElement[bool]) -> Select[Any]:
    newest = select(func.max(_AGREEMENTS.c.id)).where(
        _AGREEMENTS.c.pair_id == _PAIRS.c.id, _AGREEMENTS.c.state == AgreementState.AGREED
    )
    pair = (_PAIRS.c[name] for name in ("id", "programme_id", "mentor_id", "mentee_id", "state", "since"))
    terms = (_AGREEMENTS.c.rhythm, _AGREEMENTS.c.weekdays, _AGREEMENTS.c.first, _AGREEMENTS.c.zone)
    return (
        select(*pair, *terms, _AGREEMENTS.c.agreed_at)
        .add_columns(*_of_meetings())
        .outerjoin(_AGREEMENTS, _AGREEMENTS.c.id == newest.correlate(_PAIRS).scalar_subquery())
        .where(which)
        .order_by(_PAIRS.c.id)
    )


def _suspected(pairs: Select[Any]) -> Select[Any]:
    """Those that any criterion may touch, by what the database can tell without its rules."""
    # As a whole first: what is found out about a pair is found out once.
    found = pairs.cte("found").prefix_with("MATERIALIZED")
    pair, last = found.c, func.coalesce(found.c.held_at, found.c.since)
    well = case(
        (func.length(pair.weekdays) > 1, bindparam("well_often", type_=Instant)),
        *((pair.rhythm == each, bindparam(f"well_{each}", type_=Instant)) for each in Rhythm),
        else_=bindparam("well_free", type_=Instant),
    )
    quiet = (pair.agreed_at <= well) & (last <= well)
    unwell = union(_ids(_unreachable(_ALL)), _ids(_silent(_ALL))).cte("unwell").prefix_with("MATERIALIZED")
    return (
        select(found)
        .where(
            or_(
                ~pair.planned,
                pair.missed >= bindparam("missed"),
                pair.not_told_at.is_not(None),
                pair.differs_at.is_not(None),
                quiet,
                *(pair.id.in_(_ids(query, "pair_id")) for query in (_worries(_ALL), _fits(_ALL))),
                *(who.in_(select(unwell)) for who in (pair.mentor_id, pair.mentee_id)),
            )
        )
        .order_by(pair.id)
    )


def _ids(query: Select[Any], column: str = "id") -> Select[Any]:
    return select(query.order_by(None).subquery().c[column].label("id"))


def _well(limits: Thresholds, now: datetime) -> dict[str, datetime]:
    """Since when a pair of each rhythm must have met, or agreed, so that it is certainly not quiet."""
    often = now - quiet_from(Rhythm.WEEKLY, tuple(range(7)), limits)
    return {"well_often": often} | {f"well_{each}": now - quiet_from(each, (), limits) for each in Rhythm}


def _of_meetings() -> tuple[ColumnElement[Any], ...]:
    there = exists().where(_MEETINGS.c.pair_id == _PAIRS.c.id, _MEETINGS.c.state != MeetingState.CALLED_OFF)
    held = _instant(func.max, MeetingState.HELD)
    later = schema.meetings.alias("later")
    missed = (
        select(func.count())
        .where(
            later.c.pair_id == _PAIRS.c.id,
            later.c.state == MeetingState.MISSED,
            later.c.starts_at > func.coalesce(held, bindparam("epoch", AT_ONCE, Instant)),
        )
        .correlate(_PAIRS)
        .scalar_subquery()
    )
    return (
        there.correlate(_PAIRS).label("planned"),
        held.label("held_at"),
        missed.label("missed"),
        _instant(func.max, MeetingState.MISSED).label("missed_at"),
        _not_told().label("not_told_at"),
        _differs().label("differs_at"),
    )


def _instant(which: Any, state: MeetingState, *more: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The first or the last start of the pair's meetings in that state."""
    mine = (_MEETINGS.c.pair_id == _PAIRS.c.id) & (_MEETINGS.c.state == state)
    return select(which(_MEETINGS.c.starts_at)).where(mine, *more).correlate(_PAIRS).scalar_subquery()


def _not_told() -> ScalarSelect[Any]:
    """The last that was asked about long enough ago; what lay in a break never was."""
    table = schema.pauses
    lasts = or_(table.c.ended_at.is_(None), table.c.ended_at > _MEETINGS.c.starts_at)
    covered = exists().where(table.c.pair_id == _MEETINGS.c.pair_id, table.c.began_at <= _MEETINGS.c.starts_at, lasts)
    begun = and_(_MEETINGS.c.starts_at > bindparam("tellable"), _MEETINGS.c.starts_at <= bindparam("asked"))
    return _instant(func.max, MeetingState.PLANNED, begun, ~covered.correlate(_MEETINGS))


def _differs() -> ScalarSelect[Any]:
    """Held is what either says: whoever says something else differs."""
    table = schema.logs
    said = [
        exists().where(table.c.meeting_id == _MEETINGS.c.id, table.c.held.is_(yes)).correlate(_MEETINGS)
        for yes in (True, False)
    ]
    return _instant(func.max, MeetingState.HELD, _MEETINGS.c.starts_at > bindparam("differs"), *said)


def _pauses(which: ColumnElement[bool]) -> Select[Any]:
    table = schema.pauses
    return (
        select(table).join(_PAIRS, _PAIRS.c.id == table.c.pair_id).where(which).order_by(table.c.began_at, table.c.id)
    )


def _people(which: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(_PAIRS.c.mentor_id).where(which).union(select(_PAIRS.c.mentee_id).where(which)).scalar_subquery()


def _unreachable(which: ColumnElement[bool]) -> Select[Any]:
    table = schema.people
    return select(table.c.id, table.c.unreachable_since).where(
        table.c.unreachable_since.is_not(None), table.c.id.in_(_people(which))
    )


def _silent(which: ColumnElement[bool]) -> Select[Any]:
    """Since when a kind has stopped because the person did not answer."""
    table = schema.standings
    return (
        select(table.c.person_id.label("id"), func.min(table.c.last_at))
        .where(table.c.unanswered >= ENOUGH, table.c.last_at.is_not(None), table.c.person_id.in_(_people(which)))
        .group_by(table.c.person_id)
    )


def _worries(which: ColumnElement[bool]) -> Select[Any]:
    table = schema.alerts
    recent = (table.c.state == AlertState.TAKEN) & (table.c.at > bindparam("worry"))
    return (
        select(table)
        .join(_PAIRS, (_PAIRS.c.id == table.c.pair_id) & (_PAIRS.c.programme_id == table.c.programme_id))
        .where(which, table.c.kind == AlertKind.WORRIED, or_(table.c.state == AlertState.OPEN, recent))
        .order_by(table.c.id)
    )


def _fits(which: ColumnElement[bool]) -> Select[Any]:
    """What was said lately: whoever said "not quite" then and something else later said that later still."""
    table = schema.fits
    return (
        select(table)
        .join(_PAIRS, _PAIRS.c.id == table.c.pair_id)
        .where(which, table.c.at > bindparam("not_quite"))
        .order_by(table.c.at, table.c.round, table.c.id)
    )
