"""I need a person: whom to ring, and that nobody reads along here."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from handlers import actions
from handlers.contact import coordinator
from handlers.names import called
from handlers.safety import lines as numbers
from handlers.safety.lines import Line, Use
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

# Whoever is in no programme reads the numbers of the country that most people here live in.
USUAL = "DK"
# More ways than these on one card are no help to somebody who has little strength.
_SHOWN = 2


@dataclass(frozen=True)
class Contact:
    """Somebody in one programme to turn to: a name, a phone, or both."""

    name: str
    phone: str


def person(tap: Tap[actions.Person], unit: Unit, say: Speech) -> Screen:
    """Whom to ring, and who can be told."""
    reader = tap.visitor.person
    programmes = _programmes(reader, unit)
    found = [each for programme in programmes if (each := _contact(programme, reader, unit))]
    buttons = [*_tell(programmes, reader, unit, say), *_worry(reader, unit, say)] if reader else []
    return person_screen(found, _countries(programmes), buttons, say)


def more(tap: Tap[actions.MoreNumbers], unit: Unit, say: Speech) -> Screen:
    """The numbers that were not on the first card."""
    return more_screen(_countries(_programmes(tap.visitor.person, unit)), say)


def person_screen(found: Sequence[Contact], countries: Sequence[str], buttons: Sequence[Button], say: Speech) -> Screen:
    """The first card: danger, the coordinator, one or two lines."""
    known = _lines(countries)
    reach = [_reach(each, say) for each in found]
    if not reach:
        reach = [say("Otherwise the person who gave you the link is the one to ask.")]
    likely = [
        Button(each.label, each.action, Style.PRIMARY if at == 0 else each.style) for at, each in enumerate(buttons)
    ]
    rest = [each for each in known if not each.first]
    return Screen(
        paragraphs(
            bold(say("Talk to a person")),
            lines(say("I'm a bot, and nobody reads along here around the clock."), danger(countries, say)),
            lines(*reach),
            lines(*(_listed(each, say) for each in known if each.first and each.use is not Use.DANGER)),
        ),
        column(*likely, Button(say("More numbers"), actions.MoreNumbers()) if rest else None, home_button(say)),
    )


def more_screen(countries: Sequence[str], say: Speech) -> Screen:
    """The other card."""
    rest = [each for each in _lines(countries) if not each.first]
    talk, doctors = (lines(*(_listed(each, say) for each in rest if each.use is use)) for use in (Use.TALK, Use.DOCTOR))
    none = None if rest else say("I know no more numbers here.")
    return Screen(
        paragraphs(
            bold(say("More numbers")),
            danger(countries, say),
            talk,
            lines(say("When your own doctor has closed:"), doctors) if doctors else None,
            none,
        ),
        column(Button(say("Back"), actions.Person()), home_button(say)),
    )


def danger(countries: Sequence[str], say: Speech) -> Markup:
    """What to ring when it cannot wait: the country's number where somebody has looked it up."""
    known = [each.number for each in _lines(countries) if each.use is Use.DANGER]
    if not known:
        return say("If somebody is in danger now, call the emergency number where you are.")
    return say("If somebody is in danger now, call {number}.", number=_number(known[0], countries[0]))


def reach_line(programme: Programme, reader: Person, unit: Unit, say: Speech) -> Markup | None:
    """How the programme's coordinator can be rung; None when there is neither name nor phone."""
    found = _contact(programme, reader, unit)
    return _reach(found, say) if found else None


def _programmes(reader: Person | None, unit: Unit) -> list[Programme]:
    places = unit.people.places(reader.id) if reader else []
    return [unit.programmes.get(each) for each in dict.fromkeys(place.programme for place in places)]


def _countries(programmes: Sequence[Programme]) -> list[str]:
    return list(dict.fromkeys(programme.country for programme in programmes)) or [USUAL]


def _lines(countries: Sequence[str]) -> list[Line]:
    return [line for country in countries for line in numbers.of(country)]


def _contact(programme: Programme, reader: Person | None, unit: Unit) -> Contact | None:
    who = coordinator(programme.id, unit, but=reader.id if reader else 0)
    if not (who or programme.phone):
        return None
    return Contact(who.name if who else "", numbers.tappable(programme.phone, programme.country))


def _reach(each: Contact, say: Speech) -> Markup:
    if each.name and each.phone:
        return say("{name}, your coordinator, can be rung at {phone}.", name=each.name, phone=each.phone)
    if each.name:
        return say("{name} is your coordinator. Ring or write to {name} as you usually do.", name=each.name)
    return say("Your coordinator can be rung at {phone}.", phone=each.phone)


def _listed(line: Line, say: Speech) -> Markup:
    """One line of the list: such as "• Lev Uden Vold 1888: about violence at home (day and night)"."""
    way = _number(line.number, line.country) if line.number else Markup.escape(line.link)
    name = line.name[say.language]
    about, hours = line.about.get(say.language), line.hours.get(say.language)
    foreign = line.languages and say.language not in line.languages
    inside = [part for part in (hours, say("in Danish") if foreign and "da" in line.languages else None) if part]
    told = say("• {name} {number}: {about}", name=name, number=way, about=about) if about else None
    words = told or say("• {name} {number}", name=name, number=way)
    return say("{words} ({hours})", words=words, hours=", ".join(inside)) if inside else words


def _number(number: str, country: str) -> Markup:
    """Telegram makes a link of a long number by itself; a short one can at least be copied with a tap."""
    shown = numbers.tappable(number, country)
    return Markup.escape(shown) if shown.startswith("+") else Markup("<code>{}</code>").format(shown)


def _tell(programmes: Sequence[Programme], reader: Person, unit: Unit, say: Speech) -> list[Button]:
    """One button for each programme in which there is somebody to tell."""
    able = [
        programme for programme in programmes if any(each.id != reader.id for each in unit.people.at_desk(programme.id))
    ]
    if len(able) == 1:
        return [Button(say("Tell my coordinator"), actions.TellCoordinator(able[0].id))]
    named = [(programme, coordinator(programme.id, unit, but=reader.id)) for programme in able[:_SHOWN]]
    return [
        Button(say("Tell {name}", name=who.name if who else programme.name), actions.TellCoordinator(programme.id))
        for programme, who in named
    ]


def _worry(reader: Person, unit: Unit, say: Speech) -> list[Button]:
    """A mentor's own way, one for each whom they meet."""
    mine = [pair for pair in unit.pairs.of(reader.id) if pair.mentor == reader.id]
    if len(mine) == 1:
        return [Button(say("I'm worried"), actions.AskWorried(mine[0].id))]
    return [
        Button(
            say("I'm worried about {name}", name=called(unit.people.get(pair.mentee), say)),
            actions.AskWorried(pair.id),
        )
        for pair in mine[:_SHOWN]
    ]
