"""Scenes: the weekly digest, its cards, and what comes of what a coordinator does about them."""

from datetime import UTC, datetime

from bot.mentoring.meetings import MeetingState
from handlers import actions
from handlers.actions import Snooze
from tests.scenes.stage import DAY, morning, scene

MONDAY = morning(datetime(2026, 12, 7, tzinfo=UTC), 9)


@scene
def cards_are_looked_after_and_asked_about_a_week_later(stage):
    mette = stage.coordinator()
    pairs = [stage.strangers((f"Ny {number}", f"Helt ny {number}")).pair.id for number in range(9)]
    stage.at(MONDAY)
    mette.follows(actions.TakeCare(pairs[0])).follows(actions.TakeCare(pairs[1]))
    mette.follows(actions.PutAside(pairs[2], Snooze.SHORT)).follows(actions.PutAside(pairs[3], Snooze.SHORT))
    mette.follows(actions.HandCard(pairs[4])).follows(actions.WentWell(1))
    stage.at(MONDAY + 3 * DAY)
    stage.at(MONDAY + 7 * DAY)
    stage.only(mette)


@scene
def more_than_five_could_use_a_hand(stage):
    mette = stage.coordinator()
    pairs = [stage.strangers((f"Ny {number}", f"Helt ny {number}")).pair.id for number in range(12)]
    stage.at(MONDAY)
    mette.follows(actions.WentWell(1)).follows(actions.NeedsHand(1, 1)).follows(actions.HandCard(pairs[8]))
    stage.only(mette)


@scene
def one_card_comes_back_alone(stage):
    mette, couple = stage.coordinator(), stage.strangers()
    stage.at(MONDAY)
    mette.follows(actions.PutAside(couple.pair.id, Snooze.SHORT))
    stage.at(MONDAY + 3 * DAY)
    mette.follows(actions.TakeCare(couple.pair.id))
    stage.at(MONDAY + 11 * DAY)
    mette.follows(actions.DidHelp(2, better=False))
    stage.only(mette)


@scene
def a_week_in_which_much_went_well(stage):
    mette, couple, other = stage.coordinator(), stage.course(), stage.couple(("Ole", "Bo"))
    for each in (couple, other):
        stage.sets(each.first, state=MeetingState.HELD)
    stage.at(MONDAY)
    mette.follows(actions.Digest(1)).follows(actions.WentWell(1)).follows(actions.HandCard(couple.pair.id))
    stage.only(mette)
