"""Meetings: the next ones, coming or not, moving one to another time."""

from handlers.meetings.attending import cannot_come, coming, on_again
from handlers.meetings.holidays import holiday_asked, holiday_on, meet_anyway
from handlers.meetings.listing import card, listed
from handlers.meetings.moving import accept_move, keep_time, move_it, move_to, said_move_time
from handlers.meetings.notices import kept, move_suggested, moved, on_after_all, other_cannot, planned, reminder
from handlers.meetings.planning import ask_meeting_time, plan_meeting, said_meeting_time
from handlers.meetings.skipping import skip, skipped

__all__ = [
    "accept_move",
    "ask_meeting_time",
    "cannot_come",
    "card",
    "coming",
    "holiday_asked",
    "holiday_on",
    "keep_time",
    "kept",
    "listed",
    "meet_anyway",
    "move_it",
    "move_suggested",
    "move_to",
    "moved",
    "on_after_all",
    "on_again",
    "other_cannot",
    "plan_meeting",
    "planned",
    "reminder",
    "said_meeting_time",
    "said_move_time",
    "skip",
    "skipped",
]
