"""The pieces that say a rhythm: "hver anden torsdag", "Tuesdays and Thursdays", "den første mandag i måneden"."""

from collections.abc import Sequence

from bot.mentoring.phrases.grammar import Found, Rule, one, rule
from bot.mentoring.phrases.said import Part, Said

WORKDAYS = tuple(range(5))
ALL_WEEK = tuple(range(7))


def rhythm_rules() -> tuple[Rule, ...]:
    """The rules, alike in both languages."""
    return (
        rule("p? z? P", lambda found: _days(found, habit=True)),
        rule("e? p? z? [WP] (?: [,&]+ e?p?z? [WP])+", lambda found: _days(found, habit=True)),
        rule("(?P<e>[eE]) (?P<o>o)? [WP] (?: [,&]+ p?z? [WP])*", _every_day),
        rule("p? W [-t] W", _through),
        rule("(?P<e>[eE]) (?P<n>[now1])? (?P<u>[UdO])", _every),
        rule("[ifI] z? eO | L", lambda _: one(every_months=1)),
        rule("(?P<K>K)", lambda found: one(every=found.value("K"))),
        rule("p? (?P<B>B)", _daily),
        rule("e (?P<A>A)", lambda found: one(weekdays=ALL_WEEK, every=1, part=Part(found.value("A")))),
        rule("e? [pt]? z? (?P<o>[os]) (?P<w>W)", _nth),
        rule("[ifIp]* (?P<M>M)", lambda found: one(month=found.value("M"))),
        rule("[ifI]? z? (?P<j>[jy]) O", lambda found: one(month_ahead=found.value("j"))),
        rule("F", lambda _: one(since=True)),
        rule("[,_] | (?<=[WPRDM]) - (?=[@~]*[nwcqh])", lambda _: one()),
    )


def _weekdays(found: Found) -> tuple[int, ...]:
    return tuple(sorted({token.value for token in found.each("WP")}))


def _days(found: Found, **facts: bool) -> Sequence[Said]:
    return one(weekdays=_weekdays(found), **facts)


def _every_day(found: Found) -> Sequence[Said]:
    weeks = found.value("o") if "o" in found else found.value("e")
    # "every first Monday" is no rhythm of weeks.
    return () if "o" in found and weeks < 2 else one(weekdays=_weekdays(found), every=weeks)


def _through(found: Found) -> Sequence[Said]:
    first, last = (token.value for token in found.each("W"))
    # "torsdag til fredag" moves a meeting; Monday to Friday is every day of it.
    least = 2 if found.each("t") else 1
    return one(weekdays=tuple(range(first, last + 1)), habit=True) if last - first >= least else ()


def _every(found: Found) -> Sequence[Said]:
    """So many weeks or months: "hver uge", "every 2 weeks", "hver 14. dag", "hver anden måned"."""
    number = found.value("n") if "n" in found else found.value("e")
    match found.token("u").code:
        case "O":
            return one(every_months=number)
        case "U":
            return one(every=number * found.value("u") // 7)
    weeks, over = divmod(number, 7)
    return one(every=weeks) if weeks and not over else ()


def _daily(found: Found) -> Sequence[Said]:
    return one(weekdays=WORKDAYS if found.value("B") == 1 else ALL_WEEK, every=1)


def _nth(found: Found) -> Sequence[Said]:
    nth = found.value("o")
    return one(nth=nth, weekdays=(found.value("w"),)) if nth < 5 else ()
