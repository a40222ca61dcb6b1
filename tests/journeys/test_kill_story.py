"""The whole story with the real process killed (-9) between any two lines: it goes exactly as if nothing had been."""

import pytest

from tests.journeys import scenes
from tests.journeys.cast import cast
from tests.journeys.mortals import mortals


@pytest.mark.parametrize("language", ["en", "da"])
async def test_a_bot_that_dies_between_any_two_lines_tells_the_same_story(tmp_path, language):
    async with mortals(tmp_path, language) as killed:
        await scenes.whole_story(killed)
    async with cast(tmp_path, language) as undisturbed:
        await scenes.whole_story(undisturbed)
    for name, player in undisturbed.players.items():
        assert killed.players[name].transcript() == player.transcript()
