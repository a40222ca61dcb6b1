"""What a digest is made of: all that is counted and judged in a programme, which takes its time when it is large."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.mentoring import digest as rules
from bot.mentoring.cadence import to_local
from bot.mentoring.digest import Card, Week, Wins
from bot.mentoring.people import Person, Role
from bot.mentoring.programmes import Programme
from handlers.desk.digest.ranking import ranked
from handlers.desk.due import due_contacts
from handlers.notice import Notice
from storage.unit import Unit


@dataclass(frozen=True)
class Gathered:
    """A programme's week in counts, and how many pairs could use a hand; what went well where there are none."""

    week: Week
    hands: int
    wins: Wins | None


def for_weekly(notice: Notice, unit: Unit) -> Gathered:
    """What the digest's first message says."""
    programme = unit.programmes.get(notice["programme"])
    return gather(programme, notice.reader, datetime.fromtimestamp(notice["until"], UTC), notice.now, unit)


def for_cards(notice: Notice, unit: Unit) -> list[Card]:
    """What the digest's second message shows."""
    return ranked(unit.programmes.get(notice["programme"]), notice.reader, unit, notice.now)


def gather(programme: Programme, reader: Person, at: datetime, now: datetime, unit: Unit) -> Gathered:
    """The week that the instant lies in, and how the pairs are now."""
    hands = len(rules.waiting(ranked(programme, reader, unit, now)))
    return Gathered(_week(programme, at, unit), hands, None if hands else wins(programme, now, unit))


def wins(programme: Programme, now: datetime, unit: Unit) -> Wins:
    """What went well in the last week, and in the last four."""
    bounds = rules.bounds(now, programme.zone)
    last, begins = bounds[rules.WEEKS_BACK - 1], bounds[rules.WEEKS_BACK]
    return rules.wins(unit.weeks.met(programme.id, bounds[rules.WEEKS_BACK - rules.LATELY], last, begins))


def _week(programme: Programme, at: datetime, unit: Unit) -> Week:
    bounds, today = rules.bounds(at, programme.zone), to_local(at, programme.zone).date()
    last, begins = bounds[rules.WEEKS_BACK - 1], bounds[rules.WEEKS_BACK]
    return Week(
        active=unit.weeks.active(programme.id),
        tallies=unit.weeks.tally(programme.id, bounds),
        days=[to_local(bound, programme.zone).date() for bound in bounds[:-1]],
        steps=unit.goals.done_between(programme.id, last, begins),
        begun=unit.weeks.begun(programme.id, last, begins),
        ending=unit.weeks.ending(programme.id, today, today + rules.ENDINGS),
        talks=len(due_contacts(programme.id, at, unit)),
        waiting=sum(unit.people.how_many_wait(programme.id, role) for role in (Role.MENTOR, Role.MENTEE)),
    )
