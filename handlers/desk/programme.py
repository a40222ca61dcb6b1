"""The programme as its coordinators set it: the phone that people ring, and the country whose numbers they see."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.programmes import Programme
from handlers import actions
from handlers.access import runs
from handlers.actions import Country
from handlers.desk.overview import name_of, to_desk
from handlers.safety.lines import tappable
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, mark
from handlers.tap import Said, Tap
from handlers.texts import one_line, short
from storage.changes import Change
from storage.unit import Unit

PHONE, COUNTRY = "programme.phone", "programme.country"
PHONE_LONGEST = 40
# A number that helps has at least as many digits as 112.
DIGITS = 3
COUNTRIES = {
    Country.DK: mark("Denmark"),
    Country.GB: mark("United Kingdom"),
    Country.US: mark("United States"),
    Country.OTHER: mark("Another country"),
}


def card(tap: Tap[actions.ProgrammeCard], unit: Unit, say: Speech) -> Screen:
    """How the programme can be reached, and who looks after it."""
    return programme_card(tap.action.programme, tap.person.id, unit, say)


def programme_card(number: int, me: int, unit: Unit, say: Speech) -> Screen:
    """What is set, and a button for each; a deputy sees it and changes nothing."""
    programme = unit.programmes.get(number)
    names = say.listed([name_of(each, say) for each in unit.people.coordinators(number)])
    phone = say("Phone: {phone}", phone=_shown(programme)) if programme.phone else say("Phone: none yet")
    first_row = (
        Button(say("Phone and country"), actions.AskPhone(number)),
        Button(say("I'm away"), actions.AwayCard(number)),
    )
    usual_row = (
        Button(say("What is usual"), actions.ProgrammeSettings(number)),
        Button(say("For pairs"), actions.PairSettings(number)),
    )
    return Screen(
        paragraphs(
            bold(Markup.escape(programme.name)),
            lines(
                phone,
                say("Country: {country}", country=country_name(programme.country, say)),
                say("Looked after by {names}", names=names),
            ),
            say("Whoever taps “I need a person” sees the phone and the country's numbers."),
        ),
        (
            *((first_row, usual_row) if runs(me, number, unit) else ()),
            (Button(say("People"), actions.People(number, 0)), Button(say("My settings"), actions.Settings())),
            (to_desk(number, say),),
        ),
    )


# --- The phone ---------------------------------------------------------------------------------------------


def ask_phone(tap: Tap[actions.AskPhone], unit: Unit, say: Speech) -> Screen:
    """Which number?"""
    return _phone_question(unit.programmes.get(tap.action.programme), None, say)


def said_phone(said: Said, action: actions.SayPhone, unit: Unit, say: Speech) -> Screen:
    """A number, as somebody writes it, with its hours if they like."""
    programme, phone = unit.programmes.get(action.programme), one_line(said.text)
    if sum(sign.isdecimal() for sign in phone) < DIGITS:
        return _phone_question(programme, say("I don't see a number in that. Can you write it once more?"), say)
    if len(phone) > PHONE_LONGEST:
        return _phone_question(programme, say("That is a bit long. The number, and when it is answered?"), say)
    return _set_phone(programme, phone, said.person.id, unit, say)


def no_phone(tap: Tap[actions.NoPhone], unit: Unit, say: Speech) -> Screen:
    """None is shown."""
    return _set_phone(unit.programmes.get(tap.action.programme), "", tap.person.id, unit, say)


def _phone_question(programme: Programme, first: Markup | None, say: Speech) -> Screen:
    none = Button(say("Show no phone"), actions.NoPhone(programme.id)) if programme.phone else None
    return Screen(
        paragraphs(
            first,
            bold(say("Which phone can people ring?")),
            say("Write the number, and when it is answered if you like. For example: 12 34 56 78 (9-15)."),
            say("Now it is {phone}.", phone=_shown(programme)) if programme.phone else None,
            say("Everybody in the programme can see it."),
        ),
        column(
            Button(say("Country"), actions.AskCountry(programme.id)),
            none,
            Button(say("Back"), actions.ProgrammeCard(programme.id)),
        ),
        asks=actions.SayPhone(programme.id),
    )


def _set_phone(programme: Programme, phone: str, by: int, unit: Unit, say: Speech) -> Screen:
    if phone == programme.phone:
        return programme_card(programme.id, by, unit, say)
    unit.programmes.change(programme.id, {"phone": phone}, say.now)
    change = unit.changes.add(by, PHONE, programme.id, {"phone": programme.phone}, {"phone": phone}, say.now)
    return _changed(programme.id, by, change, unit, say)


def _shown(programme: Programme) -> str:
    return short(tappable(programme.phone, programme.country), PHONE_LONGEST)


# --- The country -------------------------------------------------------------------------------------------


def ask_country(tap: Tap[actions.AskCountry], unit: Unit, say: Speech) -> Screen:
    """In which country?"""
    programme = unit.programmes.get(tap.action.programme)
    buttons = (
        Button(_marked(country_name(each, say), each == programme.country), actions.SetCountry(programme.id, each))
        for each in Country
    )
    return Screen(
        paragraphs(
            bold(say("Where do people ring from?")),
            say("It decides which emergency number and which lines they see."),
            say("I name only numbers that somebody has looked up; in another country it is the phone alone."),
        ),
        (*column(*buttons), (Button(say("Back"), actions.ProgrammeCard(programme.id)),)),
    )


def set_country(tap: Tap[actions.SetCountry], unit: Unit, say: Speech) -> Screen:
    """This one."""
    programme, country = unit.programmes.get(tap.action.programme), tap.action.country
    if country == programme.country:
        return programme_card(programme.id, tap.person.id, unit, say)
    before, after = {"country": programme.country}, {"country": str(country)}
    unit.programmes.change(programme.id, after, tap.now)
    change = unit.changes.add(tap.person.id, COUNTRY, programme.id, before, after, tap.now)
    return _changed(programme.id, tap.person.id, change, unit, say)


def country_name(country: str, say: Speech) -> Markup:
    """The country in the reader's language; its letters where it has no button."""
    known = next((words for each, words in COUNTRIES.items() if each == country), None)
    return say(known) if known else Markup.escape(country)


def _marked(words: Markup, here: bool) -> Markup:
    return Markup("✓ {}").format(words) if here else words


# --- Said back --------------------------------------------------------------------------------------------------


def _changed(programme: int, me: int, change: int, unit: Unit, say: Speech) -> Screen:
    screen = programme_card(programme, me, unit, say)
    undo = (Button(say("Undo"), actions.Undo(change)),)
    return replace(screen, text=paragraphs(say("It's changed."), screen.text), rows=(undo, *screen.rows))


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it is set then; raises LookupError when it is no longer the person's to see."""
    if not runs(change.person, change.target, unit):
        raise LookupError("not a coordinator here any more")
    return programme_card(change.target, change.person, unit, say)
