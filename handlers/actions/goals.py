"""The goal tree: goals and steps, their words, estimates, order and place."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class Goals(Action, code="g"):
    """One's goals; for a mentor those of the mentee they meet."""


@dataclass(frozen=True)
class GoalsOf(Action, code="gp"):
    """The goals of a pair's mentee."""

    pair: int


@dataclass(frozen=True)
class GoalCard(Action, code="gc"):
    """One goal or step."""

    goal: int


@dataclass(frozen=True)
class GoalsPage(Action, code="gv"):
    """More of the goals of a pair's mentee."""

    pair: int
    page: int


@dataclass(frozen=True)
class GoalPage(Action, code="gw"):
    """More of what is under a goal."""

    goal: int
    page: int


@dataclass(frozen=True)
class GoalMore(Action, code="gz"):
    """What else can be done with a goal: other words, another estimate, put away."""

    goal: int


@dataclass(frozen=True)
class AskGoal(Action, code="ga"):
    """A new goal."""

    pair: int


@dataclass(frozen=True)
class SayGoal(Action, code="sg"):
    """The new goal, in own words."""

    pair: int


@dataclass(frozen=True)
class AskStep(Action, code="gs"):
    """A small step under a goal."""

    goal: int


@dataclass(frozen=True)
class SayStep(Action, code="ss"):
    """The small step, in own words."""

    goal: int


@dataclass(frozen=True)
class AskEstimate(Action, code="ge"):
    """How many meetings do you think it takes?"""

    goal: int


@dataclass(frozen=True)
class Estimate(Action, code="gn"):
    """This many meetings; 0 is "I don't know yet"."""

    goal: int
    meetings: int


@dataclass(frozen=True)
class SayEstimate(Action, code="se"):
    """A number, typed."""

    goal: int


@dataclass(frozen=True)
class AskRename(Action, code="gr"):
    """Other words for the goal."""

    goal: int


@dataclass(frozen=True)
class SayRename(Action, code="sr"):
    """The goal's new words."""

    goal: int


@dataclass(frozen=True)
class Tick(Action, code="gt"):
    """Done."""

    goal: int


@dataclass(frozen=True)
class Untick(Action, code="gu"):
    """Not done after all."""

    goal: int


@dataclass(frozen=True)
class Archive(Action, code="gx"):
    """Puts the goal away."""

    goal: int


@dataclass(frozen=True)
class PutAway(Action, code="gj"):
    """What was put away, and can come back."""

    pair: int
    page: int


@dataclass(frozen=True)
class BringBack(Action, code="gk"):
    """Brings back what was put away."""

    goal: int


@dataclass(frozen=True)
class AskUnder(Action, code="gb"):
    """Under which goal? `under` is the one that is looked into, 0 for the whole tree."""

    goal: int
    under: int
    page: int


@dataclass(frozen=True)
class MoveGoal(Action, code="gd"):
    """The goal lies under that one from now on; 0 is on its own."""

    goal: int
    under: int


@dataclass(frozen=True)
class AskOrder(Action, code="go"):
    """Further up, or further down?"""

    goal: int


@dataclass(frozen=True)
class PutAt(Action, code="gi"):
    """The goal is number `place` of its row, from 0: said in full, so that a second tap changes nothing."""

    goal: int
    place: int


@dataclass(frozen=True)
class MakeSmaller(Action, code="gg"):
    """What could be smaller?"""

    goal: int
    page: int


@dataclass(frozen=True)
class TalkLonger(Action, code="gh"):
    """The other, and the coordinator, are told that one would like to talk about more time."""

    pair: int


@dataclass(frozen=True)
class TakeGoal(Action, code="gy"):
    """The mentee takes the mentor's suggestion."""

    goal: int


@dataclass(frozen=True)
class LeaveGoal(Action, code="gl"):
    """Not now: the mentee leaves the mentor's suggestion."""

    goal: int
