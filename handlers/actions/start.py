"""The welcome, and what one tells of oneself before being matched."""

from dataclasses import dataclass

from bot.mentoring.pairs import Form
from bot.mentoring.profiles import Chip, Topic
from handlers.actions.codec import Action
from handlers.actions.settings import Language


@dataclass(frozen=True)
class WelcomeIn(Action, code="wl"):
    """The welcome card, in this language."""

    language: Language


@dataclass(frozen=True)
class WelcomeMore(Action, code="wm"):
    """What else to know before saying yes."""


@dataclass(frozen=True)
class Consent(Action, code="yes"):
    """Yes, that's fine."""


@dataclass(frozen=True)
class NoThanks(Action, code="no"):
    """No thanks: forgets the stranger."""


@dataclass(frozen=True)
class SayName(Action, code="sn"):
    """What may we call you. `member` is the membership being set up, 0 from the settings."""

    member: int


@dataclass(frozen=True)
class AskCalled(Action, code="cal"):
    """The question about the name, once more."""

    member: int


@dataclass(frozen=True)
class KeepName(Action, code="kn"):
    """The name from the platform will do: on to the next question."""

    member: int


@dataclass(frozen=True)
class SayLikes(Action, code="sl"):
    """What a mentor likes and can help with; what a mentee would like."""

    member: int


@dataclass(frozen=True)
class AskLikes(Action, code="al"):
    """The question about likes, for whoever skipped the name or wants to change it."""

    member: int


@dataclass(frozen=True)
class SayFree(Action, code="sf"):
    """When there is time."""

    member: int


@dataclass(frozen=True)
class AskFree(Action, code="af"):
    """The question about time."""

    member: int


@dataclass(frozen=True)
class AskForm(Action, code="ao"):
    """The question about how one likes to meet."""

    member: int


@dataclass(frozen=True)
class PreferForm(Action, code="po"):
    """One way to meet, or no longer."""

    member: int
    form: Form
    on: bool


@dataclass(frozen=True)
class TellMore(Action, code="tm"):
    """What else helps to find somebody who fits."""

    member: int


@dataclass(frozen=True)
class AskTopic(Action, code="atp"):
    """One question about oneself, and a page of what can be tapped."""

    member: int
    topic: Topic
    page: int


@dataclass(frozen=True)
class TapChip(Action, code="tc"):
    """That is so, or no longer."""

    member: int
    chip: Chip
    on: bool


@dataclass(frozen=True)
class SayTopic(Action, code="syt"):
    """Own words about it."""

    member: int
    topic: Topic


@dataclass(frozen=True)
class ClearWords(Action, code="cw"):
    """Without the own words about it."""

    member: int
    topic: Topic


@dataclass(frozen=True)
class AskReady(Action, code="ar"):
    """Ready to be matched?"""

    member: int


@dataclass(frozen=True)
class Ready(Action, code="rd"):
    """I'm ready to be matched."""

    member: int


@dataclass(frozen=True)
class NotYet(Action, code="ny"):
    """Not yet."""

    member: int
