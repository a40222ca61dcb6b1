"""Every button's meaning, typed, and the codec that fits each into the platform's 64 bytes.

An action is a pointer, never a permission: `handlers/routes.py` says who may follow it, from the database.
Actions whose name begins with `Say` are never on a button: they wait in `pending` for the words they ask for.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, get_type_hints

from bot.mentoring.meetings import Mood, StepOutcome
from bot.mentoring.pairs import Form, Rhythm
from bot.mentoring.people import Role

LIMIT = 64
_LARGEST = 2**63 - 1
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BY_CODE: dict[str, type["Action"]] = {}


class Action:
    """What a tap means. Subclasses are frozen dataclasses of ints, bools and enums."""

    code: ClassVar[str]

    def __init_subclass__(cls, code: str) -> None:
        """Registers the action's code; raises ValueError when another has it already."""
        if code in _BY_CODE:
            raise ValueError(f"two actions share the code {code}")
        cls.code = code
        _BY_CODE[code] = cls


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


# --- From anywhere -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Home(Action, code="h"):
    """Home: when do we meet, what is our small step, what waits for me."""


@dataclass(frozen=True)
class Help(Action, code="help"):
    """What can be done here, and the way to a person."""


@dataclass(frozen=True)
class Privacy(Action, code="priv"):
    """What is kept, and who sees it."""


@dataclass(frozen=True)
class PrivacyMore(Action, code="prim"):
    """How it is kept, and by whom else."""


@dataclass(frozen=True)
class Cancel(Action, code="x"):
    """Never mind: forgets the question that waits, and goes home."""


@dataclass(frozen=True)
class Person(Action, code="hp"):
    """I need a person: who to ring."""


@dataclass(frozen=True)
class Undo(Action, code="undo"):
    """Takes one change back."""

    change: int


# --- Start -------------------------------------------------------------------------------------------------


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
    """How one likes to meet."""

    member: int
    form: Form


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


# --- The desk ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Desk(Action, code="d"):
    """The coordinator's desk."""

    programme: int


@dataclass(frozen=True)
class Invite(Action, code="di"):
    """Whom to invite: a mentor or a mentee, one or an evening."""

    programme: int


@dataclass(frozen=True)
class InviteRole(Action, code="dr"):
    """An invitation for a role; `evening` makes a link for up to 50."""

    programme: int
    role: Role
    evening: bool


@dataclass(frozen=True)
class Waiting(Action, code="dw"):
    """Who is waiting, and since when."""

    programme: int
    page: int


@dataclass(frozen=True)
class PairNow(Action, code="dp"):
    """Pair now: which mentor?"""

    programme: int
    page: int


@dataclass(frozen=True)
class PairMentor(Action, code="dm"):
    """This mentor, and which mentee?"""

    programme: int
    mentor: int
    page: int


@dataclass(frozen=True)
class PairBoth(Action, code="db"):
    """These two: makes them a pair."""

    programme: int
    mentor: int
    mentee: int


@dataclass(frozen=True)
class Pairs(Action, code="dl"):
    """The list of pairs."""

    programme: int
    page: int


@dataclass(frozen=True)
class PairCard(Action, code="dc"):
    """One pair, as the coordinator sees it."""

    pair: int


@dataclass(frozen=True)
class Digest(Action, code="dd"):
    """This week's digest, asked for."""

    programme: int


@dataclass(frozen=True)
class Partner(Action, code="pt"):
    """What the other one told of themselves."""

    pair: int


# --- The agreement -----------------------------------------------------------------------------------------


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


# --- Breaks ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PauseCard(Action, code="b"):
    """The break that the two are on, or the way to one."""

    pair: int


@dataclass(frozen=True)
class AskPause(Action, code="ba"):
    """Take a break: for how long?"""

    pair: int


@dataclass(frozen=True)
class SayPause(Action, code="bs"):
    """Until when, in plain words."""

    pair: int


@dataclass(frozen=True)
class PauseUntil(Action, code="bu"):
    """A break until this day (counted from year 1): says first what it means for the meetings."""

    pair: int
    day: int


@dataclass(frozen=True)
class TakePause(Action, code="bt"):
    """Takes the break until this day."""

    pair: int
    day: int


@dataclass(frozen=True)
class EndPause(Action, code="be"):
    """Takes the thread up again, before the break is over."""

    pair: int


# --- Stopping ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AskStop(Action, code="z"):
    """Shall the two stop here? Asked once."""

    pair: int


@dataclass(frozen=True)
class Stop(Action, code="zy"):
    """Yes, stop here."""

    pair: int


# --- Meetings ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Meetings(Action, code="m"):
    """The coming meetings of all one's pairs."""


