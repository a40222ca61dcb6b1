"""What the rules are told of a pair or a meeting, read in one go."""

from collections.abc import Sequence

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Meeting, fell_on_holiday
from bot.mentoring.nudges import CourseFacts, MeetingFacts
from bot.mentoring.pairs import Agreement, Pair
from bot.mentoring.programmes import Programme
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
    return meetings([found], unit)[0]


def meetings(found: Sequence[Meeting], unit: Unit) -> list[MeetingFacts]:
    """Each of these meetings, in their order: as many questions for a hundred as for one."""
    numbers, pairs = [each.id for each in found], unit.pairs.many({each.pair for each in found})
    people = unit.people.many({person for pair in pairs.values() for person in (pair.mentor, pair.mentee)})
    programmes = unit.programmes.many({pair.programme for pair in pairs.values()})
    agreements = unit.pairs.agreements({each.agreement for each in found if each.agreement is not None})
    logs, moves, pauses = unit.outcomes.all_logs(numbers), unit.meetings.open_moves(numbers), unit.pauses.of_all(pairs)

    def facts(each: Meeting) -> MeetingFacts:
        pair = pairs[each.pair]
        both = people[pair.mentor], people[pair.mentee]
        where = _where(agreements.get(each.agreement or 0), programmes[pair.programme])
        on_holiday = fell_on_holiday(each, *where)
        return MeetingFacts(each, pair, *both, logs[each.id], pauses[pair.id], on_holiday, moves.get(each.id))

    return [facts(each) for each in found]


def holiday_zone(found: Meeting, pair: Pair, unit: Unit) -> tuple[str, str]:
    """Where a day is a holiday for a meeting: the zone that it was agreed in, and the programme's country."""
    agreed = None if found.agreement is None else unit.pairs.agreement(found.agreement)
    return _where(agreed, unit.programmes.get(pair.programme))


def _where(agreed: Agreement | None, programme: Programme) -> tuple[str, str]:
    return agreed.zone if agreed else programme.zone, programme.country
