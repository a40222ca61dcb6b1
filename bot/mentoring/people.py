"""People: their roles, language, quiet hours, and what may be said to them unasked."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.mentoring.pairs import Form
from bot.mentoring.profiles import NOTHING_TOLD, Profile

LANGUAGES = ("da", "en")


class Role(StrEnum):
    """What somebody is in a programme; one person may be several. A deputy stands in while a coordinator is away."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    COORDINATOR = "coordinator"
    DEPUTY = "deputy"

    @property
    def meets(self) -> bool:
        """Whether one is there to meet somebody, and not to look after those who do."""
        return self in {Role.MENTOR, Role.MENTEE}


@dataclass(frozen=True)
class Person:
    """Somebody who said yes. `chat` is the platform's address, 0 for none; `zone` an IANA name; quiet hours are local.

    `unreachable_since` is set when the platform says that the person blocked the bot or is gone. `programme` is the
    one whose pairs they chose to have before them; None before they have chosen. Of somebody who was
    `erased` nothing is left but a place in what was counted: no name, and no address (0).
    """

    id: int
    chat: int
    name: str
    language: str
    zone: str
    quiet_from: time
    quiet_until: time
    remind_day_before: bool
    remind_soon: bool
    unreachable_since: datetime | None = None
    erased: bool = False
    programme: int | None = None

    @property
    def has_chat(self) -> bool:
        """Whether they have come in by the platform: somebody else keeps the thread for whoever has not."""
        return self.chat != 0

    @property
    def reachable(self) -> bool:
        """Whether a message can get through, as far as we know."""
        return self.has_chat and self.unreachable_since is None and not self.erased


@dataclass(frozen=True)
class Member:
    """A person's place in a programme: the role, the consent given, and since when ready to be matched.

    `likes` and `free` are own words, `forms` the ways to meet; `profile` is what else can be matched.
    """

    id: int
    programme: int
    person: int
    role: Role
    consent_version: int
    consented_at: datetime
    ready_at: datetime | None
    likes: str
    free: str
    forms: str
    left_at: datetime | None = None
    profile: Profile = NOTHING_TOLD

    @property
    def ways(self) -> frozenset[Form]:
        """How they like to meet."""
        return frozenset(Form(each) for each in self.forms.split(",") if each)


def guess_language(platform_code: str | None, usual: str = "en") -> str:
    """The language to begin in, by the platform's code (`da-DK`, `nb`, `en`): Danish to Scandinavians.

    It is the `usual` one where the code is of a language that Makker does not speak.
    """
    code = (platform_code or "").lower().split("-")[0]
    if code in {"da", "nb", "nn", "no", "sv", "fo", "kl", "is"}:
        return "da"
    return code if code in LANGUAGES else usual
