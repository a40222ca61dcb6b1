"""Who plays in the journeys: the real bot on a make-believe Telegram, three phones, and a clock that is moved."""

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.invite import Asked, invite
from bot.mentoring.people import Role
from handlers import notices, routes
from locales import catalog
from tests.builders import running
from tests.telegram import Phone, Switchboard, switchboard

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FRIDAY = datetime(2026, 11, 20, 11, tzinfo=UTC)  # noon in Copenhagen
THURSDAY = datetime(2026, 11, 26, 16, 30, tzinfo=COPENHAGEN)
LINK = re.compile(r"\?start=([A-Za-z0-9_-]+)")


@dataclass(eq=False)
class Player:
    """A person with a phone, who reads and taps in their own language; labels are given in English."""

    phone: Phone
    language: str
    settled: object

    def words(self, english, **values):
        """The words of a sentence in the player's language."""
        return catalog(self.language).gettext(english).format(**values)

    async def starts(self, payload=""):
        await self.phone.starts(payload)
        await self.settled()

    async def taps(self, english, **values):
        """Taps the newest button that says this."""
        message = await self.phone.taps(self.words(english, **values))
        await self.settled()
        return message

    async def types(self, text):
        await self.phone.types(text)
        await self.settled()

    async def sees(self, english, **values):
        """The newest message with these words."""
        return await self.phone.sees(self.words(english, **values))

    def rings(self, english, **values):
        """How often the phone rang with these words."""
        words = self.words(english, **values)
        return sum(words in "\n".join([one.text, *one.buttons]) for one in self.phone.notifications)

    @property
    def last(self):
        return self.phone.last

    def payload(self):
        """The payload of the newest invitation link in the chat."""
        found = [match for one in self.phone.received for match in LINK.findall(one.text)]
        return found[-1]


@dataclass
class Cast:
    """The stage: Mette coordinates, Jonas is a mentor, Anna a mentee."""

    board: Switchboard
    bot: object
    mette: Player
    jonas: Player
    anna: Player

    async def settled(self):
        """Everything that was done on the phones is answered, and all that is due is sent."""
        await self.board.until(lambda: not self.board.world.updates.queue, "the bot fetched everything")
        await self.bot.app.settled()

    async def goes_to(self, when):
        """Walks the clock there in steps of a quarter of an hour, as time does."""
        clock = self.bot.clock
        while clock.now() < when:
            clock.move_to(min(when, clock.now() + timedelta(minutes=15)))
            await self.bot.app.settled()

    def invitation(self, role, programme="Peer Vejle", language="en"):
        """What the operator's command makes."""
        asked = Asked(Role(role), programme, language, "Europe/Copenhagen")
        return invite(self.bot.store, asked, self.bot.clock.now()).payload


@asynccontextmanager
async def cast(folder, language, start=FRIDAY):
    """The bot with its real answers, and three phones in one language."""
    clock = MovableClock(start)
    async with (
        switchboard(clock.now) as board,
        running(board, folder, clock, answers=routes, draw=notices.draw) as bot,
    ):
        made = Cast(board, bot, None, None, None)
        for name in ("mette", "jonas", "anna"):
            setattr(made, name, Player(board.phone(name.capitalize(), language), language, made.settled))
        yield made
