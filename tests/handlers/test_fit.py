"""After the first and the second meeting each is asked whether it is the right match; the other never sees it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.fits import Fit
from bot.mentoring.meetings import MeetingState
from bot.mentoring.nudges import NudgeKind
from bot.mentoring.people import Role
from handlers import actions
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple

FIRST = datetime(2026, 11, 27, 9, tzinfo=UTC)  # the morning after the first Thursday
SECOND = datetime(2026, 12, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def couple(world, mette):
    """Jonas and Anna meet on Thursdays; a goal stands, so that nothing else is asked."""
    found = Couple(world).agrees()
    found.adds("Swim")
    return found


def holds(couple, number):
    """That meeting took place, and it is the morning after."""
    meeting = couple.meetings()[number]
    couple.world.jumps_to(meeting.ends_at)
    couple.world.write(lambda unit: unit.meetings.set(meeting.id, state=MeetingState.HELD))
    couple.world.write(lambda unit: unit.pairs.touch(couple.pair.id))
    couple.world.jumps_to(meeting.ends_at.replace(hour=9) + DAY)


def answers(couple):
    found = couple.world.read(lambda unit: unit.fits.of(couple.pair.id))
    return [(each.person, each.round, each.answer) for each in found]


def asked(world):
    return sum(kind == NudgeKind.FIT for kind, _ in world.told)


def test_each_is_asked_after_the_first_and_the_second_meeting(world, mette, couple):
    holds(couple, 0)
    for phone, other in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees(f"How is it with you and {other} so far?", "Only Mette sees your answer")
        assert phone.labels() == ["The right match", "Still deciding", "Not quite", "Home", "Not today"]
    couple.mentee.taps("Still deciding").sees("take the time you need", "Only Mette sees")
    couple.mentor.taps("The right match").sees("glad to hear it", "Saved")
    holds(couple, 1)
    assert asked(world) == 4
    couple.mentee.taps("Not quite").sees("nobody's fault", "Only Mette sees")
    anna, jonas = couple.pair.mentee, couple.pair.mentor
    assert sorted(answers(couple)) == sorted([(anna, 1, Fit.DECIDING), (jonas, 1, Fit.RIGHT), (anna, 2, Fit.NOT_QUITE)])
    holds(couple, 2)
    world.jumps_to(world.now + 10 * DAY)
    assert asked(world) == 4


def test_the_other_never_sees_it(world, mette, couple):
    holds(couple, 0)
    heard = len(couple.mentor.screens)
    couple.mentee.taps("Not quite")
    world.jumps_to(world.now + DAY / 24)
    assert len(couple.mentor.screens) == heard
    told = world.read(lambda unit: unit.dossiers.of(unit.people.get(couple.pair.mentor)))
    assert "fits" not in told


def test_the_coordinator_sees_it_on_the_card_of_the_pair_and_one_of_the_two_does_not(world, mette, couple):
    mette.follows(actions.PairCard(couple.pair.id))
    assert "The match" not in mette.text
    holds(couple, 0)
    couple.mentee.taps("Still deciding")
    couple.mentor.taps("The right match")
    mette.follows(actions.PairCard(couple.pair.id)).sees("The match: right for Jonas and Anna is still deciding.")
    couple.mentee.taps("Change my answer").taps("Not quite")
    mette.follows(actions.PairCard(couple.pair.id)).sees("not quite right for Anna")
    couple.mentor.opens(world.invitation(Role.COORDINATOR)).follows(actions.Consent())
    couple.mentor.follows(actions.PairCard(couple.pair.id)).sees("Jonas and Anna")
    assert "The match" not in couple.mentor.text


def test_an_answer_can_be_changed_and_the_same_twice_is_one(world, mette, couple):
    holds(couple, 0)
    anna = couple.mentee.taps("Not quite").taps("Change my answer").taps("The right match").taps("The right match")
    assert answers(couple) == [(anna.person.id, 1, Fit.RIGHT)]
    assert (
        world.read(lambda unit: unit.fits.newest(couple.pair.programme))[couple.pair.id][anna.person.id].answer
        is Fit.RIGHT
    )


def test_whoever_has_answered_is_not_asked_and_late_logs_ask_about_the_second_only(world, mette, couple):
    for number in (0, 1):
        meeting = couple.meetings()[number]
        world.write(lambda unit, found=meeting: unit.meetings.set(found.id, state=MeetingState.HELD))
    world.jumps_to(SECOND)
    assert asked(world) == 2
    couple.mentee.taps("The right match")
    assert [each[1] for each in answers(couple)] == [2]


def test_before_they_have_met_an_old_button_asks_nothing(world, mette, couple):
    for action in (actions.AskFit(couple.pair.id), actions.FitIs(couple.pair.id, Fit.RIGHT)):
        couple.mentee.follows(action).sees("Hi Anna")
    assert answers(couple) == []


def test_nothing_is_asked_where_only_the_other_would_read_it(world):
    couple = Couple(world, ("Jonas", "Anna")).agrees()
    couple.adds("Swim")
    jonas = couple.mentor.opens(world.invitation(Role.COORDINATOR)).follows(actions.Consent())
    holds(couple, 0)
    assert asked(world) == 0
    couple.mentee.follows(actions.FitIs(couple.pair.id, Fit.NOT_QUITE)).sees("Hi Anna")
    assert answers(couple) == []
    assert jonas.person.id == couple.pair.mentor


def test_two_coordinators_are_not_named_alone(world, mette, couple):
    come_in(world, "Bo", Role.COORDINATOR)
    holds(couple, 0)
    couple.mentee.sees("Only your programme's coordinators see your answer")


def test_a_night_on_which_the_clocks_change_is_a_night(world, mette):
    world.now = datetime(2027, 3, 25, 12, tzinfo=UTC)
    couple = Couple(world).agrees(weekday=5)
    meeting = next(each for each in couple.meetings() if each.starts_at > world.now)
    world.jumps_to(meeting.ends_at)
    world.write(lambda unit: unit.meetings.set(meeting.id, state=MeetingState.HELD))
    world.write(lambda unit: unit.pairs.touch(couple.pair.id))
    world.jumps_to(datetime(2027, 3, 28, 8, tzinfo=UTC) - timedelta(minutes=1))
    assert asked(world) == 0
    world.jumps_to(datetime(2027, 3, 28, 8, tzinfo=UTC))  # 10:00 in Copenhagen's first summer hour
    assert asked(world) == 2
