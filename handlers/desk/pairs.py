"""The programme's pairs, and one pair as the coordinator sees it: never a note, a goal or a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from bot.mentoring.flags import Flag, flags
from bot.mentoring.meetings import Meeting, MeetingState
from bot.mentoring.pairs import Agreement, Pair, PairState
from bot.mentoring.pauses import Pause, current
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.desk import followup_words
from handlers.desk.contacts import talk_line
from handlers.desk.facts import pair_facts
from handlers.desk.felt import felt
from handlers.desk.flag_words import reasons
from handlers.desk.looking import looks
from handlers.desk.overview import apart, find, page_row, page_words, to_desk
from handlers.desk.subject import names_of
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from handlers.wording import rhythm_words
from storage.lists import Page
from storage.unit import Unit

LISTED = 5


@dataclass(frozen=True)
class Thread:
    """A pair, the two, their agreement, meetings and breaks, and why they could use a hand."""

    pair: Pair
    people: tuple[Person, Person]
    agreement: Agreement | None
    meetings: Sequence[Meeting]
    pauses: Sequence[Pause]
    why: Sequence[Flag]


def listed(tap: Tap[actions.Pairs], unit: Unit, say: Speech) -> Screen:
    """The list of pairs."""
    page = unit.lists.pairs(tap.action.programme, tap.action.page, LISTED)
    return list_card(tap.action.programme, [(each, names(each, unit, say)) for each in page.ids], page, say)


def card(tap: Tap[actions.PairCard], unit: Unit, say: Speech) -> Screen:
    """One pair."""
    pair = unit.pairs.get(tap.action.pair)
    if pair.state is PairState.CLOSED:
        raise Stale
    found = thread_of(pair, tap.person.id, tap.now, unit)
    looks(tap.person, found.people, pair.programme, unit, say)
    after = followup_words.line(pair, found.why, tap.person.id, unit, say)
    screen = pair_card(found, say, talk_line(pair, unit, say), after)
    return replace(screen, text=paragraphs(screen.text, felt(pair, tap.person, found.people, unit, say)))


def thread_of(pair: Pair, reader: int, at: datetime, unit: Unit) -> Thread:
    """One pair as its card tells of it."""
    return Thread(
        pair,
        (unit.people.get(pair.mentor), unit.people.get(pair.mentee)),
        unit.pairs.agreed(pair.id),
        unit.meetings.all_of(pair.id),
        unit.pauses.of(pair.id),
        flags(pair_facts(pair, reader, at, unit), at),
    )


def list_card(programme: int, shown: Sequence[tuple[int, Markup]], page: Page, say: Speech) -> Screen:
    """A button for each pair of the page, newest first."""
    if not page.total:
        words = say("There are no pairs yet. The first one is made with two taps.")
        pair = Button(say("Pair now"), actions.PairNow(programme, 0), Style.PRIMARY)
        return Screen(paragraphs(bold(say("Pairs")), words), column(pair, to_desk(programme, say)))
    labels = apart([words for _, words in shown])
    buttons = (Button(label, actions.PairCard(pair)) for (pair, _), label in zip(shown, labels, strict=True))
    talks = Button(say("Time for a talk"), actions.DueContacts(programme, 0))
    told = capital(
        say.many(
            "{n} pair. Tap to see how it goes.", "{n} pairs. Tap one to see how it goes, or write a name.", page.total
        )
    )
    return Screen(
        paragraphs(bold(say("Pairs")), lines(told, page_words(page.number, page.pages, say))),
        (
            *column(*buttons),
            *page_row(page.number, page.pages, lambda number: actions.Pairs(programme, number), say),
            *column(talks if page.number == 0 else None),
            (find(programme, actions.Among.PAIRS, say), to_desk(programme, say)),
        ),
        asks=actions.SayFind(programme, actions.Among.PAIRS),
    )


def pair_card(found: Thread, say: Speech, talk: Markup | None, after: Markup | None = None) -> Screen:
    """Since when and until, how often, held and planned, what comes next, the last talk, and what they could use.

    `after` says who looks after that.
    """
    pair, meetings = found.pair, found.meetings
    held = sum(meeting.state is MeetingState.HELD for meeting in meetings)
    coming = [each for each in meetings if each.state is MeetingState.PLANNED and each.starts_at > say.now]
    counts = say(
        "{held}, {planned}.",
        held=capital(say.many("{n} meeting held", "{n} meetings held", held)),
        planned=say.many("{n} meeting planned", "{n} meetings planned", len(coming)),
    )
    nxt = say("They meet {when}.", when=say.when(coming[0].starts_at)) if coming else None
    people = {each.id: each for each in found.people}
    why = say("Could use a hand: {reason}.", reason=reasons(found.why, people, say)) if found.why else None
    return Screen(
        paragraphs(
            bold(names_of(found.people, say)),
            lines(_time_line(found, say), rhythm_line(found.agreement, say), counts),
            lines(_break_line(found.pauses, say), nxt, talk),
            lines(why, after),
        ),
        (
            (Button(say("Write to them"), actions.WriteTo(pair.id, actions.Who.BOTH)),),
            (
                Button(say("Contact done"), actions.AskContact(pair.id)),
                Button(say("Talks and notes"), actions.PairLog(pair.id, 0)),
            ),
            (Button(say("More"), actions.PairDeeds(pair.id)),),
            (Button(say("All pairs"), actions.Pairs(pair.programme, 0)), to_desk(pair.programme, say)),
        ),
    )


def _time_line(found: Thread, say: Speech) -> Markup:
    since = say.month(say.local(found.pair.since).date())
    ends = found.agreement.ends_on if found.agreement else None
    if ends is None:
        return say("A pair since {day}.", day=since)
    return say("A pair since {day}, until {end}.", day=since, end=say.month(ends))


def _break_line(pauses: Sequence[Pause], say: Speech) -> Markup | None:
    lasting = current(pauses)
    until = lasting.until if lasting else None
    return say("On a break until {day}.", day=say.month(say.local(until).date())) if until else None


def rhythm_line(agreement: Agreement | None, say: Speech) -> Markup:
    """How often they meet."""
    if agreement is None:
        return say("They have not agreed on a rhythm yet.")
    if agreement.at is None or agreement.first is None:
        return say("No fixed time: they plan each meeting.")
    return rhythm_words(agreement, say)


def names(number: int, unit: Unit, say: Speech) -> Markup:
    """A pair as a button or a line's beginning, such as "Jonas and Anna"."""
    pair = unit.pairs.get(number)
    return names_of((unit.people.get(pair.mentor), unit.people.get(pair.mentee)), say)
