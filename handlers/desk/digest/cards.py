"""The digest's cards: one pair at a time, in one message that is edited in place, so that the phone rings once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.mentoring import digest as rules
from bot.mentoring.digest import CARDS, REASONS, Card
from bot.mentoring.followups import Followup, FollowupState, Snooze
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from handlers import actions
from handlers.access import Stale
from handlers.desk.digest.gathering import for_cards, wins
from handlers.desk.digest.ranking import card_of, ranked
from handlers.desk.digest.suggesting import suggestion, write_to
from handlers.desk.digest.wins import told_wins
from handlers.desk.flag_words import reason
from handlers.desk.followup_words import looked_after
from handlers.desk.looking import looks
from handlers.desk.overview import to_desk
from handlers.desk.subject import names_of
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from storage.unit import Unit

MADE = "followup.made"
Rows = Sequence[Sequence[Button]]


def cards(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """Right after the digest, in silence, for the phone has just rung: the first of those who could use a hand."""
    found: list[Card] = for_cards(notice, unit) if notice.found is None else notice.found
    # Since it was gathered somebody may have looked after the first, or the two may have met.
    waiting = (each for each in rules.waiting(found) if _waits(each, notice.reader, unit, say))
    first = next(waiting, None)
    if first is None:
        return Dropped("all_well")
    return replace(_screen(first.facts.pair, found, notice.reader, unit, say), silent=True)


def _waits(card: Card, reader: Person, unit: Unit, say: Speech) -> bool:
    now = card_of(unit.pairs.get(card.facts.pair.id), reader, unit, say.now)
    return now is not None and now.looked_after is None


def hands(tap: Tap[actions.Hands], unit: Unit, say: Speech) -> Screen:
    """The first of them, in a message of its own: what leads here is a picture, and stays."""
    programme = unit.programmes.get(tap.action.programme)
    found = ranked(programme, tap.person, unit, say.now)
    waiting = rules.waiting(found)
    if not waiting:
        return replace(_well(programme, found, tap.person, unit, say), fresh=True)
    return replace(_screen(waiting[0].facts.pair, found, tap.person, unit, say), fresh=True)


def hand(tap: Tap[actions.HandCard], unit: Unit, say: Speech) -> Screen:
    """One of them, as things are now."""
    return hand_screen(unit.pairs.get(tap.action.pair), tap.person, unit, say)


def well(tap: Tap[actions.WentWell], unit: Unit, say: Speech) -> Screen:
    """After the last card: how many more there are, and what went well."""
    programme = unit.programmes.get(tap.action.programme)
    return _well(programme, ranked(programme, tap.person, unit, say.now), tap.person, unit, say)


# --- One card ----------------------------------------------------------------------------------------------


def hand_screen(pair: Pair, reader: Person, unit: Unit, say: Speech) -> Screen:
    """Who, why, what would be good to do, and what was done about it; raises Stale when the two have stopped."""
    if pair.state is PairState.CLOSED:
        raise Stale
    return _screen(pair, ranked(unit.programmes.get(pair.programme), reader, unit, say.now), reader, unit, say)


def _screen(pair: Pair, found: Sequence[Card], reader: Person, unit: Unit, say: Speech) -> Screen:
    card = next((each for each in found if each.facts.pair.id == pair.id), None)
    people = {each: unit.people.get(each) for each in (pair.mentor, pair.mentee)}
    looks(reader, people.values(), pair.programme, unit, say)
    title = Markup("{}{}").format(bold(names_of(people.values(), say)), _place(pair, found, say))
    see, on = Button(say("See the pair"), actions.PairCard(pair.id)), _way_on(pair, found, say)
    if card is None:
        return Screen(paragraphs(title, say("Nobody needs a hand here right now.")), (*column(see), on))
    if card.looked_after is not None:
        told = looked_after(card.looked_after, reader.id, unit, say)
        return Screen(paragraphs(title, told), (on, *column(*_after(card.looked_after, reader, unit, say), see)))
    why = [capital(Markup("{}.").format(reason(flag, people, say))) for flag in card.flags[:REASONS]]
    return Screen(
        paragraphs(title, lines(*why), suggestion(card, people, say)), (*_choices(card, people, see, say), on)
    )


def _choices(card: Card, people: Mapping[int, Person], see: Button, say: Speech) -> Rows:
    pair, write = card.facts.pair.id, write_to(card, people, say)
    return (
        *column(write),
        (
            Button(say("Snooze 3 days"), actions.PutAside(pair, Snooze.SHORT)),
            Button(say("Snooze 14 days"), actions.PutAside(pair, Snooze.LONG)),
        ),
        (Button(say("Taken care of"), actions.TakeCare(pair)), see),
    )


def _after(done: Followup, reader: Person, unit: Unit, say: Speech) -> Sequence[Button | None]:
    """Whoever did it can take it back, and anybody can go on to take care of what was put aside."""
    change = unit.changes.last_of(reader.id, MADE, done.pair) if done.by == reader.id else None
    undo = Button(say("Undo"), actions.Undo(change)) if change else None
    aside = done.state is FollowupState.SNOOZED
    return undo, Button(say("Taken care of"), actions.TakeCare(done.pair)) if aside else None


# --- From card to card -------------------------------------------------------------------------------------


def _place(pair: Pair, found: Sequence[Card], say: Speech) -> Markup:
    """Such as " (2 of 5)"; nothing for one alone, and for a pair that is not among the week's cards."""
    numbers = [each.facts.pair.id for each in found[:CARDS]]
    if pair.id not in numbers or len(numbers) == 1:
        return Markup()
    return Markup(" ({})").format(say("{n} of {total}", n=numbers.index(pair.id) + 1, total=len(numbers)))


def _way_on(pair: Pair, found: Sequence[Card], say: Speech) -> Sequence[Button]:
    """To the card before and the one after; after the last comes what went well."""
    numbers = [each.facts.pair.id for each in found[:CARDS]]
    at = numbers.index(pair.id) if pair.id in numbers else -1
    back = (Button(say("Back"), actions.HandCard(numbers[at - 1])),) if at > 0 else ()
    on = actions.HandCard(numbers[at + 1]) if at + 1 < len(numbers) else actions.WentWell(pair.programme)
    if at < 0 and any(each.facts.pair.id == pair.id for each in found):
        back = (whole_list(pair.programme, 0, say),)
    return (*back, Button(say("Next"), on))


def _well(programme: Programme, found: Sequence[Card], reader: Person, unit: Unit, say: Speech) -> Screen:
    """Whether more pairs could use a hand, and what went well."""
    well = [
        Markup("• {}").format(each) for each in told_wins(wins(programme, say.now, unit), programme, reader, unit, say)
    ]
    seen, more = (len(rules.waiting(part)) for part in (found[:CARDS], found[CARDS:]))
    rest = say.many("{n} more could use a hand, too.", "{n} more could use a hand, too.", more) if more else None
    first = Button(say("From the beginning"), actions.HandCard(found[0].facts.pair.id)) if found else None
    return Screen(
        paragraphs(
            bold(say("That was the week")),
            lines(say("What went well:"), *well) if well else say("Thank you for looking after them."),
            capital(rest) if rest else None,
        ),
        column(first, whole_list(programme.id, seen // CARDS, say) if more else None, to_desk(programme.id, say)),
    )


def whole_list(programme: int, page: int, say: Speech) -> Button:
    """The way to all who could use a hand."""
    return Button(say("The whole list"), actions.NeedsHand(programme, page))
