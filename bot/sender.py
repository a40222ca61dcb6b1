"""One drawn screen -> one message: an edit or a voice message where that is possible, a new one where it is not."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from bot import display, pictures, verdicts
from bot.api import Api
from bot.display import Drawn
from bot.exporter import Exporter
from handlers.screen import Export, Trail, Weeks

# The platform shows for five seconds that a file is on its way.
SHOWN = 4.0
# One at a time: a picture takes tens of megabytes while it is drawn, and nobody waits for it with a spinner.
_easel = ThreadPoolExecutor(1, thread_name_prefix="picture")


async def send(api: Api, drawn: Drawn, chat: int, exporter: Exporter) -> int | None:
    """The id of the message that shows it now. Raises what the api or the exporter raises: see `bot/verdicts.py`."""
    username = await api.username() if display.names_bot(drawn) else ""
    call = display.call(drawn, chat, username)
    if call.qr is not None:
        return _number(await api.send_picture(call.params, pictures.qr(call.qr)))
    if call.drawing is not None:
        return _number(await api.send_picture(call.params, await _painted(call.drawing)))
    if call.export is not None:
        name, content = await _made(api, call.export, chat, exporter)
        return _number(await api.send_file(call.params, name, content))
    if call.file is not None:
        name, text = call.file
        return _number(await api.send_file(call.params, name, text.encode()))
    try:
        return _number(await api.call(call.method, call.params))
    except Exception as error:
        instead = _instead(drawn, verdicts.verdict(error))
        if instead is None:
            raise
    return await send(api, instead, chat, exporter)


async def _made(api: Api, export: Export, chat: int, exporter: Exporter) -> tuple[str, bytes]:
    """The file; as long as it takes, the chat shows that one is on its way."""
    shown = -SHOWN

    async def shows() -> None:
        nonlocal shown
        now = asyncio.get_running_loop().time()
        if now - shown >= SHOWN:
            shown = now
            with suppress(Exception):
                await api.call("sendChatAction", {"chat_id": chat, "action": "upload_document"})

    return await exporter.make(export, shows)


async def _painted(drawing: Trail | Weeks) -> bytes:
    return await asyncio.get_running_loop().run_in_executor(_easel, pictures.drawn, drawing)


def _instead(drawn: Drawn, verdict: verdicts.Verdict) -> Drawn | None:
    """What can be sent where this could not, if anything."""
    if isinstance(verdict, verdicts.CannotEdit) and drawn.edit is not None and not drawn.only_edit:
        return drawn.anew()
    return drawn.unspoken() if isinstance(verdict, verdicts.CannotPlay) and drawn.voice is not None else None


def _number(result: Any) -> int | None:
    return result.get("message_id") if isinstance(result, dict) else None
