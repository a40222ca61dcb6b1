"""Somebody asks for the coordinator: how often it is said, and how often it may be asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Said again this often until somebody takes it. Source: product.md, Help, safety, privacy.
EVERY = timedelta(minutes=30)
# Six hours of it: whoever has not looked by then is asleep or away, and a flood would hide the rest of the chat.
ROUNDS = 12
LATER = timedelta(hours=6)
# A second tap within the hour is the same wish.
ONCE = timedelta(hours=1)
# After the first without an answer the mentor hears that nobody has taken it, and whom to ring; and when it slows.
TOLD_AFTER = frozenset({1, ROUNDS - 1})


class AlertKind(StrEnum):
    """HEAR: a person would like to hear from the coordinator. WORRIED: a mentor is worried, and it cannot wait."""

    HEAR = "hear"
    WORRIED = "worried"


class AlertState(StrEnum):
    """OPEN until a coordinator takes it, or whoever asked takes it back."""

    OPEN = "open"
    TAKEN = "taken"
    BACK = "back"


@dataclass(frozen=True)
class Alert:
    """Who asked (`by`), in which programme, about which pair where it is about one; no word of theirs is kept.

    `at` is when it was last asked; `rounds` is how often the coordinators were told, and `said_at` when they last were;
    `taken_by` is who is on it.
    """

    id: int
    kind: AlertKind
    programme: int
    by: int
    pair: int | None
    at: datetime
    state: AlertState
    rounds: int
    said_at: datetime | None
    taken_by: int | None
    taken_at: datetime | None


def stands(last: Alert | None, now: datetime) -> bool:
    """Whether asking now is the same wish as the last one: then nothing new is said."""
    if last is None or last.state is AlertState.BACK:
        return False
    # A clock that was put back must not open the door to a second wish.
    recent = abs(now - last.at) < ONCE
    return recent or (last.kind is AlertKind.WORRIED and last.state is AlertState.OPEN)


def is_rung(alert: Alert) -> bool:
    """Whether the coordinators are told once more."""
    return alert.kind is AlertKind.WORRIED and alert.state is AlertState.OPEN


def pause(rounds: int) -> timedelta:
    """How long until it is said again, when it was said `rounds` times."""
    return EVERY if rounds < ROUNDS else LATER


def is_untaken_told(alert: Alert) -> bool:
    """Whether the mentor hears, before the next round, that nobody has taken it: once early, once when it slows."""
    return alert.state is AlertState.OPEN and alert.rounds in TOLD_AFTER
