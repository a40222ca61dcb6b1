"""What the rules are told: the kinds of nudges, and the facts of one meeting, one course, one programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.mentoring.fits import FitAnswer
from bot.mentoring.followups import Followup
from bot.mentoring.meetings import Log, Meeting, Move
from bot.mentoring.pairs import Agreement, Pair
from bot.mentoring.pauses import Pause
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme


class NudgeKind(StrEnum):
    """Everything that the bot says because time passed."""

    TOMORROW = "meeting.tomorrow"
    SOON = "meeting.soon"
    HOLIDAY = "meeting.holiday"
    OUTCOME = "meeting.outcome"
    OUTCOME_AGAIN = "meeting.outcome.again"
    STEP = "step.next"
    FIRST = "pair.first"
    QUIET = "pair.quiet"
    GOAL = "goal.first"
    FIT = "pair.fit"
    ENDING = "pair.ending"
    PAUSE_ENDING = "pause.ending"
    DIGEST = "digest.weekly"
    CARDS = "digest.cards"
    BACK = "digest.back"
    HELPED = "digest.helped"


@dataclass(frozen=True)
class MeetingFacts:
    """All that the rules need to know of one meeting; `pauses` are its pair's.

    `on_holiday` says that the rhythm put it on a day on which people do not usually meet;
    `move` is a suggested new time that the other has not answered.
    """

    meeting: Meeting
    pair: Pair
    mentor: Person
    mentee: Person
    logs: Mapping[int, Log]
    pauses: Sequence[Pause] = ()
    on_holiday: bool = False
    move: Move | None = None


@dataclass(frozen=True)
class CourseFacts:
    """All that the rules need to know of one pair on its way.

    `agreement` is what they agreed on, `meetings` are all of theirs in order, `has_goal` says whether there is one.
    `fits` is what each has said about the match.
    """

    pair: Pair
    mentor: Person
    mentee: Person
    agreement: Agreement | None
    meetings: Sequence[Meeting]
    has_goal: bool
    pauses: Sequence[Pause]
    fits: Sequence[FitAnswer] = ()


@dataclass(frozen=True)
class ProgrammeFacts:
    """All that the rules need to know of one programme; `readers` get its digest, due or next at `digest_at`."""

    programme: Programme
    readers: Sequence[Person]
    digest_at: datetime


@dataclass(frozen=True)
class FollowupFacts:
    """All that the rules need to know of one reason that a coordinator looked after; `by` is who did."""

    followup: Followup
    programme: Programme
    by: Person
