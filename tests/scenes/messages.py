"""Scenes: what a coordinator writes to people, and what they answer."""

from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import Who
from tests.scenes.stage import DAY, HOUR, STEP, morning, scene
from tests.world import NOW


@scene
def the_coordinator_writes_to_one_and_they_talk(stage):
    mette, couple = stage.coordinator(), stage.couple()
    mette.follows(actions.WriteTo(couple.pair.id, Who.MENTOR)).follows(actions.SendDraft(1))
    couple.mentor.follows(actions.AnswerDesk(1)).types(STEP)
    mette.follows(actions.AnswerBack(1)).types(STEP)
    couple.mentor.follows(actions.AnswerDesk(1))
    stage.only(mette, couple.mentor)


@scene
def the_coordinator_writes_to_pairs_that_could_use_a_hand(stage):
    mette = stage.coordinator()
    new = stage.strangers()
    quiet, missed, untold = (stage.couple((name, f"{name}s makker")) for name in ("Ole", "Per", "Kim"))
    stage.world.now = NOW + 16 * DAY
    for each in missed.meetings()[:2]:
        stage.tells(each, missed.pair.mentor, held=False)
    stage.unplanned(quiet)
    stage.world.now = morning(NOW + 30 * DAY) + HOUR
    for couple in (new, quiet, missed, untold):
        for who in Who:
            mette.follows(actions.WriteTo(couple.pair.id, who))
    stage.only(mette)


@scene
def the_coordinator_writes_at_night_and_not_everybody_can_be_reached(stage):
    mette, couple = stage.coordinator(), stage.couple()
    ida = stage.arrives("Ida", Role.MENTOR).follows(actions.Consent()).types("Ida")
    place = stage.member(ida)
    stage.world.write(lambda unit: unit.people.unreachable(couple.pair.mentee, stage.world.now))
    stage.at(NOW + 10 * HOUR)
    mette.follows(actions.WriteTo(couple.pair.id, Who.BOTH)).types(STEP)
    mette.follows(actions.SendDraft(1)).follows(actions.SendDraft(2))
    mette.follows(actions.WriteToPlace(place)).types(STEP).follows(actions.SendDraft(4))
    stage.only(mette, couple.mentor)
