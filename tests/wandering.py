"""A bot that can stop at any step: the real ticker, outbox, letters and verdicts, and phones that notice a wrong ring.

Nothing here asks the rules whether a ring is right: each phone knows what it may never hear, in its own arithmetic.
"""

import functools
import json
import tempfile
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import event, select

from bot import letters, ticker, unprompted
from bot.mentoring import nudges
from bot.mentoring.meetings import MeetingState, fell_on_holiday
from bot.mentoring.nudges import COURSE_RULES, MEETING_RULES, UNPROMPTED, MeetingFacts, NudgeKind
from bot.mentoring.pairs import PairState
from bot.verdicts import ALERT
from handlers import notices
from storage import facts as told
from storage import schema
from storage.states import OutboxState
from tests.storage.databases import emptied, swift

DAY = timedelta(days=1)
OPEN = {OutboxState.WAITING, OutboxState.STARTED}
# Said of each silence, of each part of a course, of each break.
AGAIN = {NudgeKind.QUIET, NudgeKind.ENDING, NudgeKind.PAUSE_ENDING}
DIGEST = {NudgeKind.DIGEST, NudgeKind.CARDS}
BATCH = 3  # small, so that a stop falls between two batches, too


class Stopped(BaseException):
    """The process is gone, at this very line."""


@functools.cache
def _store():
    """The database of every walk, one after the other."""
    return swift(f"sqlite:///{Path(tempfile.mkdtemp(prefix='wandering')) / 'bot.db'}")


