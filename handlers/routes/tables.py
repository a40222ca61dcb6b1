"""Every action's row, from all rooms: who may, and who answers."""

from collections.abc import Mapping
from typing import TypeVar

from handlers.actions import Action
from handlers.routes import (
    agreement,
    calendars,
    closure,
    contacts,
    deeds,
    desk,
    digest,
    goals,
    home,
    journey,
    limits,
    matching,
    meetings,
    messages,
    outcomes,
    pauses,
    privacy,
    programme,
    reminders,
    safety,
    settings,
    start,
)

_Row = TypeVar("_Row")


def _together(*rooms: Mapping[type[Action], _Row]) -> Mapping[type[Action], _Row]:
    """The rows of all; raises ValueError when two rooms answer the same action."""
    rows: dict[type[Action], _Row] = {}
    for room in rooms:
        if twice := rows.keys() & room:
            raise ValueError(f"two rooms answer {twice}")
        rows |= room
    return rows


DOOR = _together(home.DOOR, safety.DOOR, start.DOOR, privacy.DOOR)
ROUTES = _together(
    home.ROUTES,
    safety.ROUTES,
    start.ROUTES,
    desk.ROUTES,
    digest.ROUTES,
    contacts.ROUTES,
    matching.ROUTES,
    deeds.ROUTES,
    messages.ROUTES,
    programme.ROUTES,
    limits.ROUTES,
    agreement.ROUTES,
    pauses.ROUTES,
    closure.ROUTES,
    meetings.ROUTES,
    calendars.ROUTES,
    outcomes.ROUTES,
    journey.ROUTES,
    goals.ROUTES,
    settings.ROUTES,
    reminders.ROUTES,
    privacy.ROUTES,
)
QUESTIONS = _together(
    deeds.QUESTIONS,
    desk.QUESTIONS,
    messages.QUESTIONS,
    contacts.QUESTIONS,
    programme.QUESTIONS,
    start.QUESTIONS,
    agreement.QUESTIONS,
    pauses.QUESTIONS,
    meetings.QUESTIONS,
    outcomes.QUESTIONS,
    journey.QUESTIONS,
    goals.QUESTIONS,
    settings.QUESTIONS,
    reminders.QUESTIONS,
)
