"""Scenes: what the bot says because time passed, and breaks."""

from datetime import timedelta

from handlers import actions
from tests.scenes.stage import DAY, GOAL, HOUR, morning, scene
from tests.world import NOW


@scene
def ten_days_without_a_first_meeting(stage):
    stage.strangers()
    stage.at(morning(NOW + 11 * DAY))


@scene
def two_weeks_without_a_plan(stage):
    couple = stage.couple()
    couple.adds(GOAL)
    stage.world.now = NOW + 9 * DAY
    stage.tells(couple.first, couple.pair.mentor, held=True)
    stage.unplanned(couple)
    stage.at(morning(couple.first.starts_at + 15 * DAY))


@scene
def two_meetings_without_a_goal(stage):
    couple = stage.couple()
    second = couple.meetings()[1]
    stage.world.now = second.ends_at + HOUR
    for each in couple.meetings()[:2]:
        stage.tells(each, couple.pair.mentor, held=True)
    stage.at(morning(second.starts_at + DAY))


@scene
def the_end_is_eight_weeks_away(stage):
    _weeks_before_the_end(stage, 8)


@scene
def the_end_is_four_weeks_away(stage):
    _weeks_before_the_end(stage, 4)


@scene
def the_end_is_a_week_away(stage):
    _weeks_before_the_end(stage, 1)


def _weeks_before_the_end(stage, weeks):
    couple = stage.couple(months=3)
    end = couple.agreement.ends_on
    stage.at(morning(end - timedelta(weeks=weeks)))


@scene
def a_break_is_asked_for(stage):
    couple = stage.course()
    couple.mentee.follows(actions.AgreementCard(couple.pair.id)).follows(actions.AskPause(couple.pair.id))
    couple.mentor.follows(actions.AskPause(couple.pair.id)).types(
        "9. december" if stage.language == "da" else "9 December"
    )


@scene
def a_break_is_taken(stage):
    couple = _on_a_break(stage)
    for phone in (couple.mentor, couple.mentee):
        phone.types("/home").types("/meetings").follows(actions.PauseCard(couple.pair.id))


@scene
def a_break_is_about_to_end(stage):
    _on_a_break(stage)
    stage.at(morning(NOW + 13 * DAY))


@scene
def both_take_a_break(stage):
    couple = _on_a_break(stage)
    for days in (7, 28):
        until = (NOW + days * DAY).date().toordinal()
        couple.mentor.follows(actions.PauseUntil(couple.pair.id, until)).follows(
            actions.TakePause(couple.pair.id, until)
        )
    stage.world.ticks()
    couple.mentee.follows(actions.PauseCard(couple.pair.id))


@scene
def a_break_is_over(stage):
    _on_a_break(stage)
    stage.at(morning(NOW + 14 * DAY))


@scene
def a_break_is_ended_early(stage):
    couple = _on_a_break(stage)
    couple.mentee.follows(actions.EndPause(couple.pair.id))
    stage.world.ticks()


@scene
def the_two_stop(stage):
    couple = stage.course()
    stage.coordinator()
    couple.mentee.follows(actions.AskStop(couple.pair.id)).follows(actions.Stop(couple.pair.id))
    stage.world.ticks()
    couple.mentee.types("/journey")


def _on_a_break(stage):
    couple = stage.course()
    until = (NOW + 14 * DAY).date().toordinal()
    couple.mentee.follows(actions.TakePause(couple.pair.id, until))
    stage.world.ticks()
    return couple
