"""Scenes: what is kept."""

from handlers import actions
from handlers.wording import minute_of
from tests.scenes.stage import DAY, STEP, morning, scene
from tests.world import NOW


@scene
def what_is_kept_is_looked_at(stage):
    mette = stage.coordinator()
    couple = stage.course()
    couple.mentor.follows(actions.AskMoment(couple.pair.id, 0)).types(STEP)
    mette.follows(actions.PairCard(couple.pair.id))
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.WhoLooked(0))
        phone.types("/privacy").follows(actions.PrivacyMore()).follows(actions.AskErase()).follows(actions.SeeData())


@scene
def the_words_of_the_consent_have_changed(stage):
    stage.coordinator()
    couple = stage.course()
    mentee = couple.mentee.person.id
    stage.world.write(lambda unit: unit.people.agree(mentee, 0, NOW))
    couple.mentee.types("/home")
    stage.only(couple.mentee)


@scene
def somebody_takes_their_yes_back(stage):
    mette, couple = stage.coordinator(), stage.course()
    couple.mentee.follows(actions.AskWithdraw()).follows(actions.Withdraw(minute_of(stage.world.now)))
    couple.mentee.types("/home")
    stage.only(mette, couple.mentor, couple.mentee)


@scene
def somebody_is_erased(stage):
    mette, couple = stage.coordinator(), stage.course()
    mette.follows(actions.AskErase())
    couple.mentor.follows(actions.AskErase()).follows(actions.Erase(minute_of(stage.world.now)))
    couple.mentee.types("/home").types("/journey")
    mette.follows(actions.Pairs(1, 0))


@scene
def nearly_half_a_year_without_anybody(stage):
    stage.coordinator()
    couple = stage.course()
    couple.mentor.follows(actions.Stop(couple.pair.id))
    stage.only(couple.mentor, couple.mentee)
    for days in (169, 170):
        stage.at(morning(NOW + days * DAY))
