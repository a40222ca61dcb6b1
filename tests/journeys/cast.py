"""Who plays in the journeys: the real bot on a make-believe Telegram, three phones, and a clock that is moved."""

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.invite import Asked, invite
from bot.mentoring.people import Role
from bot.ticker import next_due
from handlers import notices, routes
from locales import catalog
from tests.builders import running
from tests.telegram import Phone, Switchboard, switchboard

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FRIDAY = datetime(2026, 11, 20, 11, tzinfo=UTC)  # noon in Copenhagen
THURSDAY = datetime(2026, 11, 26, 16, 30, tzinfo=COPENHAGEN)
LINK = re.compile(r"\?start=([A-Za-z0-9_-]+)")
CLOCK = re.compile(r"\d[.:]\d\d$")


@dataclass(eq=False)
class Player:
    """A person with a phone, who reads and taps in their own language; labels are given in English."""

    phone: Phone
    language: str
    line: object  # surrounds whatever the person does: a line of the story

    def words(self, english, **values):
        """The words of a sentence in the player's language."""
        return catalog(self.language).gettext(english).format(**values)

    async def starts(self, payload=""):
        """Opens the bot by a link."""
        async with self.line():
            await self.phone.starts(payload)

    async def taps(self, english, **values):
        """Taps the newest button that says this; gives its message."""
        async with self.line():
            return await self.phone.taps(self.words(english, **values))

    async def types(self, text):
        """Writes a text."""
        async with self.line():
            await self.phone.types(text)

    async def sees(self, english, **values):
        """The newest message with these words."""
        return await self.phone.sees(self.words(english, **values))

    async def times(self):
        """The times that the newest message offers on its buttons."""
        return [label for label in self.phone.buttons if CLOCK.search(label)]

    def rings(self, english, **values):
        """How often the phone rang with these words."""
        words = self.words(english, **values)
        return sum(words in "\n".join([one.text, *one.buttons]) for one in self.phone.notifications)

    @property
    def last(self):
        """The bot's newest message."""
        return self.phone.last

    def payload(self):
        """The payload of the newest invitation link in the chat."""
        found = [match for one in self.phone.received for match in LINK.findall(one.text)]
        return found[-1]

    def transcript(self):
        """Everything on the phone as it stands now, line by line, the same in each performance of a story."""
        return [(one.from_bot, LINK.sub("?start=", _plain(one.text)), one.buttons) for one in self.phone.messages]


def _plain(text):
    return "/start" if text.startswith("/start ") else text


@dataclass
class Cast:
    """The stage: Mette coordinates, Jonas is a mentor, Anna a mentee."""

    board: Switchboard
    bot: object
    clock: MovableClock
    language: str
    players: dict[str, Player] = field(default_factory=dict)

    def __post_init__(self):
        for name in ("Mette", "Jonas", "Anna"):
            self.players[name] = Player(self.board.phone(name, self.language), self.language, self.line)

    @property
    def mette(self):
        """The coordinator."""
        return self.players["Mette"]

    @property
    def jonas(self):
        """The mentor."""
        return self.players["Jonas"]

    @property
    def anna(self):
        """The mentee."""
        return self.players["Anna"]

    @property
    def store(self):
        """The bot's database."""
        return self.bot.store

    @asynccontextmanager
    async def line(self):
        """One line of the story: done, and answered."""
        yield
        await self.settled()

    async def settled(self):
        """Everything that was done on the phones is answered, and all that is due is sent."""
        await self.board.until(lambda: not self.board.world.updates.queue, "the bot fetched everything")
        await self.bot.app.settled()

    async def goes_to(self, when):
        """Walks the clock there, stopping wherever something is due on the way."""
        await self.stands_at(self.clock.now())
        while (due := await self.next_due()) is not None and due < when:
            await self.stands_at(due)
        await self.stands_at(when)

    async def next_due(self):
        """When something will next be due."""
        now = self.clock.now()
        coming = await self.store.read(lambda unit: (next_due(unit), unit.outbox.next_at(now)))
        return min((at for at in coming if at is not None and at > now), default=None)

    async def stands_at(self, when):
        """Moves the clock and lets the bot do what became due."""
        self.clock.move_to(when)
        await self.settled()

    def invitation(self, role, programme="Peer Vejle"):
        """What the operator's command makes."""
        asked = Asked(Role(role), programme, self.language, "Europe/Copenhagen")
        return invite(self.store, asked, self.clock.now()).payload


def first_meeting(now):
    """The Thursday at 16:30 that the two agree on: the first one after this instant."""
    today = now.astimezone(COPENHAGEN).date()
    day = today + timedelta(days=(3 - today.weekday()) % 7)
    return datetime.combine(day, time(16, 30), COPENHAGEN)


@asynccontextmanager
async def cast(folder, language, start=FRIDAY):
    """The bot with its real answers, and three phones in one language."""
    clock = MovableClock(start)
    async with (
        switchboard(clock.now) as board,
        running(board, folder, clock, answers=routes, draw=notices.draw) as bot,
    ):
        yield Cast(board, bot, clock, language)
