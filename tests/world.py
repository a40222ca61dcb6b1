"""The handlers without a platform: real database, real routes, phones that are lists of screens.

`World` plays the edges: each tap and text is one transaction, and notices are drawn when they are due. It is for
the gallery and for screens; the stories over HTTP live in tests/journeys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Row, bindparam, select

from bot import letters, ticker
from bot.mentoring.people import Person, Role
from handlers import actions, commands, notices, routes
from handlers.notice import Dropped
from handlers.tap import Kind, Opened, Said, Visitor
from storage import schema
from storage.states import OutboxState
from tests.storage.databases import emptied, swift

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from markupsafe import Markup

    from handlers.screen import Button, Screen
    from storage.unit import Unit

T = TypeVar("T")
QUARTER = timedelta(minutes=15)
NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)  # a Friday noon in Copenhagen
# Put together once: it is asked after every tap.
_BOX = schema.outbox
WAITING = (
    select(_BOX).where(_BOX.c.state == OutboxState.WAITING, _BOX.c.not_before <= bindparam("now")).order_by(_BOX.c.id)
)


@dataclass
class Phone:
    """One person's chat: every screen that they were shown, newest last."""

    world: World
    chat: int
    called: str
    language: str
    screens: list[Screen] = field(default_factory=list)
    cards: dict[int, int] = field(default_factory=dict)  # where a card stands that is drawn anew, by its message

    @property
    def last(self) -> Screen:
        """The newest card."""
        return self.screens[-1]

    @property
    def text(self) -> str:
        """What the newest card says, without its HTML, and with plain spaces."""
        return plain(self.last.text)

    def labels(self) -> list[str]:
        """The newest card's buttons."""
        return [label(button) for row in self.last.rows for button in row]

    def opens(self, payload: str = "") -> Phone:
        """Opens the bot by a link."""
        return self._show(lambda unit, visitor: routes.answer_opened(Opened(visitor, payload, self.world.now), unit))

    def types(self, text: str, kind: Kind = Kind.TEXT) -> Phone:
        """Sends free text."""
        if self.screens and self.last.asks is not None:
            self.world.followed.add(type(self.last.asks))
        if text.startswith("/"):
            self.world.followed.add(type(commands.action(text[1:])))
            return self._show(lambda unit, v: routes.answer_command(v, text[1:], self.world.now, unit))
        return self._show(lambda unit, v: routes.answer_said(Said(v, kind, text, self.world.now), unit))

    def sends(self, content: bytes | None, name: str = "list.csv") -> Phone:
        """Sends a file; None for one that cannot be had from the platform."""
        if self.screens and self.last.asks is not None:
            self.world.followed.add(type(self.last.asks))
        return self._show(lambda unit, v: routes.answer_said(Said(v, Kind.FILE, name, self.world.now, content), unit))

    def taps(self, words: str) -> Phone:
        """Taps the button with exactly these words on the newest card that has it."""
        for screen in reversed(self.screens):
            for row in screen.rows:
                for button in row:
                    if label(button) == words and button.action is not None:
                        return self.taps_raw(actions.encode(button.action))
        raise AssertionError(f"no button {words!r}; the newest card says {self.text!r} with {self.labels()}")

    def taps_raw(self, data: str) -> Phone:
        """Taps a button that carries these bytes."""
        self.world.followed.add(type(actions.decode(data)))
        return self._show(lambda unit, v: routes.answer_bytes(v, data, self.world.now, unit))

    def follows(self, action: actions.Action) -> Phone:
        """Taps a button that means this, whatever it says."""
        return self.taps_raw(actions.encode(action))

    def sees(self, *words: str) -> Phone:
        """Fails unless the newest card says all of it."""
        for each in words:
            assert each in self.text, f"{each!r} is not in {self.text!r}"
        return self

    @property
    def person(self) -> Person:
        """The person behind the phone."""
        found = self.world.read(lambda unit: unit.people.by_chat(self.chat))
        assert found is not None
        return found

    def _show(self, answer: Callable[[Unit, Visitor], Screen | None]) -> Phone:
        def cause(unit: Unit) -> tuple[Screen | None, list[Row]]:
            visitor = Visitor(self.chat, unit.people.by_chat(self.chat), self.language, self.called)
            # What came of it is asked for here: most often nothing did, and one more transaction would tell no more.
            return answer(unit, visitor), self.world.waiting(unit)

        shown, waiting = self.world.write(cause)
        if shown is not None and shown.follows:
            self.world.follows(self, shown)
        if shown is not None:
            self.screens.append(shown)
        self.world.deliver(waiting)
        return self


def label(button: Button) -> str:
    """The words on a button as the platform shows them, with plain spaces."""
    return plain(button.label)


