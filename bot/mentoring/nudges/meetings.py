"""The conditions of the rules about one meeting."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.meetings import DAY_BEFORE, MeetingState, was_moved_after
from bot.mentoring.nudges.facts import MeetingFacts
from bot.mentoring.nudges.times import AFTERNOON, on
from bot.mentoring.pairs import PairState
from bot.mentoring.pauses import covers
from bot.mentoring.people import Person

HOLIDAY_BEFORE = timedelta(days=7)
ASK_AFTER = timedelta(hours=1)
ASK_AGAIN_AT = time(10)
ASK_AGAIN_FOR = timedelta(days=7)


def planned(facts: MeetingFacts) -> bool:
    """Whether the two are to meet: the pair goes on, and the time does not lie in a break."""
    stands = facts.meeting.state is MeetingState.PLANNED and facts.pair.state is PairState.ACTIVE
    return stands and not covers(facts.pauses, facts.meeting.starts_at)


def settled_before(before: timedelta) -> Callable[[MeetingFacts], bool]:
    """Nobody is reminded of a time that they agreed on after the reminder's own time."""

    def wanted(facts: MeetingFacts) -> bool:
        return planned(facts) and facts.meeting.settled_at <= facts.meeting.starts_at - before

    return wanted


def holiday_unasked(facts: MeetingFacts) -> bool:
    """Whether it falls on a public holiday, and nobody has said yet whether they meet anyway."""
    return planned(facts) and facts.on_holiday and facts.meeting.holiday is None


def untold(facts: MeetingFacts) -> bool:
    """Whether neither has told what became of it."""
    return planned(facts) and not facts.logs


def asker(facts: MeetingFacts) -> Person:
    """Who is asked how it went: the mentor, or the mentee when the mentor cannot be reached."""
    return facts.mentor if facts.mentor.reachable else facts.mentee


def asked_at(facts: MeetingFacts) -> datetime:
    """When the question really arrives: an hour after the planned end, or when the night is over."""
    person = asker(facts)
    quiet = Quiet(person.quiet_from, person.quiet_until)
    return after_quiet(facts.meeting.ends_at + ASK_AFTER, person.zone, quiet)


def asked_again_at(facts: MeetingFacts) -> datetime:
    """10:00 on the reader's clock, the day after the first question. Source: product.md, "Two taps".

    When it was said to be moved, and nobody answered, the day after the time that was suggested.
    """
    zone, last = asker(facts).zone, asked_at(facts)
    if facts.move is not None and was_moved_after(facts.meeting, facts.move):
        last = max(last, facts.move.starts_at)
    day = to_local(last, zone).date() + timedelta(days=1)
    return to_instant(datetime.combine(day, ASK_AGAIN_AT), zone)


def stepless(facts: MeetingFacts) -> Sequence[Person]:
    """The mentee, unless the reminder of the day before has asked about the step already: one ring, not two."""
    reminded = facts.mentee.remind_day_before and settled_before(DAY_BEFORE)(facts)
    return () if reminded else (facts.mentee,)


def step_at(facts: MeetingFacts, reader: Person) -> datetime | None:
    """Late in the afternoon of the day before; not for a time that was agreed on since."""
    day = to_local(facts.meeting.starts_at, reader.zone).date() - timedelta(days=1)
    at = on(day, AFTERNOON, reader.zone)
    return at if facts.meeting.settled_at <= at else None


def about(facts: MeetingFacts) -> str:
    """The key's part. The time is in it: a meeting that was moved is reminded of anew."""
    return f"{facts.meeting.id}:{int(facts.meeting.starts_at.timestamp()) // 60}"
