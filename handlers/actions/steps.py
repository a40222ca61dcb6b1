"""The step that is meant for one meeting."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class ChooseStep(Action, code="gm"):
    """Which step for this meeting?"""

    meeting: int


@dataclass(frozen=True)
class ChooseStepPage(Action, code="gq"):
    """More steps to choose from."""

    meeting: int
    page: int


@dataclass(frozen=True)
class StepFor(Action, code="gf"):
    """This step for this meeting."""

    meeting: int
    goal: int


@dataclass(frozen=True)
class AskNewStep(Action, code="gaa"):
    """A step for this meeting that is not in the tree yet."""

    meeting: int


@dataclass(frozen=True)
class SayNewStep(Action, code="gas"):
    """The new step for the meeting, in own words."""

    meeting: int
