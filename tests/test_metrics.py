"""`/metrics`: what it counts, as a story; that a label is one of a few words, whatever is written and goes wrong."""

import asyncio
import itertools
import re
import shutil
import subprocess
import threading
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from bot import stock
from bot.api import TokenRefused
from bot.demo.faults import Trouble
from bot.demo.updates import Waiting
from bot.metrics import CONTENT_TYPE, Came, Method, Outcome
from bot.reasons import Reason, bounded
from bot.web import Web, listen
from storage import schema
from storage.engine import READERS
from storage.states import InboxState, OutboxState
from tests.builders import everything, running
from tests.telegram import switchboard

# Whatever a label can be: there is no other word, and none that is made while the bot runs.
WORDS = {
    "outcome": {*Came, *Outcome},
    "method": {*Method},
    "state": {*OutboxState, *InboxState},
    "reason": {*Reason},
    "part": {"lead", "polling", "ticking", "delivery"},
}
NEVER_FORGOTTEN = 4e9


class Watch:
    """Seconds that pass when the test says so."""

    passed = 0.0

    def __call__(self):
        return self.passed


class Told:
    """What one page says."""

    def __init__(self, page):
        self.text = page.decode()
        self.families = list(text_string_to_metric_families(self.text))
        self.samples = [sample for family in self.families for sample in family.samples]

    def __getitem__(self, asked):
        name, labels = asked if isinstance(asked, tuple) else (asked, {})
        found = [each.value for each in self.samples if each.name == name and labels.items() <= each.labels.items()]
        return sum(found) if found else None


async def told(bot):
    return Told(await bot.app.metrics())


@asynccontextmanager
async def with_anna(folder, **more):
    """The make-believe Telegram, the bot, and one who has just come."""
    async with everything(folder, **more) as (board, bot):
        anna = board.phone("Anna")
        await anna.starts()
        await anna.sees("Hello")
        yield board, bot, anna


async def a_lively_day(board, bot):
    """Everything that can become of an update and of a message, with names and texts that must stand nowhere."""
    anna, jonas = board.phone("Anna"), board.phone("Jonas")
    for phone in (anna, jonas):
        await phone.starts()
        await phone.sees("Hello")
    await anna.taps("Again")
    await anna.sees("Tapped 1")
    await anna.types("boom my goal is to ring Jonas")
    await anna.sees("Sorry, that was us")
    await anna.writes_in_group("nothing for a bot")
    for trouble in (Trouble.TOO_MANY, Trouble.BROKEN, Trouble.RESET):
        board.faults.next("sendMessage", trouble)
        await anna.types(f"written in spite of {trouble}")
        await anna.sees(f"written in spite of {trouble}")
    await bot.notice(anna, "well")
    await bot.notice(anna, "dropped", kind="test.dropped")
    await bot.notice(anna, "broken", kind="test.broken")
    board.faults.next("sendMessage", Trouble.DONE_BUT_RESET)
    await bot.notice(anna, "uncertain")
    await bot.notice(anna, "late", expires=bot.clock.now() - timedelta(hours=1))
    jonas.account.blocked = True
    await bot.notice(jonas, "nobody there")
    await bot.app.settled()
    return anna, jonas


async def test_a_day_is_counted(tmp_path):
    watch = Watch()
    async with everything(tmp_path, seconds=watch) as (board, bot):
        await a_lively_day(board, bot)
        seen = await told(bot)
        messages = await bot.outbox()
    assert seen["makker_outbox_messages"] == len(messages)
    came = {each: seen["makker_updates_total", {"outcome": each}] for each in Came}
    assert came == {Came.DONE: 6, Came.IGNORED: 1, Came.DEAD: 1, Came.REPEATED: 0}
    assert seen["makker_answer_seconds_count"] == 7
    assert 0 < seen["makker_answer_seconds_sum"] < 60
    calls = {each: seen["makker_api_calls_total", {"method": "sendMessage", "outcome": each}] for each in Outcome}
    assert (calls[Outcome.TOO_MANY], calls[Outcome.FORBIDDEN]) == (1, 1)
    assert calls[Outcome.NETWORK] >= 2
    sent = [call for call in board.called("sendMessage") if call.status == 200]
    assert calls[Outcome.OK] == len(sent) - 1  # the one of which nobody heard
    assert seen["makker_api_calls_total", {"method": "editMessageText", "outcome": "ok"}] == 1
    assert seen["makker_tick_seconds_count"] >= 1
    assert seen["makker_leads"] == 1
    assert seen["makker_inbox_updates", {"state": "dead"}] == 1
    closed = {
        (sample.labels["state"], sample.labels["reason"]): sample.value
        for sample in seen.samples
        if sample.name == "makker_outbox_messages" and sample.value
    }
    assert closed == {
        ("sent", "none"): 8,
        ("dropped", "no_longer"): 1,
        ("failed", "not_drawn"): 1,
        ("uncertain", "no_answer"): 1,
        ("expired", "too_late"): 1,
        ("unreachable", "blocked"): 1,
    }


