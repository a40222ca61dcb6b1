"""The cast on the demo's page: three people who click through it in a real browser."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.clock import MovableClock
from bot.showing import Show, on_stage
from locales import catalog
from tests.journeys.cast import CLOCK, COPENHAGEN
from tests.page import Handset, Screen, screen

WEDNESDAY = datetime(2026, 11, 18, 14, tzinfo=UTC)  # 15:00 in Copenhagen


@dataclass(eq=False)
class Clicker:
    """A person at the page, who reads their own language; labels are given in English."""

    name: str
    handset: Handset
    language: str
    line: object
    mette: "Clicker | None" = None

    def words(self, english, **values):
        """The words of a sentence in the clicker's language."""
        return catalog(self.language).gettext(english).format(**values)

    async def starts(self, payload=""):
        """Presses the big button, or opens the link that stands in Mette's chat."""
        async with self.line():
            await (self.mette.handset.passes_link_to(self.name) if payload else self.handset.starts())

    async def taps(self, english, **values):
        """Taps the newest button that says this."""
        async with self.line():
            await self.handset.taps(self.words(english, **values))

    async def types(self, text):
        """Writes a text."""
        async with self.line():
            await self.handset.types(text)

    async def sees(self, english, **values):
        """Waits until a message says so."""
        await self.handset.sees(self.words(english, **values))

    async def times(self):
        """The times that the newest message offers on its buttons."""
        labels = await self.handset.frame.locator(".message").last.locator(".key").all_inner_texts()
        return [label.strip() for label in labels if CLOCK.search(label.strip())]

    def payload(self):
        """Says that the link stands here: nobody reads it out."""
        return "the link in the chat"


@dataclass
class Page:
    """The stage of a story that is clicked."""

    show: Show
    shown: Screen
    language: str
    players: dict[str, Clicker] = field(default_factory=dict)

    def __post_init__(self):
        for name in ("Mette", "Jonas", "Anna"):
            handset = self.shown.phone(name)
            self.players[name] = Clicker(name, handset, self.language, self.line, self.players.get("Mette"))
        self.mette, self.jonas, self.anna = self.players.values()

    @property
    def clock(self):
        """The demo's clock."""
        return self.show.clock

    @asynccontextmanager
    async def line(self):
        """One line of the story: clicked, answered, and shown."""
        async with self.shown.told("/demo/api/act"):
            yield
        await self.show.settled()
        await self.shown.is_up_to_date(self.show.telegram.world.bell.rung)

    async def goes_to(self, when):
        """Moves the page's clock there."""
        async with self.shown.told("/demo/api/clock"):
            await self.shown.goes_to(when.astimezone(COPENHAGEN).strftime("%Y-%m-%dT%H:%M"))
        await self.shown.is_up_to_date(self.show.telegram.world.bell.rung)

    def invitation(self, _role):
        """It waits on Mette's phone, behind the big button."""
        return ""


def stage(folder, language):
    """The demo with its empty stage on a Wednesday afternoon."""
    return on_stage(folder, language, MovableClock(WEDNESDAY), host="127.0.0.1", port=0)


@asynccontextmanager
async def page(folder, language):
    """The demo's page in a browser, with empty phones."""
    async with stage(folder, language) as show:
        await show.restart(story=False)
        async with shown(show, language) as cast:
            yield cast


@asynccontextmanager
async def shown(show, language):
    """The page of a demo that runs, in a browser."""
    async with screen(show.url) as seen:
        yield Page(show, seen, language)
