"""A card that follows a message on its way: drawn anew every few seconds, where it stands, while something can change.

Each drawing writes the row of the next one in its own transaction, so a kill in between costs one drawing at most.
"""

from dataclasses import replace
from datetime import datetime

from bot.mentoring.messages import PACE, look_again
from handlers.desk.messages.sending import message_card
from handlers.notice import Dropped, Notice
from handlers.screen import Screen
from handlers.speech import Speech
from storage.outbox import REDRAWN
from storage.states import Priority
from storage.unit import Unit

PROGRESS = REDRAWN


def follow(broadcast: int, letter: int, now: datetime, unit: Unit) -> None:
    """From now on the card in that outbox row is drawn anew, and no other of the same message."""
    unit.broadcasts.follow(broadcast, letter)
    _again(broadcast, letter, 0, now + PACE, unit, now)


def progress(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """How far the message is by now; the next look is put down, too, when there is one."""
    message, letter, turn = unit.broadcasts.get(notice["broadcast"]), notice["letter"], notice["turn"]
    if message.card != letter:
        return Dropped("another_card")
    # Raises LookupError when the coordinator has gone on to something else there.
    shown = unit.outbox.shown_in(letter)
    again = look_again(unit.broadcasts.counts(message.id), say.now)
    if again is not None:
        _again(message.id, letter, turn + 1, again, unit, say.now)
    if shown is None:
        return Dropped("not_shown_yet")
    return replace(message_card(message, notice.reader.id, unit, say), follows=0, edits=shown)


def _again(broadcast: int, letter: int, turn: int, at: datetime, unit: Unit, now: datetime) -> None:
    message = unit.broadcasts.get(broadcast)
    unit.outbox.notice(
        PROGRESS,
        unit.people.get(message.by),
        f"{PROGRESS}:{broadcast}:{letter}:{turn}",
        {"broadcast": broadcast, "programme": message.programme, "letter": letter, "turn": turn},
        now,
        not_before=at,
        priority=Priority.BROADCAST,
    )
