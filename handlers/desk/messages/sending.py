"""A message goes out: to each of its readers by a row of the outbox, and how far it has come."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.messages import MANY, USEFUL, Broadcast, BroadcastState, Counts, filled
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.desk.digest.ranking import card_of
from handlers.desk.messages.readers import readers_of, to_whom
from handlers.desk.messages.writing import back, quoted
from handlers.desk.overview import name_of
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Tap
from handlers.texts import short
from handlers.wording import home_button
from storage.broadcasts import STOPPED
from storage.states import Priority
from storage.unit import Unit

WRITTEN = "desk.message"
# The bar's signs, and how much of the words stands below it.
_BAR, _BRIEF = 10, 200


def send(tap: Tap[actions.SendDraft], unit: Unit, say: Speech) -> Screen:
    """It goes out, once; a second tap shows how far it has come."""
    message = unit.broadcasts.get(tap.action.broadcast)
    found = readers_of(message, unit)
    if message.state is BroadcastState.DRAFT and not (message.text and found):
        raise Stale
    if unit.broadcasts.send(message.id, tap.now):
        priority = Priority.BROADCAST if message.audience in MANY else Priority.NOTICE
        unit.outbox.bring(WRITTEN, found, message.id, tap.now, tap.now + USEFUL, priority)
    return message_card(unit.broadcasts.get(message.id), tap.person.id, unit, say)


def stop(tap: Tap[actions.StopSending], unit: Unit, say: Speech) -> Screen:
    """What has not gone out is held back; a second tap shows the same."""
    message = unit.broadcasts.get(tap.action.broadcast)
    if message.state is BroadcastState.DRAFT:
        raise Stale
    if unit.broadcasts.counts(message.id).coming and unit.broadcasts.stop(message.id):
        unit.outbox.hold_back(message.id, tap.now, STOPPED)
    return message_card(unit.broadcasts.get(message.id), tap.person.id, unit, say)


def card(tap: Tap[actions.BroadcastCard], unit: Unit, say: Speech) -> Screen:
    """How far a message has come."""
    message = unit.broadcasts.get(tap.action.broadcast)
    if message.state is BroadcastState.DRAFT:
        raise Stale
    return message_card(message, tap.person.id, unit, say)


def message_card(message: Broadcast, me: int, unit: Unit, say: Speech) -> Screen:
    """Who has it and who has not; whoever sent it sees it go on where the card stands, another coordinator as it is."""
    counts = unit.broadcasts.counts(message.id)
    mine = message.by == me
    title = bold(say("To {names}", names=to_whom(message, unit, say)))
    author = None if mine else say("From {name}.", name=name_of(unit.people.get(message.by), say))
    if message.audience in MANY:
        text = paragraphs(
            title, _bar(counts), lines(*_counted(counts, say)), author, quoted(short(message.text, _BRIEF))
        )
    else:
        text = paragraphs(title, quoted(message.text), lines(*_named(message, unit, say), author))
    on = bool(counts.coming)
    return Screen(
        text,
        column(
            Button(say("Stop"), actions.StopSending(message.id)) if on else None,
            Button(say("Look again"), actions.BroadcastCard(message.id)) if on else None,
            _care(message, unit.people.get(me), unit, say),
            back(message, say),
        ),
        follows=message.id if on and mine else 0,
    )


def _care(message: Broadcast, me: Person, unit: Unit, say: Speech) -> Button | None:
    """The words may be all that the pair needed: from here it goes on to the next one."""
    pair = unit.pairs.get(message.pair) if message.pair is not None else None
    card = card_of(pair, me, unit, say.now) if pair and pair.state is not PairState.CLOSED else None
    if pair is None or card is None or card.looked_after is not None:
        return None
    return Button(say("Taken care of"), actions.TakeCare(pair.id))


def _bar(counts: Counts) -> Markup:
    full = filled(counts, _BAR)
    return Markup.escape("▰" * full + "▱" * (_BAR - full))


def _counted(counts: Counts, say: Speech) -> Sequence[Markup]:
    """A sentence for each of the numbers that there are."""
    told = [say("{n} of {total} have it.", n=counts.sent, total=counts.total)]
    later = counts.next_at if counts.next_at is not None and counts.next_at > say.now else None
    if counts.coming and later:
        first = say.when(later)
        told.append(
            say.many(
                "{n} to come: it's a quiet time there until {when}.",
                "{n} to come: it's a quiet time there, until {when} for the first.",
                counts.coming,
                when=first,
            )
        )
    elif counts.coming:
        told.append(say.many("{n} to come.", "{n} to come.", counts.coming))
    if counts.failed:
        told.append(say.many("{n} couldn't be reached.", "{n} couldn't be reached.", counts.failed))
    if counts.unsure:
        told.append(say.many("{n} may have it: I'm not sure.", "{n} may have it: I'm not sure.", counts.unsure))
    if counts.stopped:
        stopped = counts.stopped
        told.append(say.many("{n} doesn't get it: it was stopped.", "{n} don't get it: it was stopped.", stopped))
    return [capital(each) for each in told]


def _named(message: Broadcast, unit: Unit, say: Speech) -> list[Markup]:
    """A sentence for each reader."""
    return [
        _stands(name_of(unit.people.get(person), say), counts, say)
        for person, counts in unit.broadcasts.readers(message.id).items()
    ]


def _stands(name: Markup, counts: Counts, say: Speech) -> Markup:
    if counts.sent:
        return opened(say("{name} has it.", name=name))
    if counts.next_at is not None and counts.next_at > say.now:
        return opened(say("{name} gets it {when}.", name=name, when=say.when(counts.next_at)))
    if counts.coming:
        return say("It's on its way to {name}.", name=name)
    if counts.unsure:
        return say("I'm not sure that it reached {name}.", name=name)
    if counts.stopped:
        return say("It was held back before {name} got it.", name=name)
    return say("It didn't get through to {name}.", name=name)


# --- For whoever reads it ----------------------------------------------------------------------------------


def written(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """A coordinator's words. The first line is all that a lock screen shows."""
    message = unit.broadcasts.get(notice["broadcast"])
    if not message.text:
        return Dropped("forgotten")
    if all(place.programme != message.programme for place in unit.people.places(notice.reader.id)):
        return Dropped("left")
    return words_card(message, message.by, message.text, unit, say)


def words_card(message: Broadcast, by: int, text: str, unit: Unit, say: Speech) -> Screen:
    """Who has written, the words, and Answer."""
    author = unit.people.get(by)
    title = say("{name} has written to you", name=name_of(author, say)) if author.name else _nameless(say)
    answer = say("Answer {name}", name=author.name) if author.name else say("Answer")
    return Screen(
        paragraphs(bold(title), quoted(text)),
        column(Button(answer, actions.AnswerDesk(message.id), Style.PRIMARY), home_button(say)),
    )


def _nameless(say: Speech) -> Markup:
    return say("Your coordinator has written to you")
