"""The real process is killed in the middle of its work, again and again: nothing is lost, nothing comes twice."""

import pytest

from tests.chaos.kills import kills

pytestmark = pytest.mark.long


async def test_twenty_kills_lose_and_double_nothing(tmp_path):
    told = await kills(tmp_path, rounds=20, updates=160, news=40)
    assert told["kills"] == 20
