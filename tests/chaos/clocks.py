"""The clock is set back, leaps, or the wall's clock changes: what rings rings once, at its time, and never at night."""

import random
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from handlers import notices, routes
from tests.builders import NOON, running
from tests.handlers.couples import Couple
from tests.telegram import switchboard
from tests.test_setback import Scene

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = NOON + 6 * DAY + 5 * HOUR
# What a machine's clock is set right by, when somebody notices.
SET_BACK = (6 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR)
OFTEN = 0.06
SPRING = datetime(2027, 3, 26, 11, tzinfo=UTC)  # the Friday before
AUTUMN = datetime(2027, 10, 29, 11, tzinfo=UTC)
OWN = "Medicine"


async def _week(folder, dice=None):
    """What rings in a week, and how often the clock was set back in it."""
    folder.mkdir()
    clock, times = MovableClock(NOON), 0
    async with (
        switchboard(clock.now) as board,
        running(board, folder, clock, answers=routes, draw=notices.draw) as bot,
    ):
        scene = Scene(board, bot)
        await scene.ticks()
        while clock.now() < WEEK:
            clock.advance(HOUR / 2)
            await scene.ticks()
            if dice is not None and dice.random() < OFTEN:
                clock.advance(-dice.choice(SET_BACK))
                await scene.ticks(2)
                times += 1
        return scene.heard(), times


async def set_back(folder, rounds):
    """So many weeks in which the clock is set back again and again, beside one in which it is not."""
    plain, _ = await _week(folder / "plain")
    times = 0
    for number in range(rounds):
        heard, often = await _week(folder / str(number), random.Random(number))
        assert heard == plain, (heard - plain, plain - heard)
        times += often
    return {"weeks": rounds, "times set back": times, "rings": rounds * sum(plain.values())}


async def summer_time(folder, start):
    """The weekend on which the clocks change: reminders at 02:30 and at 07:15 each day, and a meeting on Sunday."""
    clock = MovableClock(start)
    async with (
        switchboard(clock.now) as board,
        running(board, folder, clock, answers=routes, draw=notices.draw) as bot,
    ):
        phones = {}

        def phone(name, _language):
            made = phones[name] = board.phone(name)
            made.account.started = True
            return SimpleNamespace(chat=made.id, called=name)

        world = SimpleNamespace(phone=phone, write=bot.store.write_now, read=bot.store.read_now, now=start)
        couple = Couple(world).agrees(weekday=6)

        def remind(unit):
            for at in (time(2, 30), time(7, 15)):
                night = datetime.combine(start.date() + DAY, at, COPENHAGEN)
                times = {"weekdays": tuple(range(7)), "day": None, "at": at, "now": start, "due_at": night}
                unit.reminders.add(couple.pair.mentee, OWN, **times)

        bot.store.write_now(remind)
        while clock.now() < start + 3 * DAY:
            clock.advance(HOUR / 2)
            await bot.app.settled()
        rings = [
            (datetime.fromtimestamp(one.date, COPENHAGEN), phone.account.first_name, one.text)
            for phone in phones.values()
            for one in phone.notifications
        ]
        own = Counter(at.date() for at, _, text in rings if OWN in text)
        assert set(own.values()) == {2}, own
        assert len(own) == 3
        others = [ring for ring in rings if OWN not in ring[2]]
        # The question how it went comes once more on the next day.
        assert len({(at.date(), *words) for at, *words in others}) == len(others), others
        assert all(time(8) <= at.time() < time(21) for at, _, _ in others), others
        two_hours_before = [who for at, who, _ in others if (at.weekday(), at.hour, at.minute) == (6, 14, 30)]
        assert sorted(two_hours_before) == ["Anna", "Jonas"]
        return {"rings": len(rings)}
