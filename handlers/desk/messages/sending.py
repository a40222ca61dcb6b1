"""A message goes out: to each of its readers by a row of the outbox, and how far it has come."""

from markupsafe import Markup

from bot.mentoring.messages import USEFUL, Broadcast, BroadcastState, Counts
from handlers import actions
from handlers.access import Stale
from handlers.desk.messages.readers import readers_of, to_whom
from handlers.desk.messages.writing import back, quoted
from handlers.desk.overview import name_of
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Tap
from handlers.wording import home_button
from storage.states import Priority
from storage.unit import Unit

WRITTEN = "desk.message"


def send(tap: Tap[actions.SendDraft], unit: Unit, say: Speech) -> Screen:
    """It goes out, once; a second tap shows how far it has come."""
    message = unit.broadcasts.get(tap.action.broadcast)
    found = readers_of(message, unit)
    if message.state is BroadcastState.DRAFT and not (message.text and found):
        raise Stale
    if unit.broadcasts.send(message.id, tap.now):
        for each in found:
            unit.outbox.bring(WRITTEN, each, message.id, tap.now, expires=tap.now + USEFUL, priority=Priority.NOTICE)
    return message_card(unit.broadcasts.get(message.id), unit, say)


def card(tap: Tap[actions.BroadcastCard], unit: Unit, say: Speech) -> Screen:
    """How far a message has come."""
    message = unit.broadcasts.get(tap.action.broadcast)
    if message.state is BroadcastState.DRAFT:
        raise Stale
    return message_card(message, unit, say)


def message_card(message: Broadcast, unit: Unit, say: Speech) -> Screen:
    """A line for each reader, and the words."""
    stands = [
        _stands(name_of(unit.people.get(person), say), counts, say)
        for person, counts in unit.broadcasts.readers(message.id).items()
    ]
    again = Button(say("Look again"), actions.BroadcastCard(message.id))
    return Screen(
        paragraphs(bold(say("To {names}", names=to_whom(message, unit, say))), quoted(message.text), lines(*stands)),
        column(back(message, say), again),
    )


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
