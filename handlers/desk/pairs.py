"""The programme's pairs, and one pair as the coordinator sees it: never a note, a goal or a reason."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.mentoring.flags import PairFacts, flags
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Agreement, Pair, PairState
from bot.mentoring.pauses import current
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.desk.digest import pair_facts, reasons
from handlers.desk.looking import looks
from handlers.desk.overview import name_of, page_of, page_row, to_desk
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Tap
from handlers.wording import rhythm_words
from storage.unit import Unit

LISTED = 6


def listed(tap: Tap[actions.Pairs], unit: Unit, say: Speech) -> Screen:
    """The list of pairs."""
    found = unit.pairs.listed(tap.action.programme)
    shown, page, pages = page_of(found, tap.action.page, LISTED)
    people = {each: unit.people.get(each) for pair in shown for each in (pair.mentor, pair.mentee)}
    return list_card(tap.action.programme, shown, people, (page, pages, len(found)), say)


def card(tap: Tap[actions.PairCard], unit: Unit, say: Speech) -> Screen:
    """One pair."""
    facts = pair_facts(unit.pairs.get(tap.action.pair), unit)
    if facts.pair.state is PairState.CLOSED:
        raise Stale
    looks(tap.person, facts.people, facts.pair.programme, unit, say)
    return pair_card(facts, say)


def list_card(
    programme: int, shown: Sequence[Pair], people: Mapping[int, Person], place: tuple[int, int, int], say: Speech
) -> Screen:
    """A button for each pair; `place` is the page, the pages, and how many pairs there are."""
    page, pages, total = place
    if not total:
        words = say("There are no pairs yet. The first one is made with two taps.")
        pair = Button(say("Pair now"), actions.PairNow(programme, 0), Style.PRIMARY)
        return Screen(paragraphs(bold(say("Pairs")), words), column(pair, to_desk(programme, say)))
    buttons = (
        Button(_names((people[each.mentor], people[each.mentee]), say), actions.PairCard(each.id)) for each in shown
    )
    return Screen(
        paragraphs(
            bold(say("Pairs")),
            capital(say.many("{n} pair. Tap to see how it goes.", "{n} pairs. Tap one to see how it goes.", total)),
        ),
        (
            *column(*buttons),
            *page_row(page, pages, lambda number: actions.Pairs(programme, number), say),
            (to_desk(programme, say),),
        ),
    )


def pair_card(facts: PairFacts, say: Speech) -> Screen:
    """Since when, how often, held and planned, what comes next, and why they could use a hand."""
    pair, meetings = facts.pair, facts.meetings
    held = sum(meeting.state is MeetingState.HELD for meeting in meetings)
    coming = [each for each in meetings if each.state is MeetingState.PLANNED and each.starts_at > say.now]
    found = flags(facts, say.now)
    counts = say(
        "{held}, {planned}.",
        held=capital(say.many("{n} meeting held", "{n} meetings held", held)),
        planned=say.many("{n} meeting planned", "{n} meetings planned", len(coming)),
    )
    nxt = say("They meet {when}.", when=say.when(coming[0].starts_at)) if coming else None
    why = say("Could use a hand: {reason}.", reason=reasons(found, say)) if found else None
    since = say("A pair since {day}.", day=say.month(say.local(pair.since).date()))
    return Screen(
        paragraphs(
            bold(_names(facts.people, say)),
            lines(since, rhythm_line(facts.agreement, say), counts, _break_line(facts, say), nxt),
            why,
        ),
        column(
            Button(say("More"), actions.PairDeeds(pair.id)),
            Button(say("All pairs"), actions.Pairs(pair.programme, 0)),
            to_desk(pair.programme, say),
        ),
    )


def _break_line(facts: PairFacts, say: Speech) -> Markup | None:
    lasting = current(facts.pauses)
    until = lasting.until if lasting else None
    return say("On a break until {day}.", day=say.month(say.local(until).date())) if until else None


def rhythm_line(agreement: Agreement | None, say: Speech) -> Markup:
    """How often they meet."""
    if agreement is None:
        return say("They have not agreed on a rhythm yet.")
    if agreement.at is None or agreement.first is None:
        return say("No fixed time: they plan each meeting.")
    return rhythm_words(agreement, say)


def _names(people: tuple[Person, Person], say: Speech) -> Markup:
    return opened(say.listed([name_of(each, say) for each in people]))
