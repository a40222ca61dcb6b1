"""The facts of all pairs at once are those of each pair alone, and what anybody would find who reads every row."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert

from bot.mentoring.alerts import AlertKind, AlertState
from bot.mentoring.fits import Fit
from bot.mentoring.flags import USUAL, PairFacts, Terms, flags
from bot.mentoring.meetings import TELLABLE, MeetingState
from bot.mentoring.pairs import AgreementState, PairState, Rhythm
from bot.mentoring.pauses import covers
from storage import schema
from tests.many import fill
from tests.world import NOW

DAY = timedelta(days=1)
AGO = st.floats(-20, 90).map(lambda days: NOW - days * DAY)
SAYS = st.sampled_from([None, True, False])
MEETING = st.tuples(AGO, st.sampled_from(MeetingState), SAYS, SAYS)
BREAK = st.tuples(AGO, st.one_of(st.none(), st.floats(0, 30)))
AGREEMENT = st.tuples(
    AGO,
    st.sampled_from([None, *Rhythm]),
    st.sampled_from([(3,), (), (1, 4), tuple(range(7))]),
    st.sampled_from([AgreementState.AGREED, AgreementState.REPLACED]),
)
LIMITS = st.builds(
    partial(replace, USUAL),
    quiet_amber=st.sampled_from([1, 1.5, 3]),
    quiet_red=st.sampled_from([1.5, 2.5]),
    grace=st.sampled_from([0, 14]),
    missed=st.sampled_from([2, 3]),
)
PAIR = st.fixed_dictionaries(
    {
        "state": st.sampled_from(PairState),
        "since": AGO,
        "agreements": st.lists(AGREEMENT, max_size=2),
        "meetings": st.lists(MEETING, max_size=7),
        "breaks": st.lists(BREAK, max_size=2),
        "gone": st.tuples(st.one_of(st.none(), AGO), st.one_of(st.none(), AGO)),
        "unanswered": st.lists(st.tuples(st.integers(0, 1), st.integers(1, 3), AGO), max_size=2),
        "worries": st.lists(st.tuples(AGO, st.sampled_from(AlertState)), max_size=2),
        "fits": st.dictionaries(
            st.tuples(st.integers(0, 1), st.integers(1, 2)), st.tuples(st.sampled_from(Fit), AGO), max_size=3
        ),
    }
)


class Enough(Exception):  # noqa: N818  it takes back what was written, and is no error
    """Nothing of it is to stay."""


def put(unit, table, **values):
    return unit.connection.execute(insert(table).values(**values)).inserted_primary_key[0]


def build(unit, programme, number, drawn):
    """One pair and all that is drawn of it."""
    two = [unit.people.add(1000 * number + at, name, "en", programme, NOW) for at, name in enumerate(("Jo", "Ann"), 1)]
    mentor, mentee = (each.id for each in two)
    pair = unit.pairs.add(programme.id, mentor, mentee, drawn["since"])
    unit.pairs.set_state(pair.id, drawn["state"])
    for at, rhythm, weekdays, state in drawn["agreements"]:
        terms = {"rhythm": rhythm, "state": state, "agreed_at": at, "weekdays": weekdays, "first": at.date()}
        unit.pairs.set_agreement(unit.pairs.draft(pair.id, mentor, programme.zone, 6).id, **terms)
    for began, days in drawn["breaks"]:
        ended = None if days is None else began + days * DAY
        put(unit, schema.pauses, pair_id=pair.id, by_id=mentee, began_at=began, until=ended, ended_at=ended)
    build_meetings(unit, pair, drawn)
    build_people(unit, pair, drawn)


def build_meetings(unit, pair, drawn):
    for starts, state, *says in drawn["meetings"]:
        same = {"minutes": 60, "place": b"", "settled_at": starts, "version": 0}
        meeting = put(unit, schema.meetings, pair_id=pair.id, starts_at=starts, state=state, **same)
        for person, held in zip((pair.mentor, pair.mentee), says, strict=True):
            if held is not None:
                put(unit, schema.logs, meeting_id=meeting, person_id=person, held=held, confirmed=True, at=starts)


def build_people(unit, pair, drawn):
    two = pair.mentor, pair.mentee
    for person, gone in zip(two, drawn["gone"], strict=True):
        unit.people.set(person, unreachable_since=gone)
    for kind, (who, times, at) in enumerate(drawn["unanswered"]):
        for _ in range(times):
            unit.standings.said(two[who], f"kind {kind}", at)
    for at, state in drawn["worries"]:
        alert = unit.alerts.add(AlertKind.WORRIED, pair.programme, pair.mentor, pair.id, at)
        unit.connection.execute(schema.alerts.update().where(schema.alerts.c.id == alert.id).values(state=state))
    for (who, number_of), (answer, at) in drawn["fits"].items():
        unit.fits.answer(pair.id, two[who], number_of, answer, at)


def by_hand(unit, pair, limits):
    """The facts, found by reading all rows of the pair."""
    meetings, pauses = unit.meetings.all_of(pair.id), unit.pauses.of(pair.id)
    starts = {state: [each.starts_at for each in meetings if each.state is state] for state in MeetingState}
    held, agreed = max(starts[MeetingState.HELD], default=None), unit.pairs.agreed(pair.id)
    lately = NOW - USUAL.difference * DAY
    differ = [
        each.starts_at
        for each in meetings
        if each.state is MeetingState.HELD
        and each.starts_at > lately
        and len({log.held for log in unit.outcomes.logs(each.id).values()}) == 2
    ]
    asked = NOW - USUAL.not_told * DAY
    told_by_nobody = [
        at for at in starts[MeetingState.PLANNED] if NOW - TELLABLE < at <= asked and not covers(pauses, at)
    ]
    people = [unit.people.get(each) for each in (pair.mentor, pair.mentee)]
    return PairFacts(
        unit.pairs.get(pair.id),
        Terms(agreed.rhythm, agreed.weekdays, agreed.first, agreed.zone, agreed.agreed_at) if agreed else None,
        planned=any(each.state is not MeetingState.CALLED_OFF for each in meetings),
        held_at=held,
        missed=sum(held is None or at > held for at in starts[MeetingState.MISSED]),
        missed_at=max(starts[MeetingState.MISSED], default=None),
        not_told_at=max(told_by_nobody, default=None),
        differs_at=max(differ, default=None),
        pauses=pauses or (),
        unreachable={each.id: each.unreachable_since for each in people if each.unreachable_since},
        silent={each.id: since for each in people if (since := unit.standings.silent_since(each.id))},
        worries=[each for each in _alerts(unit) if each.pair == pair.id and _counts(each)] or (),
        fits=sorted(
            (each for each in unit.fits.of(pair.id) if each.at > NOW - USUAL.not_quite * DAY), key=lambda each: each.at
        )
        or (),
        limits=limits,
    )


def _alerts(unit):
    return [unit.alerts.get(number) for number in unit.connection.execute(schema.alerts.select()).scalars().all()]


def _counts(alert):
    recent = alert.state is AlertState.TAKEN and alert.at > NOW - USUAL.worry * DAY
    return alert.state is AlertState.OPEN or recent


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(PAIR, max_size=3), other=PAIR, limits=LIMITS)
def test_of_many_pairs_those_with_a_flag_are_read_as_each_of_them_is(store, drawn, other, limits):
    def cause(unit):
        ours, theirs = (unit.programmes.add(name, "en", "Europe/Copenhagen", NOW) for name in ("Ours", "Theirs"))
        build(unit, theirs, 9, other)
        for number, each in enumerate(drawn):
            build(unit, ours, number, each)
        found = unit.flags.of_programme(ours.id, limits, NOW)
        pairs = unit.pairs.listed(ours.id)
        alone = [unit.flags.of_pair(each.id, limits, NOW) for each in pairs]
        read = [by_hand(unit, each, limits) for each in pairs]
        assert alone == read
        assert [each for each in found if flags(each, NOW)] == [each for each in read if flags(each, NOW)]
        assert all(each in read for each in found)
        raise Enough

    with pytest.raises(Enough):
        store.write_now(cause)


def test_of_a_pair_that_there_is_not_there_are_no_facts(store):
    with pytest.raises(LookupError):
        store.read_now(lambda unit: unit.flags.of_pair(7, USUAL, NOW))


def asked(store, cause):
    """How many statements it takes."""
    statements = []

    def note(*given):
        statements.append(given[2])

    event.listen(store._reader, "before_cursor_execute", note)
    try:
        store.read_now(cause)
    finally:
        event.remove(store._reader, "before_cursor_execute", note)
    return len(statements)


def test_two_hundred_pairs_are_as_few_questions_as_one(store):
    programme = store.write_now(lambda unit: fill(unit, 200, 6))
    one = asked(store, lambda unit: unit.flags.of_pair(1, USUAL, NOW))
    assert asked(store, lambda unit: unit.flags.of_programme(programme.id, USUAL, NOW)) == one < 10
