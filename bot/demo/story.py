"""Three months of a programme, played on the phones themselves: every card in them was answered by the real bot."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.messages import Account, Message
from bot.demo.world import World
from locales import catalog

WEEKS = 13
# From Sunday evening to the Wednesday afternoon on which the story is handed over.
SUNDAY = timedelta(days=2, hours=18)
_LINK = re.compile(r"\?start=([A-Za-z0-9_-]+)")


class OffScript(Exception):  # noqa: N818  it says where the story and the bot no longer agree
    """A phone does not show the button that the story wants to tap."""


@dataclass(frozen=True)
class Words:
    """What people type in the story, in one language."""

    goal: str
    steps: tuple[str, ...]
    time: str
    quiet_time: str
    likes: tuple[str, str]


WORDS = {
    "da": Words(
        "Læse godnathistorie for min datter",
        (
            "Finde en bog på biblioteket",
            "Læse en side højt for mig selv",
            "Læse to sider for Jonas",
            "Spørge hende, hvad hun vil høre",
            "Læse den første side for hende",
        ),
        "torsdag 16.30",
        "tirsdag kl. 10",
        ("Gåture, bøger og kaffe", "Blive bedre til at læse højt"),
    ),
    "en": Words(
        "Read a bedtime story to my daughter",
        (
            "Find a book at the library",
            "Read a page aloud to myself",
            "Read two pages to Jonas",
            "Ask her what she'd like to hear",
            "Read her the first page",
        ),
        "Thursday 16:30",
        "Tuesday at 10",
        ("Walks, books and coffee", "Getting better at reading aloud"),
    ),
}


class Hand:
    """One person's hand on their phone: what they tap is named in English and found in their language."""

    def __init__(self, world: World, account: Account, settled: Callable[[], Awaitable[None]]) -> None:
        """`settled` waits until the bot has answered."""
        self._world, self.account, self._settled = world, account, settled

    async def starts(self, payload: str) -> None:
        """Opens the bot by a link."""
        self._world.starts(self.account, payload)
        await self._settled()

    async def types(self, text: str) -> None:
        """Writes a text."""
        self._world.writes(self.account, text)
        await self._settled()

    async def taps(self, *labels: str, **values: object) -> None:
        """Taps these buttons one after another, each the newest with its words; raises OffScript."""
        for label in labels:
            words = catalog(self.account.language_code).gettext(label).format(**values)
            message, data = self._find(words)
            self._world.presses_button(self.account, message, data)
            await self._settled()

    def payload(self) -> str:
        """The newest invitation link's payload in the chat."""
        found = [match for one in self._received() for match in _LINK.findall(one.text)]
        return str(found[-1])

    def _find(self, words: str) -> tuple[Message, str]:
        for message in reversed(self._received()):
            for row in message.keyboard:
                for button in row:
                    if button["text"] == words and "callback_data" in button:
                        return message, button["callback_data"]
        shown = self._received()[-1].buttons if self._received() else []
        raise OffScript(f"{self.account.first_name} has no button {words!r}, only {shown}")

    def _received(self) -> list[Message]:
        return [one for one in self._world.chat(self.account) if one.from_bot]


