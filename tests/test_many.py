"""Four processes on one PostgreSQL, killed in the middle of their work: each effect once, in order, nothing twice."""

import pytest

from tests.chaos.crews import crews
from tests.storage.databases import ready

pytestmark = pytest.mark.long


async def test_four_processes_and_three_kills_lose_and_double_nothing(tmp_path):
    with ready("postgresql", tmp_path) as url:
        told = await crews(tmp_path, url, rounds=3, updates=400, chats=30, news=20)
    assert told["kills"] == 3