@dataclass(frozen=True)
class MeetingCard(Action, code="mc"):
    """One meeting."""

    meeting: int


@dataclass(frozen=True)
class Coming(Action, code="my"):
    """I'm coming."""

    meeting: int


@dataclass(frozen=True)
class MoveIt(Action, code="mm"):
    """Move it: three suggestions and free text."""

    meeting: int


@dataclass(frozen=True)
class MoveTo(Action, code="mt"):
    """This time instead, in minutes since 1970 UTC: asks the other."""

    meeting: int
    minute: int


@dataclass(frozen=True)
class SayMoveTime(Action, code="sv"):
    """A time in plain words, to move to."""

    meeting: int


@dataclass(frozen=True)
class AcceptMove(Action, code="ma"):
    """Works for me."""

    move: int


@dataclass(frozen=True)
class CannotCome(Action, code="mx"):
    """I can't make it."""

    meeting: int


@dataclass(frozen=True)
class OnAfterAll(Action, code="mo"):
    """Takes "I can't make it" back."""

    meeting: int


@dataclass(frozen=True)
class SkipMeeting(Action, code="mz"):
    """Skip this one; the rhythm goes on."""

    meeting: int


@dataclass(frozen=True)
class FromNowOn(Action, code="mu"):
    """Another time for the whole rhythm, not only for this one."""

    meeting: int


@dataclass(frozen=True)
class MeetAnyway(Action, code="mh"):
    """Meet although it is a public holiday."""

    meeting: int


@dataclass(frozen=True)
class KeepTime(Action, code="mk"):
    """Keeps the time as it is: answers, or takes back, a suggested one."""

    move: int


@dataclass(frozen=True)
class AskMeetingTime(Action, code="mp"):
    """A meeting outside the rhythm: when?"""

    pair: int


@dataclass(frozen=True)
class SayMeetingTime(Action, code="mq"):
    """When it shall be, in plain words."""

    pair: int


@dataclass(frozen=True)
class PlanMeeting(Action, code="mr"):
    """Plans it then, in minutes since 1970 UTC."""

    pair: int
    minute: int


@dataclass(frozen=True)
class SaveMeeting(Action, code="ms"):
    """Save to calendar: the meeting as a file, and a new one whenever it changes."""

    meeting: int


@dataclass(frozen=True)
class FeedCard(Action, code="fc"):
    """The secret address that one's calendar follows."""


@dataclass(frozen=True)
class RenewFeed(Action, code="fr"):
    """A new address; `made` says which one it takes the place of, 0 for none."""

    made: int


@dataclass(frozen=True)
class StopFeed(Action, code="fs"):
    """Turns that address off."""

    made: int


# --- Logging -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Log(Action, code="l"):
    """Which meeting to log?"""


@dataclass(frozen=True)
class LogMeeting(Action, code="lm"):
    """Did you get to meet?"""

    meeting: int


@dataclass(frozen=True)
class LogMore(Action, code="lz"):
    """Earlier meetings to log."""

    page: int


@dataclass(frozen=True)
class Unplanned(Action, code="la"):
    """We met without planning: whom?"""


@dataclass(frozen=True)
class AskUnplanned(Action, code="lb"):
    """When did you meet?"""

    pair: int


@dataclass(frozen=True)
class SayUnplanned(Action, code="lc"):
    """When it was, in plain words."""

    pair: int


@dataclass(frozen=True)
class MetThen(Action, code="ld"):
    """We met then, in minutes since 1970 UTC, though it was never planned."""

    pair: int
    minute: int


@dataclass(frozen=True)
class Met(Action, code="lh"):
    """We met."""

    meeting: int


@dataclass(frozen=True)
class WasMoved(Action, code="lw"):
    """It was moved."""

    meeting: int


@dataclass(frozen=True)
class DidNotHappen(Action, code="ln"):
    """It didn't happen this time."""

    meeting: int


@dataclass(frozen=True)
class StepWas(Action, code="ls"):
    """What became of the step: done, some of the way, something else."""

    meeting: int
    outcome: StepOutcome


@dataclass(frozen=True)
class UndoLog(Action, code="lu"):
    """Takes one's log of the meeting back."""

    meeting: int


@dataclass(frozen=True)
class ConfirmMet(Action, code="ly"):
    """Yes, we met."""

    meeting: int


@dataclass(frozen=True)
class DenyMet(Action, code="lx"):
    """No, we didn't: a difference, kept for the coordinator."""

    meeting: int


@dataclass(frozen=True)
class MoodWas(Action, code="lf"):
    """How was it, in a face."""

    meeting: int
    mood: Mood


@dataclass(frozen=True)
class AskNote(Action, code="lt"):
    """Add a note: who shall see it?"""

    meeting: int


