"""Agreeing on a rhythm, a time, a form, a place and a length."""

from dataclasses import dataclass

from bot.mentoring.pairs import Form, Rhythm
from handlers.actions.codec import Action


@dataclass(frozen=True)
class Agreements(Action, code="ai"):
    """What is agreed; whoever is in several pairs chooses one."""


@dataclass(frozen=True)
class AgreementCard(Action, code="a"):
    """What the two have agreed on, or the way there."""

    pair: int


@dataclass(frozen=True)
class AgreementStart(Action, code="as"):
    """A new proposal: which rhythm?"""

    pair: int


@dataclass(frozen=True)
class ChooseRhythm(Action, code="ac"):
    """The rhythm."""

    agreement: int
    rhythm: Rhythm


@dataclass(frozen=True)
class ChooseSeveral(Action, code="ag"):
    """Several times a week: on which days?"""

    agreement: int


@dataclass(frozen=True)
class PickDay(Action, code="aj"):
    """One of several weekdays, 0 = Monday, in or out."""

    agreement: int
    weekday: int
    on: bool


@dataclass(frozen=True)
class AskHour(Action, code="au"):
    """At what time on the days that were chosen?"""

    agreement: int


@dataclass(frozen=True)
class SayTime(Action, code="st"):
    """Day and time in plain words."""

    agreement: int


@dataclass(frozen=True)
class AskTime(Action, code="at"):
    """Asks for day and time (again)."""

    agreement: int


@dataclass(frozen=True)
class ChooseDay(Action, code="ad"):
    """The weekday, 0 = Monday, by button."""

    agreement: int
    weekday: int


@dataclass(frozen=True)
class ChooseHour(Action, code="ah"):
    """The weekday and the time, in minutes after midnight, by button."""

    agreement: int
    weekday: int
    minute: int


@dataclass(frozen=True)
class AskMeetingForm(Action, code="am"):
    """How will we meet? Also: the time was understood, go on."""

    agreement: int


@dataclass(frozen=True)
class ChooseForm(Action, code="ae"):
    """Walk, coffee, café, online, phone."""

    agreement: int
    form: Form


@dataclass(frozen=True)
class SayPlace(Action, code="sp"):
    """The place in own words."""

    agreement: int


@dataclass(frozen=True)
class AskMonths(Action, code="ak"):
    """For how long? Also: skip the place."""

    agreement: int


@dataclass(frozen=True)
class ChooseMonths(Action, code="an"):
    """The length of the course, in months."""

    agreement: int
    months: int


@dataclass(frozen=True)
class SayMonths(Action, code="sm"):
    """Another number of months, typed."""

    agreement: int


@dataclass(frozen=True)
class AskOtherMonths(Action, code="aq"):
    """Another number of months."""

    agreement: int


@dataclass(frozen=True)
class ProposeAgreement(Action, code="ap"):
    """Sends the proposal to the other."""

    agreement: int


@dataclass(frozen=True)
class AcceptAgreement(Action, code="ay"):
    """That suits me."""

    agreement: int


@dataclass(frozen=True)
class TakeBack(Action, code="ab"):
    """Takes a proposal back that nobody has answered."""

    agreement: int


@dataclass(frozen=True)
class ProposalCard(Action, code="av"):
    """The proposal as it stands."""

    agreement: int


@dataclass(frozen=True)
class AskRhythm(Action, code="aw"):
    """Another rhythm for the draft."""

    agreement: int


@dataclass(frozen=True)
class AskPlace(Action, code="ax"):
    """Where will we meet?"""

    agreement: int


@dataclass(frozen=True)
class DraftCard(Action, code="az"):
    """The whole draft, to send or to change. Also: keep the place."""

    agreement: int
