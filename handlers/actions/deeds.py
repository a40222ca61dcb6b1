"""What a coordinator does for a pair."""

from dataclasses import dataclass

from bot.mentoring.pairs import Ending
from bot.mentoring.people import Role
from handlers.actions.codec import Action


@dataclass(frozen=True)
class PairDeeds(Action, code="e"):
    """What can be done for a pair."""

    pair: int


@dataclass(frozen=True)
class LogFor(Action, code="el"):
    """A meeting of theirs: which one? A day can be typed, too."""

    pair: int


@dataclass(frozen=True)
class LogMeetingFor(Action, code="em"):
    """Did they meet?"""

    meeting: int


@dataclass(frozen=True)
class WriteDown(Action, code="ew"):
    """Writes down that they met, or that it didn't happen."""

    meeting: int
    held: bool


@dataclass(frozen=True)
class SayDayFor(Action, code="sel"):
    """When they met, in plain words."""

    pair: int


@dataclass(frozen=True)
class TheyMetThen(Action, code="et"):
    """They met then, in minutes since 1970."""

    pair: int
    minute: int


@dataclass(frozen=True)
class AskEnding(Action, code="ee"):
    """Ends a pair: why?"""

    pair: int


@dataclass(frozen=True)
class EndingIs(Action, code="ei"):
    """For that reason: asks once, with what follows."""

    pair: int
    ending: Ending


@dataclass(frozen=True)
class EndPair(Action, code="ex"):
    """Ends it."""

    pair: int
    ending: Ending


@dataclass(frozen=True)
class PauseFor(Action, code="eb"):
    """The break that the two are on, or the way to one."""

    pair: int


@dataclass(frozen=True)
class AskPauseFor(Action, code="eba"):
    """A break for the two: for how long?"""

    pair: int


@dataclass(frozen=True)
class SayPauseFor(Action, code="seb"):
    """Until when, in plain words."""

    pair: int


@dataclass(frozen=True)
class PauseForUntil(Action, code="ebu"):
    """A break until this day (counted from year 1): says first what it means."""

    pair: int
    day: int


@dataclass(frozen=True)
class TakePauseFor(Action, code="ebt"):
    """Writes the break down until this day."""

    pair: int
    day: int


@dataclass(frozen=True)
class EndPauseFor(Action, code="ebe"):
    """The two take the thread up again."""

    pair: int


@dataclass(frozen=True)
class ExtendFor(Action, code="eo"):
    """A longer course for the two: by how much?"""

    pair: int


@dataclass(frozen=True)
class SayLongerFor(Action, code="seo"):
    """So many months more, typed."""

    pair: int


@dataclass(frozen=True)
class LongerBy(Action, code="eob"):
    """So many months more: says first what it means."""

    pair: int
    months: int


@dataclass(frozen=True)
class AskLonger(Action, code="eoa"):
    """Asks the two whether they would like to go on for so many months more."""

    pair: int
    months: int


@dataclass(frozen=True)
class StayAsAgreed(Action, code="eos"):
    """One of the two: it stays as it was agreed."""

    agreement: int


@dataclass(frozen=True)
class AskMentor(Action, code="en"):
    """Another mentor for the mentee: who?"""

    pair: int
    page: int


@dataclass(frozen=True)
class SayMentor(Action, code="sen"):
    """Another mentor, by name."""

    pair: int


@dataclass(frozen=True)
class NewMentor(Action, code="enm"):
    """This one: asks once, with what follows."""

    pair: int
    mentor: int


@dataclass(frozen=True)
class GiveMentor(Action, code="eng"):
    """This one, from now on."""

    pair: int
    mentor: int


@dataclass(frozen=True)
class AgreeFor(Action, code="ea"):
    """What the two have agreed by phone: begins a draft for them."""

    pair: int


@dataclass(frozen=True)
class WriteAgreement(Action, code="eaw"):
    """Writes the draft down: it counts from now on."""

    agreement: int


@dataclass(frozen=True)
class AddWithout(Action, code="ep"):
    """Somebody without Telegram: a mentor or a mentee?"""

    programme: int


@dataclass(frozen=True)
class AddAs(Action, code="epr"):
    """In that role: have they said yes on paper?"""

    programme: int
    role: Role


@dataclass(frozen=True)
class AskNameWithout(Action, code="epn"):
    """They have: what may we call them?"""

    programme: int
    role: Role


@dataclass(frozen=True)
class SayNameWithout(Action, code="sep"):
    """Their name."""

    programme: int
    role: Role


@dataclass(frozen=True)
class LinkFor(Action, code="epl"):
    """A link for somebody who is here by name alone."""

    member: int