def plain(words: Markup) -> str:
    """The words without HTML, where "kl." and its hour, which stay on one line, have a plain space between them."""
    return str(words.striptags()).replace("kl.\u00a0", "kl. ")


class World:
    """A database, a clock that stands until it is moved, and the phones."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        """An empty database at `url`, else a fresh SQLite file in the folder."""
        self.store = swift(url or f"sqlite:///{folder / 'world.db'}")
        self.followed: set[type] = set()  # the meanings of what was tapped, and of the questions that were answered
        self.write, self.read = self.store.write_now, self.store.read_now
        self._begins()

    def _begins(self) -> None:
        self.now = NOW
        self.store.public_url = "https://makker.example"
        self.phones: dict[int, Phone] = {}
        self.told: list[tuple[str, Screen]] = []

    def begins_again(self) -> World:
        """Forgets everything and everybody, but not what was followed: much quicker than another database."""
        emptied(self.store)
        self._begins()
        return self

    def phone(self, called: str, language: str = "en") -> Phone:
        """A new phone with its owner's first name and platform language."""
        phone = Phone(self, 1000 + len(self.phones), called, language)
        self.phones[phone.chat] = phone
        return phone

    def invitation(self, role: Role, programme: str = "Peer Vejle", language: str = "en", uses: int = 1) -> str:
        """An invitation's payload, as the operator makes it; the programme is made when it is new."""

        def cause(unit: Unit) -> str:
            found = unit.programmes.by_name(programme) or unit.programmes.add(
                programme, language, "Europe/Copenhagen", self.now
            )
            return unit.invitations.add(found.id, role, uses, None, self.now)

        return self.write(cause)

    def moves_to(self, when: datetime) -> None:
        """Moves the clock in quarters of an hour, so that everything on the way happens at its time."""
        while self.now < when:
            quarters = (self._next_due(when) - self.now) // QUARTER
            self.now = min(when, self.now + max(1, quarters) * QUARTER)
            self.ticks()

    def _next_due(self, latest: datetime) -> datetime:
        """Before then nothing happens by itself, so that the clock may leap."""

        def coming(unit: Unit) -> list[datetime | None]:
            subjects = (unit.pairs, unit.meetings, unit.programmes, unit.absences, unit.alerts)
            subjects += (unit.reminders, unit.followups, unit.proposals)
            return [*(each.next_due() for each in subjects), unit.outbox.next_at(self.now)]

        return min((at for at in self.read(coming) if at is not None), default=latest)

    def jumps_to(self, when: datetime) -> None:
        """Moves the clock in one go, as after a time of being off; what is due then happens then."""
        self.now = when
        self.ticks()

    def ticks(self) -> None:
        """One tick, and what it made due."""
        while self.write(lambda unit: ticker.decide(unit, self.now)):
            pass
        self.deliver()

    def follows(self, phone: Phone, shown: Screen) -> None:
        """The card stands in the phone's chat from now on, as the edges would have sent it."""

        def cause(unit: Unit) -> None:
            letter = unit.outbox.answer(phone.chat, f"answer:{len(phone.screens)}:{phone.chat}", "", self.now)
            unit.outbox.close(letter, OutboxState.SENT, self.now, None, letter)
            routes.follow(shown.follows, letter, self.now, unit)
            phone.cards[letter] = len(phone.screens)

        self.write(cause)

    def waiting(self, unit: Unit) -> list[Row]:
        """The notices that are due."""
        return list(unit.connection.execute(WAITING, {"now": self.now}))

    def deliver(self, rows: list[Row] | None = None) -> None:
        """Shows every notice that is due (these, when they are known) to its reader, outside their quiet hours."""
        for row in self.read(self.waiting) if rows is None else rows:
            self._deliver(row)

    def _deliver(self, row) -> None:
        shown: list[Screen] = []

        found = self.read(partial(letters.gathered, row.id, self.now)) if row.kind in notices.GATHERERS else None

        def draw(*what) -> Screen | Dropped:
            screen = notices.draw(*what, found=found)
            shown.append(screen)
            return screen

        def cause(unit: Unit) -> bool:
            if letters.start(row.id, self.now, draw, unit) is None:
                return False
            unit.outbox.close(row.id, OutboxState.SENT, self.now)
            return True

        if self.write(cause):
            self._shows(self.phones[row.chat], shown[-1])
            self.told.append((row.kind, shown[-1]))

    @staticmethod
    def _shows(phone: Phone, screen: Screen) -> None:
        if screen.edits is None:
            phone.screens.append(screen)
        else:
            phone.screens[phone.cards[screen.edits]] = screen
