"""Scenes: the agreement."""

from sqlalchemy import update

from bot.mentoring.pairs import Rhythm
from handlers import actions
from storage import schema
from tests.scenes.stage import PLACE, scene


@scene
def before_the_agreement(stage):
    couple = stage.strangers()
    stage.coordinator()
    couple.mentor.types("/home").follows(actions.AgreementStart(couple.pair.id))
    couple.mentee.types("/home").types("/goals").types("/meetings").types("/log")


@scene
def a_suggestion_waits_for_the_mentee(stage):
    couple = stage.strangers()
    couple.mentor.follows(actions.AgreementStart(couple.pair.id)).follows(actions.ChooseRhythm(1, Rhythm.WEEKLY))
    couple.mentor.types("torsdag 16.30" if stage.language == "da" else "Thursday 16:30")
    couple.mentor.follows(actions.ChooseForm(1, actions.Form.CAFE)).types(PLACE).follows(actions.ChooseMonths(1, 6))
    couple.mentor.follows(actions.ProposeAgreement(1))
    couple.mentee.types("/home")


@scene
def an_agreement_is_changed_and_how_long_is_asked(stage):
    couple = stage.course()
    couple.mentor.follows(actions.AgreementStart(couple.pair.id)).follows(actions.AskOtherMonths(2))
    couple.mentee.follows(actions.AgreementStart(couple.pair.id)).follows(actions.ChooseSeveral(3))


@scene
def an_agreement_is_made_and_opened_again(stage):
    a_suggestion_waits_for_the_mentee(stage)
    mentor, mentee = stage.world.phones.values()
    mentee.follows(actions.AcceptAgreement(1)).types("/meetings").types("/home")
    mentor.follows(actions.AgreementCard(1)).follows(actions.AgreementStart(1)).follows(actions.DraftCard(2))
    mentor.follows(actions.AskOtherMonths(2))


@scene
def a_place_not_to_meet(stage):
    couple = stage.strangers()
    stage.world.write(
        lambda unit: (
            unit.connection.execute(update(schema.programmes).values(not_here="Nordlys"))
            if "not_here" in schema.programmes.c
            else None
        )
    )
    couple.mentee.follows(actions.AgreementStart(couple.pair.id)).follows(actions.ChooseRhythm(1, Rhythm.FREE))
    couple.mentee.follows(actions.AskPlace(1)).types(PLACE)
