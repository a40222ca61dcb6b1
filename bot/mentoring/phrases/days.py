"""The pieces that say a day: "på torsdag", "d. 3/12", "om 14 dage", "a week on Monday", "torsdag i uge 49"."""

from collections.abc import Sequence

from bot.mentoring.phrases.grammar import Found, Rule, one, rule
from bot.mentoring.phrases.said import Clock, Said, Which

# "5/0" says a month, and there is none: not the fifth of whichever month comes.
NO_MONTH = 13
CHRISTMAS_DAY = 1225
CENTURY_ENDS = 2100
ON = "[pt]? z?"
NUMBER = "(?P<n>[nwg1q])"


def day_rules(*, month_first: bool) -> tuple[Rule, ...]:
    """The rules; `month_first` where people also say "December 3" and "Monday week"."""
    english = (
        rule(f"{ON} (?P<M>M) z? (?P<d>[no])", _date),
        rule(f"{ON} (?P<M>M) z? (?P<d>[no]) ,? (?P<y>q)", _date),
        rule(f"{ON} (?P<w>W) (?P<d>n)", _day_or_time),
        rule("(?<=[WR]) (?P<U>U)", lambda found: one(later=found.value("U"))),
    )
    return (
        rule(f"{ON} (?P<d>[no]) f? z? (?P<M>M)", _date),
        rule(f"{ON} (?P<d>[no]) f? z? (?P<M>M) ,? (?P<y>q)", _date),
        *(english if month_first else (rule(f"{ON} (?P<d>[no]) (?P<C>C)", _christmas_day),)),
        rule(f"{ON} (?P<d>[no]) i (?P<M>o)", _date),
        # "the third Thursday" is not the third.
        rule("[pt]? (?: z (?P<d>n) | z? (?P<o>o) (?![WP]))", _day_of_month),
        rule(f"{ON} (?P<D>D)", _in_digits),
        rule(f"{ON} (?P<D>D) (?P<y>q)", _in_digits),
        rule(f"{ON} (?P<D>5) | z (?P<E>x)", _dotted),
        rule(f"{ON} (?P<C>C)", lambda found: one(date=(0, *divmod(found.value("C"), 100)))),
        rule(f"{ON} (?P<w>W)", lambda found: one(weekdays=(found.value("w"),))),
        rule(f"{ON} (?P<j>[jy]) (?P<w>W)", _which),
        rule("[pt]? (?P<R>R)", lambda found: one(days=found.value("R"))),
        rule(f"I {NUMBER} (?P<u>[dUOHm])", _ahead),
        rule(f"{NUMBER} (?P<u>[dUOHm]) G", _ahead),
        rule("I g? (?P<half>h) g? H | I (?P<h>[nwg1]) H &g?h | I (?P<d>5) H", _hours),
        rule("I (?P<h>[nwg1]) H & (?:(?P<n>[nw]) m | (?P<k>k))", _hours_and_minutes),
        rule("I (?P<n>[nw])? (?P<k>k) (?: fgH)?", _quarters),
        rule(f"{NUMBER} (?P<u>[dU]) [pFI]?", _later),
        rule("[iIpf]* z? (?P<j>[jy]) U", lambda found: one(week=found.value("j"))),
        rule("[iI]? U (?P<n>n)", lambda found: one(week_number=found.value("n"))),
        rule("[piI@]* [yj]? z? V", lambda _: one(weekdays=(5, 6), either=True)),
        rule(f"{ON} (?P<w>W) \\| {ON} (?P<v>W)", _either),
        rule("Y [WUO]? | s [UOV]", lambda _: one(past=True)),
        rule(f"\\(? {NUMBER} [dUOHm] J", lambda _: one(past=True)),
    )


def _date(found: Found) -> Sequence[Said]:
    month, day = found.value("M") if "M" in found else 0, found.value("d")
    return _with_year(found, month, day) if "y" in found else one(date=(0, month, day))


def _day_of_month(found: Found) -> Sequence[Said]:
    return one(date=(0, 0, found.value("d" if "d" in found else "o")))


def _christmas_day(found: Found) -> Sequence[Said]:
    """Danes count them: "2. juledag" is the day after the first."""
    number = found.value("d")
    return one(date=(0, 12, 24 + number)) if found.value("C") == CHRISTMAS_DAY and number in {1, 2} else ()


def _in_digits(found: Found) -> Sequence[Said]:
    year, month, day = found.token("D").more
    month = month or NO_MONTH
    if "y" not in found:
        return one(date=(year, month, day))
    return () if year else _with_year(found, month, day)


def _with_year(found: Found, month: int, day: int) -> Sequence[Said]:
    """Four digits after a day and a month: "3. december 1630" is a time, and has a rule of its own.

    A year to come is never taken for a time that nobody says, such as 20:29; where it might be one, both are meant.
    """
    year, (hour, minute) = found.value("y"), found.token("y").more
    if not found.year - 3 < year < CENTURY_ENDS:
        return ()
    dated = Said(date=(year, month, day))
    if year < found.year + 3 or minute % 5 or minute > 55:
        return (dated,)
    return dated, Said(date=(0, month, day), clock=Clock(hour, minute, exact=True))


def _day_or_time(found: Found) -> Sequence[Said]:
    """A number after the weekday: "Thursday 17" is a date when that is a Thursday, and a time as well."""
    weekdays, number = (found.value("w"),), found.value("d")
    if number < 13:
        return ()
    return Said(weekdays=weekdays, clock=Clock(number)), Said(weekdays=weekdays, date=(0, 0, number))


def _dotted(found: Found) -> Sequence[Said]:
    token = found.token("D" if "D" in found else "E")
    if not token.more:  # a number that is written with a comma, or a word
        return ()
    day, month = token.more
    return one(date=(0, month or NO_MONTH, day))


def _which(found: Found) -> Sequence[Said]:
    return one(weekdays=(found.value("w"),), which=Which.NEXT if found.value("j") else Which.THIS)


def _either(found: Found) -> Sequence[Said]:
    days = sorted({found.value("w"), found.value("v")})
    return one(weekdays=tuple(days), either=True)


def _ahead(found: Found) -> Sequence[Said]:
    number, unit = found.value("n"), found.token("u")
    match unit.code:
        case "O":
            return one(months=number)
        case "H" | "m":
            return one(minutes=number * unit.value)
    return one(ahead=number * unit.value)


def _hours(found: Found) -> Sequence[Said]:
    """Hours and halves: "om en halv time", "in an hour and a half", "om halvanden time"."""
    if "h" in found:
        return one(minutes=found.value("h") * 60 + 30)
    return one(minutes=30 if "half" in found else found.value("d"))


def _hours_and_minutes(found: Found) -> Sequence[Said]:
    return one(minutes=found.value("h") * 60 + (found.value("n") if "n" in found else 15))


def _quarters(found: Found) -> Sequence[Said]:
    return one(minutes=15 * (found.value("n") if "n" in found else 1))


def _later(found: Found) -> Sequence[Said]:
    """Counted from another day: "a week on Monday", "mandag otte dage": eight days, as people count, are a week."""
    days = found.value("n") * found.value("u")
    return one(later=7 if days == 8 else days)
