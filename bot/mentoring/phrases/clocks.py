"""The pieces that say a time of day: "halv fem", "kl. 16.30", "ten to five", "4-5pm", "tomorrow morning"'s morning."""

from collections.abc import Sequence
from dataclasses import replace

from bot.mentoring.phrases.grammar import Found, Rule, one, rule
from bot.mentoring.phrases.said import Clock, Part, Said
from bot.mentoring.phrases.tokens import Token

AT = "[@~]*"
# "4 o'clock", "16-tiden", "5ish", "4 pm"
END = "X? (?P<a>a)? (?:-?S)?"
# The minutes that are said with no word for minute: "ten to five". Others are a span: "four to five".
ROUND = {5, 10, 20, 25}


def clock_rules(*, to: str, half: str) -> tuple[Rule, ...]:
    """The rules, with a language's codes for "to" and for a half hour that minutes are counted from ("fem i halv")."""
    return (
        # "to torsdage" are two Thursdays, not Thursdays at two.
        rule(f"(?P<h>[nw]) {END} (?!P)", _hour),
        rule(f"[@~]+ (?P<h>[nw1x]) {END}", _hour),
        rule(f"{AT} (?P<h>[cq]) {END}", _hour),
        rule("(?P<x>x) (?P<a>a)?", _dotted),
        rule(f"(?P<at>{AT}) (?P<h>[nw]) (?P<m>[nw]) {END}", _pair),
        rule(f"{AT} (?P<half>h) u? (?P<h>[nw1N]) {END}", _half),
        rule(f"{AT} (?P<min>k) (?P<way>u|{to}) (?P<h>[nw1N]) {END}", _toward),
        rule(f"{AT} (?P<min>[nw1g]) (?P<unit>m)? (?P<way>u|{to}) (?P<half>{half})? (?P<h>[nw1N]) {END}", _toward),
        rule(f"F? {AT} (?P<h>[nwcqx1]) {END} [-t] {AT} (?P<until>[nwcqx1]) X? (?P<b>a)?", _span),
        rule(f"{AT} (?P<h>n)? (?P<noon>[NZ])", _noon),
        rule("(?P<A>A)", lambda found: one(part=Part(found.value("A")))),
        rule("(?P<T>T)", lambda found: one(part=Part(found.value("T")), days=0)),
    )


def _read(token: Token) -> Clock:
    hour, minute = token.more if token.code in "cxq" else (token.value, 0)
    # "07:15" and "0715" are the 24-hour clock; "7:15" is what people say.
    return Clock(hour, minute, exact=token.text.startswith("0"))


def _half_day(found: Found, name: str = "a") -> str:
    return "" if name not in found else "ap"[found.value(name) - 1]


def _hour(found: Found) -> Sequence[Said]:
    return one(clock=replace(_read(found.token("h")), half_day=_half_day(found)))


def _dotted(found: Found) -> Sequence[Said]:
    """A time or a day, "3.12"; what else is said decides, or it is asked about."""
    day, month = found.token("x").more
    time = Said(clock=replace(_read(found.token("x")), half_day=_half_day(found)))
    return (time,) if "a" in found else (Said(date=(0, month, day)), time)


def _pair(found: Found) -> Sequence[Said]:
    """Hour and minutes apart: "kl 16 30", "four thirty", "seksten nul nul"."""
    hour, minute = found.token("h"), found.token("m")
    if hour.code != minute.code:
        return ()
    if hour.code == "n":
        fits = len(minute.text) == 2 and (minute.value == 0 or minute.value > 12 or found.match["at"])
    else:
        fits = minute.value >= 10 or " " in minute.text or minute.text == "hundred"
    return one(clock=Clock(hour.value, minute.value, half_day=_half_day(found))) if fits else ()


def _shifted(hour: int, minutes: int) -> Clock:
    """So many minutes from the hour; before one o'clock is after twelve."""
    base = 13 if hour == 1 and minutes < 0 else hour
    return Clock(*divmod(base * 60 + minutes, 60))


def _half(found: Found) -> Sequence[Said]:
    """Danish "halv fem" is half an hour before five, English "half four" is after."""
    return one(clock=replace(_shifted(found.value("h"), found.value("half")), half_day=_half_day(found)))


def _toward(found: Found) -> Sequence[Said]:
    """Minutes around an hour: "kvart over fire", "ten minutes to five", "fem i halv fire"."""
    minutes, hour = found.token("min"), found.token("h")
    if minutes.value not in range(1, 30) or not ("unit" in found or minutes.code == "k" or minutes.value in ROUND):
        return ()
    sign = 1 if found.token("way").code == "u" else -1
    half = found.value("half") if "half" in found else 0
    said = Said(clock=replace(_shifted(hour.value, half + sign * minutes.value), half_day=_half_day(found)))
    if minutes.code == hour.code == "n" and "unit" not in found and 0 < hour.value - minutes.value < 3:
        return (said, *_until(found, minutes, hour))
    return (said,)


def _until(found: Found, start: Token, end: Token) -> Sequence[Said]:
    return one(clock=replace(_read(start), half_day=_half_day(found), until=_read(end)))


def _span(found: Found) -> Sequence[Said]:
    """From and to, "16-17", "fra 16 til 17", "4-5pm": the start is what counts; the end has to fit it."""
    start, end = found.token("h"), found.token("until")
    last = replace(_read(end), half_day=_half_day(found, "b"))
    half_day = _half_day(found)
    if last.half_day and not half_day and start.value % 12 < end.value % 12:
        half_day = last.half_day
    clock = replace(_read(start), half_day=half_day, until=last)
    if found.match[0] == "n-n" and 0 < end.value < 13:
        return Said(clock=clock), Said(date=(0, end.value, start.value))
    return one(clock=clock)


def _noon(found: Found) -> Sequence[Said]:
    noon = found.token("noon").code == "N"
    if "h" in found and found.value("h") != 12:
        return ()
    return one(clock=Clock(12, exact=True) if noon else Clock(0, midnight=True))