class Story:
    """Anna and Jonas meet on Thursdays; Sofie and Lars grow quiet; Mette looks after them and all the others."""

    def __init__(
        self,
        world: World,
        accounts: dict[str, Account],
        language: str,
        move: Callable[[datetime], Awaitable[None]],
        settled: Callable[[], Awaitable[None]],
        others: Callable[[], Awaitable[None]],
    ) -> None:
        """`accounts` are the three on the page, by role; the others of the programme have phones off the page.

        `others` brings in the pairs whose months are not played.
        """
        self._language, self._move, self._settled, self._others = language, move, settled, others
        self._world = world
        self.mentee, self.mentor, self.coordinator = (
            Hand(world, accounts[role], settled) for role in ("mentee", "mentor", "coordinator")
        )

    @staticmethod
    def begins(ends: datetime, zone: ZoneInfo) -> datetime:
        """Monday at ten, thirteen weeks before the day on which the story is handed over."""
        day = ends.astimezone(zone).date() - timedelta(weeks=WEEKS)
        monday = day - timedelta(days=day.weekday())
        return datetime.combine(monday, time(10), zone)

    async def play(self, payload: str, ends: datetime) -> None:
        """Everything from the first link to the day before the next meeting, aware instant `ends`."""
        words = WORDS[self._language]
        await self._comes_in(self.coordinator, payload, "Mette")
        await self._joins("A mentor", self.mentor, "Jonas", words.likes[0])
        await self._joins("A mentee", self.mentee, "Anna", words.likes[1])
        await self._pairs("Jonas", "Anna")
        await self._agrees(self.mentor, self.mentee, "Anna", words.time, "Every week")
        await self._wishes(words)
        lars, sofie = self._extra("Lars"), self._extra("Sofie")
        await self._joins("A mentor", lars, "Lars", "")
        await self._joins("A mentee", sofie, "Sofie", "")
        await self._pairs("Lars", "Sofie")
        await self._agrees(lars, sofie, "Sofie", words.quiet_time, "Every other week")
        await self._weeks(words, ends)
        await self._joins("A mentor", self._extra("Fatima"), "Fatima", "")
        await self._joins("A mentee", self._extra("Ali"), "Ali", "")
        for hand in (self.mentee, self.mentor, self.coordinator):
            await hand.types("/home")

    def _extra(self, name: str) -> Hand:
        return Hand(self._world, self._world.person(name, self._language), self._settled)

    async def _comes_in(self, hand: Hand, payload: str, name: str) -> None:
        await hand.starts(payload)
        await hand.taps("Yes, that's fine")
        await hand.types(name)

    async def _joins(self, role: str, hand: Hand, name: str, likes: str) -> None:
        await self.coordinator.types("/home")
        await self.coordinator.taps("Invitations", "Invite", role)
        await self._comes_in(hand, self.coordinator.payload(), name)
        if likes:
            await hand.types(likes)
        else:
            await hand.taps("Skip")
        await hand.taps("Skip", "Skip", "I'm ready to be matched")

    async def _pairs(self, mentor: str, mentee: str) -> None:
        await self.coordinator.types("/home")
        await self.coordinator.taps("Pair now", mentor, mentee)

    async def _agrees(self, mentor: Hand, mentee: Hand, name: str, when: str, rhythm: str) -> None:
        await mentor.taps("Plan your meetings", rhythm)
        await mentor.types(when)
        await mentor.taps("A café", "Skip")
        await mentor.taps("{months} months", months=6)
        await mentor.taps("Send to {name}", name=name)
        await mentee.taps("That suits me")

    async def _wishes(self, words: Words) -> None:
        """Anna writes a goal and its steps, and chooses the first."""
        await self.mentee.types("/goals")
        await self.mentee.taps("Something I'd like")
        await self.mentee.types(words.goal)
        await self.mentee.taps("5", "Add a first small step")
        await self.mentee.types(words.steps[0])
        for step in words.steps[1:]:
            await self.mentee.taps("Add another step")
            await self.mentee.types(step)

    async def _weeks(self, words: Words, ends: datetime) -> None:
        """Week by week: a step is chosen, the two meet, it is told; once it comes to nothing."""
        left = list(words.steps)
        thursday = ends - timedelta(weeks=WEEKS)
        for week in range(WEEKS):
            meets = thursday + timedelta(weeks=week, days=1)
            await self._move(meets - timedelta(hours=6))
            step = left[0] if left and week % 3 == 1 else None
            if step is not None:
                await self.mentee.types("/meetings")
                await self.mentee.taps("Choose a small step", step)
            await self._move(meets + timedelta(hours=4))
            await self._tells(week, step)
            if step is not None:
                left.pop(0)
        await self._move(ends - SUNDAY)
        await self._others()
        await self._move(ends)

    async def _tells(self, week: int, step: str | None) -> None:
        if week == WEEKS // 2:
            await self.mentor.taps("It didn't happen this time")
            return
        await self.mentor.taps("We met")
        if step is not None:
            await self.mentor.taps("We did it")
        await self.mentee.taps("Yes, we met", "😀 Really good" if week % 2 else "🙂 Good")
