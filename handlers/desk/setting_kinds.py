"""What can be set in a programme: each setting's name, question and value in words, and how words for it are read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.pairs import MONTHS, places_in
from bot.mentoring.people import LANGUAGES
from bot.mentoring.phrases import Unclear
from bot.mentoring.programmes import Programme
from handlers import actions, moments, zones
from handlers.actions import Language, Setting
from handlers.screen import Button
from handlers.settings_cards import language_name, quiet_words
from handlers.speech import Speech, capital, mark
from handlers.texts import clean, one_line, short, too_long
from handlers.tongues import tongues
from handlers.wording import RHYTHMS, length_words, marked, number_in

NAME_LONGEST, CONTACT_SHORTEST = 60, 3
CONTACT_SHOWN = 60
# More than this is no setting, whichever it is.
LONGEST = 200
# Columns by name, as plain JSON: what a change remembers, and an undo brings back.
Values = dict[str, Any]
Reads = Callable[[str, Programme, Speech], Values | None]


@dataclass(frozen=True)
class Kind:
    """One setting: its name, the question, an example, how it stands, how words for it are read, and likely answers.

    Those `of_pairs` have a card of their own.
    """

    label: str
    question: str
    hint: str
    shown: Callable[[Programme, Speech], Markup]
    reads: Reads
    choices: Callable[[Programme, Speech], Sequence[Button]] = lambda *_: ()
    of_pairs: bool = False


def _name(text: str, _programme: Programme, _say: Speech) -> Values | None:
    name = one_line(text)
    return None if not name or too_long(name, NAME_LONGEST) else {"name": name}


def _zone(text: str, _programme: Programme, _say: Speech) -> Values | None:
    found = zones.find(text)
    return {"zone": found[0]} if len(found) == 1 else None


def _language(text: str, _programme: Programme, _say: Speech) -> Values | None:
    found = tongues(text) or frozenset()
    return {"language": next(iter(found))} if len(found) == 1 and found <= set(LANGUAGES) else None


def _languages(programme: Programme, _say: Speech) -> Sequence[Button]:
    return [
        Button(
            marked(language_name(each), each == programme.language), actions.SetProgrammeLanguage(programme.id, each)
        )
        for each in Language
    ]


def _quiet(text: str, _programme: Programme, say: Speech) -> Values | None:
    found = moments.stretch(text, say.language)
    return {"quiet_from": f"{found[0]:%H:%M}", "quiet_until": f"{found[1]:%H:%M}"} if found else None


def _digest(text: str, programme: Programme, say: Speech) -> Values | None:
    """A weekday, a time, or both; what was not said stays."""
    answer = moments.read(text, to_local(say.now, programme.zone), say.language)
    if isinstance(answer, Unclear) or answer.hours or len(answer.weekdays) > 1 or (answer.every or 1) != 1:
        return None
    at = programme.digest_time if answer.time is None else answer.time
    day = answer.weekdays[0] if answer.weekdays else programme.digest_weekday
    named = answer.weekdays or (answer.day is None and answer.time is not None)
    return {"digest_weekday": day, "digest_time": f"{at:%H:%M}"} if named else None


def _months(text: str, _programme: Programme, _say: Speech) -> Values | None:
    months = number_in(text)
    return {"months": months} if months in MONTHS else None


def _rhythm(text: str, _programme: Programme, say: Speech) -> Values | None:
    """One of those with a button, in the words that stand on it."""
    said = one_line(text).casefold()
    found = [each for each, words in RHYTHMS.items() if said == say(words).casefold()]
    return {"rhythm": found[0]} if found else None


def _rhythms(programme: Programme, say: Speech) -> Sequence[Button]:
    return [
        Button(marked(say(words), each is programme.rhythm), actions.SetProgrammeRhythm(programme.id, each))
        for each, words in RHYTHMS.items()
    ]


def _places(text: str, _programme: Programme, _say: Speech) -> Values | None:
    """Places with commas between them; words that name none, such as a lone dot, are left out."""
    named = [place for place in map(one_line, places_in(clean(text))) if place]
    places = ", ".join(dict.fromkeys(named))
    return {"places_not_to_meet": places} if places else None


def _places_words(programme: Programme, say: Speech) -> Markup:
    return Markup.escape(programme.places_not_to_meet) if programme.places_not_to_meet else say("none")


def _no_places(programme: Programme, say: Speech) -> Sequence[Button]:
    return [Button(say("No such places"), actions.NoPlaces(programme.id))] if programme.places_not_to_meet else []


def _contact(text: str, _programme: Programme, _say: Speech) -> Values | None:
    contact = one_line(text)
    return {"contact": contact} if len(contact) >= CONTACT_SHORTEST else None


def _contact_words(programme: Programme, say: Speech) -> Markup:
    return Markup.escape(short(programme.contact, CONTACT_SHOWN)) if programme.contact else say("by name alone")


def _no_contact(programme: Programme, say: Speech) -> Sequence[Button]:
    return [Button(say("By name alone"), actions.NoContact(programme.id))] if programme.contact else []


def _when(programme: Programme, say: Speech) -> Markup:
    at = say.clock(programme.digest_time)
    return capital(say("{day} at {time}", day=say.weekday(programme.digest_weekday), time=at))


KINDS: Mapping[Setting, Kind] = {
    Setting.NAME: Kind(
        mark("Name"),
        mark("What is the programme called?"),
        mark("Everybody in it sees the name."),
        lambda programme, _: Markup.escape(programme.name),
        _name,
    ),
    Setting.LANGUAGE: Kind(
        mark("Language"),
        mark("Which language is usual here?"),
        mark("Newcomers whose phone is neither in English nor in a Nordic language begin in it. Anybody can choose."),
        lambda programme, _: language_name(programme.language),
        _language,
        _languages,
    ),
    Setting.ZONE: Kind(
        mark("Time zone"),
        mark("Where is the programme?"),
        mark("Write a city or a country. The digest and the days away follow its clock."),
        lambda programme, say: zones.city(programme.zone, say),
        _zone,
    ),
    Setting.QUIET: Kind(
        mark("Quiet hours"),
        mark("When shall I not write by myself?"),
        mark("It is what new people begin with. Write it like <i>21 to 8</i>."),
        lambda programme, say: quiet_words(programme.quiet_from, programme.quiet_until, say),
        _quiet,
    ),
    Setting.DIGEST: Kind(
        mark("Digest"),
        mark("When shall the weekly digest come?"),
        mark("Write the day, the time or both, such as <i>Tuesday 9.00</i>."),
        _when,
        _digest,
    ),
    Setting.CONTACT: Kind(
        mark("Contact"),
        mark("Whom can newcomers ask?"),
        mark("They read it where they say yes, after the coordinator's name: a phone, an address, when you are there."),
        _contact_words,
        _contact,
        _no_contact,
    ),
    Setting.MONTHS: Kind(
        mark("Length"),
        mark("How many months does a course last?"),
        mark("It is what new pairs begin with. Write a number, up to 24."),
        lambda programme, say: length_words(programme.months, say),
        _months,
        of_pairs=True,
    ),
    Setting.RHYTHM: Kind(
        mark("Rhythm"),
        mark("How often do pairs usually meet?"),
        mark("It is offered first when two make their agreement; they choose for themselves."),
        lambda programme, say: say(RHYTHMS[programme.rhythm]),
        _rhythm,
        _rhythms,
        of_pairs=True,
    ),
    Setting.PLACES: Kind(
        mark("Places not to meet"),
        mark("Where shall pairs not meet?"),
        mark(
            "Write places, with commas between them, such as <i>at home, the station</i>. "
            "Whoever suggests one of them is kindly asked for another."
        ),
        _places_words,
        _places,
        _no_places,
        of_pairs=True,
    ),
}
