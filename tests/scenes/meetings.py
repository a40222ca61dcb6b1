"""Scenes: meetings."""

from sqlalchemy import update

from bot.mentoring.pairs import Rhythm
from handlers import actions
from handlers.wording import minute_of
from storage import schema
from tests.scenes.stage import DAY, GOAL, HOUR, morning, scene
from tests.world import NOW


@scene
def the_day_before(stage):
    couple = stage.course()
    stage.at(couple.first.starts_at - DAY)
    couple.mentor.follows(actions.Coming(couple.first.id))


@scene
def the_day_before_without_a_step(stage):
    couple = stage.couple()
    couple.adds(GOAL)
    stage.at(couple.first.starts_at - DAY)


@scene
def two_hours_before(stage):
    couple = stage.course()
    stage.at(couple.first.starts_at - 2 * HOUR)
    couple.mentee.follows(actions.Coming(couple.first.id))


@scene
def the_mentee_is_asked_for_a_step(stage):
    couple = stage.couple()
    couple.adds(GOAL)
    stage.world.write(lambda unit: unit.people.set(couple.pair.mentee, remind_day_before=False))
    stage.at(morning(couple.first.starts_at - DAY, 17))


@scene
def another_time_is_suggested(stage):
    couple = stage.course()
    couple.mentor.follows(actions.MoveIt(couple.first.id))
    couple.mentee.follows(actions.MoveTo(couple.first.id, minute_of(couple.first.starts_at + DAY)))
    stage.world.ticks()


@scene
def a_time_is_moved_and_another_is_kept(stage):
    couple = stage.course()
    first, second = couple.meetings()[:2]
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.SaveMeeting(first.id))
    couple.mentor.follows(actions.MoveTo(first.id, minute_of(first.starts_at + DAY)))
    couple.mentee.follows(actions.AcceptMove(1))
    couple.mentee.follows(actions.MoveTo(second.id, minute_of(second.starts_at + DAY)))
    couple.mentor.follows(actions.KeepTime(2))
    stage.world.ticks()


@scene
def somebody_cannot_come(stage):
    couple = stage.course()
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.SaveMeeting(couple.first.id))
    couple.mentee.follows(actions.CannotCome(couple.first.id))
    stage.world.ticks()


@scene
def the_rhythm_meets_a_holiday(stage):
    couple = stage.course()
    eve = next(each for each in couple.meetings() if each.starts_at.day == 24)
    stage.at(eve.starts_at - 7 * DAY)
    couple.mentor.follows(actions.MeetAnyway(eve.id))
    stage.world.ticks()


@scene
def a_meeting_is_skipped(stage):
    couple = stage.course()
    couple.mentor.follows(actions.MoveIt(couple.first.id)).follows(actions.SkipMeeting(couple.first.id))
    stage.world.ticks()


@scene
def on_after_all(stage):
    couple = stage.course()
    couple.mentor.follows(actions.CannotCome(couple.first.id)).follows(actions.OnAfterAll(couple.first.id))
    stage.world.ticks()


@scene
def they_met_without_planning(stage):
    couple, other = stage.couple(), stage.couple(("Jonas", "Bo"))
    mine = update(schema.pairs).where(schema.pairs.c.id == other.pair.id).values(mentor_id=couple.pair.mentor)
    stage.world.write(lambda unit: unit.connection.execute(mine))
    couple.mentor.follows(actions.Unplanned()).follows(actions.AskUnplanned(couple.pair.id))
    couple.mentor.types("3. november" if stage.language == "da" else "3 November")
    couple.mentee.follows(actions.Unplanned()).types("torsdag den 3. december 2026")
    couple.mentee.types("3. august")


@scene
def a_meeting_outside_the_rhythm(stage):
    couple = stage.couple(rhythm=Rhythm.FREE)
    couple.mentor.types("/meetings").follows(actions.AskMeetingTime(couple.pair.id))
    couple.mentor.types("mandag kl. 15" if stage.language == "da" else "Monday 3pm")
    couple.mentee.follows(actions.PlanMeeting(couple.pair.id, minute_of(NOW + 3 * DAY + 4 * HOUR)))
    stage.world.ticks()
