"""The main story, over HTTP, in both languages: from the first link to Monday's digest."""

from datetime import timedelta

import pytest

from tests.journeys import scenes
from tests.journeys.cast import COPENHAGEN, cast


@pytest.fixture(params=["en", "da"])
async def story(request, tmp_path):
    async with cast(tmp_path, request.param) as made:
        yield made


async def test_a_course_of_six_months_meets_at_half_past_four_on_both_sides_of_a_dst_change(story):
    await scenes.programme(story)
    await scenes.pair(story)
    await scenes.agreement(story)
    meetings = await story.bot.store.read(lambda unit: unit.meetings.all_of(1))
    walls = [meeting.starts_at.astimezone(COPENHAGEN) for meeting in meetings]
    assert {(wall.weekday(), wall.hour, wall.minute) for wall in walls} == {(3, 16, 30)}
    assert {wall.utcoffset() for wall in walls} == {timedelta(hours=1), timedelta(hours=2)}
    assert len(walls) == 26
    print(story.jonas.phone); print(story.anna.phone); print(story.mette.phone)
