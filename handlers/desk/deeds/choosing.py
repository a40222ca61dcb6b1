"""Another mentor for a mentee: who it could be, and whether it is to be."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.pairs import Pair
from bot.mentoring.people import Member
from bot.mentoring.search import best
from handlers import actions
from handlers.desk.deeds.reassigning import next_place
from handlers.desk.overview import apart, name_of, page_row, page_words
from handlers.desk.subject import open_pair, to_deeds, to_pair
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Said, Tap
from handlers.texts import one_line
from storage.unit import Unit

LISTED, LONGEST = 5, 100


def ask(tap: Tap[actions.AskMentor], unit: Unit, say: Speech) -> Screen:
    """Who? Those who wait come first, and a name can be typed."""
    pair = open_pair(tap.action.pair, unit)
    page = unit.lists.mentors(pair.programme, (pair.mentor, pair.mentee), tap.action.page, LISTED)
    turns = page_row(page.number, page.pages, lambda number: actions.AskMentor(pair.id, number), say)
    if not page.total:
        nobody = say("There is no other mentor in the programme yet.")
        invite = Button(say("Invite"), actions.Invite(pair.programme), Style.PRIMARY)
        return Screen(paragraphs(_title(pair, unit, say), nobody), column(invite, to_deeds(pair, say)))
    how = say("Whoever waits for a match comes first. You can also write a name.")
    text = paragraphs(_title(pair, unit, say), lines(how, page_words(page.number, page.pages, say)))
    return _choice(pair, text, page.ids, turns, unit, say)


def said_mentor(said: Said, action: actions.SayMentor, unit: Unit, say: Speech) -> Screen:
    """Whoever is called that."""
    pair = open_pair(action.pair, unit)
    names = unit.lists.mentors_by_name(pair.programme, (pair.mentor, pair.mentee))
    found = best(one_line(said.text)[:LONGEST], names, LISTED)
    nobody = say("I find no mentor of that name. Write part of it, or choose from the list.")
    how = say("Not the right one? Just write another name.")
    whole = ((Button(say("The whole list"), actions.AskMentor(pair.id, 0)),),)
    text = paragraphs(_title(pair, unit, say), how if found.total else nobody)
    return _choice(pair, text, found.first, whole, unit, say)


def _title(pair: Pair, unit: Unit, say: Speech) -> Markup:
    return bold(say("Another mentor for {name}?", name=name_of(unit.people.get(pair.mentee), say)))


def _choice(
    pair: Pair,
    text: Markup,
    members: Sequence[int],
    turns: tuple[tuple[Button, ...], ...],
    unit: Unit,
    say: Speech,
) -> Screen:
    places = [unit.people.member(each) for each in members]
    labels = apart([_words(each, unit, say) for each in places])
    shown = (
        Button(label, actions.NewMentor(pair.id, place.person)) for place, label in zip(places, labels, strict=True)
    )
    return Screen(text, (*column(*shown), *turns, (to_pair(pair, say),)), asks=actions.SayMentor(pair.id))


def _words(place: Member, unit: Unit, say: Speech) -> Markup:
    name = name_of(unit.people.get(place.person), say)
    return opened(say("{name} (waits for a match)", name=name) if place.ready_at else name)


def confirm(tap: Tap[actions.NewMentor], unit: Unit, say: Speech) -> Screen:
    """Asked once, with what follows."""
    pair = open_pair(tap.action.pair, unit)
    place = next_place(pair, tap.action.mentor, unit)
    old, mentee, new = (name_of(unit.people.get(each), say) for each in (pair.mentor, pair.mentee, place.person))
    return Screen(
        paragraphs(
            bold(say("Shall {mentee} meet {mentor} from now on?", mentee=mentee, mentor=new)),
            lines(
                say("The meetings with {name} are called off.", name=old),
                say("{name} keeps all goals and the journey.", name=mentee),
            ),
            say("All three hear it kindly from me: {name} gets thanks.", name=old),
        ),
        column(
            Button(say("Yes, from now on"), actions.GiveMentor(pair.id, place.person), Style.DANGER),
            Button(say("Somebody else"), actions.AskMentor(pair.id, 0)),
            to_pair(pair, say),
        ),
    )
