"""What the parts, columns and values of a person's own data are called in plain words."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from markupsafe import Markup

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState, MomentKind, Mood, Reply, StepOutcome
from bot.mentoring.pairs import AgreementState, Form, PairState, Rhythm
from bot.mentoring.people import Role
from handlers.speech import Speech, mark
from storage.states import Deed, InboxState, MoveState, NoteSight, OutboxState

TITLES: Mapping[str, str] = {
    "people": mark("About you"),
    "members": mark("Your places in programmes"),
    "pairs": mark("Whom you meet, or have met"),
    "agreements": mark("What you two agreed on"),
    "meetings": mark("Your meetings"),
    "pauses": mark("Breaks"),
    "goals": mark("Your goals and small steps"),
    "suggestions": mark("Goals that you suggested to the one you meet"),
    "estimates": mark("How many meetings a goal might take"),
    "moments": mark("Good moments, in words"),
    "notes": mark("Your notes"),
    "logs": mark("What you told of meetings"),
    "replies": mark("Whether you could come"),
    "moves": mark("Other times that you suggested"),
    "reminders": mark("Your small reminders"),
    "calendars": mark("Your calendar address"),
    "saves": mark("Meetings that you saved to a calendar"),
    "standings": mark("Messages that you answered or left"),
    "changes": mark("What you changed, for Undo"),
    "pending": mark("The question that waits for you"),
    "invitations": mark("Invitations that you made"),
    "openings": mark("An invitation that you have not answered"),
    "wrong_tries": mark("Links that did not work"),
    "inbox": mark("What you sent just now"),
    "outbox": mark("Messages to you"),
    "audit": mark("Who looked or changed something"),
}

LABELS: Mapping[str, str] = {
    "action": mark("Which question"),
    "after": mark("Afterwards"),
    "agreed_at": mark("Agreed"),
    "asked_at": mark("Asked"),
    "at": mark("When"),
    "attempts": mark("Tries"),
    "author_id": mark("Written by"),
    "before": mark("Before that"),
    "began_at": mark("Began"),
    "by_id": mark("By"),
    "chat": mark("Your number at Telegram"),
    "closed_at": mark("Ended"),
    "confirmed": mark("Confirmed"),
    "consent_version": mark("Version of the words you said yes to"),
    "consented_at": mark("You said yes"),
    "created_at": mark("Made"),
    "day": mark("Day"),
    "done_at": mark("Done"),
    "due_at": mark("Next time"),
    "ended_at": mark("Ended"),
    "ends_on": mark("Lasts until"),
    "estimate": mark("How many meetings it might take"),
    "expires_at": mark("Good until"),
    "first": mark("First day"),
    "forget_at": mark("Looked at again, whether it may be kept"),
    "form": mark("How"),
    "forms": mark("How you like to meet"),
    "free": mark("When you have time"),
    "held": mark("You met"),
    "holiday": mark("Also on a public holiday"),
    "hushed_until": mark("Quiet until"),
    "kind": mark("Kind"),
    "language": mark("Language"),
    "last_at": mark("Last time"),
    "left_at": mark("Left"),
    "likes": mark("What you like"),
    "made_at": mark("Made"),
    "meetings": mark("Number of meetings"),
    "mentee_id": mark("Mentee"),
    "mentor_id": mark("Mentor"),
    "minutes": mark("Minutes"),
    "months": mark("Months"),
    "mood": mark("How it was"),
    "name": mark("Name"),
    "not_before": mark("To be sent"),
    "nth": mark("Which one in the month"),
    "opened_at": mark("Opened"),
    "paused": mark("Rests"),
    "person_id": mark("From"),
    "place": mark("Place"),
    "position": mark("Place in the list"),
    "programme": mark("Programme"),
    "proposed_at": mark("Suggested"),
    "proposed_by": mark("Suggested by"),
    "quiet_from": mark("Quiet from"),
    "quiet_until": mark("Quiet until"),
    "ready_at": mark("Ready to be matched since"),
    "reason": mark("Why"),
    "received_at": mark("Came"),
    "remind_day_before": mark("Reminder the day before"),
    "remind_soon": mark("Reminder two hours before"),
    "reply": mark("Your answer"),
    "rhythm": mark("How often"),
    "role": mark("As"),
    "settled_at": mark("Settled"),
    "sight": mark("Who sees it"),
    "since": mark("Since"),
    "slot": mark("Day by the rhythm"),
    "stale": mark("Changed since it was saved"),
    "starts_at": mark("Begins"),
    "state": mark("How it stands"),
    "step_outcome": mark("The small step"),
    "target": mark("Of which row"),
    "text": mark("In words"),
    "title": mark("In words"),
    "unanswered": mark("Unanswered in a row"),
    "undone_at": mark("Undone"),
    "unreachable_since": mark("Not reachable since"),
    "until": mark("Until"),
    "uses_left": mark("Places left"),
    "version": mark("Changed so often"),
    "voice": mark("Voice message, by its number at Telegram"),
    "warned_at": mark("Told that you will be forgotten"),
    "weekdays": mark("Weekdays"),
    "what": mark("What"),
    "zone": mark("Time zone"),
}

_SAID: Sequence[tuple[StrEnum, str]] = (
    (Role.MENTOR, mark("mentor")),
    (Role.MENTEE, mark("mentee")),
    (Role.COORDINATOR, mark("coordinator")),
    (PairState.ACTIVE, mark("you meet")),
    (PairState.PAUSED, mark("on a break")),
    (PairState.CLOSED, mark("over")),
    (AgreementState.DRAFT, mark("a draft")),
    (AgreementState.PROPOSED, mark("suggested")),
    (AgreementState.AGREED, mark("agreed")),
    (AgreementState.REPLACED, mark("replaced by another one")),
    (AgreementState.DECLINED, mark("not this time")),
    (Rhythm.WEEKLY, mark("every week")),
    (Rhythm.FORTNIGHTLY, mark("every other week")),
    (Rhythm.MONTHLY, mark("every month")),
    (Rhythm.FREE, mark("no fixed time")),
    (Form.WALK, mark("a walk")),
    (Form.COFFEE, mark("coffee")),
    (Form.CAFE, mark("a café")),
    (Form.ONLINE, mark("online")),
    (Form.PHONE, mark("by phone")),
    (MeetingState.PLANNED, mark("planned")),
    (MeetingState.HELD, mark("held")),
    (MeetingState.MISSED, mark("it didn't happen this time")),
    (MeetingState.CALLED_OFF, mark("called off")),
    (Reply.COMING, mark("coming")),
    (Reply.CANNOT, mark("could not come")),
    (MoveState.OPEN, mark("not answered yet")),
    (MoveState.ACCEPTED, mark("it suited")),
    (MoveState.REPLACED, mark("replaced by another one")),
    (StepOutcome.DONE, mark("you did it")),
    (StepOutcome.SOME, mark("some of the way")),
    (StepOutcome.OTHER, mark("something else")),
    (Mood.GREAT, mark("great")),
    (Mood.GOOD, mark("good")),
    (Mood.SOSO, mark("so-so")),
    (Mood.HARD, mark("hard")),
    (MomentKind.PROUD, mark("something to be proud of")),
    (MomentKind.STRENGTH, mark("a strength that the mentor saw")),
    (NoteSight.SHARED, mark("both of you")),
    (NoteSight.MINE, mark("only you")),
    (GoalState.SUGGESTED, mark("suggested")),
    (GoalState.OPEN, mark("open")),
    (GoalState.DONE, mark("done")),
    (GoalState.ARCHIVED, mark("put away")),
    (InboxState.WAITING, mark("waits")),
    (InboxState.DONE, mark("answered")),
    (InboxState.IGNORED, mark("not for the bot")),
    (InboxState.DEAD, mark("could not be answered")),
    (OutboxState.WAITING, mark("waits")),
    (OutboxState.STARTED, mark("on its way")),
    (OutboxState.SENT, mark("sent")),
    (OutboxState.UNCERTAIN, mark("perhaps sent")),
    (OutboxState.EXPIRED, mark("too late to be sent")),
    (OutboxState.DROPPED, mark("not sent, as it was no longer true")),
    (OutboxState.UNREACHABLE, mark("did not get through")),
    (OutboxState.FAILED, mark("could not be sent")),
    (Deed.LOOKED, mark("looked at how it goes for the two of you")),
    (Deed.PAIRED, mark("made you two a pair")),
    (Deed.TAKEN_ALONG, mark("took everything along")),
    (Deed.AGREED, mark("said yes")),
    (Deed.WITHDREW, mark("took the yes back")),
    (Deed.ERASED, mark("was erased")),
    (Deed.FORGOTTEN, mark("was forgotten after half a year")),
)
# Two enums may have the same text for a value, and then they are equal: the kind tells them apart.
WORDS: Mapping[tuple[type[StrEnum], str], str] = {(type(value), value.value): words for value, words in _SAID}


def title(part: str, say: Speech) -> Markup:
    """A part's heading."""
    return say(TITLES[part])


def label(column: str, say: Speech) -> Markup:
    """What a column is called."""
    return say(LABELS[column])


def word(value: StrEnum, say: Speech) -> Markup:
    """A value in plain words."""
    return say(WORDS[type(value), value.value])


def is_number(column: str) -> bool:
    """Whether it is a number by which rows find each other."""
    return column == "done_in" or column not in LABELS