@dataclass(frozen=True)
class AskNoteText(Action, code="lq"):
    """The note's question; `shared` says whether the other can read it."""

    meeting: int
    shared: bool


@dataclass(frozen=True)
class SayNote(Action, code="so"):
    """A note, in own words."""

    meeting: int
    shared: bool


@dataclass(frozen=True)
class PlayNote(Action, code="lp"):
    """Plays a spoken note."""

    note: int


# --- The journey -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Journey(Action, code="j"):
    """Look how far; whoever is in several pairs chooses one."""


@dataclass(frozen=True)
class JourneyOf(Action, code="jp"):
    """A pair's journey, page 0 the newest."""

    pair: int
    page: int


@dataclass(frozen=True)
class KeepPicture(Action, code="jk"):
    """Keep a picture; `words` says whether the mentee's own words are on it."""

    pair: int
    words: bool


@dataclass(frozen=True)
class AskMoment(Action, code="jq"):
    """Something in own words: the mentee's pride, what the mentor saw. `meeting` is 0 for no special one."""

    pair: int
    meeting: int


@dataclass(frozen=True)
class SayMoment(Action, code="js"):
    """The own words."""

    pair: int
    meeting: int


# --- Goals -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Goals(Action, code="g"):
    """One's goals; for a mentor those of the mentee they meet."""


@dataclass(frozen=True)
class GoalsOf(Action, code="gp"):
    """The goals of a pair's mentee."""

    pair: int


@dataclass(frozen=True)
class GoalCard(Action, code="gc"):
    """One goal or step."""

    goal: int


@dataclass(frozen=True)
class GoalsPage(Action, code="gv"):
    """More of the goals of a pair's mentee."""

    pair: int
    page: int


@dataclass(frozen=True)
class GoalPage(Action, code="gw"):
    """More of what is under a goal."""

    goal: int
    page: int


@dataclass(frozen=True)
class GoalMore(Action, code="gz"):
    """What else can be done with a goal: other words, another estimate, put away."""

    goal: int


@dataclass(frozen=True)
class AskGoal(Action, code="ga"):
    """A new goal."""

    pair: int


@dataclass(frozen=True)
class SayGoal(Action, code="sg"):
    """The new goal, in own words."""

    pair: int


@dataclass(frozen=True)
class AskStep(Action, code="gs"):
    """A small step under a goal."""

    goal: int


@dataclass(frozen=True)
class SayStep(Action, code="ss"):
    """The small step, in own words."""

    goal: int


@dataclass(frozen=True)
class AskEstimate(Action, code="ge"):
    """How many meetings do you think it takes?"""

    goal: int


@dataclass(frozen=True)
class Estimate(Action, code="gn"):
    """This many meetings; 0 is "I don't know yet"."""

    goal: int
    meetings: int


@dataclass(frozen=True)
class SayEstimate(Action, code="se"):
    """A number, typed."""

    goal: int


@dataclass(frozen=True)
class AskRename(Action, code="gr"):
    """Other words for the goal."""

    goal: int


@dataclass(frozen=True)
class SayRename(Action, code="sr"):
    """The goal's new words."""

    goal: int


@dataclass(frozen=True)
class Tick(Action, code="gt"):
    """Done."""

    goal: int


@dataclass(frozen=True)
class Untick(Action, code="gu"):
    """Not done after all."""

    goal: int


@dataclass(frozen=True)
class Archive(Action, code="gx"):
    """Puts the goal away."""

    goal: int


@dataclass(frozen=True)
class PutAway(Action, code="gj"):
    """What was put away, and can come back."""

    pair: int
    page: int


@dataclass(frozen=True)
class BringBack(Action, code="gk"):
    """Brings back what was put away."""

    goal: int


@dataclass(frozen=True)
class AskUnder(Action, code="gb"):
    """Under which goal? `under` is the one that is looked into, 0 for the whole tree."""

    goal: int
    under: int
    page: int


@dataclass(frozen=True)
class MoveGoal(Action, code="gd"):
    """The goal lies under that one from now on; 0 is on its own."""

    goal: int
    under: int


@dataclass(frozen=True)
class AskOrder(Action, code="go"):
    """Further up, or further down?"""

    goal: int


@dataclass(frozen=True)
class PutAt(Action, code="gi"):
    """The goal is number `place` of its row, from 0: said in full, so that a second tap changes nothing."""

    goal: int
    place: int


@dataclass(frozen=True)
class MakeSmaller(Action, code="gg"):
    """What could be smaller?"""

    goal: int
    page: int


@dataclass(frozen=True)
class TalkLonger(Action, code="gh"):
    """The other, and the coordinator, are told that one would like to talk about more time."""

    pair: int


