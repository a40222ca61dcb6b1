"""Updates that the platform brings: kept before it hears so, from nobody else, and worked on like all others."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest

from bot.demo.faults import Trouble
from bot.web import Web, listen
from bot.webhook import HEADER, LARGEST, Webhook, webhook_route
from storage.inbox import Arrival
from tests.builders import running
from tests.nursery import FileClock, nursery
from tests.ports import free_address
from tests.telegram import switchboard

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
SECRET = "a-secret_of-the-operator"
UPDATE = {"update_id": 7, "message": {"chat": {"id": 12}}}


class Heart:
    """A bot that is well."""

    leads = True

    def beats(self):
        return {}


@asynccontextmanager
async def page(take):
    """A client of the page that serves the address alone."""
    listening = listen("127.0.0.1", 0)
    hook = Webhook("https://makker.example.org/telegram", SECRET)
    web = Web(Heart(), listening, None, [webhook_route(hook, take)])
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(web.run())
        base = "http://{}:{}".format(*listening.getsockname())
        async with httpx.AsyncClient(base_url=base, trust_env=False, headers={HEADER: SECRET}) as client:
            yield client
        web.stop()


async def test_an_update_is_kept_and_then_confirmed():
    kept = []

    async def take(arrival):
        kept.append(arrival)

    async with page(take) as client:
        answer = await client.post("/telegram", json=UPDATE)
    assert answer.status_code == 200
    assert kept == [Arrival(7, 12, json.dumps(UPDATE))]


@pytest.mark.parametrize(
    ("status", "headers", "content"),
    [
        (403, {HEADER: "another"}, json.dumps(UPDATE)),
        (403, {HEADER: ""}, json.dumps(UPDATE)),
        (403, {HEADER: "a-secret_of-the-operatör".encode()}, json.dumps(UPDATE)),
        (400, {}, "no JSON"),
        (400, {}, "[" * 100_000),
        (400, {}, b"\xff\xfe\x00"),
        (400, {}, "[]"),
        (400, {}, json.dumps({"update_id": "7"})),
        (400, {}, ""),
        (413, {}, b" " * (LARGEST + 1)),
    ],
)
async def test_what_is_not_the_platforms_or_no_update_is_refused(status, headers, content):
    async def take(_arrival):
        raise AssertionError("nothing is kept")

    async with page(take) as client:
        assert (await client.post("/telegram", content=content, headers=headers)).status_code == status
        assert (await client.get("/telegram")).status_code == 405


async def test_what_cannot_be_kept_is_to_be_brought_again():
    async def take(_arrival):
        raise OSError("the disk is full")

    async with page(take) as client:
        assert (await client.post("/telegram", json=UPDATE)).status_code == 503


def test_the_secret_is_shown_nowhere():
    assert SECRET not in repr(Webhook("https://makker.example.org/telegram", SECRET))


async def test_a_webhook_that_was_left_behind_is_taken_away_when_updates_are_fetched(tmp_path):
    async with switchboard() as board:
        board.world.updates.url = "https://old.example.org/telegram"
        async with running(board, tmp_path):
            anna = board.phone("Anna")
            await anna.starts()
            await anna.sees("Hello")
    assert len(board.called("deleteWebhook")) == 1


@asynccontextmanager
async def brought(folder, **settings):
    """The phones' side and a bot of its own process to which updates are brought; it does not run yet."""
    clock, at = FileClock(folder / "ahead", NOON), free_address()
    hook = {"webhook_url": f"http://{at}/telegram", "webhook_secret": SECRET, "http": at}
    async with switchboard(clock.now) as board, nursery(board, folder, **hook, **settings) as bots:
        yield board, bots, clock


async def test_with_one_process_on_sqlite_every_update_is_brought_and_answered(tmp_path):
    async with brought(tmp_path) as (board, bots, clock):
        board.faults.next("setWebhook", Trouble.GATEWAY)
        await bots.start()
        phones = [board.phone(f"Anna{number}", patience=20) for number in range(5)]
        for phone in phones:
            await phone.starts()
        for phone in phones:
            await phone.waits_until(lambda phone=phone: phone.received, "the answer")
        await bots.rest(board, clock)
        assert not board.called("getUpdates")
        assert {told.params["secret_token"] for told in board.called("setWebhook")} == {SECRET}
        assert await bots.end(15) == 0
        assert board.world.updates.url
        assert set(board.telegram.webhook.statuses) == {200}


async def test_what_is_brought_while_nobody_is_there_is_brought_again_and_what_a_killed_bot_kept_is_answered(tmp_path):
    async with brought(tmp_path) as (board, bots, clock):
        await bots.start()
        anna = board.phone("Anna", patience=20)
        await anna.starts()
        await anna.waits_until(lambda: anna.received, "the first answer")
        for number in range(5):
            await anna.types(f"Hello {number}")
            await bots.dies()
            await bots.start()
        await bots.rest(board, clock)
        assert bots.store.read_now(lambda unit: unit.backlog.updates()) == {"done": 6}
        await bots.dies()


async def test_who_fetches_again_takes_the_webhook_away(tmp_path):
    async with brought(tmp_path) as (board, bots, clock):
        await bots.start()
        await board.until(lambda: board.world.updates.url, "the webhook is set", 20)
        await bots.dies()
        anna = board.phone("Anna", patience=20)
        await anna.starts()
        await bots.start(webhook_url="", webhook_secret="")
        await anna.waits_until(lambda: anna.received, "the answer to what was fetched")
        assert not board.world.updates.url
        await bots.rest(board, clock)
        await bots.dies()
