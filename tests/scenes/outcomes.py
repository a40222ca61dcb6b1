"""Scenes: telling how a meeting went."""

from bot.mentoring.meetings import StepOutcome
from handlers import actions
from handlers.tap import Kind
from tests.scenes.stage import DAY, HOUR, STEP, morning, scene
from tests.world import NOW


@scene
def the_mentor_is_asked_and_tells(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id))


@scene
def the_mentor_is_asked_again(stage):
    couple = stage.course()
    stage.at(morning(couple.first.starts_at + DAY))


@scene
def the_other_is_asked_to_confirm(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id)).follows(actions.StepWas(couple.first.id, StepOutcome.DONE))
    stage.at(stage.world.now + HOUR / 2)


@scene
def the_two_tell_different_things(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentee.follows(actions.DidNotHappen(couple.first.id))
    stage.at(stage.world.now + HOUR / 2)
    couple.mentor.follows(actions.DenyMet(couple.first.id))


@scene
def the_mentee_confirms_and_writes(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id)).follows(actions.StepWas(couple.first.id, StepOutcome.SOME))
    stage.at(stage.world.now + HOUR / 2)
    couple.mentee.follows(actions.ConfirmMet(couple.first.id))
    for phone, shared in ((couple.mentor, True), (couple.mentee, False)):
        phone.follows(actions.AskNoteText(couple.first.id, shared)).types(STEP)
        phone.follows(actions.LogMeeting(couple.first.id))
        phone.follows(actions.Log()).follows(actions.Told(0)).follows(actions.MeetingCard(couple.first.id))


@scene
def a_note_is_spoken(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id)).follows(actions.StepWas(couple.first.id, StepOutcome.DONE))
    couple.mentor.follows(actions.AskNoteText(couple.first.id, shared=True)).types("voice-1", Kind.VOICE)


@scene
def many_meetings_are_not_told_of(stage):
    couple = stage.course()
    stage.at(NOW + 100 * DAY)
    couple.mentor.types("/log")
    couple.mentee.types("/log").types("/meetings")
