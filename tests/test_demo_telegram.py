"""The make-believe Telegram answers a real client as Telegram does, its complaints included."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MenuButtonCommands,
    Message,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.demo.faults import Trouble
from tests.telegram import NOON, Phone, Switchboard, switchboard

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10"
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y1", style="primary")]])
NO = InlineKeyboardMarkup([[InlineKeyboardButton("No", callback_data="n1", style="danger")]])


class Watch:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def passes(self, **span: float) -> None:
        self.time += timedelta(**span)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
def spans_are_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as bot/api.py has it: the client warns otherwise


@pytest.fixture
async def line(watch: Watch) -> AsyncIterator[Switchboard]:
    async with switchboard(watch.now) as running:
        yield running


def client(line: Switchboard, token: str | None = None) -> Bot:
    return Bot(token or line.token, base_url=f"{line.url}/bot", base_file_url=f"{line.url}/file/bot")


@pytest.fixture
async def bot(line: Switchboard) -> AsyncIterator[Bot]:
    async with client(line) as running:
        yield running


@pytest.fixture
async def anna(line: Switchboard) -> Phone:
    phone = line.phone("Anna", "da")
    await phone.starts("payload_1")
    return phone


async def news(bot: Bot, offset: int | None = None) -> Any:
    return await bot.get_updates(offset=offset, timeout=0)


# Updates


async def test_a_deep_link_arrives_as_a_start_with_its_payload(bot: Bot, anna: Phone) -> None:
    update = (await news(bot))[0]
    assert update.message.text == "/start payload_1"
    assert update.message.entities[0].type == "bot_command"
    assert update.message.from_user.language_code == "da"
    assert update.message.chat.type == "private"
    assert update.message.date == NOON
    assert update.effective_user.id == anna.id


async def test_an_offset_confirms_and_without_one_the_same_comes_again(bot: Bot, anna: Phone) -> None:
    first = (await news(bot))[0]
    assert (await news(bot))[0].update_id == first.update_id
    await anna.types("Hello")
    later = await news(bot, first.update_id + 1)
    assert [one.message.text for one in later] == ["Hello"]
    assert len(await news(bot)) == 1


async def test_a_limit_holds_and_the_rest_comes_next(bot: Bot, anna: Phone) -> None:
    await anna.types("Hello")
    assert len(await bot.get_updates(limit=1)) == 1
    assert len(await bot.get_updates(limit=100)) == 2


async def test_a_long_poll_ends_as_soon_as_something_happens(line: Switchboard, bot: Bot, anna: Phone) -> None:
    first = (await news(bot))[0].update_id
    polls = line.world.updates.poll
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(bot.get_updates(offset=first + 1, timeout=30))
        await line.until(lambda: line.world.updates.poll > polls)
        await anna.types("Now")
    assert polling.result()[0].message.text == "Now"


async def test_a_second_poller_throws_the_first_one_out(line: Switchboard, bot: Bot) -> None:
    async with client(line) as other:
        waiting = asyncio.get_running_loop().create_task(bot.get_updates(timeout=30))
        await line.until(lambda: line.world.updates.poll == 1)
        assert not await other.get_updates(timeout=0)
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one"):
            await waiting


async def test_only_allowed_kinds_are_queued_and_the_list_is_remembered(bot: Bot, anna: Phone) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["callback_query"])
    await anna.types("Not wanted")
    message = await bot.send_message(anna.id, "Shall we?", reply_markup=YES)
    await anna.taps("Yes")
    update = (await bot.get_updates())[-1]
    assert update.callback_query.data == "y1"
    assert update.callback_query.message.message_id == message.message_id
    assert (await bot.get_webhook_info()).allowed_updates == ("callback_query",)
    assert all(one.message is None or one.message.text != "Not wanted" for one in await bot.get_updates())


async def test_a_tap_nobody_fetched_is_gone_after_150_seconds_a_message_after_a_day(
    bot: Bot, anna: Phone, watch: Watch
) -> None:
    await bot.send_message(anna.id, "Shall we?", reply_markup=YES)
    await anna.taps("Yes")
    watch.passes(seconds=151)
    assert [one.message is not None for one in await bot.get_updates()] == [True]
    watch.passes(hours=24)
    assert not await bot.get_updates()


async def test_blocking_and_unblocking_are_told(bot: Bot, anna: Phone) -> None:
    await anna.blocks()
    await anna.unblocks()
    told = [one.my_chat_member for one in await bot.get_updates() if one.my_chat_member]
    assert [one.new_chat_member.status for one in told] == ["kicked", "member"]


async def test_everything_a_person_can_send_arrives_as_its_kind(bot: Bot, anna: Phone) -> None:
    note = await anna.types("Hej")
    await anna.rewrites(note, "Hej igen")
    await anna.sends_sticker("🌱")
    await anna.sends_voice()
    await anna.sends_photo()
    await anna.writes_in_group("Hello all")
    updates = (await bot.get_updates())[1:]
    assert updates[0].message.text == "Hej"
    assert updates[1].edited_message.text == "Hej igen"
    assert updates[2].message.sticker.emoji == "🌱"
    assert updates[3].message.voice.duration == timedelta(seconds=3)
    assert updates[4].message.photo[0].width == 800
    assert updates[5].message.chat.type == "supergroup"


async def test_a_voice_message_can_be_fetched(bot: Bot, anna: Phone) -> None:
    await anna.sends_voice(b"OggS and words")
    voice = (await bot.get_updates())[-1].message.voice
    assert bytes(await (await voice.get_file()).download_as_bytearray()) == b"OggS and words"


# Sending


async def test_html_becomes_plain_text_and_entities(bot: Bot, anna: Phone) -> None:
    source = (
        '<b>Møde</b> 🌱 <i>i <u>morgen</u></i> &lt;3 &amp; &#8364; <tg-time unix="1795000000" format="wDt">'
        'torsdag</tg-time> <a href="https://example.org/a?b=1&amp;c=2">her</a> <tg-spoiler>ssh</tg-spoiler> '
        '<blockquote expandable>lang</blockquote><pre><code class="language-python">x</code></pre>'
    )
    sent = await bot.send_message(anna.id, source, parse_mode="HTML")
    assert sent.text == "Møde 🌱 i morgen <3 & € torsdag her ssh langx"
    kinds = {entity.type: words for entity, words in sent.parse_entities().items()}
    assert kinds == {
        "bold": "Møde",
        "italic": "i morgen",
        "underline": "morgen",
        "date_time": "torsdag",
        "text_link": "her",
        "spoiler": "ssh",
        "expandable_blockquote": "lang",
        "pre": "x",
    }
    link = next(one for one in sent.entities if one.type == "text_link")
    assert link.url == "https://example.org/a?b=1&c=2"
    assert anna.last.text == sent.text


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>Anna", 'Can\'t find end tag corresponding to start tag "b"'),
        ("Ø <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("I <3 you", 'Unsupported start tag "3" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("🌱<i   =x>", 'Empty attribute name in the tag "i" at byte offset 4'),
        ("<i x>", 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0'),
        ("<i x = 19az.,", "Unexpected end of name token at byte offset 7"),
        ('<i x="', "Unclosed start tag at byte offset 0"),
        ("<i x = ", 'Unclosed start tag "i" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_html_that_cannot_be_parsed_is_refused_with_its_place(
    bot: Bot, anna: Phone, source: str, complaint: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(anna.id, source, parse_mode="HTML")
    assert refused.value.message == f"can't parse entities: {complaint}".capitalize()  # as the client spells it
    assert not anna.received


async def test_other_named_entities_stay_as_they_are(bot: Bot, anna: Phone) -> None:
    sent = await bot.send_message(anna.id, "&laquo;&copy;&quot;&#12345678;&lt", parse_mode="HTML")
    assert sent.text == '&laquo;&copy;"&#12345678;<'


async def test_links_and_commands_are_found_in_plain_text(bot: Bot, anna: Phone) -> None:
    sent = await bot.send_message(anna.id, "  See /help or https://t.me/makker_demo_bot?start=a_b-1.  ")
    assert sent.text == "See /help or https://t.me/makker_demo_bot?start=a_b-1."
    assert list(sent.parse_entities().values()) == ["/help", "https://t.me/makker_demo_bot?start=a_b-1"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Message text is empty"),
        ("  \n ", "Text must be non-empty"),
        ("a" * 4097, "Message is too long"),
        ("🌱" * 2049, "Message is too long"),
    ],
)
async def test_a_text_has_1_to_4096_units(bot: Bot, anna: Phone, text: str, complaint: str) -> None:
    with pytest.raises(BadRequest, match=complaint):
        await bot.send_message(anna.id, text)


async def test_the_length_counts_after_entities(bot: Bot, anna: Phone) -> None:
    assert (await bot.send_message(anna.id, "<b>" + "a" * 4096 + "</b>", parse_mode="HTML")).text


async def test_a_caption_has_at_most_1024_units(bot: Bot, anna: Phone) -> None:
    sent = await bot.send_photo(anna.id, PNG, caption="<b>" + "a" * 1024 + "</b>", parse_mode="HTML")
    assert (sent.photo[0].width, sent.photo[0].height) == (32, 16)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(anna.id, PNG, caption="a" * 1025)


async def test_a_picture_must_be_one_and_a_file_is_kept_whole(bot: Bot, anna: Phone) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(anna.id, b"no picture")
    sent = await bot.send_document(anna.id, b"BEGIN:VCALENDAR", filename="makker.ics", caption="Kalender")
    assert sent.document.file_name == "makker.ics"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    again = await bot.send_document(anna.id, sent.document.file_id)
    assert again.document.file_id == sent.document.file_id
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("unknown")


async def test_a_keyboard_carries_data_links_copies_and_styles(bot: Bot, anna: Phone) -> None:
    rows = [
        [InlineKeyboardButton("Go", callback_data="g" * 64, style="success")],
        [InlineKeyboardButton("Read", url="https://example.org")],
        [InlineKeyboardButton("Copy", copy_text=CopyTextButton("link"))],
    ]
    sent = await bot.send_message(anna.id, "Choose", reply_markup=InlineKeyboardMarkup(rows))
    assert anna.buttons == ["Go", "Read", "Copy"]
    assert sent.reply_markup.inline_keyboard[0][0].style == "success"
    await bot.send_message(anna.id, "Your name?", reply_markup=ForceReply())
    assert anna.buttons == []


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "A", "callback_data": "x" * 65}, "Button_data_invalid"),
        ({"text": "A", "callback_data": "ø" * 33}, "Button_data_invalid"),
        ({"text": "A", "callback_data": ""}, "Button_data_invalid"),
        ({"text": "A", "url": "nowhere"}, "Inline keyboard button url 'nowhere' is invalid"),
        ({"text": "A"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "A", "callback_data": "x", "style": "pink"}, "invalid button style specified"),
    ],
)
async def test_a_wrong_button_is_refused(bot: Bot, anna: Phone, button: dict[str, str], complaint: str) -> None:
    markup: Any = {"inline_keyboard": [[button]]}
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.send_message(anna.id, "Choose", reply_markup=markup)


# Editing


async def test_an_edit_changes_the_message_in_place_and_does_not_ring(bot: Bot, anna: Phone) -> None:
    sent = await bot.send_message(anna.id, "One", reply_markup=YES)
    edited = await bot.edit_message_text("Two", anna.id, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.edit_date == NOON
    assert [one.text for one in anna.notifications] == ["Two"]
    assert anna.buttons == []
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply"):
        await bot.edit_message_text("<b></b>Two", anna.id, sent.message_id, parse_mode="HTML")
    await bot.edit_message_text("<b>Two</b>", anna.id, sent.message_id, parse_mode="HTML")
    await bot.edit_message_reply_markup(anna.id, sent.message_id, reply_markup=NO)
    assert anna.buttons == ["No"]
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(anna.id, sent.message_id, reply_markup=NO)


async def test_only_an_own_message_that_is_there_can_be_edited(bot: Bot, anna: Phone) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Two", anna.id, 77)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("Two", anna.id, anna.messages[0].id)
    sent = await bot.send_message(anna.id, "One")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.edit_message_text("a" * 4097, anna.id, sent.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(anna.id, sent.message_id, caption="Two")


async def test_captions_and_media_are_edited_on_their_own(bot: Bot, anna: Phone) -> None:
    sent = await bot.send_photo(anna.id, PNG, caption="One")
    await bot.edit_message_caption(anna.id, sent.message_id, caption="Two")
    assert anna.last.text == "Two"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Three", anna.id, sent.message_id)
    await bot.edit_message_media(InputMediaPhoto(PNG, caption="Four"), anna.id, sent.message_id, reply_markup=YES)
    assert (anna.last.text, anna.buttons) == ("Four", ["Yes"])
    await bot.edit_message_media(InputMediaDocument(b"pdf", filename="a.pdf"), anna.id, sent.message_id)
    assert anna.last.media["document"]["file_name"] == "a.pdf"


async def test_a_message_can_be_deleted_for_two_days(bot: Bot, anna: Phone, watch: Watch) -> None:
    one, two = await bot.send_message(anna.id, "One"), await bot.send_message(anna.id, "Two")
    assert await bot.delete_message(anna.id, one.message_id)
    assert [message.text for message in anna.received] == ["Two"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(anna.id, one.message_id)
    watch.passes(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(anna.id, two.message_id)


# Taps


async def test_an_answered_tap_stops_spinning_and_toasts_once(bot: Bot, anna: Phone) -> None:
    await bot.send_message(anna.id, "Shall we?", reply_markup=YES)
    await anna.taps("Yes")
    assert anna.spins
    query = (await bot.get_updates())[-1].callback_query
    await query.answer("Saved")
    assert not anna.spins
    assert anna.toasts == ["Saved"]
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer("Saved again")


async def test_a_tap_can_be_answered_for_150_seconds(bot: Bot, anna: Phone, watch: Watch) -> None:
    await bot.send_message(anna.id, "Shall we?", reply_markup=YES)
    await anna.taps("Yes")
    query = (await bot.get_updates())[-1].callback_query
    watch.passes(seconds=151)
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("12345")


async def test_old_buttons_and_forged_data_can_be_tapped(bot: Bot, anna: Phone) -> None:
    await bot.send_message(anna.id, "Old", reply_markup=YES)
    old = anna.last
    await bot.send_message(anna.id, "New", reply_markup=NO)
    await anna.taps_old(old, "Yes")
    await anna.taps_raw("\x00 forged")
    taps = [one.callback_query for one in await bot.get_updates() if one.callback_query]
    assert [(one.message.text, one.data) for one in taps] == [("Old", "y1"), ("New", "\x00 forged")]


# Who can be reached


async def test_who_never_started_is_not_found(line: Switchboard, bot: Bot) -> None:
    stranger = line.phone("Nobody")
    for chat in (stranger.id, 4242, -100200):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "Hello")


async def test_who_blocked_or_left_is_forbidden(bot: Bot, anna: Phone) -> None:
    await anna.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "Hello")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_chat_action(anna.id, "typing")
    await anna.starts()
    assert await bot.send_message(anna.id, "Hello")
    await anna.leaves_telegram()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(anna.id, "Hello")


async def test_a_wrong_token_and_an_unknown_method_are_refused(line: Switchboard) -> None:
    refused = client(line, "7001002003:AAE-another-token-of-the-right-shape")
    with pytest.raises(InvalidToken):
        await refused.initialize()
    await refused.shutdown()
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{line.url}/bot{line.token}/sendTelepathy")
        shapeless = await http.get(f"{line.url}/botnonsense/getMe")
    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert shapeless.status_code == 404


async def test_json_and_plain_forms_are_understood(line: Switchboard, anna: Phone) -> None:
    async with httpx.AsyncClient() as http:
        address = f"{line.url}/bot{line.token}/sendMessage"
        markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
        await http.post(address, json={"chat_id": anna.id, "text": "By JSON", "reply_markup": markup})
        await http.post(address, data={"chat_id": str(anna.id), "text": "By form"})
        await http.get(address, params={"chat_id": anna.id, "text": "By address"})
    assert [one.text for one in anna.received] == ["By JSON", "By form", "By address"]
    assert anna.received[0].buttons == ["Yes"]


# Profile


async def test_the_bot_presents_itself_per_language(line: Switchboard, bot: Bot, anna: Phone) -> None:
    await bot.set_my_commands([BotCommand("help", "Help")])
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("hjaelp", "Hjælp")], scope=scope, language_code="da")
    assert [one.command for one in await bot.get_my_commands()] == ["help"]
    assert anna.menu == ["hjaelp"]
    assert line.phone("Jonas").menu == ["help"]
    await bot.delete_my_commands(scope=scope, language_code="da")
    assert anna.menu == ["help"]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Hjælp", "x")])
    await bot.set_my_description("Holder tråden", language_code="da")
    await bot.set_my_short_description("Makker")
    await bot.set_my_name("Makker")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_my_description("da")).description == "Holder tråden"
    assert (await bot.get_chat_menu_button()).type == "commands"


async def test_the_bot_knows_itself_and_its_chats(bot: Bot, anna: Phone) -> None:
    assert bot.username == "makker_demo_bot"
    assert (await bot.get_chat(anna.id)).first_name == "Anna"
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


# Trouble on order


async def test_trouble_before_leaves_nothing_done(line: Switchboard, bot: Bot, anna: Phone) -> None:
    line.faults.next("sendMessage", Trouble.TOO_MANY, retry_after=7)
    line.faults.next("sendMessage", Trouble.BROKEN)
    line.faults.next("sendMessage", Trouble.GATEWAY)
    line.faults.next("sendMessage", Trouble.RESET)
    line.faults.next("*", Trouble.HANG)
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(anna.id, "Hello")
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message(anna.id, "Hello")
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "Hello", read_timeout=0.05)
    assert not anna.received
    assert [one.status for one in line.called("sendMessage")] == [429, 500, 502, 0, 0]


async def test_trouble_after_leaves_it_done(line: Switchboard, bot: Bot, anna: Phone) -> None:
    line.faults.next("sendMessage", Trouble.DONE_BUT_RESET)
    line.faults.next("sendMessage", Trouble.DONE_BUT_HANGS)
    line.faults.next("sendMessage", Trouble.NOT_JSON)
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "One")
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "Two", read_timeout=0.05)
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(anna.id, "Three")
    assert [one.text for one in anna.received] == ["One", "Two", "Three"]


async def test_a_caller_who_is_cut_off_while_speaking_is_no_error(
    line: Switchboard, bot: Bot, anna: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = line.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    begun = f"POST /bot{line.token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(f"{begun}Content-Length: 900\r\n\r\n{{".encode())
    await writer.drain()
    await news(bot)  # by now it is being read
    writer.close()
    await writer.wait_closed()
    await news(bot)
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []
    assert line.called("sendMessage") == []
    await bot.send_message(anna.id, "Hello")


async def test_a_hanging_call_does_not_keep_the_server_from_stopping(anna: Phone, line: Switchboard) -> None:
    line.faults.next("getMe", Trouble.HANG)
    async with httpx.AsyncClient() as http:
        hanging = asyncio.get_running_loop().create_task(http.get(f"{line.url}/bot{line.token}/getMe"))
        await line.until(lambda: bool(line.called("getMe")))
        line.telegram.close()
        with pytest.raises(httpx.RemoteProtocolError):
            await hanging
    assert anna.messages


async def test_strict_speed_limits_are_telegrams(watch: Watch) -> None:
    async with switchboard(watch.now, strict=True) as line, client(line) as bot:
        anna = line.phone("Anna")
        await anna.starts()
        await bot.send_message(anna.id, "One")
        with pytest.raises(RetryAfter):
            await bot.send_message(anna.id, "Two")


async def test_every_call_is_recorded(line: Switchboard, bot: Bot, anna: Phone) -> None:
    sent = await bot.send_message(anna.id, "Hello", reply_markup=YES)
    call = line.called("sendMessage")[0]
    assert (call.chat, call.params["text"], call.at) == (anna.id, "Hello", NOON)
    assert call.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "y1"
    assert call.result["message_id"] == sent.message_id


# Phones


async def test_a_phone_waits_for_what_it_should_see(bot: Bot, anna: Phone) -> None:
    async with asyncio.TaskGroup() as group:
        seeing = group.create_task(anna.sees("Hello", "Yes"))
        tapping = group.create_task(anna.taps("Yes"))
        await bot.send_message(anna.id, "Hello Anna", reply_markup=YES)
    assert seeing.result().id == tapping.result().id
    anna.does_not_see("Goodbye")
    with pytest.raises(AssertionError, match="'Hello' is there"):
        anna.does_not_see("Hello")


async def test_a_phone_that_waits_in_vain_says_what_it_shows(line: Switchboard, bot: Bot) -> None:
    jonas = line.phone("Jonas", patience=0.01)
    await jonas.starts()
    await bot.send_message(jonas.id, "Welcome", reply_markup=YES)
    with pytest.raises(AssertionError, match=r"(?s)Jonas does not see a button 'No'.*Makker: Welcome.*\[Yes\]"):
        await jonas.taps("No")
    with pytest.raises(AssertionError, match=r"(?s)Jonas does not see 'Goodbye'"):
        await jonas.sees("Goodbye")
