"""Scenes: the way to a person."""

from datetime import UTC, datetime, timedelta

from handlers import actions
from tests.scenes.stage import scene


@scene
def somebody_needs_a_person(stage):
    couple, mette = stage.couple(), stage.coordinator()
    couple.mentee.follows(actions.Person()).follows(actions.MoreNumbers()).follows(actions.Person())
    couple.mentee.follows(actions.TellCoordinator(couple.pair.programme))
    stage.only(couple.mentee, mette)


@scene
def somebody_asks_at_night(stage):
    couple = stage.couple()
    stage.coordinator()
    stage.at(datetime(2026, 11, 20, 22, tzinfo=UTC))
    couple.mentee.follows(actions.TellCoordinator(couple.pair.programme))
    stage.only(couple.mentee)


@scene
def the_mentor_is_worried(stage):
    couple = stage.couple()
    mettes = [stage.coordinator() for _ in range(2)]
    stage.at(datetime(2026, 11, 20, 22, tzinfo=UTC))
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).follows(actions.Worried(couple.pair.id))
    stage.at(stage.world.now + timedelta(minutes=31))
    mettes[0].follows(actions.AlertCard(1)).follows(actions.TakeAlert(1))
    stage.at(datetime(2026, 11, 21, 8, tzinfo=UTC))
    stage.only(couple.mentor, *mettes)


@scene
def nobody_takes_a_worry(stage):
    couple, mette = stage.couple(), stage.coordinator()
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).follows(actions.Worried(couple.pair.id))
    for _ in range(13):
        stage.at(stage.world.now + timedelta(minutes=30))
    mette.follows(actions.Desk(couple.pair.programme)).follows(actions.Digest(couple.pair.programme))
    stage.only(couple.mentor, mette)
