"""The connections to the platform: what each kind of trouble is, a proxy, and that no token is told of."""

import asyncio
import contextlib
import io
import re
import socket

import pytest
import structlog
from telegram.error import NetworkError, TimedOut

from bot import verdicts
from bot.api import Api
from bot.logs import set_up
from bot.wire import Wire

TOKEN = "123456:AAE-the-token-of-a-test"
OK = b'{"ok":true,"result":{"username":"makker_bot"}}'


@contextlib.asynccontextmanager
async def server(*answers):
    """Answers each request with the next of these, or not at all where that is None; gives its address and requests."""
    asked, talks, left, over = [], {}, list(answers), asyncio.Event()

    async def talk(reader, writer):
        talks[asyncio.current_task()] = writer
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while (answer := await _answered(reader, asked, left, over)) is not None:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(answer), answer))
        writer.transport.abort()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0)
    host, port = listening.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}", asked
    finally:
        over.set()
        listening.close()
        for writer in talks.values():
            writer.transport.abort()
        await asyncio.gather(*talks)


async def _answered(reader, asked, left, over):
    """The answer to the next request; None where the connection ends without one."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    asked.append(head + (await reader.readexactly(int(length[1])) if length else b""))
    answer = left.pop(0) if left else OK
    if answer is None:
        await over.wait()
    return answer or None


async def trouble(url, patience=0.2):
    """What calling the platform there comes to."""
    api = Api(TOKEN, url, patience=patience)
    try:
        with pytest.raises(NetworkError) as raised:
            await api.call("sendMessage", {"chat_id": 1, "text": "Hello"})
        return raised.value
    finally:
        await api.close()


async def test_a_server_that_is_not_there_was_never_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = await trouble(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert verdicts.verdict(error) == verdicts.NotSent()


async def test_a_name_that_nobody_knows_was_never_told(monkeypatch):
    def nobody(*_asked, **_how):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert verdicts.verdict(await trouble("http://nobody.invalid")) == verdicts.NotSent()


async def test_no_connection_in_time_was_never_told(monkeypatch):
    monkeypatch.setattr("bot.wire.AT_MOST", 0.05)
    async with server(None) as (url, asked):
        wire = Wire(url, 1, 5)
        first = asyncio.create_task(wire.post(f"{url}/first"))  # noqa: TID251
        while not asked:  # noqa: ASYNC110  it is this very loop that turns until then
            await asyncio.sleep(0)
        with pytest.raises(TimedOut) as raised:
            await wire.post(f"{url}/second")
        first.cancel()
        await wire.shutdown()
    assert len(asked) == 1
    assert verdicts.verdict(raised.value) == verdicts.NotSent()


@pytest.mark.parametrize(("answer", "kind"), [(None, TimedOut), (b"", NetworkError)])
async def test_what_was_said_and_not_answered_may_have_been_heard(answer, kind):
    async with server(answer) as (url, asked):
        error = await trouble(url)
    assert type(error) is kind
    assert len(asked) == 1  # and it is not said again
    assert isinstance(verdicts.verdict(error), verdicts.Uncertain)


async def test_one_connection_serves_call_after_call_and_each_parameter_has_its_kind():
    async with server() as (url, asked):
        api = Api(TOKEN, url)
        assert await api.call("getMe", {}) == {"username": "makker_bot"}
        await api.call("sendMessage", {"chat_id": 1, "text": "Ølmøde 🙂", "reply_markup": {"inline_keyboard": []}})
        await api.close()
    assert b"POST /bot123456:AAE-the-token-of-a-test/sendMessage" in asked[1]
    assert b'"chat_id": 1' in asked[1]
    assert b'"reply_markup": {"inline_keyboard": []}' in asked[1]


async def test_a_file_goes_with_its_name():
    async with server() as (url, asked):
        api = Api(TOKEN, url)
        await api.send_file({"chat_id": 1, "caption": "Here"}, "makker.ics", b"BEGIN:VCALENDAR")
        await api.close()
    for part in (b'filename="makker.ics"', b"BEGIN:VCALENDAR", b'name="chat_id"', b'name="caption"'):
        assert part in asked[0]


async def test_the_proxy_that_the_environment_names_is_asked(monkeypatch):
    async with server() as (proxy, asked):
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        api = Api(TOKEN, "http://api.example")
        assert await api.username() == "makker_bot"
        await api.close()
    assert asked[0].startswith(b"POST http://api.example/bot")


async def test_a_place_that_needs_no_proxy_is_asked_itself(monkeypatch):
    async with server() as (url, asked):
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        api = Api(TOKEN, url)
        await api.call("getMe", {})
        await api.close()
    assert asked[0].startswith(b"POST /bot")


@pytest.mark.parametrize("answer", [None, b""])
async def test_trouble_is_told_of_without_the_token(answer):
    lines = io.StringIO()
    set_up("text", "DEBUG", TOKEN, lines)
    try:
        async with server(answer) as (url, _):
            error = await trouble(url)
        assert TOKEN not in str(error)
        structlog.get_logger().error("fetch_failed", exc_info=error)
    finally:
        structlog.reset_defaults()
    assert "aiohttp" in lines.getvalue()
    assert TOKEN not in lines.getvalue()
