"""The demo as a new user tries it: three months of a story, and the whole main story by clicking in a browser."""

from datetime import UTC, datetime

import pytest

from bot.clock import MovableClock
from bot.showing import friendly_hour, on_stage
from locales import catalog
from tests.page import screen

WEDNESDAY = datetime(2026, 11, 18, 14, tzinfo=UTC)  # 15:00 in Copenhagen
LANGUAGES = pytest.mark.parametrize("language", ["en", "da"])


def stage(folder, language):
    return on_stage(folder, language, MovableClock(WEDNESDAY), host="127.0.0.1", port=0)


class Clicker:
    """A person at the page, who reads their own language; labels are given in English."""

    def __init__(self, shown, name, language):
        self.phone = shown.phone(name)
        self.say = catalog(language).gettext

    async def taps(self, *labels, **values):
        for label in labels:
            await self.phone.taps(self.say(label).format(**values))

    async def sees(self, words, **values):
        await self.phone.sees(self.say(words).format(**values))

    async def comes_in(self, name):
        await self.taps("Yes, that's fine")
        await self.sees("What may we call you?")
        await self.phone.types(name)
        self.name = name

    async def is_ready(self):
        await self.sees("I'll call you {name}.", name=self.name)
        await self.taps("Skip")
        for question in ("When do you have time?", "How do you like to meet?"):
            await self.sees(question)
            await self.taps("Skip")
        await self.taps("I'm ready to be matched")
        await self.sees("Home")


@pytest.mark.parametrize(
    ("real", "expected"),
    [
        (datetime(2026, 11, 18, 3, tzinfo=UTC), WEDNESDAY),
        (datetime(2026, 11, 20, 3, tzinfo=UTC), WEDNESDAY),
        (datetime(2026, 11, 24, 22, 59, tzinfo=UTC), WEDNESDAY),
        (datetime(2026, 11, 24, 23, 1, tzinfo=UTC), datetime(2026, 11, 25, 14, tzinfo=UTC)),
    ],
)
def test_the_demo_begins_on_a_wednesday_afternoon_when_everybody_is_awake(real, expected):
    assert friendly_hour(real) == expected


@LANGUAGES
async def test_the_story_is_played_on_the_phones_by_the_real_bot(tmp_path, language):
    async with stage(tmp_path, language) as show:
        await show.restart(story=True)
        phones = {role: show.telegram.world.chat(account) for role, account in show.phones()}
    saved = catalog(language).gettext("Saved. Thanks for telling me.")
    assert sum(saved in message.text for message in phones["mentor"]) >= 10
    assert sum(saved in message.text for message in phones["mentee"]) >= 10
    week = catalog(language).gettext("Your week")
    assert sum(week in message.text for message in phones["coordinator"]) >= 12


@LANGUAGES
async def test_the_whole_story_is_walked_by_clicking(tmp_path, language):
    danish = language == "da"
    async with stage(tmp_path, language) as show:
        await show.restart(story=False)
        async with screen(show.url) as shown:
            mette, jonas, anna = (Clicker(shown, name, language) for name in ("Mette", "Jonas", "Anna"))
            await mette.phone.starts()
            await mette.comes_in("Mette")
            await mette.sees(
                "Your next weekly digest comes {when}.".partition("{")[0].strip() if not danish else "Dit næste ugebrev"
            )
            for clicker, kind, name in ((jonas, "A mentor", "Jonas"), (anna, "A mentee", "Anna")):
                await mette.phone.chooses("/hjem" if danish else "/home")
                await mette.taps("Invite", kind)
                await mette.sees("An invitation for a mentor" if kind == "A mentor" else "An invitation for a mentee")
                await mette.phone.passes_link_to(name)
                await clicker.comes_in(name)
                await clicker.is_ready()
            await mette.sees("{name} is ready to be matched.", name="Anna")
            await mette.taps("Pair now", "Jonas", "Anna")
            await jonas.taps("Plan your meetings", "Every week")
            await jonas.sees("Which day and time?")
            await jonas.phone.types("torsdag 16.30" if danish else "Thursday 16:30")
            await jonas.taps("A café", "Skip")
            await jonas.taps("{months} months", months=6)
            await jonas.taps("Send to {name}", name="Anna")
            await anna.taps("That suits me")
            await anna.sees("Good, it's agreed.")
            await writes_a_goal(anna, danish=danish)
            await shown.goes_to("2026-11-19T14:30")
            await jonas.taps("I'm coming")
            await shown.goes_to("2026-11-19T18:30")
            await jonas.sees("Did you and {name} get to meet?", name="Anna")
            await jonas.taps("We met", "We did it")
            await jonas.sees("Saved. Thanks for telling me.")
            await anna.taps("Yes, we met", "🙂 Good")
            await anna.sees("Saved. Thanks for telling me.")
            await shown.goes_to("2026-11-23T08:30")
            await mette.sees("Your week")


async def writes_a_goal(anna, *, danish):
    """Anna writes a goal and a step, and chooses it."""
    await anna.phone.chooses("/maal" if danish else "/goals")
    await anna.taps("Something I'd like")
    await anna.sees("What is something you would like?")
    await anna.phone.types("Læse for min datter" if danish else "Read to my daughter")
    await anna.taps("5", "Add a first small step")
    await anna.sees("What is a small step?")
    await anna.phone.types("Find en bog" if danish else "Find a book")
    await anna.taps("Choose it for the next meeting")
