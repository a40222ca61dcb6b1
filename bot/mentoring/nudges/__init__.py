"""What the bot says because time passed: ONE table of rules, and how much may be said unprompted."""

from bot.mentoring.nudges.budget import ENOUGH, Standing, Stop, Wait, ruling
from bot.mentoring.nudges.facts import CourseFacts, FollowupFacts, MeetingFacts, NudgeKind, ProgrammeFacts
from bot.mentoring.nudges.meetings import asked_again_at, asked_at, asker
from bot.mentoring.nudges.rule import Nudge, Rule, due, next_at
from bot.mentoring.nudges.table import (
    COURSE_RULES,
    FOLLOWUP_RULES,
    MEETING_RULES,
    PROGRAMME_RULES,
    TABLE,
    UNPROMPTED,
)

__all__ = [
    "COURSE_RULES",
    "ENOUGH",
    "FOLLOWUP_RULES",
    "MEETING_RULES",
    "PROGRAMME_RULES",
    "TABLE",
    "UNPROMPTED",
    "CourseFacts",
    "FollowupFacts",
    "MeetingFacts",
    "Nudge",
    "NudgeKind",
    "ProgrammeFacts",
    "Rule",
    "Standing",
    "Stop",
    "Wait",
    "asked_again_at",
    "asked_at",
    "asker",
    "due",
    "next_at",
    "ruling",
]
