"""Scenes: who waits, who is proposed to whom, and whether it is the right match."""

from bot.mentoring.meetings import MeetingState
from bot.mentoring.people import Role
from bot.mentoring.profiles import Chip
from bot.mentoring.proposals import Answer
from handlers import actions
from tests.scenes.stage import DAY, morning, scene
from tests.world import NOW


@scene
def two_are_proposed_to_each_other(stage):
    mette = stage.coordinator()
    people = {}
    for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE), ("Bo", Role.MENTOR), ("Ida", Role.MENTEE)):
        phone = stage.arrives(name, role).follows(actions.Consent()).types(name)
        member = stage.member(phone)
        for chip in (Chip.WALKS, Chip.WEEKENDS, Chip.ARABIC, Chip.NO_PETS):
            phone.follows(actions.TapChip(member, chip, on=True))
        phone.follows(actions.Ready(member))
        people[name] = phone
    number = {name: phone.person.id for name, phone in people.items()}
    anna = stage.member(people["Anna"])
    mette.follows(actions.WaitingCard(anna, 0)).follows(actions.ToldCard(anna))
    mette.follows(actions.MatchCard(1, number["Jonas"], number["Anna"]))
    mette.follows(actions.ProposeMatch(1, number["Jonas"], number["Anna"]))
    people["Anna"].follows(actions.MatchAnswer(1, Answer.YES))
    mette.follows(actions.ProposedMatch(1)).follows(actions.ProposeMatch(1, number["Bo"], number["Ida"]))
    people["Ida"].follows(actions.MatchAnswer(2, Answer.NO))
    people["Bo"].follows(actions.MatchAnswer(2, Answer.YES))
    stage.at(morning(NOW + 4 * DAY))
    people["Jonas"].types("/home")
    stage.at(morning(NOW + 8 * DAY))
    mette.follows(actions.ProposeMatch(1, number["Jonas"], number["Ida"])).follows(actions.TakeBackProposal(3))


@scene
def a_match_is_felt_after_the_first_meeting(stage):
    stage.coordinator()
    couple = stage.course()
    stage.sets(couple.first, state=MeetingState.HELD)
    stage.world.write(lambda unit: unit.pairs.touch(couple.pair.id))
    stage.at(morning(couple.first.starts_at + DAY))
    stage.only(couple.mentee, couple.mentor)
