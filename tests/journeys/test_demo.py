"""The demo as a new user tries it, up to the whole main story by clicking in a browser."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import httpx
import pytest

from bot.showing import friendly_hour
from tests.journeys import scenes
from tests.journeys.cast import Cast, first_meeting
from tests.journeys.clickers import WEDNESDAY, page, stage
from tests.telegram import Switchboard

pytestmark = pytest.mark.long

LANGUAGES = pytest.mark.parametrize("language", ["en", "da"])


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


async def test_the_next_thing_is_known_as_soon_as_the_two_have_agreed(tmp_path):
    async with stage(tmp_path, "en") as show:
        await show.restart(story=False)
        bot = SimpleNamespace(app=show, store=show._store)
        cast = Cast(Switchboard(show.telegram, show.url), bot, show.clock, "en")
        for scene in (scenes.programme, scenes.pair, scenes.agreement):
            await scene(cast)
        first = first_meeting(WEDNESDAY)
        assert await show.next_due() == first - timedelta(days=1)
        await show.move(first)
    assert [one.text for one in cast.anna.phone.received if "tomorrow at 16:30" in one.text]


async def test_the_address_for_a_calendar_works_in_the_demo_and_only_for_who_has_it(tmp_path):
    async with stage(tmp_path, "en") as show, httpx.AsyncClient(trust_env=False) as web:
        assert await show.feed("nobodys") is None
        await show.restart(story=False)
        bot = SimpleNamespace(app=show, store=show._store)
        cast = Cast(Switchboard(show.telegram, show.url), bot, show.clock, "en")
        for scene in (scenes.programme, scenes.pair, scenes.agreement):
            await scene(cast)
        await cast.anna.types("/meetings")
        for label in ("Calendar", "Get the address"):
            await cast.anna.taps(label)
        message = await cast.anna.sees("I show it only this once.")
        address = next(line for line in message.text.splitlines() if line.startswith(show.url))
        sheet = await web.get(address)
        assert sheet.text.count("BEGIN:VEVENT") == 26
        assert "Jonas" not in sheet.text
        assert (await web.get(address.replace("/calendar/", "/calendar/x"))).status_code == 404


@LANGUAGES
async def test_the_whole_story_is_walked_by_clicking(tmp_path, language):
    async with page(tmp_path, language) as cast:
        await scenes.whole_story(cast)
