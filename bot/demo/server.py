"""Serves the make-believe Telegram on loopback, inside the running event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.demo.telegram import Telegram
from bot.tasks import Tasks

PATIENCE = 5  # seconds that calls under way get at the end


class _Breakable(H11Protocol):
    """HTTP that lets the application break its own connection, as a bad network does."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state: dict[str, Any] = {**self.app_state, "transport": transport}
        # Head and body go out in two writes: without this the second waits some 40 ms for the first to be confirmed.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@asynccontextmanager
async def serving(telegram: Telegram, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serves until the block is left and gives the address, such as `http://127.0.0.1:8090`.

    Port 0 takes a free one. It installs no signal handlers: the process belongs to its owner.
    """
    listening = socket.create_server((host, port), backlog=256)
    config = uvicorn.Config(telegram.app, http=_Breakable, ws="none", lifespan="off", log_config=None, access_log=False)
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listening])
    beside = Tasks(lambda _error: None)
    beside.start(telegram.webhook.run())
    try:
        yield f"http://{host}:{listening.getsockname()[1]}"
    finally:
        telegram.close()
        await beside.stop(PATIENCE)
        await _stop(server)


async def _stop(server: uvicorn.Server) -> None:
    """Finishes the calls under way, then hangs up; uvicorn's own way takes fixed pauses, dear in tests."""
    for listener in server.servers:
        listener.close()
    state = server.server_state
    for connection in list(state.connections):
        connection.shutdown()
    if state.tasks:
        await asyncio.wait(state.tasks, timeout=PATIENCE)
    for connection in list(state.connections):
        connection.transport.abort()
    for _ in range(2):  # connections say goodbye in the loop's next rounds
        await asyncio.sleep(0)
