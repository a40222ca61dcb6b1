"""Who is in the programme: everybody with a place, and one place as the coordinator sees it."""

from markupsafe import Markup

from bot.mentoring.pairs import Pair
from bot.mentoring.people import Member, Role
from handlers import actions
from handlers.access import runs
from handlers.desk.absences import is_away
from handlers.desk.looking import looks
from handlers.desk.overview import apart, find, name_of, page_row, page_words, to_desk
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Tap
from storage.unit import Unit

LISTED = 5
# Nobody meets more people at a time than there is room for.
MEETS = 4


def listed(tap: Tap[actions.People], unit: Unit, say: Speech) -> Screen:
    """Everybody, oldest first."""
    programme = tap.action.programme
    page = unit.lists.places(programme, tap.action.page, LISTED)
    labels = apart([words(each, unit, say) for each in page.ids])
    buttons = (Button(label, actions.PlaceCard(each)) for each, label in zip(page.ids, labels, strict=True))
    told = capital(say.many("{n} place in the programme.", "{n} places in the programme.", page.total))
    return Screen(
        paragraphs(bold(say("People")), lines(told, page_words(page.number, page.pages, say))),
        (
            *column(*buttons),
            *page_row(page.number, page.pages, lambda number: actions.People(programme, number), say),
            (find(programme, actions.Among.PEOPLE, say), to_desk(programme, say)),
        ),
        asks=actions.SayFind(programme, actions.Among.PEOPLE),
    )


def words(member: int, unit: Unit, say: Speech) -> Markup:
    """A place as a button."""
    return opened(place_words(unit.people.member(member), unit, say))


def card(tap: Tap[actions.PlaceCard], unit: Unit, say: Speech) -> Screen:
    """One place: since when, and whom they meet."""
    place = unit.people.member(tap.action.member)
    person = unit.people.get(place.person)
    looks(tap.person, [person], place.programme, unit, say)
    pairs = pairs_of(place, unit)
    others = [name_of(unit.people.get(pair.other(place.person)), say) for pair in pairs]
    labels = apart([say("{name} and {other}", name=name_of(person, say), other=each) for each in others])
    labels = labels if len(pairs) > 1 else [say("See the pair")]
    since = say("In the programme since {day}.", day=say.month(say.local(place.consented_at).date()))
    waits = say("Waits for a match.") if place.ready_at else None
    mine = place.person == tap.person.id
    running = runs(tap.person.id, place.programme, unit)
    away = Button(is_away(person, say), actions.AwayFor(place.id))
    write = Button(say("Write to {name}", name=name_of(person, say)), actions.WriteToPlace(place.id))
    link = Button(say("A link for them"), actions.LinkFor(place.id))
    return Screen(
        paragraphs(
            bold(opened(place_words(place, unit, say))),
            lines(since, say("Meets {names}.", names=say.listed(others)) if others else waits),
            None if person.has_chat else say("Has no Telegram, so I never write to them."),
        ),
        column(
            *(Button(label, actions.PairCard(pair.id)) for label, pair in zip(labels, pairs[:MEETS], strict=False)),
            None if mine else write if person.has_chat else link,
            away if running and not mine and place.role is Role.COORDINATOR else None,
            Button(say("Give up my place") if mine else say("End the place"), actions.AskEndPlace(place.id))
            if running
            else None,
            Button(say("Everybody"), actions.People(place.programme, 0)),
            to_desk(place.programme, say),
        ),
    )


def place_words(place: Member, unit: Unit, say: Speech) -> Markup:
    """Such as "Jonas, mentor"."""
    name = name_of(unit.people.get(place.person), say)
    return {
        Role.MENTOR: say("{name}, mentor", name=name),
        Role.MENTEE: say("{name}, mentee", name=name),
        Role.DEPUTY: say("{name}, deputy", name=name),
    }.get(place.role, say("{name}, coordinator", name=name))


def pairs_of(place: Member, unit: Unit) -> list[Pair]:
    """The pairs that the person meets in by this place."""
    return [
        pair
        for pair in unit.pairs.of(place.person)
        if pair.programme == place.programme
        and place.person == {Role.MENTOR: pair.mentor, Role.MENTEE: pair.mentee}.get(place.role)
    ]
