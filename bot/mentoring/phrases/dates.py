"""Which days were meant: the one, or the two between which it is to be chosen; the past and the impossible refused."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from bot.mentoring.phrases.meaning import DoubtError, Reason
from bot.mentoring.phrases.said import Said, Which

WEEK = timedelta(days=7)


class Days:
    """The days that a phrase can mean, at `now`, for the time of day `at` if one was said."""

    def __init__(self, said: Said, now: datetime, at: time | None) -> None:
        self.said, self.now, self.at = said, now, at
        self.today = now.date()
        self.monday = self.today - timedelta(days=self.today.weekday())

    def meant(self, facts: frozenset[str]) -> list[date]:
        """The days, the likelier first, by which facts were said. Raises DoubtError."""
        find = FINDERS.get(facts) or FINDERS.get(facts - {"weekdays"})
        if find is None:
            raise DoubtError(Reason.NOTHING)
        days = find(self)
        if any(day < self.today for day in days):
            raise DoubtError(Reason.PAST)
        if "weekdays" in facts and not {day.weekday() for day in days} <= set(self.said.weekdays or ()):
            return [*days, _nearest(days[0], self._weekday)]
        return days

    @property
    def _weekday(self) -> int:
        return (self.said.weekdays or (0,))[0]

    def to_come(self, day: date) -> bool:
        """True when the day, or the time said on it, is still ahead."""
        return day > self.today or (day == self.today and (self.at is None or self._starts(day) > self.now))

    def _starts(self, day: date) -> datetime:
        return datetime.combine(day, self.at or time())

    def coming(self, weekday: int) -> date:
        """The next such weekday; today only when a time was said that is still to come."""
        day = self.today + timedelta(days=(weekday - self.today.weekday()) % 7)
        return day if day > self.today or (self.at and self._starts(day) > self.now) else day + WEEK

    def weekdays(self) -> list[date]:
        return sorted(self.coming(weekday) for weekday in self.said.weekdays or ())

    def named(self) -> list[date]:
        """After a word: "next Wednesday" has two meanings while this week's is still to come."""
        ahead = timedelta(days=(self._weekday - self.today.weekday()) % 7)
        if self.said.which is Which.THIS:
            return [self.today + ahead]
        day = self.today + (ahead or WEEK)
        return [day, day + WEEK] if day < self.monday + WEEK else [day]

    def weeks_after(self) -> list[date]:
        return [day + timedelta(days=self.said.later or 0) for day in self.weekdays()]

    def weeks_ahead(self) -> list[date]:
        """Weeks on, "Wednesday in two weeks": from Wednesday, or from today, which can be two different ones."""
        days = 7 if self.said.ahead == 8 else self.said.ahead or 0
        if days % 7:
            raise DoubtError(Reason.NOTHING)
        counted = self.weekdays()[0] + timedelta(days=days)
        in_that_week = self.monday + timedelta(days=days + self._weekday)
        if days == 7 and self._weekday != self.today.weekday():
            return [counted]
        return [counted] if counted == in_that_week else sorted([counted, in_that_week])

    def in_days(self) -> list[date]:
        days = (self.said.days, self.said.ahead, self.said.later)
        return [self.today + timedelta(days=sum(number or 0 for number in days))]

    def in_months(self) -> list[date]:
        return [self.today + relativedelta(months=self.said.months or 0)]

    def in_week(self) -> list[date]:
        return [self.monday + (self.said.week or 0) * WEEK + timedelta(days=self._weekday)]

    def in_numbered_week(self) -> list[date]:
        number, year = self.said.week_number or 0, self.today.isocalendar().year
        for candidate in (year, year + 1):
            try:
                day = date.fromisocalendar(candidate, number, self._weekday + 1)
            except ValueError:
                continue
            if self.to_come(day):
                return [day]
        raise DoubtError(Reason.NO_SUCH_TIME)

    def on_date(self) -> list[date]:
        year, month, number = self.said.date or (0, 0, 0)
        if year:
            return [_real(year, month, number) or _none()]
        first = self.today.replace(day=1)
        months = (first + relativedelta(months=ahead) for ahead in range(13))
        found = (_real(at.year, at.month, number) for at in months if month in {0, at.month})
        return [next((day for day in found if day and self.to_come(day)), None) or _none()]

    def day_of_month_ahead(self) -> list[date]:
        _, month, number = self.said.date or (0, 0, 0)
        at = self.today + relativedelta(day=1, months=self.said.month_ahead or 0)
        if month:
            raise DoubtError(Reason.NOTHING)
        return [_real(at.year, at.month, number) or _none()]

    def nth_of_month(self) -> list[date]:
        months: Iterator[date] = (self.today + relativedelta(day=1, months=ahead) for ahead in range(13))
        found = (self._nth(at) for at in months if at.month == self.said.month)
        return [next(day for day in found if self.to_come(day))]

    def nth_of_month_ahead(self) -> list[date]:
        return [self._nth(self.today + relativedelta(day=1, months=self.said.month_ahead or 0))]

    def next_nth(self) -> date:
        """The next time that it is the nth such weekday of a month."""
        months = (self.today + relativedelta(day=1, months=ahead) for ahead in range(3))
        return next(day for day in map(self._nth, months) if self.to_come(day))

    def _nth(self, month: date) -> date:
        nth = self.said.nth or 1
        if nth < 0:
            last = month + relativedelta(day=31)
            return last - timedelta(days=(last.weekday() - self._weekday) % 7)
        return month + timedelta(days=(self._weekday - month.weekday()) % 7) + (nth - 1) * WEEK


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _none() -> date:
    raise DoubtError(Reason.NO_SUCH_TIME)


def _nearest(day: date, weekday: int) -> date:
    """The day of that weekday that lies nearest: a date and a weekday that disagree are off by little."""
    return day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)


def _facts(*names: str) -> frozenset[str]:
    return frozenset(names)


# A weekday beside a day is held against it; with what else it makes a meaning of its own is listed.
FINDERS: dict[frozenset[str], Callable[[Days], list[date]]] = {
    _facts("weekdays"): Days.weekdays,
    _facts("weekdays", "either"): Days.weekdays,
    _facts("weekdays", "which"): Days.named,
    _facts("weekdays", "later"): Days.weeks_after,
    _facts("weekdays", "ahead"): Days.weeks_ahead,
    _facts("weekdays", "week"): Days.in_week,
    _facts("weekdays", "week_number"): Days.in_numbered_week,
    _facts("weekdays", "nth", "month"): Days.nth_of_month,
    _facts("weekdays", "nth", "month_ahead"): Days.nth_of_month_ahead,
    _facts("date"): Days.on_date,
    _facts("date", "month_ahead"): Days.day_of_month_ahead,
    _facts("days"): Days.in_days,
    _facts("days", "later"): Days.in_days,
    _facts("days", "ahead"): Days.in_days,
    _facts("ahead"): Days.in_days,
    _facts("months"): Days.in_months,
}
