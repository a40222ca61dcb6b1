"""The health page: well, standing still, and where it cannot be."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from bot.pulse import Beat, Pulse
from bot.web import Feeds, Web, WebTrouble, listen


@dataclass
class Bot:
    """A bot whose beats the test sets."""

    parts: dict[str, Beat] = field(default_factory=dict)
    leads: bool = True

    def beats(self) -> Mapping[str, Beat]:
        return self.parts


async def nobody(_secret: str) -> None:
    """No calendar has an address."""


@asynccontextmanager
async def page(bot: Bot, feeds: Feeds = nobody) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the served page; it has stopped in order at the end."""
    listening = listen("127.0.0.1", 0)
    host, port = listening.getsockname()
    web = Web(bot, listening, feeds)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(web.run())
        async with httpx.AsyncClient(base_url=f"http://{host}:{port}", trust_env=False) as client:
            yield client
        web.stop()


async def test_a_bot_that_moves_is_well() -> None:
    bot = Bot({"polling": Beat(1.26, 50), "ticking": Beat(179, 60), "delivery": Beat(0, 5)})
    async with page(bot) as client:
        answer = await client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "leads": True,
        "parts": {
            "polling": {"ok": True, "age": 1.3},
            "ticking": {"ok": True, "age": 179.0},
            "delivery": {"ok": True, "age": 0.0},
        },
    }


async def test_a_part_that_stands_still_for_three_intervals_is_told() -> None:
    bot = Bot({"polling": Beat(1, 50), "ticking": Beat(181, 60)})
    async with page(bot) as client:
        answer = await client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["ok"] is False
    assert answer.json()["parts"]["ticking"] == {"ok": False, "age": 181.0}
    assert answer.json()["parts"]["polling"]["ok"] is True


async def test_there_is_nothing_else_on_the_page() -> None:
    async with page(Bot()) as client:
        assert (await client.get("/")).status_code == 404


def test_an_address_that_is_taken_is_explained() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(WebTrouble, match="turn it off"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_a_host_that_is_not_ours_is_explained() -> None:
    with pytest.raises(WebTrouble, match="nothing can be served at 192"):
        listen("192.0.2.1", 8080)


def test_a_part_that_never_beat_is_as_old_as_the_pulse() -> None:
    seconds = iter([100.0, 160.0, 250.0])
    pulse = Pulse({"polling": 30, "ticking": 60}, lambda: next(seconds))
    pulse.of("polling")()
    beats = pulse.beats()
    assert beats == {"polling": Beat(90, 30), "ticking": Beat(150, 60)}
    assert beats["polling"].alive


# --- Calendars ---


async def test_a_calendar_is_at_its_secret_address_and_nowhere_else() -> None:
    sheet = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

    async def feeds(secret: str) -> bytes | None:
        return sheet if secret == "right" else None

    async with page(Bot(), feeds) as client:
        found = await client.get("/calendar/right.ics")
        again = await client.get("/calendar/right.ics", headers={"If-None-Match": found.headers["ETag"]})
        head = await client.head("/calendar/right.ics")
        wrong = [
            await client.get(f"/calendar/{each}") for each in ("wrong.ics", ".ics", "right", "", "%00.ics", "a/b.ics")
        ]
        posted = await client.post("/calendar/right.ics")
    assert (found.status_code, found.content) == (200, sheet)
    assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert found.headers["Cache-Control"] == "private, no-store"
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content) == (200, b"")
    assert [each.status_code for each in wrong] == [404] * 6
    assert posted.status_code == 405
