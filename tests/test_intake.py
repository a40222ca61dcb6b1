"""Updates come in: once, in order, and none is lost."""

import pytest

from bot import intake, updates
from bot.api import Api, TokenRefused
from bot.app import App
from bot.clock import MovableClock
from bot.demo.faults import Trouble
from bot.demo.updates import Waiting
from bot.updates import Ignored, Tapped, Wrote
from storage.inbox import Arrival
from tests.builders import NOON, Counting, everything, open_store, running
from tests.chaos import disk
from tests.telegram import switchboard

NEVER_FORGOTTEN = 4e9


def put(board, *raws):
    """Lets the platform hand out these updates, whatever they are."""
    for raw in raws:
        number = raw.get("update_id", 0) if isinstance(raw, dict) else 0
        board.world.updates.queue.append(Waiting(number, "message", raw, NEVER_FORGOTTEN))
    board.world.bell.ring()


async def met(board, name="Anna"):
    """Somebody whom the bot knows."""
    phone = board.phone(name)
    await phone.starts()
    await phone.sees("Hello")
    return phone


def said(number, chat, text):
    """A raw update with a text."""
    user = {"id": chat, "is_bot": False, "first_name": "Anna"}
    message = {"message_id": 7, "date": 1, "chat": {"id": chat, "type": "private"}, "from": user, "text": text}
    return {"update_id": number, "message": message}


