"""Each minute: what became due? It writes the outbox, in one transaction for each batch of subjects."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot import asked, forgetting, setback
from bot.clock import Clock
from bot.holder import MACHINE
from bot.mentoring import nudges
from bot.mentoring.followups import FollowupState
from bot.mentoring.nudges import CourseFacts, FollowupFacts, Nudge, NudgeKind, ProgrammeFacts
from bot.mentoring.nudges.times import next_morning
from bot.mentoring.pauses import current, is_over
from bot.mentoring.programmes import next_digest
from bot.subjects import each, together
from handlers import pauses, proposals, safety
from handlers.desk import deputies
from handlers.notice import Facts
from storage import facts as told
from storage.engine import Store
from storage.outbox import ToSay
from storage.states import Priority
from storage.unit import Unit

# So few that a tap which waits for the one writer waits no longer than a blink.
BATCH = 80
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
    decided += together("pair", pairs.due(now, limit), partial(_pairs, unit, now), pairs.due_again, unit, now)
    found = meetings.due(now, limit)
    decided += together("meeting", found, partial(_meetings, unit, now), meetings.due_again, unit, now)
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


# Ten thousand pairs or meetings may be due in one minute, and each by itself would ask a dozen questions: they are read
# together, and written together.


def _pairs(unit: Unit, now: datetime, numbers: Sequence[int]) -> None:
    for number, breaks in unit.pauses.of_all(numbers).items():
        lasting = current(breaks)
        if lasting is not None and is_over(lasting, now):
            # A break ends at its own time, however late we are.
            pauses.run_out(unit.pairs.get(number), lasting, unit, now)
    found = unit.pairs.many(numbers)
    facts = told.courses([found[number] for number in numbers], unit)
    due = [(each.pair.id, nudge) for each in facts for nudge in nudges.due(nudges.COURSE_RULES, each, now)]
    _write(unit, [(nudge, {"pair": number}) for number, nudge in _unsaid(unit, due)], now)
    unit.pairs.all_due_again({each.pair.id: _course_again(each, now) for each in facts})


def _course_again(facts: CourseFacts, now: datetime) -> datetime | None:
    lasting = current(facts.pauses)
    again = [nudges.next_at(nudges.COURSE_RULES, facts, now), lasting.until if lasting else None]
    return min((at for at in again if at is not None), default=None)


def _meetings(unit: Unit, now: datetime, numbers: Sequence[int]) -> None:
    found = unit.meetings.many(numbers)
    facts = told.meetings([found[number] for number in numbers], unit)
    due = [(each.meeting.id, nudge) for each in facts for nudge in nudges.due(nudges.MEETING_RULES, each, now)]
    _write(unit, [(nudge, {"meeting": number}) for number, nudge in _unsaid(unit, due)], now)
    again = {each.meeting.id: nudges.next_at(nudges.MEETING_RULES, each, now) for each in facts}
    unit.meetings.all_due_again(again)


def _unsaid(unit: Unit, due: Sequence[tuple[int, Nudge]]) -> list[tuple[int, Nudge]]:
    """Most of what was due by now was said long ago."""
    stands = unit.outbox.standing([nudge.key for _, nudge in due])
    return [(number, nudge) for number, nudge in due if stands.get(nudge.key, True)]


def _programme(unit: Unit, now: datetime, number: int) -> None:
    programme = unit.programmes.get(number)
    digest_at = unit.programmes.due_at(programme.id) or now
    facts = ProgrammeFacts(programme, unit.people.digest_readers(programme.id, now), digest_at)
    about: Facts = {"programme": programme.id, "until": int(digest_at.timestamp())}
    _write(unit, [(nudge, about) for nudge in nudges.due(nudges.PROGRAMME_RULES, facts, now)], now)
    # From the one that was due, not from now: each that downtime swallowed has its row, too.
    unit.programmes.due_again(programme.id, next_digest(programme, digest_at))


def _followup(unit: Unit, now: datetime, number: int) -> None:
    followup = unit.followups.get(number)
    programme = unit.programmes.get(unit.pairs.get(followup.pair).programme)
    facts = FollowupFacts(followup, programme, unit.people.get(followup.by))
    due = nudges.due(nudges.FOLLOWUP_RULES, facts, now)
    _write(unit, [(nudge, {"programme": programme.id, "at": int(nudge.at.timestamp())}) for nudge in due], now)
    if followup.state is FollowupState.DONE:
        unit.followups.asked(followup.id, now)
    unit.followups.due_again(followup.id, None)


def _write(unit: Unit, due: Iterable[tuple[Nudge, Facts]], now: datetime) -> None:
    to_say = []
    for nudge, facts in due:
        if nudge.too_late:
            unit.outbox.skip(nudge.kind, nudge.to, nudge.key, now, "too_late")
        else:
            to_say.append(_to_say(nudge, facts, now))
    unit.outbox.notices(to_say, now)


def _to_say(nudge: Nudge, facts: Facts, now: datetime) -> ToSay:
    priority = Priority.DIGEST if nudge.kind in _DIGEST else Priority.REMINDER
    # What is true once more, as when a meeting has just been called off, nobody is asked about in that minute.
    again = next_morning(now, nudge.to.zone) if nudge.kind in nudges.UNPROMPTED else nudge.at
    return ToSay(nudge.kind, nudge.to, nudge.key, facts, nudge.at, nudge.until, priority, again)
