"""The settings as cards: how each thing is set now, and the choices."""

from collections.abc import Sequence
from datetime import time

from markupsafe import Markup

from bot.mentoring.people import Member, Person
from handlers import actions, zones
from handlers.actions import Language, UsualZone
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import marked

# Whole local hours, from and until; the same twice is no quiet at all.
QUIET = ((21, 8), (22, 7), (20, 9), (23, 10), (0, 0))


def settings_card(
    person: Person, waiting: Sequence[Member], say: Speech, *, met: Member | None = None, feeds: bool = False
) -> Screen:
    """How things are set now, and a button for each; `feeds` says that there are addresses for calendars.

    `waiting` are the places in which they can wait for a match, `met` is one in which they have theirs.
    """
    told = lines(
        say("Name: {name}", name=person.name) if person.name else say("Name: not told yet"),
        say("Language: {language}", language=language_name(person.language)),
        say("Time zone: {city}, where it is {time} now", city=zones.city(person.zone, say), time=say.clock(say.now)),
        say("Quiet hours: {hours}", hours=quiet_words(person.quiet_from, person.quiet_until, say)),
        say("Reminders: {which}", which=reminder_words(person, say)),
    )
    match = [(_match_button(each, say), Button(say("My answers"), actions.AskLikes(each.id))) for each in waiting][:1]
    answers = Button(say("My answers"), actions.AskReady(met.id)) if met else None
    reminders = Button(say("Reminders"), actions.AskReminders())
    calendar = Button(say("Calendar"), actions.FeedCard())
    home = Button(say("Home"), actions.Home())
    return Screen(
        paragraphs(bold(say("Settings")), told),
        (
            *match,
            *column(answers),
            (Button(say("Name"), actions.AskName()), Button(say("Language"), actions.AskLanguage())),
            (Button(say("Time zone"), actions.AskZone()), Button(say("Quiet hours"), actions.AskQuiet())),
            *(((reminders, calendar), (home,)) if feeds else ((reminders, home),)),
        ),
    )


def language_card(person: Person, say: Speech) -> Screen:
    """The languages, the present one marked."""
    buttons = [
        Button(marked(language_name(each), each == person.language), actions.SetLanguage(each)) for each in Language
    ]
    return Screen(
        paragraphs(bold(say("Language")), say("I write to you in English.")),
        (tuple(buttons), (_back(say),)),
    )


def zone_card(person: Person, say: Speech, first: Markup | None = None, undo: int = 0) -> Screen:
    """The zone, what the clock shows there, a few by button, and the question for all others."""
    here = zones.city(person.zone, say)
    usual = [
        # Compared by city: one place has several names in the zone tables, and a typed one may be another than ours.
        Button(marked(words, zones.city(zone, say) == here), actions.SetZone(zone))
        for zone, words in _usual(say)
    ]
    return Screen(
        paragraphs(
            first,
            bold(say("Time zone")),
            say("{city}: it is {time} there now.", city=here, time=say.clock(say.now)),
            say("Are you somewhere else? Write the city or the country."),
        ),
        (
            tuple(usual[:2]),
            tuple(usual[2:]),
            *column(Button(say("Undo"), actions.Undo(undo)) if undo else None, _back(say)),
        ),
        asks=actions.SayZone(),
    )


def quiet_card(person: Person, say: Speech, first: Markup | None = None) -> Screen:
    """The quiet hours, a few to choose from, the present ones marked; others are typed."""
    now = (person.quiet_from, person.quiet_until)
    if now[0] == now[1]:
        told = say("I write at any hour.")
    else:
        told = say("I don't write between {start} and {end}.", start=say.clock(now[0]), end=say.clock(now[1]))
    choices = [_quiet_button(time(start), time(end), now, say) for start, end in QUIET]
    answers = say("An answer to what you tap or write always comes at once.")
    return Screen(
        paragraphs(
            first, bold(say("Quiet hours")), lines(told, answers), say("Choose, or write, such as <i>22 to 7</i>.")
        ),
        (tuple(choices[:2]), tuple(choices[2:4]), tuple(choices[4:]), (_back(say),)),
        asks=actions.SayQuiet(),
    )


def reminders_card(person: Person, say: Speech) -> Screen:
    """The two reminders; each button turns one of them on or off."""
    before, soon = person.remind_day_before, person.remind_soon
    return Screen(
        paragraphs(
            bold(say("Reminders")),
            say("You get: {which}.", which=reminder_words(person, say)),
            say("Tap to turn one on or off. The one you meet chooses for themselves."),
        ),
        column(
            Button(marked(say("The day before"), before), actions.ToggleDayBefore(on=not before)),
            Button(marked(say("Two hours before"), soon), actions.ToggleSoon(on=not soon)),
            Button(say("My small reminders"), actions.MyReminders(0)),
            _back(say),
        ),
    )


def language_name(language: str) -> Markup:
    """The language's name in itself."""
    return Markup("Dansk") if language == Language.DA else Markup("English")


def quiet_words(start: time, end: time, say: Speech) -> Markup:
    """From when to when, or that there are none."""
    if start == end:
        return say("none")
    return say("{start} to {end}", start=say.clock(start), end=say.clock(end))


def reminder_words(person: Person, say: Speech) -> Markup:
    """Which reminders are on."""
    return {
        (True, True): say("the day before and two hours before"),
        (True, False): say("the day before"),
        (False, True): say("two hours before"),
        (False, False): say("no reminders"),
    }[person.remind_day_before, person.remind_soon]


def _usual(say: Speech) -> tuple[tuple[UsualZone, Markup], ...]:
    return (
        (UsualZone.COPENHAGEN, say("Copenhagen")),
        (UsualZone.FAROE, say("Faroe Islands")),
        (UsualZone.NUUK, say("Nuuk")),
        (UsualZone.LONDON, say("London")),
    )


def _quiet_button(start: time, end: time, now: tuple[time, time], say: Speech) -> Button:
    words = say("No quiet hours") if start == end else quiet_words(start, end, say)
    return Button(marked(words, (start, end) == now), actions.SetQuiet(start.hour, end.hour))


def _match_button(member: Member, say: Speech) -> Button:
    if member.ready_at is None:
        return Button(say("I'm ready to be matched"), actions.Ready(member.id))
    return Button(say("Take me off the list for a match"), actions.NotYet(member.id))


def _back(say: Speech) -> Button:
    return Button(say("Back to settings"), actions.Settings())
