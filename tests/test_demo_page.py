"""The page with three phones, driven in a real browser; behind it a bot that says little."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.demo.control import Control
from bot.demo.messages import Account, Json
from bot.demo.methods import METHODS
from bot.demo.params import Params, Upload
from bot.demo.server import serving
from bot.demo.stage import BareStage
from bot.demo.telegram import Telegram
from bot.demo.world import World
from tests.page import browsing, screen

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINK = "https://t.me/makker_demo_bot?start=abc_DEF-1"
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82"
)


@dataclass
class Theatre:
    """A page, its world and its stage."""

    url: str
    telegram: Telegram
    stage: BareStage
    anna: Account
    jonas: Account
    mette: Account

    @property
    def world(self) -> World:
        return self.telegram.world

    def bot(self, method: str, /, **values: object) -> Json:
        """What a bot's call does, without a bot."""
        files = {name: one for name, one in values.items() if isinstance(one, Upload)}
        plain = {name: one for name, one in values.items() if name not in files}
        result: Json = METHODS[method.lower()](self.world, Params(plain, files))
        self.world.bell.ring()
        return result

    def says(self, to: Account, html: str, *rows: list[Json]) -> Json:
        """A message with buttons."""
        markup = {"inline_keyboard": list(rows)}
        return self.bot("sendMessage", chat_id=to.id, text=html, parse_mode="HTML", reply_markup=markup)

    def taps(self) -> list[str]:
        """The data of all taps that wait for the bot."""
        return [one.json["callback_query"]["data"] for one in self.world.updates.queue if one.kind == "callback_query"]


