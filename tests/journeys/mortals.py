"""The cast whose bot dies: `makker run` in a process of its own, killed before each line and started after it."""

from contextlib import asynccontextmanager

from tests.journeys.cast import FRIDAY, Cast
from tests.nursery import FileClock, nursery
from tests.telegram import switchboard


class Mortals(Cast):
    """The stage of a story in which the bot lives only as long as it takes to answer, unless it is spared."""

    lives = 0
    mortal = True

    @asynccontextmanager
    async def line(self):
        """The bot is killed, somebody does something, and a new bot finds it."""
        await self._dies()
        yield
        await self._lives()

    async def stands_at(self, when):
        """The bot is killed, time passes, and a new bot does what became due."""
        await self._dies()
        self.clock.move_to(when)
        await self._lives()

    async def settled(self):
        """Everything that was done on the phones is answered, and all that is due is sent: nothing is left on disk."""
        await self.bot.rest(self.board, self.clock)

    async def _dies(self):
        if self.lives and self.mortal:
            await self.bot.dies()

    async def _lives(self):
        if self.mortal or not self.lives:
            await self.bot.start()
            self.lives += 1
        await self.settled()


@asynccontextmanager
async def mortals(folder, language, start=FRIDAY):
    """The bot's processes, and three phones in one language."""
    clock = FileClock(folder / "ahead", start)
    async with switchboard(clock.now) as board, nursery(board, folder) as bots:
        yield Mortals(board, bots, clock, language)
        await bots.dies()