class Bot:
    """One database, a clock, two processes that share them, and what the phones heard."""

    def __init__(self, now):
        """Begins on an empty database."""
        self.now = now
        self.store = emptied(_store())
        event.listen(self.store._writer, "before_cursor_execute", self._step)
        self.write, self.read = self.store.write_now, self.store.read_now
        self.fuse = self.edge = None
        self.fates = []
        self.rings = []
        self.unanswered = Counter()
        self.hushed = {}

    def reasons(self):
        """Why what was not sent was not sent."""
        query = select(schema.outbox.c.reason).where(schema.outbox.c.reason.is_not(None))
        return set(self.read(lambda unit: unit.connection.execute(query).scalars().all()))

    def close(self):
        """Leaves nothing behind."""
        event.remove(self.store._writer, "before_cursor_execute", self._step)

    # --- Stopping at any step ---

    def _step(self, *_):
        if self.fuse is not None:
            self.fuse -= 1
            if self.fuse <= 0:
                self.fuse = None
                raise Stopped

    def _between(self):
        """Between two transactions, where what was sent and what is written down are not the same."""
        if self.edge is not None:
            self.edge -= 1
            if self.edge <= 0:
                self.edge = None
                raise Stopped
        self._step()

    @contextmanager
    def living(self):
        """What is done in here may be cut short anywhere; then the bot starts again."""
        try:
            yield
        except Stopped:
            self.fuse = self.edge = None
            self.write(lambda unit: unit.leftovers.recover(self.now, ALERT, "next", lambda *_: True))

    # --- The ticker ---

    def ticks(self, times=1):
        """So many ticks, all of them whole."""
        for _ in range(times):
            while self.write(lambda unit: ticker.decide(unit, self.now, BATCH)):
                self._step()

    def forgets_nothing(self):
        """After a tick: all that the table says is due was decided on."""
        self.read(self._nothing_is_forgotten)

    def tells_why(self):
        """After a delivery: whatever ended says why, and whatever waits knows until when."""
        self.read(self._nothing_is_silent)

    def _nothing_is_forgotten(self, unit):
        keys = set(unit.connection.execute(select(schema.outbox.c.once_key)).scalars())
        for pair in unit.pairs.listed(1):
            course = told.course(pair, unit)
            due = list(nudges.due(COURSE_RULES, course, self.now))
            for meeting in course.meetings:
                if meeting.state is MeetingState.PLANNED:
                    due += nudges.due(MEETING_RULES, self._facts(meeting, course, unit), self.now)
            forgotten = {nudge.key for nudge in due} - keys
            assert not forgotten, f"due and not decided on: {forgotten}"
        digest = unit.programmes.due_at(1)
        assert self.now < digest <= self.now + 8 * DAY

    @staticmethod
    def _facts(meeting, course, unit):
        """As storage tells it, from what is known already: this is asked of every meeting, and often."""
        holiday, logs = fell_on_holiday(meeting, "Europe/Copenhagen", "DK"), unit.outcomes.logs(meeting.id)
        return MeetingFacts(meeting, course.pair, course.mentor, course.mentee, logs, course.pauses, holiday)

    # --- The way to the phones ---

    def delivers(self, processes=1):
        """So many processes have looked at what is due, and each acts on what it saw, none waiting for another."""
        found, _ = self.read(lambda unit: letters.due(self.now, 500, (), unit))
        for letter, what in found:
            if what is None:
                begun = [self._starts(letter) for _ in range(processes)]
                for _ in filter(None, begun):
                    self._sends(letter)
            else:
                self.write(lambda unit, letter=letter, what=what: letters.rule(letter, what, self.now, unit))
            self._between()

    def _starts(self, letter):
        drawn = self.write(lambda unit: letters.start(letter.id, self.now, notices.draw, unit, "bot"))
        self._between()
        return drawn

    def _sends(self, letter):
        fate = self.fates.pop() if self.fates else OutboxState.SENT
        if fate is not OutboxState.WAITING and fate is not OutboxState.UNREACHABLE:
            self.read(lambda unit: self._rings(letter, unit))
        self._between()
        self.write(lambda unit: self._ends(letter, fate, unit))

    def _ends(self, letter, fate, unit):
        """As delivery writes it down."""
        if fate is OutboxState.WAITING:
            unit.outbox.postpone(letter.id, self.now + timedelta(seconds=30), letter.attempts + 1)
        else:
            unit.outbox.close(letter.id, fate, self.now, None if fate is OutboxState.SENT else "test")
        if fate in {OutboxState.WAITING, OutboxState.UNREACHABLE}:
            unprompted.unsaid(letter.kind, letter.chat, unit)
        if fate is OutboxState.UNREACHABLE:
            unit.people.unreachable(letter.person, self.now)

    def _nothing_is_silent(self, unit):
        box = schema.outbox
        for row in unit.connection.execute(select(box)):
            if row.state not in {*OPEN, OutboxState.SENT}:
                assert row.reason, f"{row.once_key} is {row.state} and does not say why"
            if row.state is OutboxState.WAITING:
                assert self.now < row.not_before <= self.now + 2 * DAY, f"{row.once_key} waits for {row.not_before}"

    # --- What a phone may never hear ---

    def _rings(self, letter, unit):
        reader, facts = unit.people.get(letter.person), json.loads(letter.payload)
        here = self.now.astimezone(ZoneInfo(reader.zone))
        meeting = unit.meetings.get(facts["meeting"]) if "meeting" in facts else None
        pair = None if letter.kind in DIGEST else unit.pairs.get(self._pair(facts, meeting, unit))
        assert not _at_night(here, reader), f"{letter.kind} rings at {here}"
        assert reader.reachable
        self._is_in_its_place(letter, here, pair)
        if meeting:
            self._is_true(letter.kind, meeting, reader, unit)
        once = (letter.kind, reader.id, tuple(facts.items()), meeting and meeting.starts_at)
        if letter.kind not in set(NudgeKind) - AGAIN:
            once = letter.id
        assert once not in {ring[0] for ring in self.rings}, f"{once} rings twice"
        if letter.kind in UNPROMPTED:
            self._is_not_too_much(letter.kind, reader, here)
        self.rings.append((once, letter.kind, reader.id, self.now))

    @staticmethod
    def _pair(facts, meeting, unit):
        return unit.pauses.get(facts["pause"]).pair if "pause" in facts else meeting.pair if meeting else facts["pair"]

    def _is_in_its_place(self, letter, here, pair):
        if letter.kind in DIGEST:
            assert here.weekday() == 0
            assert (here.hour, here.minute) >= (8, 30)
            return
        in_a_break = letter.kind in {"pause.ending", "pause.begun"}
        assert pair.state is (PairState.PAUSED if in_a_break else PairState.ACTIVE), (
            f"{letter.kind} rings in a pair that is {pair.state}"
        )

    def _is_true(self, kind, meeting, reader, unit):
        until = meeting.starts_at - self.now
        assert meeting.state is MeetingState.PLANNED
        assert not unit.outcomes.logs(meeting.id)
        if kind.startswith("meeting.outcome"):
            assert until <= -timedelta(minutes=meeting.minutes + 60)
            return
        most = {"meeting.soon": timedelta(hours=2), "meeting.holiday": 7 * DAY, "meeting.tomorrow": DAY}
        assert timedelta(0) < until <= most.get(kind, 2 * DAY)
        if kind in {"meeting.soon", "meeting.tomorrow"}:
            assert reader.remind_soon if kind == "meeting.soon" else reader.remind_day_before

    def _is_not_too_much(self, kind, reader, here):
        mine = [at for _, other, person, at in self.rings if person == reader.id and other in UNPROMPTED]
        assert here.date() not in {at.astimezone(here.tzinfo).date() for at in mine}, f"{kind} is a second one"
        assert self.hushed.get(reader.id, self.now) <= self.now, f"{kind} rings after Not today"
        assert self.unanswered[reader.id, kind] < 2, f"{kind} rings although nobody answered"
        self.unanswered[reader.id, kind] += 1

    # --- What people do with their phones ---

    def hears(self, person):
        """They tapped or wrote something."""
        self.write(lambda unit: unit.standings.heard(person))
        for each in list(self.unanswered):
            if each[0] == person:
                del self.unanswered[each]

    def hushes(self, person):
        """Not today."""
        zone = ZoneInfo(self.read(lambda unit: unit.people.get(person)).zone)
        tomorrow = self.now.astimezone(zone).date() + DAY
        until = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=zone).astimezone(UTC)
        self.write(lambda unit: unit.standings.hush(person, until))
        self.hushed[person] = until


def _at_night(here, reader):
    """Minutes on the wall, counted from the start of the quiet hours."""
    start, end = (at.hour * 60 + at.minute for at in (reader.quiet_from, reader.quiet_until))
    return (here.hour * 60 + here.minute - start) % 1440 < (end - start) % 1440
