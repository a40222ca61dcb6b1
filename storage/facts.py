"""What the rules are told of a pair or a meeting, read in one go."""

from collections.abc import Sequence

from bot.mentoring.meetings import Meeting, fell_on_holiday
from bot.mentoring.nudges import CourseFacts, MeetingFacts
from bot.mentoring.pairs import Agreement, Pair
from bot.mentoring.programmes import Programme
from storage.unit import Unit


def course(pair: Pair, unit: Unit) -> CourseFacts:
    """A pair on its way."""
    return courses([pair], unit)[0]


def courses(pairs: Sequence[Pair], unit: Unit) -> list[CourseFacts]:
    """Each of these pairs, in their order: as many questions for a hundred as for one."""
    numbers = [each.id for each in pairs]
    people = unit.people.many({person for each in pairs for person in (each.mentor, each.mentee)})
    agreed, met = unit.pairs.agreed_by_all(numbers), unit.meetings.of_all(numbers)
    with_goals = unit.goals.with_goals(pairs)
    pauses, fits = unit.pauses.of_all(numbers), unit.fits.of_all(numbers)

    def facts(each: Pair) -> CourseFacts:
        both, number = (people[each.mentor], people[each.mentee]), each.id
        has_goal = (each.programme, each.mentee) in with_goals
        return CourseFacts(each, *both, agreed.get(number), met[number], has_goal, pauses[number], fits[number])

    return [facts(each) for each in pairs]


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
