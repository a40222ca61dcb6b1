"""Scenes: from when on a pair could use a hand."""

from bot.mentoring.flags import Limit
from handlers import actions
from tests.scenes.stage import scene


@scene
def what_counts_is_set(stage):
    mette = stage.coordinator()
    mette.follows(actions.ProgrammeCard(1)).follows(actions.Limits(1, 0)).follows(actions.Limits(1, 2))
    mette.follows(actions.SetLimit(1, Limit.MISSED, 30)).follows(actions.SetLimit(1, Limit.QUIET_RED, 20))
    mette.follows(actions.LimitCard(1, Limit.GRACE))
    stage.only(mette)
