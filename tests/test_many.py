"""Several processes on one PostgreSQL: killed in the middle of their work, and all at the pace of one."""

import pytest

from tests.chaos.crews import crew, crews
from tests.storage.databases import ready

pytestmark = pytest.mark.long
PEOPLE, RATE = 90, 25


async def test_four_processes_and_three_kills_lose_and_double_nothing(tmp_path):
    with ready("postgresql", tmp_path) as url:
        told = await crews(tmp_path, url, rounds=3, updates=400, chats=30, news=20)
    assert told["kills"] == 3


async def test_three_processes_together_are_no_faster_than_one_may_be(tmp_path):
    with ready("postgresql", tmp_path) as url:
        async with crew(tmp_path, url, 3, send_rate=str(RATE)) as (board, them, _):
            board.telegram.pace.strict = True
            await them.start()
            phones = [board.phone(f"Anna{number}") for number in range(PEOPLE)]
            for phone in phones:
                await phone.starts()
            await board.until(lambda: all(phone.received for phone in phones), "all are answered", 60)
            await them.ends()
    sent = board.called("sendMessage")
    assert [call.status for call in sent] == [200] * PEOPLE
    # Each at its own pace would be there in a third of the time.
    assert (sent[-1].at - sent[0].at).total_seconds() > 0.8 * PEOPLE / RATE
