"""Scenes: what a coordinator writes to people, and what they answer."""

from datetime import time

from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import Group, Who, encode
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


@scene
def the_coordinator_writes_to_all_and_stops(stage):
    mette = stage.coordinator()
    mette.follows(actions.Messages(1)).taps_raw(encode(actions.WriteAll(1, Group.WAITING)))
    couples = [stage.strangers((f"Mentor {number}", f"Mentee {number}")) for number in range(5)]
    lost, asleep = couples[0].pair.mentor, couples[1].pair.mentor
    stage.world.write(lambda unit: unit.people.unreachable(lost, NOW))
    stage.world.write(lambda unit: unit.people.set(asleep, quiet_from=time(9), quiet_until=time(15)))
    mette.follows(actions.WriteAll(1, Group.MENTORS)).types(STEP).follows(actions.SendDraft(1))
    mette.follows(actions.SendDraft(2))
    stage.at(NOW + HOUR / 60)
    couples[2].mentor.follows(actions.AnswerDesk(2)).types(STEP)
    mette.follows(actions.Messages(1)).follows(actions.SentMessages(1, 0)).follows(actions.BroadcastCard(2))
    mette.follows(actions.StopSending(2))
    stage.only(mette)