async def test_no_label_is_anything_but_one_of_a_few_words(tmp_path):
    watch = Watch()
    async with everything(tmp_path, seconds=watch) as (board, bot):
        anna, jonas = await a_lively_day(board, bot)
        odd = itertools.cycle(
            ["outcome: ValueError", "Bad Request: Anna said", "draw: KeyError", f"{anna.id}", "é{}\n"]
        )

        def spoil(unit):
            rows = unit.connection.execute(schema.outbox.select()).all()
            for row, reason, state in zip(rows * 4, odd, itertools.cycle(OutboxState), strict=False):
                mine = update(schema.outbox).where(schema.outbox.c.id == row.id)
                unit.connection.execute(mine.values(reason=reason, state=state))

        await bot.store.write(spoil)
        seen = await told(bot)
        watch.passed += 3600
        spoilt = await told(bot)
        secrets = ("Anna", "Jonas", "goal", str(anna.id), str(jonas.id), board.token, "Bad Request", "ValueError")
    for page in (seen, spoilt):
        for sample in page.samples:
            for label, value in sample.labels.items():
                if label != "le":
                    assert value in WORDS[label], sample
                else:
                    assert value == "+Inf" or float(value) > 0
        assert not [word for word in secrets if word in page.text]
    assert len(spoilt.samples) < 250


@given(st.sampled_from(OutboxState), st.text() | st.sampled_from(["outcome: ", "draw: ", "clock", "again"]))
@example(OutboxState.FAILED, "Bad Request: can't parse entities")
@example(OutboxState.WAITING, "never heard of")
def test_whatever_stands_on_a_row_becomes_a_known_reason(state, reason):
    assert bounded(state, reason) in Reason


@pytest.mark.parametrize(
    ("state", "reason", "short"),
    [
        (OutboxState.SENT, "", Reason.NONE),
        (OutboxState.EXPIRED, "quiet_hours", Reason.QUIET_HOURS),
        (OutboxState.UNREACHABLE, "no_telegram", Reason.NO_CHAT),
        (OutboxState.DROPPED, "paired_again", Reason.NO_LONGER),
        (OutboxState.FAILED, "Bad Request: message is too long", Reason.REFUSED),
        (OutboxState.FAILED, "draw: KeyError", Reason.NOT_DRAWN),
        (OutboxState.UNCERTAIN, "outcome: ValueError", Reason.NOT_WRITTEN),
        (OutboxState.UNCERTAIN, "ReadTimeout", Reason.NO_ANSWER),
        (OutboxState.UNCERTAIN, "stopped", Reason.STOPPED),
        (OutboxState.EXPIRED, "never heard of", Reason.OTHER),
    ],
)
def test_a_reason_is_told_in_short(state, reason, short):
    assert bounded(state, reason) is short


async def test_an_update_that_comes_again_is_counted_as_repeated(tmp_path):
    async with with_anna(tmp_path) as (board, bot, anna):
        whole = {"id": anna.id, "type": "private", "is_bot": False, "first_name": "Anna"}
        message = {"message_id": 7, "date": 1, "chat": whole, "from": whole, "text": "once"}
        for number in (50, 50, 50):
            raw = {"update_id": number, "message": message}
            board.world.updates.queue.append(Waiting(number, "message", raw, NEVER_FORGOTTEN))
        board.world.bell.ring()
        await anna.sees("text: once is 1")
        await bot.app.settled()
        assert (await told(bot))["makker_updates_total", {"outcome": "repeated"}] == 2


async def test_while_the_platform_is_away_the_oldest_waiting_grows_older(tmp_path):
    watch = Watch()
    async with with_anna(tmp_path, seconds=watch) as (board, bot, anna):
        board.faults.lasts("*", Trouble.RESET)
        for key in ("one", "two", "three"):
            await bot.store.write(
                lambda unit, key=key: unit.outbox.notice(
                    "alert.told", unit.people.by_chat(anna.id), key, {"key": key}, bot.clock.now()
                )
            )
        bot.app._delivery.wake()
        await board.until(lambda: len(board.called("getMe")) > 0, "an outage")
        bot.clock.advance(timedelta(minutes=10))
        watch.passed += 60
        seen = await told(bot)
        assert 600 <= seen["makker_outbox_oldest_waiting_seconds"] < 660
        assert seen["makker_outbox_due_messages"] >= 1
        board.faults.clear()
        await anna.sees("Notice three")
        await bot.app.settled()
        watch.passed += 60
        assert (await told(bot))["makker_outbox_oldest_waiting_seconds"] == 0


async def test_the_database_is_asked_seldom_and_the_age_is_right_all_the_same(tmp_path):
    watch = Watch()
    async with with_anna(tmp_path, seconds=watch) as (_board, bot, anna):
        await bot.app.settled()
        assert (await told(bot))["makker_outbox_messages", {"state": "sent"}] == 1
        await bot.notice(anna, "one more")
        await anna.sees("Notice one more")
        assert (await told(bot))["makker_outbox_messages", {"state": "sent"}] == 1
        watch.passed += 5
        assert (await told(bot))["makker_outbox_messages", {"state": "sent"}] == 2


async def test_a_database_that_cannot_be_read_is_told_with_all_the_rest(tmp_path):
    watch = Watch()
    async with with_anna(tmp_path, seconds=watch) as (_board, bot, _anna):
        await bot.app.settled()
        assert (await told(bot))["makker_database_readable"] == 1
        await bot.store.write(lambda unit: unit.connection.exec_driver_sql("ALTER TABLE inbox RENAME TO lost"))
        watch.passed += 5
        seen = await told(bot)
        assert (seen["makker_database_readable"], seen["makker_outbox_messages"]) == (0, None)
        assert seen["makker_updates_total", {"outcome": "done"}] == 1
        await bot.store.write(lambda unit: unit.connection.exec_driver_sql("ALTER TABLE lost RENAME TO inbox"))
        watch.passed += 5
        assert (await told(bot))["makker_database_readable"] == 1


async def test_a_database_that_does_not_answer_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(stock, "PATIENCE", 0.05)
    async with everything(tmp_path) as (_board, bot):
        await bot.app.settled()
        gate = threading.Event()
        busy = [asyncio.create_task(bot.store.read(lambda _unit: gate.wait(20))) for _ in range(READERS)]  # noqa: TID251
        assert (await told(bot))["makker_database_readable"] == 0
        assert (await told(bot))["makker_database_readable"] == 0
        gate.set()
        await asyncio.gather(*busy)
        monkeypatch.setattr(stock, "PATIENCE", 5)
        assert (await told(bot))["makker_database_readable"] == 1


async def test_a_tick_that_fails_is_counted(tmp_path):
    async with everything(tmp_path) as (_board, bot):
        await bot.app.settled()
        before = await told(bot)
        await bot.store.write(lambda unit: unit.connection.exec_driver_sql("ALTER TABLE pairs RENAME TO lost"))
        await bot.app.tick_now()
        seen = await told(bot)
        await bot.store.write(lambda unit: unit.connection.exec_driver_sql("ALTER TABLE lost RENAME TO pairs"))
    assert seen["makker_ticks_failed_total"] == before["makker_ticks_failed_total"] + 1 == 1
    assert seen["makker_tick_seconds_count"] == before["makker_tick_seconds_count"] + 1


class Another:
    """A lead that somebody else holds."""

    def holds(self):
        return False

    def release(self):
        pass


async def test_whoever_stands_by_says_so_and_nothing_of_what_it_does_not_do(tmp_path):
    async with everything(tmp_path, lead=Another()) as (_board, bot):
        seen = await told(bot)
    assert seen["makker_leads"] == 0
    parts = {sample.labels["part"] for sample in seen.samples if "part" in sample.labels}
    assert parts == {"lead"}


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, Outcome.OK),
        (RetryAfter(timedelta(seconds=3)), Outcome.TOO_MANY),
        (Forbidden("bot was blocked by the user"), Outcome.FORBIDDEN),
        (BadRequest("chat not found"), Outcome.BAD_REQUEST),
        (TokenRefused("no longer known"), Outcome.TOKEN_REFUSED),
        (Conflict("another getUpdates"), Outcome.CONFLICT),
        (TimedOut(), Outcome.TIMED_OUT),
        (NetworkError("reset"), Outcome.NETWORK),
        (ZeroDivisionError(), Outcome.OTHER),
    ],
)
async def test_a_call_is_counted_by_what_came_of_it(tmp_path, error, outcome):
    async with everything(tmp_path) as (_board, bot):
        for method in ("sendVoice", "sendAnything"):
            bot.app._metrics.called(method, 0.1, error)
        seen = await told(bot)
    for method in ("sendVoice", "other"):
        assert seen["makker_api_calls_total", {"method": method}] == 1
        assert seen["makker_api_calls_total", {"method": method, "outcome": outcome}] == 1


async def test_two_bots_in_one_process_count_apart(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    async with (
        everything(tmp_path / "a") as (board, bot),
        switchboard() as quiet,
        running(quiet, tmp_path / "b") as other,
    ):
        anna = board.phone("Anna")
        await anna.starts()
        await anna.sees("Hello")
        await bot.app.settled()
        assert (await told(bot))["makker_updates_total", {"outcome": "done"}] == 1
        assert (await told(other))["makker_updates_total", {"outcome": "done"}] == 0


async def test_names_and_units_are_as_prometheus_asks(tmp_path):
    async with everything(tmp_path) as (board, bot):
        await a_lively_day(board, bot)
        seen = await told(bot)
    for family in seen.families:
        assert re.fullmatch(r"(makker|process)_[a-z_]+", family.name), family.name
        assert family.documentation.endswith("."), family.name
        assert family.type in {"counter", "gauge", "histogram"}, family.name
        assert (family.type == "counter") == any(each.name.endswith("_total") for each in family.samples), family.name
        assert not re.search(r"milli|minute|hour|kilo|mega", family.name)
        assert family.type != "histogram" or family.name.endswith("_seconds")
    names = [family.name for family in seen.families]
    assert len(names) == len(set(names))


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed (Debian: prometheus)")
async def test_promtool_has_nothing_to_say(tmp_path):
    async with everything(tmp_path) as (board, bot):
        await a_lively_day(board, bot)
        page = await bot.app.metrics()
    run = await asyncio.to_thread(
        subprocess.run, ["promtool", "check", "metrics"], input=page, capture_output=True, check=False
    )
    assert (run.returncode, run.stdout + run.stderr) == (0, b"")


# --- The page ---


@asynccontextmanager
async def page(bot):
    """A client of the bot's page."""
    listening = listen("127.0.0.1", 0)
    web = Web(bot.app, listening, None)
    serving = asyncio.create_task(web.run())  # noqa: TID251
    base = "http://{}:{}".format(*listening.getsockname())
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        yield client
    web.stop()
    await serving


async def test_whoever_asks_on_this_machine_is_told_and_nobody_beyond_a_web_server(tmp_path):
    async with everything(tmp_path) as (_board, bot), page(bot) as client:
        answer = await client.get("/metrics")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, CONTENT_TYPE)
        assert answer.headers["Cache-Control"] == "no-store"
        assert Told(answer.content)["makker_database_readable"] == 1
        for header in ("X-Forwarded-For", "Forwarded"):
            assert (await client.get("/metrics", headers={header: "192.0.2.1"})).status_code == 404
