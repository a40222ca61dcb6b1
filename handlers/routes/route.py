"""One row of the tables: who may, and what is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.access import Guard
from handlers.screen import Screen
from handlers.speech import Speech
from handlers.tap import Kind, Said, Tap
from storage.unit import Unit

TapAnswer = Callable[[Tap[Any], Unit, Speech], Screen]
SaidAnswer = Callable[[Said, Any, Unit, Speech], Screen]


@dataclass(frozen=True)
class Route:
    """Who may, and what is answered."""

    may: Guard
    answer: TapAnswer


@dataclass(frozen=True)
class Question:
    """Who may, and what is done with the words that came; `voice` says that they may be spoken, too.

    `file` says that a file is as good.
    """

    may: Guard
    answer: SaidAnswer
    voice: bool = False
    file: bool = False

    def takes(self, said: Said) -> bool:
        """Whether that can be an answer."""
        written = said.kind is Kind.TEXT and bool(said.text.strip())
        other = {Kind.VOICE: self.voice, Kind.FILE: self.file}
        return written or other.get(said.kind, False)
