"""Words that several cards share: forms, rhythms, places, and buttons that stand everywhere."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.mentoring.cadence import nth_of_month
from bot.mentoring.pairs import Agreement, Form, Rhythm
from handlers import actions
from handlers.screen import Button, Style, lines
from handlers.speech import Speech, mark
from handlers.texts import one_line, short

LABEL = 40
# What the calendar calls by day, and people by the evening that it is for.
_EVES = {"juleaftensdag": "juleaften", "nytårsaftensdag": "nytårsaften"}
_NUMBERS = {"et": 1} | {
    word: number
    for language in (
        "en to tre fire fem seks syv otte ni ti elleve tolv",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(language.split(), start=1)
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def home_button(say: Speech) -> Button:
    """The way back."""
    return Button(say("Home"), actions.Home())


def label(text: str, limit: int = LABEL) -> Markup:
    """What somebody wrote, as a button: cut at a word where it is long."""
    if len(text) <= limit:
        return Markup.escape(text)
    cut = text[:limit].rsplit(" ", 1)[0]
    return Markup.escape(short(text, limit) if len(cut) < limit // 2 else cut.rstrip() + "…")


def holiday_words(name: str | None, say: Speech) -> str | None:
    """A public holiday's name in the middle of a sentence: Danish writes them small, but for Christ's own."""
    if name is None or say.language != "da" or name.startswith("Kristi"):
        return name
    small = name[:1].lower() + name[1:]
    return _EVES.get(small, small)


def step_question(say: Speech) -> Markup:
    """What the mentee is asked about a meeting's small step, without hurry."""
    return say("Is there a small step you'd like to take for it? It can wait, too.")


def marked(words: Markup, chosen: bool) -> Markup:
    """The words of a button, with a sign where it is chosen."""
    return Markup("✓ ") + words if chosen else words


def primary(button: Button) -> Button:
    """The same button as the likely answer."""
    return Button(button.label, button.action, Style.PRIMARY, button.url)


def in_rows(buttons: Sequence[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of at most `wide`."""
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


def minute_of(instant: datetime) -> int:
    """Whole minutes since 1970 UTC, as an action carries them."""
    return int((instant - _EPOCH).total_seconds()) // 60


def instant_of(minute: int, now: datetime) -> datetime | None:
    """The instant of an action's minutes; None for one so far away that no button of ours has it."""
    far = timedelta(days=3660)
    if not minute_of(now - far) <= minute <= minute_of(now + far):
        return None
    return _EPOCH + timedelta(minutes=minute)


def form_words(form: Form, say: Speech) -> Markup:
    """How two meet, in a word or two."""
    return {
        Form.WALK: say("A walk"),
        Form.COFFEE: say("Coffee"),
        Form.CAFE: say("A café"),
        Form.ONLINE: say("Online"),
        Form.PHONE: say("By phone"),
    }[form]


def where(form: Form | None, place: str, say: Speech) -> Markup | None:
    """Form and place in one line, as far as they are known."""
    if form is None:
        return Markup.escape(place) if place else None
    words = form_words(form, say)
    return say("{form}: {place}", form=words, place=place) if place else words


RHYTHMS = {
    Rhythm.WEEKLY: mark("Every week"),
    Rhythm.FORTNIGHTLY: mark("Every other week"),
    Rhythm.MONTHLY: mark("Once a month"),
    Rhythm.FREE: mark("No fixed time"),
}


def rhythm_words(agreement: Agreement, say: Speech) -> Markup:
    """How often and when, such as "Every week: Thursday at 16:30"."""
    if agreement.rhythm is Rhythm.FREE or agreement.at is None or agreement.first is None:
        return say("No fixed time: you plan each meeting")
    days = say.listed([say.weekday(day) for day in agreement.weekdays])
    at = say.clock(agreement.at)
    if agreement.rhythm is Rhythm.WEEKLY:
        return say("Every week: {days} at {time}", days=days, time=at)
    if agreement.rhythm is Rhythm.FORTNIGHTLY:
        return say("Every other week: {days} at {time}", days=days, time=at)
    monthly = {
        1: say("Once a month: the first {days} at {time}", days=days, time=at),
        2: say("Once a month: the second {days} at {time}", days=days, time=at),
        3: say("Once a month: the third {days} at {time}", days=days, time=at),
        4: say("Once a month: the fourth {days} at {time}", days=days, time=at),
        -1: say("Once a month: the last {days} at {time}", days=days, time=at),
    }
    return monthly[agreement.nth or nth_of_month(agreement.first)]


def length_words(months: int, say: Speech) -> Markup:
    """How long a course is."""
    return say.many("For {n} month", "For {n} months", months)


def terms(agreement: Agreement, first: datetime | None, say: Speech) -> Markup:
    """The whole agreement, a line for each thing; `first` is the instant of the first meeting."""
    return lines(
        rhythm_words(agreement, say),
        say("First time: {when}", when=say.full(first)) if first else None,
        where(agreement.form, agreement.place, say),
        length_words(agreement.months, say),
    )


def number_in(text: str) -> int | None:
    """The one whole number in what somebody typed, up to three digits, or a word such as "eight"; else None."""
    words = one_line(text).lower().split()
    found = [word for word in words if word.strip(".,").isdecimal()]
    if not found and 0 < len(words) <= 2:  # "eight", "eight months": in a longer sentence "to" may be no number
        return _NUMBERS.get(words[0].strip(".,"))
    return int(found[0].strip(".,")) if len(found) == 1 and len(found[0]) <= 4 else None
