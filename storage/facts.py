"""What the rules are told of a pair or a meeting, read in one go."""

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Meeting
from bot.mentoring.nudges import CourseFacts, MeetingFacts
from bot.mentoring.pairs import Pair
from storage.unit import Unit


def course(pair: Pair, unit: Unit) -> CourseFacts:
    """A pair on its way."""
    goals = unit.goals.tree(pair.programme, pair.mentee)
    return CourseFacts(
        pair,
        unit.people.get(pair.mentor),
        unit.people.get(pair.mentee),
        unit.pairs.agreed(pair.id),
        unit.meetings.all_of(pair.id),
        any(goal.state is not GoalState.ARCHIVED for goal in goals),
        unit.pauses.of(pair.id),
    )


def meeting(found: Meeting, unit: Unit) -> MeetingFacts:
    """One meeting of a pair."""
    pair = unit.pairs.get(found.pair)
    people = unit.people.get(pair.mentor), unit.people.get(pair.mentee)
    return MeetingFacts(found, pair, *people, unit.meetings.logs(found.id), unit.pauses.of(pair.id))
