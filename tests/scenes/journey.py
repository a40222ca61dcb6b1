"""Scenes: the journey."""

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState
from handlers import actions
from tests.scenes.stage import DAY, HOUR, OTHER_STEP, PLACE, STEP, morning, scene
from tests.world import NOW


@scene
def a_journey_that_begins(stage):
    couple = stage.couple()
    for phone in (couple.mentor, couple.mentee):
        phone.types("/journey")


@scene
def a_long_journey(stage):
    couple = _meetings_held(stage, 12)
    for title in (STEP, OTHER_STEP):
        couple.adds(title, state=GoalState.DONE, done_at=stage.world.now)
    for text in (STEP, OTHER_STEP, PLACE):
        couple.mentor.follows(actions.AskMoment(couple.pair.id, couple.first.id)).types(text)
        couple.mentee.follows(actions.AskMoment(couple.pair.id, 0)).types(text)
    for phone in (couple.mentor, couple.mentee):
        phone.types("/journey").follows(actions.KeepPicture(couple.pair.id, words=False))


@scene
def a_journey_with_two_people(stage):
    couple, other = stage.couple(), stage.couple(("Lars", "Sofie"))
    stage.world.write(lambda unit: unit.pairs.add(couple.pair.programme, couple.pair.mentor, other.pair.mentee, NOW))
    couple.mentor.types("/journey")


@scene
def agreements_with_two_people(stage):
    couple, other = stage.couple(), stage.couple(("Lars", "Sofie"))
    stage.world.write(lambda unit: unit.pairs.add(couple.pair.programme, couple.pair.mentor, other.pair.mentee, NOW))
    couple.mentor.types("/meetings").follows(actions.Agreements())


@scene
def the_fifth_meeting_is_looked_back_on(stage):
    couple = _meetings_held(stage, 4)
    couple.adds(STEP, state=GoalState.DONE, done_at=stage.world.now)
    fifth = couple.meetings()[4]
    stage.at(fifth.ends_at + HOUR)
    couple.mentor.follows(actions.Met(fifth.id))
    stage.at(morning(fifth.starts_at + DAY))


def _meetings_held(stage, n):
    couple = stage.couple()
    for each in couple.meetings()[:n]:
        stage.sets(each, state=MeetingState.HELD, due_at=None)
    stage.world.now = couple.meetings()[n - 1].ends_at + HOUR
    return couple
