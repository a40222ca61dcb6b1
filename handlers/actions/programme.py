"""Running a programme: its phone and country, the links that are out, and who is in it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.mentoring.pairs import Rhythm
from handlers.actions.codec import Action
from handlers.actions.settings import Language


class Country(StrEnum):
    """Where a programme's people would ring from; OTHER is one whose numbers nobody has looked up."""

    DK = "DK"
    GB = "GB"
    US = "US"
    OTHER = "ZZ"


class Setting(StrEnum):
    """What a coordinator sets for the programme in own words."""

    NAME = "n"
    LANGUAGE = "l"
    ZONE = "z"
    QUIET = "q"
    DIGEST = "d"
    MONTHS = "m"
    RHYTHM = "r"
    PLACES = "p"
    CONTACT = "c"


@dataclass(frozen=True)
class ProgrammeCard(Action, code="ya"):
    """The programme: how it can be reached, and who looks after it."""

    programme: int


@dataclass(frozen=True)
class AskPhone(Action, code="yb"):
    """Which phone can people ring?"""

    programme: int


@dataclass(frozen=True)
class SayPhone(Action, code="yc"):
    """A phone number, typed."""

    programme: int


@dataclass(frozen=True)
class NoPhone(Action, code="yd"):
    """No phone is shown."""

    programme: int


@dataclass(frozen=True)
class AskCountry(Action, code="ye"):
    """In which country?"""

    programme: int


@dataclass(frozen=True)
class SetCountry(Action, code="yf"):
    """This country."""

    programme: int
    country: Country


@dataclass(frozen=True)
class OpenLinks(Action, code="yg"):
    """The invitations by which somebody can still come in."""

    programme: int
    page: int


@dataclass(frozen=True)
class LinkCard(Action, code="yh"):
    """One of them."""

    invitation: int


@dataclass(frozen=True)
class WithdrawLink(Action, code="yi"):
    """Nobody comes in by it any more."""

    invitation: int


@dataclass(frozen=True)
class AskLinkName(Action, code="yja"):
    """For whom is it meant?"""

    invitation: int


@dataclass(frozen=True)
class SayLinkName(Action, code="yjb"):
    """Their name, typed."""

    invitation: int


@dataclass(frozen=True)
class ResendLink(Action, code="yjc"):
    """Another link in its place, as nobody can show it again."""

    invitation: int


@dataclass(frozen=True)
class AskRoster(Action, code="yjd"):
    """A list of names to make a link for each."""

    programme: int


@dataclass(frozen=True)
class SayRoster(Action, code="yje"):
    """That list, as a file or typed."""

    programme: int


@dataclass(frozen=True)
class MakeLinks(Action, code="yjf"):
    """Make the links of a list."""

    roster: int


@dataclass(frozen=True)
class People(Action, code="yj"):
    """Everybody who has a place in the programme."""

    programme: int
    page: int


@dataclass(frozen=True)
class PlaceCard(Action, code="yk"):
    """One person's place."""

    member: int


@dataclass(frozen=True)
class AskEndPlace(Action, code="yl"):
    """End this place? Asked once."""

    member: int


@dataclass(frozen=True)
class EndPlace(Action, code="ym"):
    """Yes, it ends; `minute` is when that was asked."""

    member: int
    minute: int


@dataclass(frozen=True)
class AwayCard(Action, code="yn"):
    """When the coordinator is away, and who stands in."""

    programme: int


@dataclass(frozen=True)
class SayAway(Action, code="yo"):
    """From when until when, typed."""

    programme: int


@dataclass(frozen=True)
class SetAway(Action, code="yp"):
    """Away from the one day until the other (counted from year 1)."""

    programme: int
    start: int
    end: int


@dataclass(frozen=True)
class BackAgain(Action, code="yq"):
    """Here after all, or again."""

    absence: int


@dataclass(frozen=True)
class AwayFor(Action, code="afc"):
    """When another coordinator is away."""

    member: int


@dataclass(frozen=True)
class SayAwayFor(Action, code="afs"):
    """From when until when the other one is away, typed."""

    member: int


@dataclass(frozen=True)
class SetAwayFor(Action, code="aft"):
    """The other one is away from the one day until the other (counted from year 1)."""

    member: int
    start: int
    end: int


@dataclass(frozen=True)
class BackFor(Action, code="afb"):
    """The other one is here after all."""

    absence: int


@dataclass(frozen=True)
class ProgrammeSettings(Action, code="yy"):
    """What is usual in the programme."""

    programme: int


@dataclass(frozen=True)
class AskSetting(Action, code="yz"):
    """How shall it be?"""

    programme: int
    setting: Setting


@dataclass(frozen=True)
class SaySetting(Action, code="yx"):
    """So, typed."""

    programme: int
    setting: Setting


@dataclass(frozen=True)
class PairSettings(Action, code="yw"):
    """What is usual for the programme's pairs."""

    programme: int


@dataclass(frozen=True)
class NoContact(Action, code="noc"):
    """The consent card shows the coordinator's name alone."""

    programme: int


@dataclass(frozen=True)
class NoPlaces(Action, code="yv"):
    """There is no place at which pairs are not to meet."""

    programme: int


@dataclass(frozen=True)
class SetProgrammeLanguage(Action, code="yu"):
    """This language is usual in the programme."""

    programme: int
    language: Language


@dataclass(frozen=True)
class SetProgrammeRhythm(Action, code="yt"):
    """So often pairs usually meet."""

    programme: int
    rhythm: Rhythm
