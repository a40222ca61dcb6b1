"""What is forgotten by itself, looked for in the database: notes after a month, names after half a year, no counts."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot import forgetting, ticker
from bot.mentoring.meetings import MeetingState
from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from storage.erasing import Erasing
from storage.states import Deed
from tests.handlers.conftest import ON_BOTH, come_in, count, places
from tests.handlers.couples import Couple
from tests.handlers.privately import ANNA, DAY, JONAS, PLANTED, Traces, on_disk, sealed, with_log
from tests.world import NOW

NOTED = ("note", "secret", "voice", "before")
KEPT_LONGER = ("café", "goal", "step", "proud", "patient", "likes", "free", "area", "reminder")
NIGHT_OF_NOTES = datetime(2026, 12, 21, 3, tzinfo=UTC)
NIGHT_OF_NAMES = datetime(2027, 5, 23, 2, tzinfo=UTC)
YEAR = 365 * DAY


@pytest.fixture
def traces(world):
    """Two who wrote something everywhere, and stopped today."""
    left = Traces(world)
    world.ticks()
    left.jonas.follows(actions.Stop(left.pair.id))
    return left


def lives(world, until):
    """Day by day until then, and at that very minute."""
    while world.now + DAY < until:
        world.jumps_to(world.now + DAY)
    world.jumps_to(until)


def still(world, words):
    """Which of the planted words can still be read."""
    return [word for word in words if sealed(world, f"{PLANTED} {word}")]


def rows(world):
    """Everything in the database but when the bot looks again."""
    tables = [table for table in schema.metadata.sorted_tables if table is not schema.clocks]
    columns = {t.name: [column for column in t.c if column.name != "forget_at"] for t in tables}
    return world.read(
        lambda unit: {name: sorted(unit.connection.execute(select(*told)), key=repr) for name, told in columns.items()}
    )


def person(world, number):
    """The row, as it stands."""
    table = schema.people
    return world.read(lambda unit: unit.connection.execute(select(table).where(table.c.id == number)).one())


def counts(world, programme):
    """Meetings held and steps done: what a programme still wants to know years later."""
    held = select(func.count()).where(schema.meetings.c.state == MeetingState.HELD)
    met = world.read(lambda unit: unit.connection.execute(held).scalar_one())
    return met, world.read(lambda unit: unit.goals.done_between(programme, NOW - DAY, NOW + DAY))


# --- Notes -------------------------------------------------------------------------------------------------


def test_notes_stay_for_thirty_days_and_are_gone_in_the_night_after(world, traces):
    with_log(world)
    marks = sealed(world, *(f"{PLANTED} {word}" for word in NOTED))
    assert all(envelope in on_disk(world) for envelope in marks.values())
    lives(world, NIGHT_OF_NOTES - timedelta(minutes=1))
    assert still(world, NOTED) == list(NOTED)
    world.jumps_to(NIGHT_OF_NOTES)
    assert still(world, NOTED) == []
    assert still(world, KEPT_LONGER) == list(KEPT_LONGER)
    assert world.store.wipe_now()
    after = on_disk(world)
    assert [place for place, envelope in marks.items() if envelope in after] == []


@ON_BOTH
def test_of_two_pairs_only_the_closed_one_loses_its_notes(world):
    left = Traces(world)
    other = Couple(world, ("Ole", "Bo")).agrees()
    meeting = other.first.id
    world.write(lambda unit: unit.outcomes.add_note(meeting, other.pair.mentor, "shared", "Zyxstays", NOW))
    world.ticks()
    left.anna.follows(actions.Stop(left.pair.id))
    lives(world, NIGHT_OF_NOTES)
    assert still(world, NOTED) == []
    assert sealed(world, "Zyxstays")


# --- Names -------------------------------------------------------------------------------------------------


def test_names_go_after_half_a_year_with_a_word_before_and_counts_stay(world, traces):
    numbers = traces.pair.mentor, traces.pair.mentee
    before = counts(world, traces.pair.programme)
    lives(world, NIGHT_OF_NAMES - 14 * DAY + 12 * timedelta(hours=1))
    traces.anna.sees("Shall I remember you?", "Sunday 23 May")
    lives(world, NIGHT_OF_NAMES - timedelta(minutes=1))
    assert [person(world, number).chat for number in numbers] == [JONAS, ANNA]
    world.jumps_to(NIGHT_OF_NAMES)
    for number in numbers:
        row = person(world, number)
        assert (row.chat, row.name, row.erased_at) == (None, b"", NIGHT_OF_NAMES)
    assert sealed(world, PLANTED, "Jonas") == {}
    assert counts(world, traces.pair.programme) == before == (1, 1)
    assert person(world, traces.mette.person.id).erased_at is None
    deeds = world.read(lambda unit: [(each.what, each.by) for each in unit.audit.about(traces.pair.mentee)])
    assert deeds[-1] == (Deed.FORGOTTEN, None)


def test_who_says_please_remember_me_is_kept_for_another_half_year(world, traces):
    lives(world, NIGHT_OF_NAMES - 13 * DAY)
    traces.anna.taps("Please remember me").sees("Everything goes on as before.")
    lives(world, NIGHT_OF_NAMES + 150 * DAY)
    assert person(world, traces.pair.mentor).erased_at is not None
    assert traces.anna.person.name == f"Anna{PLANTED}"
    lives(world, NIGHT_OF_NAMES + 200 * DAY)
    assert person(world, traces.pair.mentee).erased_at is not None


def test_who_took_the_yes_back_or_blocked_the_bot_goes_without_a_word(world, traces):
    traces.anna.types("/privacy").taps("Take back my yes").taps("Yes, I take it back")
    world.write(lambda unit: unit.people.unreachable(traces.pair.mentor, world.now))
    heard = [len(phone.screens) for phone in (traces.anna, traces.jonas)]
    lives(world, NIGHT_OF_NAMES + DAY)
    assert [person(world, number).chat for number in (traces.pair.mentor, traces.pair.mentee)] == [None, None]
    assert [len(phone.screens) for phone in (traces.anna, traces.jonas)] == heard


def test_who_meets_somebody_else_by_then_is_kept(world, traces):
    bo = come_in(world, "Bo", Role.MENTEE)
    programme, mentor, mentee = traces.pair.programme, traces.pair.mentor, bo.person.id
    world.write(lambda unit: unit.pairs.add(programme, mentor, mentee, world.now))
    lives(world, NIGHT_OF_NAMES + DAY)
    assert person(world, mentor).chat == JONAS
    assert person(world, traces.pair.mentee).chat is None


# --- Strangers, and small reminders ------------------------------------------------------------------------


def test_a_stranger_who_never_answered_is_forgotten_after_a_week(world, mette):
    stranger = world.phone("Nobody").opens(world.invitation(Role.MENTEE))
    stranger.opens("nobody-made-this")
    for days, known in ((6, (1, 0)), (8, (0, 0))):
        world.now = NOW + days * DAY
        world.write(lambda unit: forgetting.tidy(unit, world.now))
        assert (count(world, schema.openings), count(world, schema.wrong_tries)) == known


def test_a_small_reminder_of_one_day_is_forgotten_a_month_later(world, traces):
    traces.jonas.follows(actions.MyReminders(0)).types("tomorrow 15:00 Zyxring").sees("Zyxring")
    for days, known in ((29, True), (32, False)):
        lives(world, NOW + days * DAY)
        world.write(lambda unit: forgetting.tidy(unit, world.now))
        assert bool(sealed(world, "Zyxring")) is known


def test_what_was_proposed_is_forgotten_after_half_a_year(world, mette, jonas, anna):
    programme = places(world, mette)[0].programme
    two = jonas.person.id, anna.person.id
    world.write(lambda unit: unit.proposals.add(programme, *two, two[0], world.now))
    for days, known in ((180, 1), (190, 0)):
        lives(world, NOW + days * DAY)
        world.write(lambda unit: forgetting.tidy(unit, world.now))
        assert count(world, schema.proposals) == known


# --- Late, twice, and killed -------------------------------------------------------------------------------


def test_after_three_months_off_all_that_is_due_goes_a_day_later(world, traces):
    world.jumps_to(NOW + 90 * DAY)
    assert still(world, NOTED) == list(NOTED)
    world.jumps_to(NOW + 91 * DAY)
    assert still(world, NOTED) == []
    assert still(world, KEPT_LONGER) == list(KEPT_LONGER)


def test_after_a_year_off_everybody_still_hears_of_it_a_fortnight_before(world, traces):
    world.jumps_to(NOW + YEAR)
    lives(world, NOW + YEAR + DAY)
    assert still(world, (*NOTED, "café")) == []
    traces.anna.sees("Shall I remember you?")
    lives(world, NOW + YEAR + 14 * DAY)
    assert person(world, traces.pair.mentee).chat == ANNA
    lives(world, NOW + YEAR + 16 * DAY)
    assert person(world, traces.pair.mentee).chat is None


@ON_BOTH
@pytest.mark.parametrize("night", [NIGHT_OF_NOTES, NIGHT_OF_NAMES])
def test_a_second_time_changes_nothing(world, traces, night):
    lives(world, night)
    once = rows(world)
    for table in (schema.pairs, schema.people):
        again = table.update().where(table.c.forget_at.is_not(None)).values(forget_at=night)
        world.write(lambda unit, again=again: unit.connection.execute(again))
    world.write(lambda unit: forgetting.decide(unit, night, 10))
    assert rows(world) == once
    world.jumps_to(night + timedelta(minutes=1))
    assert rows(world) == once


class Killed(BaseException):
    """The process ends here."""


def killed_after(real):
    """The step, and then the end of the process."""

    def dies(self, *what):
        real(self, *what)
        raise Killed

    return dies


@pytest.mark.parametrize(
    ("night", "steps"),
    [
        (NIGHT_OF_NOTES, ["notes"]),
        (NIGHT_OF_NAMES, ["person", "_own", "_between", "_tree", "_places", "_silence", "traces"]),
    ],
)
def test_killed_in_between_nothing_is_half_gone_and_the_next_start_goes_on(world, traces, monkeypatch, night, steps):
    lives(world, night - timedelta(minutes=1))
    before = rows(world)
    world.now = night
    # As all is as it was, the next start can be killed at another step; the last one goes on.
    for step in steps:
        with monkeypatch.context() as patched:
            patched.setattr(Erasing, step, killed_after(getattr(Erasing, step)))
            with pytest.raises(Killed):
                world.write(lambda unit: ticker.decide(unit, night))
        assert rows(world) == before, step
    world.ticks()
    assert still(world, NOTED) == []
    assert bool(still(world, KEPT_LONGER)) == (night == NIGHT_OF_NOTES)


def test_one_that_cannot_be_forgotten_holds_back_nobody_else(world, traces, monkeypatch):
    lives(world, NIGHT_OF_NAMES - timedelta(minutes=1))
    real, first = Erasing.person, traces.pair.mentor

    def fails(self, somebody, now):
        if somebody.id == first:
            raise ValueError
        real(self, somebody, now)

    with monkeypatch.context() as patched:
        patched.setattr(Erasing, "person", fails)
        world.jumps_to(NIGHT_OF_NAMES)
    assert person(world, traces.pair.mentee).chat is None
    assert person(world, first).chat == JONAS
    world.jumps_to(NIGHT_OF_NAMES + timedelta(hours=2))
    assert person(world, first).chat is None


@pytest.mark.parametrize("by", [40 * DAY, YEAR, 3 * YEAR])
def test_a_clock_that_is_ahead_for_a_day_forgets_nothing(world, traces, by):
    for ahead in (by, by + timedelta(hours=8), by + timedelta(hours=23)):
        world.jumps_to(NOW + ahead)
    world.jumps_to(NOW + DAY)
    assert still(world, (*NOTED, *KEPT_LONGER)) == [*NOTED, *KEPT_LONGER]
    lives(world, NIGHT_OF_NOTES)
    assert still(world, NOTED) == []
    assert person(world, traces.pair.mentee).chat == ANNA


def test_a_word_that_was_said_by_a_wrong_clock_is_said_anew_at_its_time(world, traces):
    for ahead in (YEAR, YEAR + DAY):
        world.jumps_to(NOW + ahead)
    assert person(world, traces.pair.mentee).warned_at == NOW + YEAR + DAY
    world.jumps_to(NOW + DAY)
    assert person(world, traces.pair.mentee).warned_at is None
    lives(world, NIGHT_OF_NAMES - 13 * DAY)
    traces.anna.sees("Shall I remember you?", "Sunday 23 May")
