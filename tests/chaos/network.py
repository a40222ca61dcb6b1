"""The way to Telegram and back is broken, in every way that we know: it is borne, and then all is as before."""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager

import pytest

from bot.api import Api, TokenRefused
from storage.states import OutboxState
from tests.builders import everything, running
from tests.telegram import switchboard

BACK = 5.0  # seconds after which all must be as before
OFTEN = 12  # calls a second that are no busy loop
AT_FIRST = 40  # calls that were on their way when it began
OTHERS = 30
NEW = "7001002003:AAE-another-token-of-the-right-shape"
AT_ONCE = 8
DOES_NOT_COME = 0.02


class Town:
    """Anna, who taps and writes, and many others who are told things."""

    def __init__(self, board, bot, phones):
        """Whoever taps, and whoever is told."""
        self.board, self.bot = board, bot
        self.anna, *self.others = phones
        self.done = 0
        self.keys = []

    async def passes(self, seconds):
        """Real time passes."""
        await self.board.world.bell.until(lambda: False, seconds)

    async def lives(self):
        """Somebody writes and taps, and a few others are to be told something."""
        await self.anna.types(f"word {self.done}")
        await self.anna.taps_raw("h", self.anna.received[0])
        self.done += 2
        told = self.others[len(self.keys) :][:AT_ONCE]
        self.keys += told
        now = self.bot.clock.now()

        def queue(unit):
            for phone in told:
                key = f"n{phone.id}"
                unit.outbox.notice("test.told", unit.people.by_chat(phone.id), key, {"key": key}, now)

        await self.bot.store.write(queue)
        self.bot.app._delivery.wake()

    async def rests(self):
        """Returns when all is fetched, answered and sent, or closed with its reason."""
        while True:
            await self.board.until(lambda: not self.board.world.updates.queue, "everything is fetched", 60)
            await self.bot.app.settled()
            waiting = [state for _, state, _ in await self.bot.outbox() if state is OutboxState.WAITING]
            if not waiting and not self.board.world.updates.queue:
                return
            await self.passes(DOES_NOT_COME)

    async def judge(self):
        """Every update had its effect once, every message came once or says why not; gives how many are uncertain."""
        assert (await self.bot.person(self.anna)).name == str(self.done)
        rows = await self.bot.notices()
        ends = Counter(state for state, _ in rows)
        heard = Counter(one.text for phone in self.others for one in phone.notifications if "Notice" in one.text)
        assert set(ends) <= {"sent", "uncertain"}, ends
        assert len(rows) == len(self.keys)
        assert set(heard.values()) <= {1}
        assert ends["sent"] <= len(heard)
        assert all(reason for state, reason in rows if state == "uncertain")
        answers = [(state, reason) for kind, state, reason in await self.bot.outbox() if kind == "answer"]
        # An answer that failed again and again has given way to a newer one in the same message.
        assert {state for state, reason in answers if reason != "gave_up"} == {OutboxState.SENT}
        return ends["uncertain"]


@asynccontextmanager
async def town(folder, **more):
    """The make-believe Telegram, the bot, and a town in which everybody has met it."""
    async with everything(folder, poll=1, **more) as (board, bot):
        names = ["Anna", *(f"Other{number}" for number in range(OTHERS))]
        phones = [board.phone(name, patience=20) for name in names]
        for phone in phones:
            await phone.starts()
        for phone in phones:
            await phone.sees("Hello")
        await bot.app.settled()
        yield Town(board, bot, phones)


async def goes_on(here):
    """All is as before within five seconds, and nothing is lost or doubled; gives the figures."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await here.rests()
    took = loop.time() - began
    assert took < BACK, f"{took:.1f} s until all was as before"
    uncertain = await here.judge()
    await here.lives()
    await here.rests()
    assert await here.judge() == uncertain
    return {"back after s": took, "uncertain": uncertain}


async def outage(folder, trouble, seconds, *, methods=("*", "getUpdates"), chat=False):
    """So many seconds long nothing gets through, or not to one chat, while people tap and write and are told things."""
    async with town(folder, patience=0.5) as here:
        loop, before = asyncio.get_running_loop(), len(here.board.calls)
        began = loop.time()
        for method in methods:
            here.board.faults.lasts(method, trouble, chat=here.anna.id if chat else 0)
        while loop.time() < began + seconds:
            await here.lives()
            await here.passes(seconds / 4)
        calls = len(here.board.calls) - before
        assert calls < AT_FIRST + OFTEN * (loop.time() - began), f"{calls} calls: a busy loop"
        here.board.faults.clear()
        return {"calls meanwhile": calls} | await goes_on(here)


async def second_poller(folder, seconds):
    """Somebody else asks for updates with the same token for so long, and takes none away."""
    async with town(folder) as here:
        loop, before = asyncio.get_running_loop(), len(here.board.called("getUpdates"))
        began, other = loop.time(), Api(here.board.token, here.board.url)
        while loop.time() < began + seconds:
            await other.call("getUpdates", {"timeout": 0})
            await here.lives()
            await here.passes(seconds / 4)
        await other.close()
        calls = len(here.board.called("getUpdates")) - before
        # What comes is fetched at once, and acknowledged at once: three more for each of the few times.
        assert calls < AT_FIRST + OFTEN * (loop.time() - began), f"{calls} calls: a busy loop"
        return {"fetches meanwhile": calls} | await goes_on(here)


async def token_taken_back(folder):
    """The token is refused while somebody writes, and a bot with a new one is started: all is taken up."""
    async with switchboard() as board:
        async with running(board, folder, poll=1) as bot:
            anna = board.phone("Anna", patience=20)
            await anna.starts()
            await anna.sees("Hello")
            board.telegram.token = NEW
            for number in range(5):
                await anna.types(f"word {number}")
            person = await bot.person(anna)
            now = bot.clock.now()
            await bot.store.write(lambda unit: unit.outbox.notice("test.told", person, "k", {"key": "k"}, now))
            with pytest.raises(TokenRefused):
                await bot.app._over
        board.telegram.token = NEW
        async with running(board, folder, poll=1) as bot:
            await anna.sees("text: word 4 is 5")
            await anna.sees("Notice k")
            assert Counter(one.text for one in anna.received)["Notice k"] == 1
            return {}