def key(text: str, data: str, **more: str) -> Json:
    return {"text": text, "callback_data": data, **more}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all: to start it takes longer than most of what is clicked."""
    async with browsing() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def theatre() -> AsyncIterator[Theatre]:
    stage = BareStage(link=LINK)
    telegram = Telegram(now=stage.now)
    world = telegram.world
    anna, jonas, mette = world.person("Anna", "da"), world.person("Jonas"), world.person("Mette", "da")
    Control(telegram, stage, lambda: [("mentee", anna), ("mentor", jonas), ("coordinator", mette)])
    async with serving(telegram) as url:
        yield Theatre(url, telegram, stage, anna, jonas, mette)


async def test_an_invitation_is_opened_on_another_phone(theatre: Theatre, browser: Browser) -> None:
    async with screen(theatre.url, browser) as shown:
        mette, anna = shown.phone("Mette"), shown.phone("Anna")
        await expect(mette.frame.locator(".opening")).to_have_text("Åbn invitationen")
        await mette.starts()
        await mette.sees("/start abc_DEF-1")
        theatre.says(theatre.mette, "Invitation til en mentee: https://t.me/makker_demo_bot?start=for-anna")
        await anna.speaks("English")
        await mette.passes_link_to("Anna")
        await anna.sees("/start for-anna")
        assert theatre.anna.language_code == "en"


async def test_a_tap_spins_until_answered_and_the_message_changes_in_place(theatre: Theatre, browser: Browser) -> None:
    theatre.world.starts(theatre.anna)
    message = theatre.says(theatre.anna, "<b>Skal vi?</b>", [key("Ja tak", "y", style="primary"), key("Nej", "n")])
    async with screen(theatre.url, browser) as shown:
        anna = shown.phone("Anna")
        await anna.taps("Ja tak")
        await expect(anna.frame.locator(".key.waiting")).to_have_text("Ja tak")
        assert theatre.taps() == ["y"]
        query = next(iter(theatre.world.presses))
        theatre.bot("answerCallbackQuery", callback_query_id=query, text="Gemt")
        place = {"chat_id": theatre.anna.id, "message_id": message["message_id"]}
        theatre.bot("editMessageText", **place, text="Det er gemt.")
        await expect(anna.frame.locator(".toast")).to_have_text("Gemt")
        await anna.sees("Det er gemt.")
        await anna.does_not_see("Skal vi?")
        await expect(anna.frame.locator(".key")).to_have_count(0)


async def test_html_pictures_and_files_are_drawn(theatre: Theatre, browser: Browser) -> None:
    theatre.world.starts(theatre.jonas)
    source = (
        "<b>Bold</b> &lt;b&gt; <i>it</i> <tg-spoiler>secret</tg-spoiler> <code>x</code>"
        ' <tg-time unix="1795707000" format="wDt">then</tg-time><blockquote>said</blockquote>'
    )
    theatre.says(theatre.jonas, source)
    theatre.bot("sendPhoto", chat_id=theatre.jonas.id, photo=Upload("qr.png", "image/png", PNG), caption="QR")
    calendar = Upload("makker.ics", "text/calendar", b"BEGIN")
    theatre.bot("sendDocument", chat_id=theatre.jonas.id, document=calendar)
    async with screen(theatre.url, browser) as shown:
        chat = shown.phone("Jonas").frame
        text = chat.locator(".text").nth(1)
        await expect(text.locator("strong")).to_have_text("Bold")
        await expect(text).to_contain_text("<b>")
        await expect(text.locator("time")).to_contain_text("Thursday")
        await expect(text.locator("time")).to_contain_text("16:30")
        await expect(text.locator("blockquote")).to_have_text("said")
        await text.get_by_role("button", name="Hidden text").click()
        await expect(text.locator(".revealed")).to_have_text("secret")
        await expect(chat.locator(".file")).to_contain_text("makker.ics")
        await chat.locator(".photo").click()
        await expect(shown.page.locator("#picture img")).to_be_visible()


async def test_a_picture_that_a_person_sends_is_one_and_not_a_broken_frame(theatre: Theatre, browser: Browser) -> None:
    theatre.world.starts(theatre.jonas)
    async with screen(theatre.url, browser) as shown:
        jonas = shown.phone("Jonas")
        await jonas.frame.locator(".more summary").click()
        await jonas.frame.get_by_role("button", name="Send a picture").click()
        await expect(jonas.frame.locator(".photo img")).to_be_visible()
        seen = "() => document.querySelector('.photo img')?.naturalWidth === 320"
        await shown.page.wait_for_function(seen)


async def test_the_clock_moves_and_the_line_tells_what_was_sent(theatre: Theatre, browser: Browser) -> None:
    theatre.world.starts(theatre.anna)
    async with screen(theatre.url, browser) as shown:
        await shown.shows_time("Friday 20 November 12:00")
        await shown.presses("+1 day")
        await shown.shows_time("Saturday 21 November 12:00")
        theatre.says(theatre.anna, "I morgen mødes I")
        await shown.tells("1 message was sent: Anna 1.")
        await shown.goes_to("2026-11-26T16:30")
        await shown.tells("It is Thursday 26 November 16:30 now. Nothing was sent.")
        theatre.stage.arrived = lambda: theatre.says(theatre.anna, "I dag mødtes I")
        await shown.presses("Next thing")
        await shown.shows_time("Thursday 26 November 21:30")
        theatre.stage.arrived = None
        await shown.goes_to("2026-11-01T12:00")
        await shown.tells("Time moves forward only")
        await shown.presses("Start with a story")
        await shown.tells("A programme in its third month")
        assert theatre.stage.stories == [True]


async def test_the_next_thing_is_one_that_somebody_on_the_page_hears(theatre: Theatre, browser: Browser) -> None:
    stage = theatre.stage
    theatre.world.starts(theatre.anna)
    stage.due = timedelta(hours=5)
    stage.arrived = lambda: theatre.says(theatre.anna, "I morgen mødes I") if stage.time.hour == 21 else None
    async with screen(theatre.url, browser) as shown:
        await expect(shown.page.get_by_role("button", name="Next thing")).to_contain_text("not before")
        await shown.presses("Next thing")
        await shown.tells("It is Friday 20 November 22:00 now. 1 message was sent: Anna 1.")
        stage.due = None
        await shown.goes_to("2026-11-26T16:30")
        await expect(shown.page.get_by_role("button", name="Next thing")).to_be_disabled()


async def test_commands_texts_and_blocking_come_from_the_phone(theatre: Theatre, browser: Browser) -> None:
    theatre.bot("setMyCommands", commands=[{"command": "home", "description": "Home"}])
    theatre.world.starts(theatre.jonas)
    async with screen(theatre.url, browser) as shown:
        jonas = shown.phone("Jonas")
        await jonas.chooses("/home")
        await jonas.types("Thursdays 4.30pm <b>")
        await jonas.sees("Thursdays 4.30pm <b>")
        theatre.bot("sendChatAction", chat_id=theatre.jonas.id, action="typing")
        await expect(jonas.frame.locator(".status")).to_have_text("typing…")
        await jonas.frame.locator(".more summary").click()
        await jonas.frame.get_by_role("button", name="Stop and block the bot").click()
        await expect(jonas.frame.locator(".opening")).to_have_text("Unblock")
        assert theatre.jonas.blocked


async def test_a_narrow_window_shows_one_phone_at_a_time(theatre: Theatre, browser: Browser) -> None:
    theatre.world.starts(theatre.jonas)
    async with screen(theatre.url, browser, width=400) as shown:
        theatre.says(theatre.jonas, "Hello")
        await expect(shown.page.get_by_role("tab", name="Jonas")).to_have_text("Jonas1")
        await expect(shown.phone("Jonas").frame).to_be_hidden()
        await shown.page.get_by_role("tab", name="Anna").focus()
        await shown.page.keyboard.press("ArrowRight")
        await expect(shown.phone("Jonas").frame).to_be_visible()
        await expect(shown.phone("Anna").frame).to_be_hidden()
        await expect(shown.page.get_by_role("tab", name="Jonas")).to_have_text("Jonas")


async def test_the_page_is_told_no_kindly(theatre: Theatre) -> None:
    async with httpx.AsyncClient(base_url=theatre.url) as http:
        assert (await http.post("/demo/api/act", json={"act": "fly", "person": theatre.anna.id})).status_code == 404
        assert (await http.post("/demo/api/act", json={"act": "start", "person": 1})).status_code == 404
        assert (await http.post("/demo/api/clock", json={"hours": -1})).status_code == 400
        assert (await http.get("/demo/api/file/nothing")).status_code == 404
        assert (await http.get("/page/nothing.css")).status_code == 404
        assert (await http.get("/page/..%2Fcontrol.py")).status_code == 404


async def test_every_act_of_the_page_reaches_the_bot(theatre: Theatre) -> None:
    async with httpx.AsyncClient(base_url=theatre.url) as http:
        for act in (
            {"act": "start", "payload": "p"},
            {"act": "type", "text": "Hej"},
            {"act": "photo"},
            {"act": "sticker"},
            {"act": "voice"},
            {"act": "group", "text": "Hej alle"},
            {"act": "block"},
            {"act": "unblock"},
        ):
            body = act | {"person": theatre.anna.id}
            assert (await http.post("/demo/api/act", content=json.dumps(body))).status_code == 200
        first = theatre.world.chat(theatre.anna)[0].id
        await http.post(
            "/demo/api/act", json={"act": "edit", "person": theatre.anna.id, "message": first, "text": "Nej"}
        )
        state = (await http.get("/demo/api/state")).json()
    kinds = [one.kind for one in theatre.world.updates.queue]
    assert kinds == ["message"] * 6 + ["my_chat_member"] * 2 + ["edited_message"]
    assert state["phones"][0]["messages"][0]["text"] == "Nej"
    assert state["next"] == "2026-11-20T17:00:00+01:00"
