"""What the rules are told of a pair or a meeting, read in one go."""

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Meeting, fell_on_holiday
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
        unit.fits.of(pair.id),
    )


def meeting(found: Meeting, unit: Unit) -> MeetingFacts:
    """One meeting of a pair."""
    pair = unit.pairs.get(found.pair)
    people = unit.people.get(pair.mentor), unit.people.get(pair.mentee)
    on_holiday = fell_on_holiday(found, *holiday_zone(found, pair, unit))
    logs, pauses = unit.outcomes.logs(found.id), unit.pauses.of(pair.id)
    return MeetingFacts(found, pair, *people, logs, pauses, on_holiday, unit.meetings.open_move(found.id))


def holiday_zone(found: Meeting, pair: Pair, unit: Unit) -> tuple[str, str]:
    """Where a day is a holiday for a meeting: the zone that it was agreed in, and the programme's country."""
    programme = unit.programmes.get(pair.programme)
    agreed = None if found.agreement is None else unit.pairs.agreement(found.agreement)
    return agreed.zone if agreed else programme.zone, programme.country
