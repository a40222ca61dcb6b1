"""Somebody who waits, and who might fit them: best first, with the reasons in words."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.matching import Candidate, Suggestion, may_meet, reasons, suggest
from bot.mentoring.people import Member, Person, Role
from bot.mentoring.proposals import Proposal, ProposalState
from handlers import actions
from handlers.access import Stale
from handlers.chips import private_lines
from handlers.desk.candidates import Candidates
from handlers.desk.looking import reads
from handlers.desk.matching import waiting
from handlers.desk.overview import apart, name_of, page_of, page_row, page_words, to_desk
from handlers.desk.people import place_words
from handlers.questions import told
from handlers.reasons import AND, reasons_words
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Tap, Visitor
from handlers.wording import primary
from storage.unit import Unit

SHOWN = 3
# So many reasons in a list; all of them stand on the card of the two.
FIRST = 3
BULLET = Markup("• ")


def card(tap: Tap[actions.WaitingCard], unit: Unit, say: Speech) -> Screen:
    """Since when somebody waits, and who might fit them."""
    place = unit.people.member(tap.action.member)
    if place.ready_at is None:
        return gone(tap, place, unit, say)
    found = Candidates(place.programme, unit)
    one = found.of(place)
    shown, page, pages = page_of(suggest(one, found.others(place.role)), tap.action.page, SHOWN)
    people = [unit.people.get(each.other.person) for each in shown]
    reads(tap.person, [unit.people.get(place.person), *people], place.programme, unit, say)
    usual = unit.programmes.get(place.programme).language
    proposal = _asked(place, unit)
    since = say("Waits since {day}.", day=say.date(say.local(one.since).date()))
    return Screen(
        paragraphs(
            bold(opened(place_words(place, unit, say))),
            lines(since, _state(place, proposal, unit, say)),
            _bullets(shown, people, usual, say) or _nobody(one, say),
            page_words(page, pages, say),
        ),
        (
            *column(*_buttons(place, shown, people, say)),
            *page_row(page, pages, lambda number: actions.WaitingCard(place.id, number), say),
            *column(_see(proposal, say)),
            (
                Button(say("All that was told"), actions.ToldCard(place.id)),
                Button(say("Waiting"), actions.Waiting(place.programme, 0)),
            ),
        ),
    )


def told_card(tap: Tap[actions.ToldCard], unit: Unit, say: Speech) -> Screen:
    """All that somebody told before a match."""
    place = unit.people.member(tap.action.member)
    if place.role is Role.COORDINATOR:
        raise Stale
    reads(tap.person, [unit.people.get(place.person)], place.programme, unit, say)
    all_of_it = lines(told(place, say), *private_lines(place.profile, say))
    return Screen(
        paragraphs(bold(opened(place_words(place, unit, say))), all_of_it or say("They would rather tell in person.")),
        column(Button(say("Who could fit"), actions.WaitingCard(place.id, 0)), to_desk(place.programme, say)),
    )


def both(tap: Tap[actions.MatchCard], unit: Unit, say: Speech) -> Screen:
    """Two who might fit: every reason, and the two ways on."""
    action = tap.action
    places = waiting_both(action.programme, action.mentor, action.mentee, unit)
    if places is None:
        return no_longer(tap.visitor, action.programme, unit, say)
    return both_card(tap.person, places, unit, say)


def both_card(reader: Person, places: tuple[Member, Member], unit: Unit, say: Speech) -> Screen:
    """The two, as the coordinator sees them."""
    programme = places[0].programme
    people = [unit.people.get(place.person) for place in places]
    reads(reader, people, programme, unit, say)
    found = Candidates(programme, unit)
    one, other = (found.of(place) for place in places)
    why = reasons_words(reasons(one, other), unit.programmes.get(programme).language, say)
    why += [each for place, person in zip(places, people, strict=True) for each in _own_words(place, person, say)]
    names = {"mentor": name_of(people[0], say), "mentee": name_of(people[1], say)}
    mentor, mentee = (person.id for person in people)
    busy = [person for person, place in zip(people, places, strict=True) if _asked(place, unit)]
    propose = Button(say("Propose"), actions.ProposeMatch(programme, mentor, mentee), Style.PRIMARY)
    silent = [person for person in people if not person.reachable]
    may = not busy and not silent and may_meet(one, other)
    now = Button(say("Pair now"), actions.PairBoth(programme, mentor, mentee))
    return Screen(
        paragraphs(
            bold(say("{mentor} and {mentee}", **names)),
            lines(*(BULLET + each for each in why)) or say("They have told nothing yet that could be compared."),
            _what_next(busy, silent, say, may=may),
        ),
        column(
            propose if may else None,
            primary(now) if silent else now,
            *(
                Button(say("All that {name} told", name=name_of(person, say)), actions.ToldCard(place.id))
                for person, place in zip(people, places, strict=True)
            ),
            Button(say("Waiting"), actions.Waiting(programme, 0)),
        ),
    )


def _own_words(place: Member, person: Person, say: Speech) -> list[Markup]:
    """What no rule can read: a no and a wish in own words, for the coordinator to judge."""
    name, told = name_of(person, say), place.profile
    rows = (
        say("a no of {name}: {text}", name=name, text=told.no) if told.no else None,
        say("a wish of {name}: {text}", name=name, text=told.wish) if told.wish else None,
    )
    return [row for row in rows if row]


def waiting_both(programme: int, mentor: int, mentee: int, unit: Unit) -> tuple[Member, Member] | None:
    """The places of the two, while both wait."""
    sides = ((mentor, Role.MENTOR), (mentee, Role.MENTEE))
    found = [
        place
        for person, role in sides
        for place in unit.people.places(person)
        if place.programme == programme and place.role is role and place.ready_at is not None
    ]
    return (found[0], found[1]) if len(found) == len(sides) and mentor != mentee else None


def gone(tap: Tap[actions.WaitingCard], place: Member, unit: Unit, say: Speech) -> Screen:
    """Somebody is not waiting any more, as another coordinator may have been quicker: the list as it is now."""
    if place.role is Role.COORDINATOR:
        raise Stale
    return no_longer(tap.visitor, place.programme, unit, say)


def no_longer(visitor: Visitor, programme: int, unit: Unit, say: Speech) -> Screen:
    """The list as it is now, and why it is shown."""
    screen = waiting(Tap(visitor, actions.Waiting(programme, 0), say.now), unit, say)
    first = say("Not everybody you chose is waiting any more. Here is how it looks now.")
    return Screen(paragraphs(first, screen.text), screen.rows)


def asked_about(person: int, programme: int, unit: Unit) -> Proposal | None:
    """The proposal that waits for an answer of the person, or of the other one in it."""
    found = [
        each for each in unit.proposals.of(person) if each.programme == programme and each.state is ProposalState.OPEN
    ]
    return found[-1] if found else None


def _asked(place: Member, unit: Unit) -> Proposal | None:
    return asked_about(place.person, place.programme, unit)


def _state(place: Member, proposal: Proposal | None, unit: Unit, say: Speech) -> Markup | None:
    if proposal is None:
        return None
    other = unit.people.get(proposal.other(place.person))
    return say("A match with {name} is proposed.", name=name_of(other, say))


def _see(proposal: Proposal | None, say: Speech) -> Button | None:
    return Button(say("See the proposal"), actions.ProposedMatch(proposal.id)) if proposal else None


def _nobody(one: Candidate, say: Speech) -> Markup:
    if one.full:
        return say("They meet as many as they said they have room for, so I suggest nobody.")
    return say("Nobody who waits now could be suggested. I look again whenever somebody comes.")


def _bullets(shown: Sequence[Suggestion], people: Sequence[Person], usual: str, say: Speech) -> Markup:
    return lines(
        *(
            BULLET + say("{name}: {reasons}", name=name_of(person, say), reasons=_why(each, usual, say))
            for person, each in zip(people, shown, strict=True)
        )
    )


def _why(each: Suggestion, usual: str, say: Speech) -> Markup:
    return AND.join(reasons_words(each.reasons, usual, say)[:FIRST]) or say("nothing to compare yet")


def _buttons(place: Member, shown: Sequence[Suggestion], people: Sequence[Person], say: Speech) -> list[Button]:
    labels = apart([opened(name_of(person, say)) for person in people])
    return [
        Button(label, _match(place, each.other), Style.PRIMARY if at == 0 else Style.PLAIN)
        for at, (label, each) in enumerate(zip(labels, shown, strict=True))
    ]


def _match(place: Member, other: Candidate) -> actions.MatchCard:
    two = (place.person, other.person) if place.role is Role.MENTOR else (other.person, place.person)
    return actions.MatchCard(place.programme, *two)


def _what_next(busy: Sequence[Person], silent: Sequence[Person], say: Speech, *, may: bool) -> Markup:
    if may:
        return say("Propose asks both, privately. Pair now tells them that they are a pair.")
    if silent:
        return _silent(silent, say)
    if not busy:
        return say("Something that one of them told stands against it, so I don't propose it.")
    names = say.listed([name_of(person, say) for person in busy])
    return say("Waiting for an answer to another proposal: {names}.", names=names)


def _silent(silent: Sequence[Person], say: Speech) -> Markup:
    """Why nobody is asked here, and what to do instead."""
    papers, away = ([each for each in silent if each.has_chat is chat] for chat in (False, True))
    no_chat = say.many("{names} has no Telegram.", "{names} have no Telegram.", len(papers), names=_names(papers, say))
    no_way = say("My messages don't get through to {names} right now.", names=_names(away, say))
    ask = say("So I can't ask here: ask both in person, and when they'd like to, Pair now makes them a pair.")
    return lines(no_chat if papers else None, no_way if away else None, ask)


def _names(people: Sequence[Person], say: Speech) -> Markup:
    return say.listed([name_of(each, say) for each in people])
