"""The whole story with the real process killed (-9) between any two lines: it goes exactly as if nothing had been.

On PostgreSQL, too: what nobody disturbs has its database in a file.
"""

from datetime import timedelta

import pytest

from tests.journeys import scenes
from tests.journeys.cast import THURSDAY, cast
from tests.journeys.mortals import mortals

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("either")]

LANGUAGES = pytest.mark.parametrize("language", ["en", "da"])


@LANGUAGES
async def test_a_bot_that_dies_between_any_two_lines_tells_the_same_story(tmp_path, language):
    async with mortals(tmp_path, language) as killed:
        await scenes.whole_story(killed)
    (tmp_path / "elsewhere").mkdir()
    async with cast(tmp_path / "elsewhere", language) as undisturbed:
        await scenes.whole_story(undisturbed)
    for name, player in undisturbed.players.items():
        assert killed.players[name].transcript() == player.transcript()


@LANGUAGES
async def test_a_start_after_three_days_sends_no_flood(tmp_path, language):
    async with mortals(tmp_path, language) as story:
        story.mortal = False
        await scenes.beginning(story)
        await story.goes_to(THURSDAY - timedelta(hours=30))
        before = {name: len(player.phone.notifications) for name, player in story.players.items()}
        story.mortal = True
        await story.stands_at(THURSDAY + timedelta(days=3, hours=-4))  # Sunday noon
        rung = {name: len(player.phone.notifications) - before[name] for name, player in story.players.items()}
        assert rung == {"Mette": 0, "Jonas": 1, "Anna": 0}
        await story.jonas.sees("Did you and {name} get to meet?", name="Anna")
