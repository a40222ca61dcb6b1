"""A time that somebody typed, as an instant; what was left out is taken from where the question stands."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.phrases import Reason, Unclear, Understood, between, recall, understand
from bot.mentoring.phrases import days as span_of
from handlers.texts import one_line

LONGEST = 200
_OTHER = {"da": "en", "en": "da"}


@dataclass(frozen=True)
class Moment:
    """The instants that can be meant, the likelier first: one when it is clear, none with the reason why."""

    instants: tuple[datetime, ...] = ()
    reason: Reason | None = None

    @property
    def only(self) -> datetime | None:
        """The instant when it is clear."""
        return self.instants[0] if len(self.instants) == 1 else None


def read(text: str, now: datetime, language: str) -> Understood | Unclear:
    """What was typed, at the naive local time `now`, in the reader's language or else in the other one of ours."""
    line = one_line(text)[:LONGEST]
    answer = understand(line, now, language)
    if isinstance(answer, Unclear) and answer.reason is Reason.NOTHING:
        second = understand(line, now, _OTHER[language])
        return answer if isinstance(second, Unclear) else second
    return answer


def stretch(text: str, language: str) -> tuple[time, time] | None:
    """From and until, "22 to 7", in the reader's language or else in the other one of ours; None for other words."""
    line = one_line(text)[:LONGEST]
    return between(line, language) or between(line, _OTHER[language])


def days(text: str, now: datetime, language: str) -> tuple[date, date] | Unclear:
    """The first and the last day, "1 to 14 July", in the reader's language or else in the other one of ours."""
    line = one_line(text)[:LONGEST]
    answer = span_of(line, now, language)
    if isinstance(answer, Unclear) and answer.reason is Reason.NOTHING:
        second = span_of(line, now, _OTHER[language])
        return answer if isinstance(second, Unclear) else second
    return answer


def moment(text: str, language: str, zone: str, now: datetime, usual: datetime | None) -> Moment:
    """The instant that `text` means on the clock in `zone`.

    A day without a time takes the time of `usual`, a time without a day its day, when that is still to come; where
    there is no `usual`, both must be said. "Saturday morning" can mean any hour of it, and none is assumed.
    """
    wall = to_local(now, zone)
    answer = read(text, wall, language)
    old = to_local(usual, zone) if usual else None
    if isinstance(answer, Unclear):
        told = [_whole(choice, old.time() if old else None) for choice in answer.choices]
        return Moment(tuple(to_instant(start, zone) for start in told if start), answer.reason)
    day, at = answer.day, answer.time
    if day is not None and answer.hours:
        meant = [*_nearer(answer, day, time(answer.hours[0]), old, wall), day]
        return _ahead([datetime.combine(each, time(hour)) for each in meant for hour in answer.hours], wall, zone)
    if day is None and at is not None:
        day = _day_for(at, old, wall)
    if at is None and old is not None:
        at = old.time()
    if day is None or at is None:
        return Moment(reason=Reason.NOTHING)
    days = (*_nearer(answer, day, at, old, wall), day)
    return Moment(tuple(to_instant(datetime.combine(each, at), zone) for each in days))


def bygone(text: str, language: str, zone: str, now: datetime, usual: time) -> Moment:
    """The instant up to now that `text` means on the clock in `zone`; a day without a time takes `usual`.

    "Yesterday morning" can mean any hour of it, and none is assumed.
    """
    wall, line = to_local(now, zone), one_line(text)[:LONGEST]
    answer = recall(line, wall, language)
    if isinstance(answer, Unclear) and answer.reason is Reason.NOTHING:
        second = recall(line, wall, _OTHER[language])
        answer = answer if isinstance(second, Unclear) else second
    if isinstance(answer, Unclear) or answer.day is None:
        return Moment(reason=answer.reason if isinstance(answer, Unclear) else Reason.NOTHING)
    if answer.hours:
        starts = [to_instant(datetime.combine(answer.day, time(hour)), zone) for hour in answer.hours]
        over = tuple(start for start in starts if start <= now)
        return Moment(over, None if over else Reason.PAST)
    start = datetime.combine(answer.day, usual if answer.time is None else answer.time)
    return Moment((min(to_instant(start, zone), now.replace(second=0, microsecond=0)),))


def _nearer(answer: Understood, day: date, at: time, old: datetime | None, wall: datetime) -> tuple[date, ...]:
    """Another day that a bare weekday may mean: the one nearest to the old time, not the next one from today.

    Whoever moves Thursday week's meeting to "Friday" rarely means today; both are offered, and nothing is assumed.
    """
    if old is None or len(answer.weekdays) != 1 or day - wall.date() >= timedelta(days=7):
        return ()
    ahead = (answer.weekdays[0] - old.weekday() + 3) % 7 - 3
    near = old.date() + timedelta(days=ahead)
    return (near,) if near != day and datetime.combine(near, at) > wall else ()


def _ahead(starts: list[datetime], wall: datetime, zone: str) -> Moment:
    still = tuple(to_instant(start, zone) for start in starts if start > wall)
    return Moment(still, None if still else Reason.PAST)


def _whole(choice: datetime | date, at: time | None) -> datetime | None:
    if isinstance(choice, datetime):
        return choice
    return datetime.combine(choice, at) if at else None


def _day_for(at: time, old: datetime | None, wall: datetime) -> date | None:
    if old is None:
        return None
    return old.date() if datetime.combine(old.date(), at) > wall else None
