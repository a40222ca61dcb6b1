"""A coordinator's Monday over HTTP: one ring, a picture, and cards that are paged in the place of one message."""

from datetime import datetime, time, timedelta

import pytest

from tests.journeys import scenes
from tests.journeys.cast import COPENHAGEN, THURSDAY, cast

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("either")]

WEEK = timedelta(days=7)


@pytest.fixture(params=["en", "da"])
async def story(request, tmp_path):
    async with cast(tmp_path, request.param) as made:
        yield made


async def test_the_week_rings_once_with_its_picture_and_a_card_is_looked_after_where_it_stands(story):
    mette = story.mette
    await scenes.beginning(story)
    monday = datetime.combine(THURSDAY.date() + timedelta(days=11), time(8, 30), COPENHAGEN)
    await story.goes_to(monday - timedelta(minutes=1))
    heard, had = len(mette.phone.notifications), len(mette.phone.received)
    await story.goes_to(monday)
    week, card = mette.phone.received[had:]
    assert (week.media["photo"][-1]["width"], week.media["photo"][-1]["height"]) == (1080, 760)
    assert mette.words("Your week") in week.text
    assert [one.text for one in mette.phone.notifications[heard:]] == [week.text]

    await mette.taps("Snooze 14 days")
    await mette.taps("Undo")
    await mette.taps("Taken care of")
    done = await mette.sees("You have taken care of it.")
    assert done.id == card.id
    assert len(mette.phone.received) == had + 2

    heard = len(mette.phone.notifications)
    await story.goes_to(monday + WEEK)
    asked = await mette.sees("Did it help?")
    assert [one.text for one in mette.phone.notifications[heard:]].count(asked.text) == 0
    await mette.taps("Not yet")
    await mette.sees("Thanks for telling me")
