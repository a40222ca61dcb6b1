"""Each minute: what became due? It writes the outbox, in one transaction for each batch of subjects."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot import asked, forgetting, setback
from bot.clock import Clock
from bot.holder import MACHINE
from bot.mentoring import nudges
from bot.mentoring.followups import FollowupState
from bot.mentoring.nudges import FollowupFacts, Nudge, NudgeKind, ProgrammeFacts
from bot.mentoring.nudges.times import next_morning
from bot.mentoring.pauses import is_over
from bot.mentoring.programmes import next_digest
from bot.subjects import each
from handlers import pauses, proposals, safety
from handlers.desk import deputies
from storage import facts as told
from storage.engine import Store
from storage.states import Priority
from storage.unit import Unit

# So few that a tap which waits for the one writer waits no longer than a blink.
BATCH = 50
# They go last, and so in their order.
_DIGEST = {NudgeKind.DIGEST, NudgeKind.CARDS, NudgeKind.BACK, NudgeKind.HELPED}
# While the log is wiped nobody can write: two bots that do nothing else would keep each other waiting.
WIPES = timedelta(seconds=30)
_log = structlog.get_logger()


class Ticker:
    """The one job that time has. `wake` tells delivery that there may be something to send."""

    def __init__(self, store: Store, clock: Clock, wake: Callable[[], None]) -> None:
        """What is due stands in the database; here is only when the log was last wiped, which is done anew anyway."""
        self._store = store
        self._clock = clock
        self._wake = wake
        self._wiped_at: datetime | None = None

    async def tick(self) -> None:
        """When this returns, all that is due is in the outbox; twice is no harm. What was erased is soon nowhere."""
        now = self._clock.now()
        decided = 0
        # The clock is read when it is our turn to write: another bot may have ticked while we waited for it.
        while count := await self._store.write(lambda unit: decide(unit, self._clock.now())):
            decided += count
        if decided:
            _log.info("ticked", subjects=decided)
        self._wake()
        if self._wiped_at is None or abs(now - self._wiped_at) >= WIPES:
            self._wiped_at = now
            await self._store.wipe()


def decide(unit: Unit, now: datetime, limit: int = BATCH, machine: str = MACHINE) -> int:
    """Decides on the subjects that waited longest, at most `limit` of a kind; gives how many there were.

    `machine` is the one whose clock it is.
    """
    setback.look(unit, now, machine)
    pairs, meetings, programmes, alerts = unit.pairs, unit.meetings, unit.programmes, unit.alerts
    # A worry before all else: what comes after it may be much.
    decided = each("alert", alerts.due(now, limit), partial(_alert, unit, now), alerts.due_again, unit, now)
    decided += each("pair", pairs.due(now, limit), partial(_pair, unit, now), pairs.due_again, unit, now)
    decided += each("meeting", meetings.due(now, limit), partial(_meeting, unit, now), meetings.due_again, unit, now)
    absences = unit.absences
    decided += each("absence", absences.due(now, limit), partial(_absence, unit, now), absences.due_again, unit, now)
    proposed = unit.proposals.due(now, limit)
    decided += each("proposal", proposed, partial(_proposal, unit, now), unit.proposals.due_again, unit, now)
    due = programmes.due(now, limit)
    decided += each("programme", due, partial(_programme, unit, now), programmes.due_again, unit, now)
    followups = unit.followups
    found = followups.due(now, limit)
    decided += each("followup", found, partial(_followup, unit, now), followups.due_again, unit, now)
    decided += asked.decide(unit, now, limit) + forgetting.decide(unit, now, limit)
    if decided:
        setback.acted(unit, now, machine)
    return decided


def next_due(unit: Unit) -> datetime | None:
    """The earliest instant at which there is something to decide; None for never."""
    subjects = (unit.pairs, unit.meetings, unit.programmes, unit.absences, unit.alerts)
    rooms = (*subjects, unit.reminders, unit.followups, unit.proposals)
    return min((at for room in rooms if (at := room.next_due()) is not None), default=None)


def _alert(unit: Unit, now: datetime, number: int) -> None:
    safety.ring(number, unit, now)


def _absence(unit: Unit, now: datetime, number: int) -> None:
    before = unit.absences.get(number)
    absence = unit.absences.settle(before, unit.programmes.get(before.programme).zone, now)
    if absence.state is not before.state:
        deputies.tell(absence, unit, now)


def _proposal(unit: Unit, now: datetime, number: int) -> None:
    proposals.look(number, unit, now)


def _pair(unit: Unit, now: datetime, number: int) -> None:
    pair = unit.pairs.get(number)
    lasting = unit.pauses.current(pair.id)
    if lasting is not None and is_over(lasting, now):
        # A break ends at its own time, however late we are.
        pauses.run_out(pair, lasting, unit, now)
        pair, lasting = unit.pairs.get(pair.id), None
    facts = told.course(pair, unit)
    for nudge in nudges.due(nudges.COURSE_RULES, facts, now):
        _write(unit, nudge, {"pair": pair.id}, now)
    again = [nudges.next_at(nudges.COURSE_RULES, facts, now), lasting.until if lasting else None]
    unit.pairs.due_again(pair.id, min((at for at in again if at is not None), default=None))


def _meeting(unit: Unit, now: datetime, number: int) -> None:
    meeting = unit.meetings.get(number)
    facts = told.meeting(meeting, unit)
    for nudge in nudges.due(nudges.MEETING_RULES, facts, now):
        _write(unit, nudge, {"meeting": meeting.id}, now)
    unit.meetings.due_again(meeting.id, nudges.next_at(nudges.MEETING_RULES, facts, now))


def _programme(unit: Unit, now: datetime, number: int) -> None:
    programme = unit.programmes.get(number)
    digest_at = unit.programmes.due_at(programme.id) or now
    facts = ProgrammeFacts(programme, unit.people.digest_readers(programme.id, now), digest_at)
    for nudge in nudges.due(nudges.PROGRAMME_RULES, facts, now):
        _write(unit, nudge, {"programme": programme.id, "until": int(digest_at.timestamp())}, now)
    # From the one that was due, not from now: each that downtime swallowed has its row, too.
    unit.programmes.due_again(programme.id, next_digest(programme, digest_at))


def _followup(unit: Unit, now: datetime, number: int) -> None:
    followup = unit.followups.get(number)
    programme = unit.programmes.get(unit.pairs.get(followup.pair).programme)
    facts = FollowupFacts(followup, programme, unit.people.get(followup.by))
    for nudge in nudges.due(nudges.FOLLOWUP_RULES, facts, now):
        _write(unit, nudge, {"programme": programme.id, "at": int(nudge.at.timestamp())}, now)
    if followup.state is FollowupState.DONE:
        unit.followups.asked(followup.id, now)
    unit.followups.due_again(followup.id, None)


def _write(unit: Unit, nudge: Nudge, facts: dict[str, int | str], now: datetime) -> None:
    if nudge.too_late:
        unit.outbox.skip(nudge.kind, nudge.to, nudge.key, now, "too_late")
        return
    priority = Priority.DIGEST if nudge.kind in _DIGEST else Priority.REMINDER
    # What is true once more, as when a meeting has just been called off, nobody is asked about in that minute.
    again = next_morning(now, nudge.to.zone) if nudge.kind in nudges.UNPROMPTED else nudge.at
    times = {"not_before": nudge.at, "expires": nudge.until, "again_at": again}
    unit.outbox.notice(nudge.kind, nudge.to, nudge.key, facts, now, priority=priority, **times)
