"""What a notice is drawn from, and what a drawer gives when there is nothing to say any more, or not yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.mentoring.people import Person
from handlers.screen import Screen
from handlers.speech import Speech
from storage.unit import Unit

Facts = Mapping[str, int | str]


@dataclass(frozen=True)
class Dropped:
    """Nothing is said, because it is no longer true; the reason stands on the outbox row."""

    reason: str


@dataclass(frozen=True)
class Rests:
    """Nothing is said before then: its clock stands still meanwhile, as the pair's do in a break."""

    until: datetime


@dataclass(frozen=True)
class Notice:
    """What a drawer gets: the facts in the outbox row (ids), who reads it, and the instant.

    `found` is what was gathered for it a moment ago; None when nothing was.
    """

    facts: Facts
    reader: Person
    now: datetime
    found: Any = None

    def __getitem__(self, name: str) -> int:
        """A fact that is a number; raises KeyError when the row has none of that name."""
        return int(self.facts[name])


Drawer = Callable[[Notice, Unit, Speech], Screen | Dropped]
Gatherer = Callable[[Notice, Unit], Any]
