"""A clock leaps a year ahead and is set right: what is to come comes as if it had never been, once."""

from collections import Counter
from datetime import date, time, timedelta
from types import SimpleNamespace

from bot.clock import MovableClock
from bot.mentoring.people import Role
from handlers import notices, routes
from storage import schema
from storage.clocks import HAPPENED
from storage.types import Instant
from tests.builders import NOON, running
from tests.handlers.couples import Couple
from tests.telegram import switchboard

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YEAR = 365 * DAY
# Columns that may well lie ahead of now.
AHEAD = {"due_at", "ended_at", "expires_at", "forget_at", "hushed_until", "leased_until", "not_before", "starts_at"}
AHEAD |= {"until", "warned_at"}
CLOCKS = {"ticked_at", "steady_since"}


def test_each_instant_has_happened_or_is_to_come():
    named = {column.name for table in schema.metadata.sorted_tables for column in table.c if _is_instant(column)}
    assert named == HAPPENED | AHEAD | CLOCKS
    assert not HAPPENED & AHEAD


def _is_instant(column):
    return isinstance(column.type, Instant)


class Scene:
    """Jonas and Anna, who meet on Thursdays, and Mette, their coordinator, with phones and a running bot."""

    def __init__(self, board, bot):
        self.board, self.bot = board, bot
        world = SimpleNamespace(phone=self._phone, write=bot.store.write_now, read=bot.store.read_now, now=NOON)
        self.phones = {}
        self.couple = Couple(world).agrees()
        self._phone("Mette", "en")

        def build(unit):
            place = unit.programmes.get(self.couple.pair.programme)
            mette = unit.people.add(self.phones["Mette"].id, "Mette", "en", place, NOON)
            unit.people.join(place.id, mette.id, Role.COORDINATOR, 1, NOON)
            for text, weekdays, day in (("Water", (0, 1, 2, 3), None), ("Dentist", (), date(2026, 11, 24))):
                times = {"weekdays": weekdays, "day": day, "at": time(7, 15), "now": NOON}
                unit.reminders.add(self.couple.pair.mentee, text, **times, due_at=NOON)
            unit.reminders.due_again(1, NOON + 2 * DAY + 19 * HOUR + 15 * timedelta(minutes=1))
            unit.reminders.due_again(2, NOON + 3 * DAY + 19 * HOUR + 15 * timedelta(minutes=1))

        bot.store.write_now(build)

    def _phone(self, name, language):
        made = self.board.phone(name, language)
        made.account.started = True
        self.phones[name] = made
        return SimpleNamespace(chat=made.id, called=name)

    async def ticks(self, times=1):
        """So many ticks, and what they made due."""
        for _ in range(times):
            await self.bot.app.tick_now()
            await self.bot.app.settled()

    async def lives_until(self, end):
        """Half an hour at a time."""
        while self.bot.clock.now() < end:
            self.bot.clock.advance(HOUR / 2)
            await self.bot.app.settled()

    def heard(self):
        """(who, first line) of every ring."""
        return Counter(
            (name, one.text.split("\n")[0]) for name, phone in self.phones.items() for one in phone.notifications
        )


async def _week(folder, ahead):
    """What rings in a week, in which the clock is so much ahead for three ticks."""
    clock = MovableClock(NOON)
    async with (
        switchboard(clock.now) as board,
        running(board, folder, clock, answers=routes, draw=notices.draw) as bot,
    ):
        scene = Scene(board, bot)
        await scene.ticks()
        for by in (ahead, -ahead):
            bot.clock.advance(by)
            await scene.ticks(3)
        assert not scene.heard()
        await scene.lives_until(NOON + 6 * DAY + 5 * HOUR)
        return scene.heard()


async def test_after_a_leap_of_a_year_a_week_rings_as_any_other(tmp_path):
    (tmp_path / "plain").mkdir()
    plain = await _week(tmp_path / "plain", timedelta(0))
    (tmp_path / "leapt").mkdir()
    leapt = await _week(tmp_path / "leapt", YEAR)
    assert leapt == plain
    assert max(leapt[ring] for ring in leapt if "meet" in ring[1]) == 1
    assert sum(leapt.values()) == 2 + 2 + 1 + 4 + 1  # tomorrow, soon, the digest, and Anna's own
