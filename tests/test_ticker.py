"""Any calendar, any hour, any stop: never at night, never twice, never in a break, never too much, never in silence."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Log, MeetingState
from bot.mentoring.pairs import AgreementState, Form, Rhythm, course
from bot.mentoring.pauses import ends_at
from bot.mentoring.people import Role
from handlers.pauses import clocks
from storage.states import OutboxState
from tests.wandering import DAY, Bot

pytestmark = pytest.mark.long

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ZONES = ("Europe/Copenhagen", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Asia/Kolkata")
QUIET = ((21, 8), (22, 6), (0, 0), (2, 3), (9, 18), (23, 11))
# Before both changes of the clock in Europe, one in America and one in Australia, and on a plain day.
STARTS = ("2027-03-19", "2026-10-20", "2026-03-05", "2027-03-31", "2026-11-20")
HEARD, REASONS = Counter(), Counter()

people = st.sampled_from((2, 3, 4))
pairs = st.sampled_from((1, 2))
who_breaks = st.sampled_from(("mentor", "mentee"))
zones, quiets = st.sampled_from(ZONES), st.sampled_from(QUIET)
rhythms, hours = st.sampled_from(Rhythm), st.sampled_from((6, 11, 16, 22))
whiles = st.one_of(
    st.integers(1, 120).map(MINUTE.__mul__),
    st.integers(1, 48).map(HOUR.__mul__),
    st.integers(1, 16).map(DAY.__mul__),
)


class Wandering(RuleBasedStateMachine):
    """Mette the coordinator (1), Jonas (2) who meets both Anna (3) and Bo (4), and whatever happens to them."""

    @initialize(
        start=st.sampled_from(STARTS),
        lives=st.tuples(*[st.tuples(zones, quiets)] * 3),
        months=st.integers(1, 4),
        agreed=st.lists(st.tuples(st.integers(0, 6), hours), min_size=1, max_size=2),
    )
    def begin(self, start, lives, months, agreed):
        self.bot = Bot(datetime.fromisoformat(start).replace(hour=11, tzinfo=UTC))

        def build(unit):
            place = unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", self.bot.now)
            for number, name in enumerate(("Mette", "Jonas", "Anna", "Bo"), 1):
                unit.people.add(1000 + number, name, "en", place, self.bot.now)
            unit.people.join(1, 1, Role.COORDINATOR, 1, self.bot.now)
            for number, (zone, (evening, morning)) in enumerate(lives, 2):
                unit.people.set(number, zone=zone, quiet_from=time(evening), quiet_until=time(morning))
            for mentee in (3, 4):
                unit.pairs.add(1, 2, mentee, self.bot.now)

        self.bot.write(build)
        self.months = months
        for pair, (weekday, at) in enumerate(agreed, 1):
            self.agree(pair, Rhythm.WEEKLY, weekday, at)

    def teardown(self):
        if hasattr(self, "bot"):
            HEARD.update(kind for _, kind, _, _ in self.bot.rings)
            REASONS.update(self.bot.reasons())
            self.bot.close()

    # --- Time ---

    @rule(away=whiles)
    def nobody_is_there(self, away):
        self.bot.now += away

    @rule(times=st.integers(1, 2))
    def tick(self, times):
        """And look into the books."""
        with self.bot.living():
            self.bot.ticks(times)
            self.bot.forgets_nothing()
            self.bot.delivers(times)
            self.bot.tells_why()

    def _be_there(self, at):
        self.bot.now = max(self.bot.now + MINUTE, at)
        with self.bot.living():
            self.bot.ticks()
            self.bot.delivers(processes=2)

    @rule(days=st.integers(1, 8), late=st.integers(0, 90))
    def live_on(self, days, late):
        """From one thing to the next, a little late: as a bot that is up."""
        until = self.bot.now + days * DAY
        while self.bot.now < until:
            self._be_there(self.bot.read(self._next) + late * MINUTE)
        self.tick(1)

    @rule(days=st.integers(3, 8), minute=st.integers(0, 1439))
    def live_by_the_day(self, days, minute):
        """As a bot that is up for a moment each day."""
        for _ in range(days):
            self._be_there(self.bot.now + DAY)
        self.tick(1)
        self.bot.now += minute * MINUTE

    def _next(self, unit):
        at = [each.next_due() for each in (unit.pairs, unit.meetings, unit.programmes)]
        return min(each for each in (*at, unit.outbox.next_at(self.bot.now)) if each is not None)

    @rule(in_tick=st.none() | st.integers(1, 40), on_the_way=st.integers(1, 4), times=st.integers(1, 6))
    def stop_soon(self, in_tick, on_the_way, times):
        """At some step of a tick, or of what follows from it, time and again."""
        for _ in range(times):
            self.bot.now = max(self.bot.now + MINUTE, self.bot.read(self._next))
            with self.bot.living():
                self.bot.fuse = in_tick
                self.bot.ticks()
                self.bot.edge = on_the_way
                self.bot.delivers()
            self.bot.fuse = self.bot.edge = None
            self._be_there(self.bot.now)

    @rule(
        fates=st.lists(
            st.sampled_from((OutboxState.WAITING, OutboxState.UNCERTAIN, OutboxState.UNREACHABLE, OutboxState.FAILED)),
            min_size=1,
            max_size=3,
        )
    )
    def trouble_ahead(self, fates):
        self.bot.fates = fates

    # --- People ---

    @rule(who=people)
    def tap_something(self, who):
        self.bot.hears(who)

    @rule()
    def not_today(self):
        """All three say so, just before the next thing."""
        coming = self.bot.read(self._next)
        self.bot.now = max(self.bot.now + MINUTE, coming - 5 * MINUTE)
        for who in (2, 3, 4):
            self.bot.hears(who)
            self.bot.hushes(who)
        self._be_there(coming)
        self._be_there(self.bot.now + HOUR)

    @rule(who=people, zone=zones, quiet=quiets, reminders=st.tuples(st.booleans(), st.booleans()))
    def change_settings(self, who, zone, quiet, reminders):
        night = {"quiet_from": time(quiet[0]), "quiet_until": time(quiet[1])}
        wanted = {"remind_day_before": reminders[0], "remind_soon": reminders[1]}
        self.bot.write(lambda unit: unit.people.set(who, zone=zone, **night, **wanted))

    @rule(who=people)
    def come_back(self, who):
        self.bot.write(lambda unit: unit.people.reachable(who))

    # --- Pairs ---

    @rule(pair=pairs, rhythm=rhythms, weekday=st.integers(0, 6), at=hours)
    def agree(self, pair, rhythm, weekday, at):
        now = self.bot.now

        def cause(unit):
            day = (now + timedelta(days=(weekday - now.weekday()) % 7)).date()
            fixed = {} if rhythm is Rhythm.FREE else {"weekdays": (day.weekday(),), "at": time(at, 30), "first": day}
            values = {"rhythm": rhythm, "form": Form.CAFE, "months": self.months, **fixed}
            agreement = unit.pairs.set_agreement(unit.pairs.draft(pair, 2, ZONES[0], self.months).id, **values)
            begun = course(agreement, now)
            unit.meetings.make_way(pair, [each.id for each in unit.meetings.next_of(pair, now, 99)], now)
            state = {"state": AgreementState.AGREED, "agreed_at": now, "ends_on": begun.ends_on}
            agreement = unit.pairs.set_agreement(agreement.id, **state)
            unit.pairs.replace_others(agreement)
            for slot in begun.slots[:3]:
                unit.meetings.add(agreement, slot.day, slot.starts_at, now, now)

        self.bot.write(cause)

    @rule(pair=pairs, ahead=whiles)
    def plan_another(self, pair, ahead):
        now = self.bot.now

        def cause(unit):
            agreement = unit.pairs.agreed(pair)
            if agreement is not None:
                unit.meetings.add(agreement, None, now + ahead, now, now)

        self.bot.write(cause)

    def _change(self, pair, which, **values):
        """One of the pair's planned meetings."""

        def cause(unit):
            planned = [each for each in unit.meetings.all_of(pair) if each.state is MeetingState.PLANNED]
            if planned:
                unit.meetings.set(planned[which % len(planned)].id, **values)

        self.bot.write(cause)

    @rule(pair=pairs, which=st.integers(0, 4), ahead=whiles)
    def move_a_meeting(self, pair, which, ahead):
        now = self.bot.now
        self._change(pair, which, starts_at=now + ahead, settled_at=now, due_at=now)

    @rule(pair=pairs, which=st.integers(0, 4))
    def call_it_off(self, pair, which):
        self._change(pair, which, state=MeetingState.CALLED_OFF, due_at=None)

    @rule(pair=pairs, held=st.booleans())
    def tell(self, pair, held):
        now = self.bot.now

        def cause(unit):
            over = [m for m in unit.meetings.all_of(pair) if m.state is MeetingState.PLANNED and m.ends_at <= now]
            for meeting in over:
                unit.outcomes.log(Log(meeting.id, 2, held, None, None, confirmed=False, at=now))
                state = MeetingState.HELD if held else MeetingState.MISSED
                unit.meetings.set(meeting.id, state=state, due_at=None)

        self.bot.write(cause)

    @rule(pair=pairs, which=st.integers(0, 4), chosen=st.booleans())
    def choose_a_step(self, pair, which, chosen):
        def add(unit):
            found = unit.pairs.get(pair)
            return unit.goals.add(found, None, "Walk", found.mentee, GoalState.OPEN, self.bot.now).id

        self._change(pair, which, step_id=self.bot.write(add) if chosen else None)

    def _wishes(self, pair, who, until):
        def cause(unit):
            found = unit.pairs.get(pair)
            if until or unit.pauses.current(pair):
                clocks.wish(found, unit.people.get(getattr(found, who)), until, unit, self.bot.now)

        self.bot.write(cause)

    @rule(pair=pairs, who=who_breaks, days=st.integers(1, 28), lived=st.integers(0, 14))
    def take_a_break(self, pair, who, days, lived):
        """And live on, some of it or beyond."""
        self._wishes(pair, who, ends_at((self.bot.now + days * DAY).date(), ZONES[0]))
        for _ in range(lived):
            self._be_there(self.bot.now + DAY)

    @rule(pair=pairs, who=who_breaks)
    def end_a_break(self, pair, who):
        self._wishes(pair, who, None)


def test_no_calendar_and_no_stop_makes_a_wrong_ring():
    walk = settings(
        max_examples=40,
        stateful_step_count=35,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Wandering, settings=walk)
    # It has been far: most kinds rang, and most ways of not ringing were taken.
    assert len(HEARD) >= 9
    assert len(REASONS) >= 6