@dataclass(frozen=True)
class TakeGoal(Action, code="gy"):
    """The mentee takes the mentor's suggestion."""

    goal: int


@dataclass(frozen=True)
class LeaveGoal(Action, code="gl"):
    """Not now: the mentee leaves the mentor's suggestion."""

    goal: int


@dataclass(frozen=True)
class ChooseStep(Action, code="gm"):
    """Which step for this meeting?"""

    meeting: int


@dataclass(frozen=True)
class ChooseStepPage(Action, code="gq"):
    """More steps to choose from."""

    meeting: int
    page: int


@dataclass(frozen=True)
class StepFor(Action, code="gf"):
    """This step for this meeting."""

    meeting: int
    goal: int


@dataclass(frozen=True)
class AskNewStep(Action, code="gaa"):
    """A step for this meeting that is not in the tree yet."""

    meeting: int


@dataclass(frozen=True)
class SayNewStep(Action, code="gas"):
    """The new step for the meeting, in own words."""

    meeting: int


# --- Settings ----------------------------------------------------------------------------------------------


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


# --- One's own reminders -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class MyReminders(Action, code="r"):
    """One's own small reminders."""

    page: int


@dataclass(frozen=True)
class ReminderCard(Action, code="rc"):
    """One of them."""

    reminder: int


@dataclass(frozen=True)
class SayReminder(Action, code="rs"):
    """What and when, in one line."""


@dataclass(frozen=True)
class AskReminderAgain(Action, code="rg"):
    """Other words, or another time, for a reminder."""

    reminder: int


@dataclass(frozen=True)
class SayReminderAgain(Action, code="rw"):
    """The reminder anew, in one line."""

    reminder: int


@dataclass(frozen=True)
class ReminderAt(Action, code="rt"):
    """The same at another time of day, in minutes after midnight: the half of the day that was meant."""

    reminder: int
    minute: int


@dataclass(frozen=True)
class PauseReminder(Action, code="rp"):
    """Lets the reminder rest, or takes it up again."""

    reminder: int
    on: bool


@dataclass(frozen=True)
class DeleteReminder(Action, code="rx"):
    """Takes the reminder away."""

    reminder: int


# --- Nudges ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NotToday(Action, code="nt"):
    """Not today: nothing unprompted until tomorrow."""


# --- The codec ---------------------------------------------------------------------------------------------


_TYPES: dict[type[Action], tuple[type, ...]] = {}


def _types(kind: type[Action]) -> tuple[type, ...]:
    if kind not in _TYPES:
        hints = get_type_hints(kind)
        _TYPES[kind] = tuple(hints[part.name] for part in fields(kind))  # type: ignore[arg-type]  # all are dataclasses
    return _TYPES[kind]


def encode(action: Action) -> str:
    """The action as callback data, at most 64 bytes; raises ValueError for a number that no row has."""
    parts = [action.code]
    for part in fields(action):  # type: ignore[arg-type]  # every action is a dataclass
        value = getattr(action, part.name)
        parts.append(value.value if isinstance(value, StrEnum) else _base36(int(value)))
    return ".".join(parts)


def decode(data: str | None) -> Action | None:
    """The action in the callback data; None for bytes that no button of ours carries."""
    code, *parts = (data or "").split(".")
    kind = _BY_CODE.get(code)
    if kind is None or len(data or "") > LIMIT or len(parts) != len(_types(kind)):
        return None
    try:
        return kind(*(_read(hint, part) for hint, part in zip(_types(kind), parts, strict=True)))
    except ValueError:
        return None


def every_action() -> list[type[Action]]:
    """All kinds of action, in the order of this file."""
    return list(_BY_CODE.values())


def longest(kind: type[Action]) -> int:
    """The most bytes that an action of this kind can take."""
    size = len(kind.code)
    for hint in _types(kind):
        widest = max(len(str(m.value)) for m in hint) if issubclass(hint, StrEnum) else len(_base36(_LARGEST))
        size += 1 + (1 if hint is bool else widest)
    return size


def _read(hint: type, part: str) -> object:
    if issubclass(hint, StrEnum):
        return hint(part)
    if not part or part.strip(_DIGITS) or len(part) > len(_base36(_LARGEST)):
        raise ValueError("not a number of ours")
    number = int(part, 36)
    if hint is bool:
        return {0: False, 1: True}[number] if number < 2 else _refuse()
    return number if number <= _LARGEST else _refuse()


def _refuse() -> object:
    raise ValueError("not a value of ours")


def _base36(number: int) -> str:
    if not 0 <= number <= _LARGEST:
        raise ValueError("an action carries numbers from 0 to 2**63 - 1")
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits
