"""What the bot says goes out: paced, once, never at night, and each row ends with its reason."""

import asyncio
from datetime import timedelta
from functools import partial

import aiohttp
import pytest
from markupsafe import Markup
from sqlalchemy import select, update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot import verdicts
from bot.demo.faults import Trouble
from bot.holder import is_gone, new_holder
from handlers.screen import Screen
from storage import schema
from storage.inbox import Arrival
from storage.states import OutboxState, Priority
from tests.builders import NOON, everything, open_store, running
from tests.telegram import switchboard

pytestmark = pytest.mark.long

NIGHT = NOON + timedelta(hours=12)  # midnight in Copenhagen
SPOILT = bytes([1, 0, 1]) + bytes(40)
MORNING = NOON + timedelta(hours=20)  # 8:00


async def met(board, name="Anna"):
    """Somebody whom the bot knows."""
    phone = board.phone(name)
    await phone.starts()
    await phone.sees("Hello")
    return phone


def heard(phone, words):
    """How often these words came."""
    return [one.text for one in phone.notifications].count(words)


async def test_a_notice_is_sent_once_for_its_key(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        assert await bot.notice(anna, "k1")
        assert not await bot.notice(anna, "k1")
        await bot.store.write(lambda unit: unit.outbox.skip("test.told", _anna(unit, anna), "k2", NOON, "too_late"))
        assert not await bot.notice(anna, "k2")
        await anna.sees("Notice k1")
        assert heard(anna, "Notice k1") == 1
        assert await bot.notices() == [("sent", None), ("expired", "too_late")]


async def test_what_one_person_does_is_told_to_the_other(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna, jonas = await met(board), await met(board, "Jonas")
        await anna.types(f"tell {jonas.id} hello")
        await jonas.sees("Notice hello")


async def test_nothing_unasked_is_said_at_night_but_an_answer_is(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        bot.clock.move_to(NIGHT)
        await bot.notice(anna, "owl")
        await anna.types("awake")
        await anna.sees("text: awake is 1")
        bot.clock.move_to(MORNING - timedelta(minutes=1))
        await bot.app.settled()
        assert await bot.notices() == [("waiting", None)]
        anna.does_not_see("Notice")
        bot.clock.move_to(MORNING)
        await anna.sees("Notice owl")


async def test_what_makes_no_sense_after_the_night_expires(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        bot.clock.move_to(NIGHT)
        await bot.notice(anna, "short", expires=NIGHT + timedelta(hours=2))
        await bot.notice(anna, "long", expires=MORNING + timedelta(hours=1))
        await bot.app.settled()
        assert await bot.notices() == [("expired", "quiet_hours"), ("waiting", None)]
        bot.clock.move_to(MORNING + timedelta(hours=2))
        await bot.app.settled()
        assert await bot.notices() == [("expired", "quiet_hours"), ("expired", "too_late")]
        anna.does_not_see("Notice")


async def test_an_alert_goes_at_night_too(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        bot.clock.move_to(NIGHT)
        await bot.notice(anna, "worried", kind="alert.worried")
        await anna.sees("Notice worried")


async def test_a_notice_waits_for_its_time(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await bot.notice(anna, "later", not_before=NOON + timedelta(hours=1))
        anna.does_not_see("Notice")
        bot.clock.advance(timedelta(hours=1))
        await anna.sees("Notice later")


async def test_a_notice_wakes_delivery_by_itself_when_it_is_due(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await bot.notice(anna, "in a moment", not_before=bot.clock.now() + timedelta(milliseconds=200))
        await anna.sees("Notice in a moment")


async def test_what_is_no_longer_true_or_cannot_be_drawn_is_closed_with_its_reason(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await bot.notice(anna, "a", kind="test.dropped")
        await bot.notice(anna, "b", kind="test.broken")
        await bot.app.settled()
        assert await bot.notices() == [("dropped", "no_longer"), ("failed", "draw: ZeroDivisionError")]


async def test_who_left_is_unreachable_with_nothing_tried_twice(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna, jonas = await met(board), await met(board, "Jonas")
        anna.account.blocked = True
        jonas.account.started = False
        for phone in (anna, jonas):
            await bot.notice(phone, f"one {phone.id}")
            await bot.notice(phone, f"two {phone.id}")
        await bot.app.settled()
        reasons = [("unreachable", "blocked")] * 2 + [("unreachable", "chat_not_found"), ("unreachable", "blocked")]
        assert await bot.notices() == reasons
        assert len([call for call in board.called("sendMessage") if "Notice" in call.params["text"]]) == 2
        assert not (await bot.person(anna)).reachable


async def test_an_edit_that_changes_nothing_is_as_good_as_sent(tmp_path):
    async with everything(tmp_path) as (board, bot):
        stranger = board.phone("Stranger")
        await stranger.types("who")
        card = await stranger.sees("text: who")
        await stranger.taps_raw("h", card)
        await stranger.sees("Who are you?")
        await stranger.taps_raw("h", card)
        await board.until(lambda: len(board.called("editMessageText")) == 2)
        await bot.app.settled()
        assert [state for _, state, _ in await bot.outbox()] == ["sent"] * 3
        assert len(stranger.received) == 1


async def test_a_card_that_is_gone_comes_as_a_new_one(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        card = anna.last
        card.deleted = True
        await anna.taps_raw("h", card)
        await anna.sees("Tapped 1")
        assert len(anna.received) == 1
        await bot.app.settled()
        assert {state for _, state, _ in await bot.outbox()} == {"sent"}


async def test_a_picture_is_sent_with_the_bots_own_link_and_not_edited_away(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna = await met(board)
        await anna.types("picture")
        card = await anna.sees("Scan me")
        assert "photo" in card.media
        await anna.taps_raw("h", card)
        await anna.sees_last("Tapped 1")
        assert len(anna.received) == 3


async def test_429_halts_everything_as_long_as_told(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna, jonas = await met(board), await met(board, "Jonas")
        board.faults.next("sendMessage", Trouble.TOO_MANY, retry_after=1)
        before = len(board.called("sendMessage"))
        await anna.types(f"tell {jonas.id} both")
        await board.until(lambda: any(call.status == 429 for call in board.calls))
        await jonas.types("me too")
        await board.until(lambda: not board.world.updates.queue)
        assert len(board.called("sendMessage")) <= before + 2
        await anna.sees("text: tell")
        await jonas.sees("Notice both")
        await jonas.sees("text: me too")
        await bot.app.settled()
        assert {state for _, state, _ in await bot.outbox()} == {"sent"}
        assert heard(jonas, "Notice both") == 1


async def test_what_has_its_turn_soon_is_not_begun_any_more_in_a_halt_and_goes_once_after_it(tmp_path):
    async with switchboard() as board:
        phones = await _four_are_told(board, tmp_path)
        board.faults.next("sendMessage", Trouble.TOO_MANY, retry_after=1)
        async with running(board, tmp_path, send_rate=3) as bot:
            await board.until(lambda: any(call.status == 429 for call in board.calls))
            async with asyncio.timeout(0.9):
                await _until_notices(bot, lambda states: states == ["waiting"] * 4)
            bot.clock.advance(timedelta(seconds=1))
            for phone in phones:
                await phone.sees("Notice soon")
        assert [heard(phone, "Notice soon") for phone in phones] == [1] * 4
        assert [call.status for call in board.called("sendMessage")].count(429) == 1


async def test_who_stops_lets_what_is_begun_have_its_turn(tmp_path):
    async with switchboard() as board:
        phones = await _four_are_told(board, tmp_path)
        async with running(board, tmp_path, send_rate=20) as bot:
            await _until_notices(bot, lambda states: "started" in states)
        store = open_store(tmp_path)
        ask = select(schema.outbox.c.state).where(schema.outbox.c.kind != "answer")
        states = store.write_now(lambda unit: [state.value for (state,) in unit.connection.execute(ask)])
        store.close()
        assert set(states) <= {"sent", "waiting"}
        assert sum(heard(phone, "Notice soon") for phone in phones) == states.count("sent") > 0


async def _four_are_told(board, folder):
    """Four phones that heard nothing in the last second, and a notice to each that has not gone yet."""
    async with running(board, folder):
        phones = [await met(board, name) for name in ("Anna", "Jonas", "Mette", "Ali")]
    store = open_store(folder)
    for phone in phones:
        store.write_now(partial(_told, phone))
    store.close()
    return phones


async def _until_notices(bot, are):
    while not are([state for state, _ in await bot.notices()]):  # noqa: ASYNC110  the database rings no bell
        await asyncio.sleep(0)


def _told(phone, unit):
    unit.outbox.notice("test.told", unit.people.by_chat(phone.id), f"soon:{phone.id}", {"key": "soon"}, NOON)


@pytest.mark.parametrize(
    ("trouble", "comes", "ends"),
    [
        (Trouble.TOO_MANY, 1, "sent"),
        (Trouble.BROKEN, 1, "sent"),
        (Trouble.GATEWAY, 0, "uncertain"),
        (Trouble.RESET, 0, "uncertain"),
        (Trouble.HANG, 0, "uncertain"),
        (Trouble.DONE_BUT_RESET, 1, "uncertain"),
        (Trouble.DONE_BUT_HANGS, 1, "uncertain"),
        (Trouble.NOT_JSON, 1, "uncertain"),
    ],
)
async def test_a_notice_comes_at_most_once_whatever_the_network_does(tmp_path, trouble, comes, ends):
    async with everything(tmp_path, patience=0.3) as (board, bot):
        anna = await met(board)
        board.faults.next("sendMessage", trouble)
        await bot.notice(anna, "once")
        bot.clock.advance(timedelta(minutes=1))
        await bot.app.settled()
        assert heard(anna, "Notice once") == comes
        assert [state for state, _ in await bot.notices()] == [ends]


@pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.TOO_MANY])
async def test_an_answer_comes_at_least_once_whatever_the_network_does(tmp_path, trouble):
    async with everything(tmp_path, patience=0.3) as (board, bot):
        anna = await met(board)
        board.faults.next("editMessageText", trouble)
        await anna.taps("Again")
        await anna.sees("Tapped 1")
        await bot.app.settled()
        assert {state for _, state, _ in await bot.outbox()} == {"sent"}


async def test_an_alert_that_may_not_have_come_is_repeated_and_says_so(tmp_path):
    async with everything(tmp_path, patience=0.3) as (board, bot):
        anna = await met(board)
        board.faults.next("sendMessage", Trouble.DONE_BUT_RESET)
        await bot.notice(anna, "worried", kind="alert.worried")
        bot.clock.advance(timedelta(minutes=1))
        await anna.sees("Notice worried again")


async def test_an_alert_that_may_never_have_come_is_not_repeated_for_ever(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        board.faults.next("sendMessage", Trouble.DONE_BUT_RESET, times=9)
        await bot.notice(anna, "worried", kind="alert.worried")
        async with asyncio.timeout(10):
            while (await bot.notices())[0][0] == "waiting":
                bot.clock.advance(timedelta(minutes=1))
                await bot.app.settled()
        assert [state for state, _ in await bot.notices()] == ["uncertain"]
        assert heard(anna, "Notice worried") == 1
        assert heard(anna, "Notice worried again") == 4


async def test_after_a_night_without_the_platform_a_notice_still_waits_for_it(tmp_path):
    async with switchboard() as board, running(board, tmp_path) as bot:
        anna = await met(board)
        bot.app._api._bot._base_url = f"http://127.0.0.1:1/bot{board.token}"
        row = {"person": await bot.person(anna), "key": "patient", "facts": {"key": "patient"}}
        await bot.store.write(lambda unit: _tried(unit, 5000, row, bot.clock.now()))
        bot.app._delivery.wake()
        await bot.app.settled()
        assert await bot.notices() == [("waiting", None)]
        bot.app._api._bot._base_url = f"{board.url}/bot{board.token}"
        bot.clock.advance(timedelta(minutes=1))
        await anna.sees("Notice patient")


def _tried(unit, often, row, now):
    """A notice that was tried so often that nobody would count."""
    unit.outbox.notice("test.told", row["person"], row["key"], row["facts"], now)
    for letter in unit.outbox.due(now, 9):
        unit.outbox.postpone(letter.id, now, often)


async def test_a_server_that_cannot_be_reached_costs_no_notice(tmp_path):
    async with switchboard() as board, running(board, tmp_path) as bot:
        anna = await met(board)
        bot.app._api._bot._base_url = f"http://127.0.0.1:1/bot{board.token}"
        await bot.notice(anna, "patient")
        await bot.app.settled()
        assert await bot.notices() == [("waiting", None)]
        bot.app._api._bot._base_url = f"{board.url}/bot{board.token}"
        bot.clock.advance(timedelta(minutes=1))
        await anna.sees("Notice patient")


async def test_what_the_platform_refuses_fails_without_anybodys_words(tmp_path):
    def refused(_kind, _facts, _reader, _now, _unit):
        return Screen(Markup("<anna>'s secret"))

    async with everything(tmp_path, draw=refused) as (board, bot):
        anna = await met(board)
        await bot.notice(anna, "x")
        await bot.app.settled()
        state, reason = (await bot.notices())[0]
        assert state == "failed"
        assert reason
        assert "anna" not in reason
        assert "secret" not in reason


async def test_a_restart_sends_answers_and_never_repeats_a_notice(tmp_path):
    async with switchboard() as board:
        async with running(board, tmp_path) as bot:
            anna = await met(board)
            person = await bot.person(anna)
        store = open_store(tmp_path)

        def left(unit):
            unit.outbox.notice("test.told", person, "started", {"key": "started"}, NOON)
            unit.outbox.notice("alert.x", person, "alert", {"key": "alert"}, NOON)
            for letter in unit.outbox.due(NOON, 9):
                unit.outbox.start(letter.id, NOON)
            unit.outbox.notice("test.told", person, "fresh", {"key": "fresh"}, NOON)
            unit.outbox.answer(anna.id, "answer:1", '["Late answer", [], null, null]', NOON)
            unit.outbox.answer(anna.id, "answer:2", '["Too late", [], null, null]', NOON - timedelta(days=2))

        store.write_now(left)
        store.close()
        async with running(board, tmp_path) as bot:
            await anna.sees("Late answer")
            await anna.sees("Notice fresh")
            await anna.sees("Notice alert again")
            await bot.app.settled()
            anna.does_not_see("Notice started", "Too late")
            assert await bot.notices() == [("uncertain", "stopped"), ("sent", None), ("sent", None)]


async def test_an_outcome_that_cannot_be_written_holds_back_no_other(tmp_path):
    refuses = "CREATE TRIGGER refuses BEFORE UPDATE OF unreachable_since ON people BEGIN SELECT RAISE(ABORT, 'no'); END"
    async with everything(tmp_path) as (board, bot):
        anna, jonas = await met(board), await met(board, "Jonas")
        await bot.store.write(lambda unit: unit.connection.exec_driver_sql(refuses))
        anna.account.blocked = True
        async with asyncio.timeout(5):
            await bot.notice(anna, "lost")
            await bot.notice(jonas, "fine")
        assert heard(jonas, "Notice fine") == 1
        assert await bot.notices() == [("uncertain", "outcome: IntegrityError"), ("sent", None)]


@pytest.mark.parametrize(("holder", "gone"), [("{}/{}/a", True), ("{}/999999999/a", True), ("{}/1/a", False)])
def test_a_bot_is_gone_when_its_process_is(holder, gone):
    me = new_holder()
    machine, process, _ = me.rsplit("/", 2)
    assert is_gone(holder.format(machine, process), me) is gone
    assert not is_gone(holder.format("elsewhere", process), me)
    assert not is_gone(me, me)


async def test_hundreds_at_once_all_arrive_the_urgent_first(tmp_path):
    async with everything(tmp_path, send_rate=2000) as (board, bot):
        anna = await met(board)
        jonas = await met(board, "Jonas")

        def queue(unit):
            person, other = unit.people.by_chat(anna.id), unit.people.by_chat(jonas.id)
            now = bot.clock.now()
            for number in range(2):
                key = f"n{number}"
                unit.outbox.notice("test.told", person, key, {"key": key}, now, priority=Priority.DIGEST)
            unit.outbox.notice("test.told", person, "urgent", {"key": "urgent"}, now, priority=Priority.REMINDER)
            unit.outbox.notice("test.told", other, "other", {"key": "other"}, now, priority=Priority.REMINDER)

        await bot.store.write(queue)
        await bot.app.settled()
        assert [one.text for one in anna.received[1:]] == ["Notice urgent", "Notice n0", "Notice n1"]


async def test_six_hundred_notices_are_looked_up_in_turns(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)

        def queue(unit):
            person = unit.people.by_chat(anna.id)
            for number in range(600):
                unit.outbox.notice("test.dropped", person, f"n{number}", {}, bot.clock.now())

        await bot.store.write(queue)
        await bot.app.settled()
        assert await bot.notices() == [("dropped", "no_longer")] * 600


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (RetryAfter(7), verdicts.Halt(7)),
        (BadRequest("Bad Request: user not found"), verdicts.Unreachable("chat_not_found")),
        (BadRequest('can\'t parse entities: unsupported start tag "anna"'), verdicts.Refused("can")),
        (BadRequest("message can't be edited"), verdicts.CannotEdit()),
        (TelegramError("Invalid server response"), verdicts.Uncertain("TelegramError")),
        (ValueError("?"), verdicts.Uncertain("unknown")),
    ],
)
def test_each_error_has_a_meaning(error, verdict):
    assert verdicts.verdict(error) == verdict


@pytest.mark.parametrize(
    ("cause", "sure"),
    [(aiohttp.ConnectionTimeoutError, 1), (aiohttp.SocketTimeoutError, 0), (aiohttp.ServerDisconnectedError, 0)],
)
def test_a_timeout_is_uncertain_unless_it_never_left(cause, sure):
    error = TimedOut() if issubclass(cause, TimeoutError) else NetworkError("x")
    error.__cause__ = cause("x")
    assert isinstance(verdicts.verdict(error), verdicts.NotSent) is bool(sure)


def _anna(unit, phone):
    return unit.people.by_chat(phone.id)


def test_every_end_has_a_name():
    assert {"sent", "uncertain", "expired", "dropped", "unreachable", "failed"} < {state.value for state in OutboxState}


async def test_rows_that_cannot_be_read_hold_nothing_back(tmp_path):
    async with switchboard() as board:
        async with running(board, tmp_path) as bot:
            anna = await met(board)
            person = await bot.person(anna)
        store = open_store(tmp_path)

        def left(unit):
            unit.outbox.notice("test.told", person, "spoilt", {"key": "spoilt"}, NOON)
            unit.outbox.answer(anna.id, "answer:9", '["Spoilt", [], null, null]', NOON)
            unit.connection.execute(
                update(schema.outbox).where(schema.outbox.c.state == "waiting").values(payload=SPOILT)
            )
            unit.outbox.notice("test.told", person, "fine", {"key": "fine"}, NOON)
            unit.inbox.receive([Arrival(1, anna.id, "{}")], NOON)
            unit.connection.execute(update(schema.inbox).where(schema.inbox.c.update_id == 1).values(raw=SPOILT))

        store.write_now(left)
        store.close()
        async with running(board, tmp_path) as bot:
            await anna.sees("Notice fine")
            await anna.sees("Sorry, that was us")
            await bot.app.settled()
            assert await bot.notices() == [("failed", "draw: JSONDecodeError"), ("sent", None)]
            assert ("answer", "failed", "unreadable") in await bot.outbox()


async def test_an_answer_that_keeps_failing_gives_way_to_a_newer_one(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.aftermath.LONGEST_PAUSE", 0.01)
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        board.faults.next("editMessageText", Trouble.GATEWAY, times=6)
        await anna.taps_raw("h")
        await anna.taps_raw("h")
        await anna.sees("Tapped 2")
        await bot.app.settled()
        assert [(state.value, reason) for _, state, reason in await bot.outbox()][1:] == [
            ("failed", "gave_up"),
            ("sent", None),
        ]


# --- Voice messages ---


async def test_a_voice_message_is_played_again_by_its_name(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna = await met(board)
        sent = await anna.sends_voice(b"OggS and words", seconds=7)
        await anna.types(f"play {sent.media['voice']['file_id']}")
        heard = (await anna.sees_last("Listen", "Again")).media["voice"]
        assert (heard["file_id"], heard["duration"]) == (sent.media["voice"]["file_id"], 7)


@pytest.mark.parametrize("name", ["never-heard-of", "x" * 200])
async def test_a_voice_message_that_was_forgotten_has_words_in_its_place(tmp_path, name):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await anna.types(f"play {name}")
        await anna.sees_last("It is gone", "Again")
        await bot.app.settled()
        assert [state for kind, state, _ in await bot.outbox() if kind == "answer"] == ["sent", "sent"]


@pytest.mark.parametrize(
    "words",
    [
        "Wrong file identifier/HTTP URL specified",
        "Invalid file_id",
        "Voice_messages_forbidden",
        "FILE_REFERENCE_0_EXPIRED",
    ],
)
def test_what_cannot_be_played_is_told_from_what_is_wrong(words):
    assert verdicts.verdict(BadRequest(words)) == verdicts.CannotPlay()


# --- Pictures of the way ---


async def test_a_picture_is_drawn_beside_the_loop_and_sent_as_a_photo(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna = await met(board)
        await anna.types("way")
        photo = (await anna.sees_last("So far", "Again")).media["photo"][-1]
        assert (photo["width"], photo["height"]) == (1080, 1280)
