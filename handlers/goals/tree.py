"""A mentee's tree as one of the two sees it: all that the cards of goals are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from bot.mentoring.estimates import Guess, learned, meetings_left
from bot.mentoring.forecast import Forecast, Way, forecast
from bot.mentoring.goals import Goal, GoalState, children, is_away
from bot.mentoring.meetings import Meeting
from bot.mentoring.pairs import Agreement, Pair, PairState, begun_with, cadence
from bot.mentoring.people import Person
from handlers.access import Stale, pair_of_goal
from handlers.meetings.scene import ALL
from handlers.names import called
from handlers.speech import Speech
from storage.unit import Unit

# The change that is kept when somebody would like to talk about more time.
LONGER = "course.longer"


@dataclass(frozen=True)
class Tree:
    """The goals, what was guessed and met so far, and the way ahead; `asked` when the reader wants to talk of time."""

    pair: Pair
    person: Person
    name: Markup
    goals: Sequence[Goal]
    guesses: Mapping[int, Sequence[Guess]]
    met: Mapping[int, int]
    agreement: Agreement | None
    way: Way
    asked: bool

    @property
    def is_mentee(self) -> bool:
        """Whether it is the reader's own."""
        return self.pair.mentee == self.person.id

    @property
    def meeting(self) -> Meeting | None:
        """The next meeting."""
        return next(iter(self.way.planned), None)

    @cached_property
    def roots(self) -> list[Goal]:
        """The goals that are open, in order."""
        return [goal for goal in children(self.goals, None) if goal.state is GoalState.OPEN]

    def left(self, goal: Goal) -> int | None:
        """How many meetings are left, None when nobody has guessed."""
        return meetings_left(self.goals, goal.id, self.met)

    def thought(self, goal: Goal) -> list[int]:
        """What the mentee guessed, one guess after another."""
        return learned(self.guesses.get(goal.id, ()), self.pair.mentee)

    def ahead(self, goals: Sequence[Goal], say: Speech) -> Forecast | None:
        """When these goals could be reached, one after another; None when nobody has guessed at any."""
        known = [left for goal in goals if (left := self.left(goal)) is not None]
        return forecast(sum(known), self.way, say.now) if known else None


def tree_of(pair: Pair, person: Person, unit: Unit, say: Speech) -> Tree:
    """The pair's tree as `person` sees it; when the pair is closed, nothing lies ahead of it."""
    goes_on = pair.state is not PairState.CLOSED
    agreement = unit.pairs.agreed(pair.id) if goes_on else None
    way = Way(
        planned=unit.meetings.next_of(pair.id, say.now, ALL) if goes_on else (),
        rhythm=cadence(agreement) if agreement else None,
        pauses=unit.pauses.of(pair.id),
        ends_on=agreement.ends_on if agreement else None,
        country=unit.programmes.get(pair.programme).country,
        zone=agreement.zone if agreement else person.zone,
        course=begun_with(unit.pairs.all_agreed(pair.id)) if agreement else None,
    )
    return Tree(
        pair=pair,
        person=person,
        name=called(unit.people.get(pair.other(person.id)), say),
        goals=unit.goals.tree(pair.programme, pair.mentee),
        guesses=unit.goals.guesses(pair.programme, pair.mentee),
        met=unit.goals.met(pair.programme, pair.mentee),
        agreement=agreement,
        way=way,
        asked=longer_asked(pair, person.id, way, unit) is not None,
    )


def longer_asked(pair: Pair, person: int, way: Way, unit: Unit) -> int | None:
    """The id of the change by which this person asked to talk about this end of the course, if they did."""
    change = unit.changes.last_of(person, LONGER, pair.id)
    if change is None or unit.changes.get(change).after != longer_than(way):
        return None
    return change


def longer_than(way: Way) -> dict[str, str | None]:
    """The end that is talked about, as a change remembers it."""
    return {"ends_on": way.ends_on.isoformat() if way.ends_on else None}


def tree_with(goal: Goal, person: Person, unit: Unit, say: Speech) -> Tree:
    """The tree that the goal stands in; raises LookupError when it is nothing of the person's."""
    return tree_of(pair_of_goal(goal, person, unit), person, unit, say)


def standing(number: int, person: Person, unit: Unit, say: Speech, *states: GoalState) -> tuple[Tree, Goal]:
    """The goal in its tree, in one of these states and not put away with what it lies under; raises Stale else."""
    goal = unit.goals.get(number)
    tree = tree_with(goal, person, unit, say)
    if goal.state not in states or is_away(tree.goals, goal):
        raise Stale
    return tree, goal
