"""Scenes: what a coordinator does for a pair."""

from bot.mentoring.pairs import Ending
from handlers import actions
from tests.scenes.stage import DAY, HOUR, scene


@scene
def a_coordinator_logs_a_meeting_for_two(stage):
    mette, couple = stage.coordinator(), stage.course()
    stage.at(couple.first.ends_at + HOUR / 2)
    mette.follows(actions.PairDeeds(couple.pair.id)).follows(actions.LogFor(couple.pair.id))
    mette.follows(actions.WriteDown(couple.first.id, held=True))


@scene
def a_coordinator_logs_another_day_and_is_told_otherwise(stage):
    mette, couple = stage.coordinator(), stage.course()
    stage.at(couple.meetings()[1].ends_at + HOUR / 2)
    first, second = couple.meetings()[:2]
    stage.tells(first, couple.pair.mentor, held=True)
    mette.follows(actions.WriteDown(second.id, held=False))
    mette.follows(actions.LogMeetingFor(first.id)).follows(actions.LogMeetingFor(second.id))
    for text in ("?", "15/3", "02.12. 10.00"):
        mette.follows(actions.LogFor(couple.pair.id)).types(text)


@scene
def a_coordinator_ends_a_pair_and_takes_it_back(stage):
    mette, couple = stage.coordinator(), stage.course()
    mette.follows(actions.AskEnding(couple.pair.id)).follows(actions.EndingIs(couple.pair.id, Ending.EARLY))
    mette.follows(actions.EndPair(couple.pair.id, Ending.EARLY)).taps_raw(actions.encode(mette.last.rows[0][0].action))
    mette.follows(actions.EndPair(couple.pair.id, Ending.COMPLETED))
    stage.at(stage.world.now + DAY)
    stage.only(mette)