async def test_somebody_starts_taps_and_writes(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await anna.taps("Again")
        await anna.sees("Tapped 1")
        await anna.types("hi <b>&")
        await anna.sees("text: hi <b>& is 2")
        await bot.app.settled()
        assert {state for state, _ in await bot.inbox()} == {"done"}
        assert not anna.spins


async def test_an_update_that_is_repeated_has_one_effect(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        put(board, *[said(50, anna.id, "once")] * 50)
        await anna.sees("text: once is 1")
        put(board, said(50, anna.id, "once"), said(51, anna.id, "after"))
        await anna.sees("text: after is 2")
        assert (await bot.person(anna)).name == "2"


async def test_fifty_taps_at_once_all_count_in_order(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        for _ in range(50):
            await anna.taps_raw("h")
        await anna.sees("Tapped 50")
        await bot.app.settled()
        assert not anna.spins
        assert len(board.called("answerCallbackQuery")) == 50
        shown = [call.params["text"] for call in board.called("editMessageText")]
        assert shown == [f"Tapped {number}" for number in range(1, 51)]


async def test_ids_that_begin_anew_at_a_lower_number_are_not_missed(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna = await met(board)
        board.world.updates.next_number = 5
        await anna.types("low")
        await anna.sees("text: low is 1")
        await anna.types("lower")
        await anna.sees("text: lower is 2")


async def test_malformed_updates_hold_nothing_back(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        bad = [{"update_id": 60, "message": {"chat": {"id": anna.id}}}, {"update_id": 61, "message": {"date": "x"}}]
        odd = [{"update_id": 62, "news": {}}, {"update_id": 2**70}, {"message": {}}, {"update_id": True}, ["x"], None]
        put(board, *bad, *odd, said(63, anna.id, "good"))
        await anna.sees("Sorry, that was us")
        await anna.sees("text: good is 1")
        await bot.app.settled()
        assert (await bot.inbox())[1:] == [
            ("dead", "KeyError"),
            ("dead", "TypeError"),
            ("ignored", "other_update"),
            ("done", None),
        ]


async def test_a_failing_answer_leaves_no_trace_but_a_dead_letter_and_an_apology(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await anna.types("boom")
        await anna.sees("Sorry, that was us")
        await anna.types("fine")
        await anna.sees("text: fine is 1")
        await bot.app.settled()
        assert (await bot.inbox())[1] == ("dead", "ZeroDivisionError")


async def test_even_a_failing_apology_ends_the_update(tmp_path):
    answers = Counting()
    answers.sorry = lambda *_: 1 / 0
    async with everything(tmp_path, answers=answers) as (board, bot):
        anna = await met(board)
        await anna.types("boom")
        await anna.types("fine")
        await anna.sees("text: fine is 1")
        assert (await bot.inbox())[1][0] == "dead"


async def test_a_database_that_is_locked_for_a_moment_loses_nothing(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna = await met(board)
        await anna.types("locked")
        await anna.types("after")
        await anna.sees("text: after is 2")


async def test_a_slow_chat_holds_up_nobody_else(tmp_path):
    async with everything(tmp_path, patience=1.0) as (board, _):
        anna, jonas = await met(board), await met(board, "Jonas")
        board.faults.next("sendMessage", Trouble.HANG)
        await anna.types("first")
        await board.until(lambda: len(board.called("sendMessage")) == 3)
        for number in range(1, 6):
            await jonas.types(str(number))
        await jonas.sees("text: 5 is 5")
        assert [one.text for one in jonas.received[1:]] == [f"text: {n} is {n}" for n in range(1, 6)]
        anna.does_not_see("first")
        await anna.types("second")
        await anna.sees("text: second is 2")
        assert [one.text for one in anna.received[1:]] == ["text: first is 1", "text: second is 2"]


async def test_a_tap_is_acknowledged_while_its_answer_takes_its_time(tmp_path):
    answers = Counting()
    async with everything(tmp_path, answers=answers) as (board, _):
        anna = await met(board)
        await anna.taps_raw("slow")
        await anna.waits_until(lambda: board.called("answerCallbackQuery") and not anna.spins)
        answers.gate.set()
        await anna.sees("Tapped 1")
        assert len(board.called("answerCallbackQuery")) == 1


async def test_a_tap_that_is_not_ours_gets_a_toast(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna = await met(board)
        await anna.taps_raw("\x00 nonsense")
        await anna.sees_toast("Not one of mine")


async def test_other_things_than_texts_have_a_kind(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await anna.sends_sticker()
        await anna.sees_last("other:  is 1")
        await anna.sends_voice()
        await anna.sees_last("voice: ")
        message = await anna.types("one")
        await anna.sees_last("text: one is 3")
        await anna.rewrites(message, "two")
        await anna.sees_last("edited: two is 4")
        await anna.types("/help me")
        await anna.sees_last("Command help")
        await anna.writes_in_group("hello all")
        await anna.writes_in_group("/home@makker_demo_bot")
        await board.until(
            lambda: any("group: " in str(call.params.get("text")) for call in board.called("sendMessage"))
        )
        await bot.app.settled()
        assert ("ignored", "group") in await bot.inbox()


async def test_who_blocks_the_bot_is_unreachable_until_they_write(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = await met(board)
        await anna.blocks()
        await board.until(lambda: not board.world.updates.queue)
        await bot.app.settled()
        assert not (await bot.person(anna)).reachable
        await bot.notice(anna, "meanwhile")
        await anna.types("back")
        await anna.sees("text: back is 1")
        assert (await bot.person(anna)).reachable
        assert await bot.notices() == [("unreachable", "blocked")]


@pytest.mark.parametrize(
    "trouble", [Trouble.BROKEN, Trouble.GATEWAY, Trouble.RESET, Trouble.NOT_JSON, Trouble.HANG, Trouble.TOO_MANY]
)
async def test_trouble_while_fetching_is_waited_out(tmp_path, trouble):
    async with everything(tmp_path, patience=0.2, poll=1) as (board, _):
        anna = await met(board)
        before = len(board.called("getUpdates"))
        board.faults.next("getUpdates", trouble, times=2)
        await anna.types("still there")
        await anna.sees("text: still there is 1")
        assert len(board.called("getUpdates")) <= before + 8


async def test_a_connection_that_died_without_a_word_is_noticed_soon(tmp_path, monkeypatch):
    assert intake.POLL + intake.LATE <= 15
    monkeypatch.setattr(intake, "LATE", 0.2)
    async with everything(tmp_path, patience=60, poll=1) as (board, _):
        anna = await met(board)
        board.faults.next("getUpdates", Trouble.HANG)
        await anna.types("still there")
        await anna.sees("text: still there is 1")


async def test_a_second_bot_is_waited_out_too(tmp_path):
    async with everything(tmp_path) as (board, _):
        anna = await met(board)
        other = Api(board.token, board.url)
        await other.call("getUpdates", {"timeout": 0})
        await other.close()
        await anna.types("mine again")
        await anna.sees("text: mine again is 1")


async def test_a_refused_token_ends_the_bot(tmp_path):
    async with switchboard() as board:
        app = App(open_store(tmp_path), Api("1234:" + "x" * 30, board.url), MovableClock(NOON))
        with pytest.raises(TokenRefused):
            await app.run()


async def test_what_was_received_before_a_crash_is_worked_on_in_order(tmp_path):
    async with switchboard() as board:
        async with running(board, tmp_path):
            anna = await met(board)
        store = open_store(tmp_path)
        arrivals = [updates.arrival(said(number, anna.id, f"no {number}")) for number in (70, 71, 72)]
        store.write_now(lambda unit: unit.inbox.receive(arrivals, NOON))
        store.close()
        async with running(board, tmp_path):
            await anna.sees("text: no 72 is 3")
            assert [one.text for one in anna.received[1:]] == [f"text: no {n} is {n - 69}" for n in (70, 71, 72)]


def test_halves_of_characters_become_whole():
    meaning = updates.read('{"update_id": 1, "message": ' + _message('"text": "a\\ud83d"') + "}")
    assert isinstance(meaning, Wrote)
    assert meaning.text == "a\N{REPLACEMENT CHARACTER}"


def test_bots_channels_and_service_messages_are_none_of_our_business():
    bot = _message('"text": "x"').replace('"is_bot": false', '"is_bot": true')
    assert _read("message", bot) == Ignored("from_bot")
    channel = _message('"text": "x"').replace('"private"', '"channel"')
    assert _read("message", channel) == Ignored("channel")
    assert _read("message", _message('"delete_chat_photo": true')) == Ignored("service")
    assert _read("edited_message", _message('"location": {"longitude": 1, "latitude": 2}')) == Ignored("edited_no_text")


def test_a_button_below_a_picture_or_an_old_message_is_not_edited():
    user = '{"id": 5, "is_bot": false, "first_name": "Anna"}'
    for message in (_message('"photo": []'), '{"chat": {"id": 5, "type": "private"}, "message_id": 7, "date": 0}'):
        meaning = _read(
            "callback_query", f'{{"id": "9", "from": {user}, "data": "h", "message": {message}, "chat_instance": "1"}}'
        )
        assert isinstance(meaning, Tapped)
        assert meaning.message is None


def test_an_update_from_an_impossible_chat_is_kept_all_the_same():
    assert updates.arrival({"update_id": 1, "message": {"chat": {"id": 2**90}}}) == Arrival(
        1, None, '{"update_id": 1, "message": {"chat": {"id": 1237940039285380274899124224}}}'
    )


def _read(kind, content):
    return updates.read(f'{{"update_id": 1, "{kind}": {content}}}')


def _message(content):
    user = '{"id": 5, "is_bot": false, "first_name": "Anna"}'
    return f'{{"message_id": 7, "date": 1, "chat": {{"id": 5, "type": "private"}}, "from": {user}, {content}}}'


async def test_an_update_in_hand_waits_for_a_database_that_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.intake.STORAGE_TRIES", 1)
    assert (await disk.in_hand(tmp_path, 1.5))["uncertain"] == 0
