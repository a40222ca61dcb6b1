"""The conditions of the rules about one pair on its way."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.mentoring.cadence import to_local
from bot.mentoring.fits import ROUNDS
from bot.mentoring.meetings import Meeting, MeetingState
from bot.mentoring.nudges.facts import CourseFacts
from bot.mentoring.nudges.times import MORNING, next_morning, on
from bot.mentoring.pairs import PairState
from bot.mentoring.pauses import Pause, current, later
from bot.mentoring.people import Person

FIRST_AFTER = timedelta(days=10)
QUIET_AFTER = timedelta(days=14)
# In the last week nobody is asked to plan more: there is the goodbye to plan.
LAST_WEEK = timedelta(days=7)
# What is asked about stays true until something is planned; after two months a person is the better one to ask.
OF_USE = timedelta(days=60)
# A night's sleep after the second meeting.
GOAL_AFTER = timedelta(hours=12)
# Later than this the feeling after a meeting is another one.
FIT_FOR = timedelta(days=14)

When = Callable[[CourseFacts, Person], datetime | None]


def active(facts: CourseFacts) -> bool:
    """Whether the pair goes on, and is not on a break."""
    return facts.pair.state is PairState.ACTIVE


def unbegun(facts: CourseFacts) -> bool:
    """Whether no first meeting has been planned, or only such as were called off."""
    return active(facts) and last(facts) is None


def last(facts: CourseFacts) -> Meeting | None:
    """The latest meeting, held or to come, that was not called off."""
    return next((each for each in reversed(facts.meetings) if each.state is not MeetingState.CALLED_OFF), None)


def first_at(facts: CourseFacts, reader: Person) -> datetime | None:
    """Ten days after the two became a pair, breaks left out."""
    at = later(facts.pair.since, FIRST_AFTER, facts.pauses)
    return at and next_morning(at, reader.zone)


def quiet_at(facts: CourseFacts, reader: Person) -> datetime | None:
    """Two weeks after the last meeting, breaks left out: if one were planned, that one would be the last."""
    found = last(facts)
    at = later(found.ends_at, QUIET_AFTER, facts.pauses) if found else None
    return at and next_morning(at, reader.zone)


def quiet_wanted(facts: CourseFacts) -> bool:
    """Not in the last week of the course, nor after it."""
    at = quiet_at(facts, facts.mentor)
    return active(facts) and at is not None and at < quiet_until(facts, facts.mentor, at)


def quiet_until(facts: CourseFacts, reader: Person, at: datetime) -> datetime:
    """As long as there is a course to plan for."""
    end = ends_on(facts)
    return on(end, MORNING, reader.zone) - LAST_WEEK if end else at + OF_USE


def quiet_subject(facts: CourseFacts) -> str:
    """Once for each silence: the meeting that it began with."""
    found = last(facts)
    return f"{facts.pair.id}:{found.id if found else 0}"


def held(facts: CourseFacts) -> list[Meeting]:
    """The meetings that took place, in order."""
    return [meeting for meeting in facts.meetings if meeting.state is MeetingState.HELD]


def goalless(facts: CourseFacts) -> bool:
    """Whether the two have met twice and there is no goal yet."""
    return active(facts) and not facts.has_goal and len(held(facts)) >= 2


def goal_at(facts: CourseFacts, reader: Person) -> datetime | None:
    """The morning after the second meeting."""
    return next_morning(held(facts)[1].ends_at + GOAL_AFTER, reader.zone)


def fit_round(facts: CourseFacts) -> int:
    """After which meeting it is: the first, the second or a later one; 0 before they have met."""
    return min(len(held(facts)), ROUNDS)


def fit_wanted(facts: CourseFacts) -> bool:
    """Whether the two have met, and go on."""
    return active(facts) and fit_round(facts) > 0


def fit_at(facts: CourseFacts, reader: Person) -> datetime | None:
    """The morning after the first meeting, and after the second."""
    return next_morning(held(facts)[fit_round(facts) - 1].ends_at + GOAL_AFTER, reader.zone)


def unfitted(facts: CourseFacts) -> tuple[Person, ...]:
    """Who has not said yet whether it is the right match, after that meeting."""
    told = {each.person for each in facts.fits if each.round == fit_round(facts)}
    return tuple(each for each in (facts.mentor, facts.mentee) if each.id not in told)


def ends_on(facts: CourseFacts) -> date | None:
    """The last local date of the course, once agreed."""
    return facts.agreement.ends_on if facts.agreement else None


def ending_at(weeks: int) -> When:
    """So many weeks before the last day; not when the two have agreed on it since."""

    def at(facts: CourseFacts, reader: Person) -> datetime | None:
        end = ends_on(facts)
        if facts.agreement is None or end is None:
            return None
        morning = on(end - timedelta(weeks=weeks), MORNING, reader.zone)
        known = facts.agreement.agreed_at
        return morning if known is None or known <= morning else None

    return at


def ending_until(weeks: int) -> Callable[[CourseFacts, Person, datetime], datetime]:
    """Until the next of the three takes its place, `weeks` before the end."""

    def until(facts: CourseFacts, reader: Person, at: datetime) -> datetime:
        end = ends_on(facts)
        return on(end - timedelta(weeks=weeks), MORNING, reader.zone) if end else at

    return until


def ending_subject(weeks: int) -> Callable[[CourseFacts], str]:
    """Once for each end that the two agree on."""
    return lambda facts: f"{facts.pair.id}:{weeks}:{ends_on(facts)}"


def pausing(facts: CourseFacts) -> Pause | None:
    """The break that the pair is on."""
    return current(facts.pauses) if facts.pair.state is PairState.PAUSED else None


def pause_at(facts: CourseFacts, reader: Person) -> datetime | None:
    """The morning of the day before it ends; not for a break that is shorter than that."""
    pause = pausing(facts)
    if pause is None or pause.until is None:
        return None
    morning = on(to_local(pause.until, reader.zone).date() - timedelta(days=1), MORNING, reader.zone)
    return morning if pause.began_at < morning else None


def pause_until(facts: CourseFacts, _reader: Person, at: datetime) -> datetime:
    """Until the break is over."""
    pause = pausing(facts)
    return pause.until if pause and pause.until else at


def pauser(facts: CourseFacts) -> tuple[Person, ...]:
    """Who took the break; both, when a coordinator wrote it down for them."""
    pause, both = pausing(facts), (facts.mentor, facts.mentee)
    return tuple(each for each in both if pause and (each.id == pause.by or not facts.pair.has(pause.by)))


def pause_subject(facts: CourseFacts) -> str:
    """Once for each end of a break: whoever stays away longer is told of the new end."""
    pause = pausing(facts)
    return f"{pause.id}:{pause.until:%Y%m%d%H%M}" if pause and pause.until else f"{facts.pair.id}"
