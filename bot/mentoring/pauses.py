"""Breaks of a pair: while one lasts every clock of the pair stands still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Pause:
    """A break that one of the two took. Instants are aware UTC.

    `until` is when it ends by itself, None when nobody has said; `ended_at` is when it did end, None while it lasts.
    """

    id: int
    pair: int
    by: int
    began_at: datetime
    until: datetime | None
    ended_at: datetime | None


def current(pauses: Iterable[Pause]) -> Pause | None:
    """The break that lasts now, if there is one."""
    return next((pause for pause in pauses if pause.ended_at is None), None)


def is_over(pause: Pause, now: datetime) -> bool:
    """Whether a break that lasts has come to the end that was agreed for it."""
    return pause.until is not None and pause.until <= now


def covers(pauses: Iterable[Pause], instant: datetime) -> bool:
    """Whether the instant lies in one of the breaks."""
    return any(pause.began_at <= instant and (pause.ended_at is None or instant < pause.ended_at) for pause in pauses)


def later(start: datetime, length: timedelta, pauses: Iterable[Pause]) -> datetime | None:
    """When so much time has passed since `start`, breaks left out; None while a break keeps it from coming.

    Source: product.md, "all clocks of the pair freeze".
    """
    end = start + length
    for pause in sorted(pauses, key=lambda each: each.began_at):
        if pause.began_at >= end:
            break
        if pause.ended_at is None:
            return None
        end += max(timedelta(0), pause.ended_at - max(pause.began_at, start))
    return end


def elapsed(since: datetime, now: datetime, pauses: Iterable[Pause]) -> timedelta:
    """How much time has passed from `since` to `now`, breaks left out."""
    frozen = timedelta(0)
    for pause in pauses:
        ended = now if pause.ended_at is None else min(pause.ended_at, now)
        frozen += max(timedelta(0), ended - max(pause.began_at, since))
    return now - since - frozen
