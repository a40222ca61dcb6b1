"""What a coordinator did about a pair that could use a hand: put it aside, or took care of it; and what shows then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.flags import Flag, Level, Reason
from bot.mentoring.programmes import Programme

# A week after it was taken care of: did it help? Source: product.md, The desk.
HELP_AFTER = 7
# How long it is of use to be told of a pair again, or to be asked about one.
OF_USE = timedelta(days=3)
# How long the question may wait for its answer, beside others that were asked later.
ASKED_FOR = timedelta(days=21)
# Nobody puts a pair aside for longer: what goes on longer was done by a clock that was ahead.
LONGEST = timedelta(days=15)
# Flags tell whole days, so the same beginning may look this much later.
_DAY = timedelta(days=1)


class FollowupState(StrEnum):
    """What was done."""

    SNOOZED = "snoozed"
    DONE = "done"


class Snooze(StrEnum):
    """How many days a pair is put aside. Source: product.md, The desk."""

    SHORT = "3"
    LONG = "14"

    @property
    def days(self) -> int:
        """As a number."""
        return int(self.value)


@dataclass(frozen=True)
class Followup:
    """One reason of one pair that somebody looked after; those of one tap share `pair`, `by`, `state` and `at`.

    `since` is when the reason began, `until` when the pair shows again; `due_at` is when the bot speaks of it next.
    `asked_at` says that it was asked whether it helped, and `helped` what the answer was, None while there is none.
    """

    id: int
    pair: int
    reason: Reason
    level: Level
    since: datetime
    by: int
    state: FollowupState
    at: datetime
    until: datetime | None
    due_at: datetime | None
    asked_at: datetime | None
    helped: bool | None


def began(flag: Flag, now: datetime) -> datetime:
    """When the reason came up, to the day."""
    return now - timedelta(days=flag.days)


def still_shown(flags: Sequence[Flag], done: Sequence[Followup], now: datetime) -> list[Flag]:
    """The flags of a pair that a coordinator is to see now, given what was done about it; worst first as before.

    A pair that was put aside is not shown until then, whatever comes up that is no worse: whoever put it aside knows
    of the pair. What is worse (red, when it was amber) cannot wait, so it shows at once. What was taken care of is not
    shown for the same reason until that begins anew, grows worse, or the coordinator says that it did not help.
    """
    aside = [each.level for each in done if lasts(each, now)]
    if aside and all(flag.level <= max(aside) for flag in flags):
        return []
    return [flag for flag in flags if not any(_settles(each, flag, now) for each in done)]


def lasts(followup: Followup, now: datetime) -> bool:
    """Whether the pair is put aside by it still."""
    return followup.until is not None and now < followup.until <= now + LONGEST


def _settles(followup: Followup, flag: Flag, now: datetime) -> bool:
    if followup.state is not FollowupState.DONE or followup.helped is False:
        return False
    same = flag.reason is followup.reason and began(flag, now) - followup.since < _DAY
    return same and flag.level <= followup.level


def standing(done: Sequence[Followup], flags: Sequence[Flag], since: datetime, now: datetime) -> Followup | None:
    """What was last done about the pair since then and still keeps it away; None when a coordinator is to look."""
    recent = [each for each in done if each.at >= since]
    if not recent or still_shown(flags, done, now):
        return None
    return max(recent, key=lambda each: (each.at, each.id))


def on_morning(programme: Programme, now: datetime, days: int) -> datetime:
    """So many days later, when the programme's digest comes on its day: with it where it is that day (aware UTC)."""
    day = to_local(now, programme.zone).date() + timedelta(days=days)
    return to_instant(datetime.combine(day, programme.digest_time), programme.zone)
