"""A Bot API that holds the bot to Telegram's pace: 30 messages in any second, and each call comes a little late.

    python -m tests.bench.strict TAPS RATE

Gives so many of the file's taps a second to whoever asks for updates. Until it is told to end by a line, it takes down
when it let in which message; then it writes all that. Its seconds are the machine's, and so those of other processes.
"""

import asyncio
import json
import random
import sys
from collections import deque
from pathlib import Path

import uvloop

from tests.bench.telegram import Talk, Taps

WINDOW, AT_MOST = 1.0, 30
JITTER = 0.02
NEW = {b"sendMessage", b"sendPhoto"}
MESSAGES = NEW | {b"editMessageText"}
_REFUSAL = (
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'
)
_REFUSED = b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(
    _REFUSAL
)


class Watched(Taps):
    """The taps, and when each message was let in or refused."""

    def __init__(self, taps, rate, loop):
        """So many taps a second come, from the first question on."""
        super().__init__(taps, 0, rate, loop)
        self.recent = deque()
        self.let_in, self.new, self.refused = [], [], 0

    def lets_in(self, method):
        """Whether there is room in this second."""
        now = self.loop.time()
        while self.recent and self.recent[0] <= now - WINDOW:
            self.recent.popleft()
        if len(self.recent) >= AT_MOST:
            self.refused += 1
            return False
        self.recent.append(now)
        self.let_in.append(now)
        if method in NEW:
            self.new.append(now)
        return True

    def told(self):
        """When every message was let in, when the new ones, how many were refused; and of each tap when."""
        taps = list(zip(self.served, self.drawn, strict=True))
        return {"let_in": self.let_in, "new": self.new, "refused": self.refused, "taps": taps}


class LateTalk(Talk):
    """One connection on which everything comes a little late."""

    def _asked(self, method, body):
        late = random.uniform(0, JITTER)
        self.taps.loop.call_later(late, self._came, method, body)

    def _came(self, method, body):
        if method not in MESSAGES or self.taps.lets_in(method):
            super()._asked(method, body)
        elif self.transport is not None and not self.transport.is_closing():
            self.transport.write(_REFUSED + _REFUSAL)


async def serve(taps, rate):
    """Until it is told to end."""
    loop = asyncio.get_running_loop()
    watched = Watched(taps, rate, loop)
    server = await loop.create_server(lambda: LateTalk(watched), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.readline)
    sys.stdout.write(json.dumps(watched.told()) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(serve(json.loads(Path(sys.argv[1]).read_text()), float(sys.argv[2])))
