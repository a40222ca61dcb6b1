"""Language, zone, quiet hours, reminders before a meeting, name."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.actions.codec import Action


class Language(StrEnum):
    """The languages on buttons."""

    DA = "da"
    EN = "en"


class UsualZone(StrEnum):
    """The zones that have a button; all others are typed."""

    COPENHAGEN = "Europe/Copenhagen"
    FAROE = "Atlantic/Faroe"
    NUUK = "America/Nuuk"
    LONDON = "Europe/London"


@dataclass(frozen=True)
class Settings(Action, code="s"):
    """Language, zone, quiet hours, reminders, name."""


@dataclass(frozen=True)
class AskLanguage(Action, code="sal"):
    """Which language?"""


@dataclass(frozen=True)
class SetLanguage(Action, code="set"):
    """This language."""

    language: Language


@dataclass(frozen=True)
class AskName(Action, code="san"):
    """Another name."""


@dataclass(frozen=True)
class AskZone(Action, code="saz"):
    """Which zone?"""


@dataclass(frozen=True)
class SayZone(Action, code="sz"):
    """A zone or a city, typed."""


@dataclass(frozen=True)
class SetZone(Action, code="stz"):
    """One of the usual zones, by button."""

    zone: UsualZone


@dataclass(frozen=True)
class AskQuiet(Action, code="saq"):
    """Which quiet hours?"""


@dataclass(frozen=True)
class SayQuiet(Action, code="syq"):
    """Quiet from and until, typed."""


@dataclass(frozen=True)
class SetQuiet(Action, code="sq"):
    """Quiet from and until, in whole local hours; the same twice turns them off."""

    start: int
    end: int


@dataclass(frozen=True)
class AskReminders(Action, code="sar"):
    """Which reminders?"""


@dataclass(frozen=True)
class ToggleDayBefore(Action, code="sdb"):
    """The reminder the day before, on or off."""

    on: bool


@dataclass(frozen=True)
class ToggleSoon(Action, code="sts"):
    """The reminder two hours before, on or off."""

    on: bool
