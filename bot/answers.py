"""One update inside one unit: what it means -> the screen that answers it, in the outbox."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot import display, updates
from bot.display import Drawn
from bot.updates import Command, Ignored, Meaning, Presence, Sender, Started, Tapped
from handlers.screen import Screen
from handlers.tap import Opened, Said, Visitor
from storage.inbox import Arrival
from storage.unit import Unit


class Routes(Protocol):
    """What the edge calls; `handlers.routes` is the one."""

    def answer_bytes(self, visitor: Visitor, data: str | None, now: datetime, unit: Unit, /) -> Screen:
        """To a tapped button."""

    def answer_said(self, said: Said, unit: Unit, /) -> Screen:
        """To free text."""

    def answer_opened(self, opened: Opened, unit: Unit, /) -> Screen | None:
        """To /start; None for silence."""

    def answer_command(self, visitor: Visitor, name: str, now: datetime, unit: Unit, /) -> Screen:
        """To another command."""

    def wants_file(self, visitor: Visitor, now: datetime, unit: Unit, /) -> bool:
        """Whether a file is asked for."""

    def follow(self, broadcast: int, letter: int, now: datetime, unit: Unit, /) -> None:
        """From now on the card in that outbox row is drawn anew as the message goes out."""

    def sorry(self, visitor: Visitor, now: datetime, unit: Unit, /) -> Screen:
        """To what we could not do."""


@dataclass(frozen=True)
class Done:
    """What an update came to. `letter` is the answer's row, 0 for none; `notices` how many others are to be told."""

    state: str
    letter: int = 0
    chat: int = 0
    drawn: Drawn | None = None
    toast: str | None = None
    notices: int = 0


def answer(
    arrival: Arrival, meaning: Meaning, routes: Routes, now: datetime, unit: Unit, file: bytes | None = None
) -> Done:
    """Everything that the update does, written; the row is done with it. Raises AlreadyDone.

    `file` is what was in the file that came with it, when that was asked for and could be had.
    """
    if isinstance(meaning, Ignored):
        unit.inbox.ignored(arrival.update_id, meaning.reason, now)
        return Done("ignored")
    unit.inbox.done(arrival.update_id, now)
    if isinstance(meaning, Presence):
        _presence(meaning, now, unit)
        return Done("done")
    visitor = _visitor(meaning.sender, unit)
    screen = _screen(meaning, visitor, routes, now, unit, file)
    if screen is None:
        return Done("done", notices=unit.outbox.added)
    edit = meaning.message if isinstance(meaning, Tapped) else None
    done = _put(arrival, visitor.chat, screen, edit, now, unit)
    if screen.follows:
        routes.follow(screen.follows, done.letter, now, unit)
    return replace(done, notices=unit.outbox.added)


def wanted(meaning: Meaning, routes: Routes, now: datetime, unit: Unit) -> str:
    """The platform's name for the file that came, when one was asked for; else nothing."""
    if not isinstance(meaning, updates.Wrote) or not meaning.file:
        return ""
    visitor = Visitor(meaning.sender.chat, unit.people.by_chat(meaning.sender.chat), meaning.sender.language)
    return meaning.file if routes.wants_file(visitor, now, unit) else ""


def bury(arrival: Arrival, reason: str, attempts: int, routes: Routes | None, now: datetime, unit: Unit) -> Done:
    """The update is given up, and with `routes` the person told that it was our fault. Raises AlreadyDone."""
    unit.inbox.dead(arrival.update_id, reason, attempts, now)
    # Chats of people have positive numbers; a group or an unreadable sender is told nothing.
    if routes is None or arrival.chat is None or arrival.chat <= 0 or '"my_chat_member"' in arrival.raw:
        return Done("dead")
    visitor = Visitor(arrival.chat, unit.people.by_chat(arrival.chat), "")
    done = _put(arrival, arrival.chat, routes.sorry(visitor, now, unit), None, now, unit)
    return replace(done, state="dead")


def _put(arrival: Arrival, chat: int, screen: Screen, edit: int | None, now: datetime, unit: Unit) -> Done:
    drawn = display.draw(screen, edit)
    letter = unit.outbox.answer(chat, f"answer:{arrival.update_id}", drawn.dumps(), now)
    return Done("done", letter, chat, drawn, display.toast(screen), unit.outbox.added)


def _visitor(sender: Sender, unit: Unit) -> Visitor:
    person = unit.people.by_chat(sender.chat)
    if person is not None and not person.reachable:
        unit.people.reachable(person.id)
        person = replace(person, unreachable_since=None)
    return Visitor(sender.chat, person, sender.language, sender.called)


def _presence(presence: Presence, now: datetime, unit: Unit) -> None:
    person = unit.people.by_chat(presence.chat)
    if person is None:
        return
    if presence.here:
        unit.people.reachable(person.id)
    elif person.reachable:
        unit.people.unreachable(person.id, now)


def _screen(
    meaning: Tapped | Started | Command | updates.Wrote,
    visitor: Visitor,
    routes: Routes,
    now: datetime,
    unit: Unit,
    file: bytes | None,
) -> Screen | None:
    if isinstance(meaning, Tapped):
        return routes.answer_bytes(visitor, meaning.data, now, unit)
    if isinstance(meaning, Started):
        return routes.answer_opened(Opened(visitor, meaning.payload, now), unit)
    if isinstance(meaning, Command):
        return routes.answer_command(visitor, meaning.name, now, unit)
    return routes.answer_said(Said(visitor, meaning.kind, meaning.text, now, file), unit)
