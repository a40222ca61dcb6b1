"""A Bot API for the bench: as quick as Python can be, so that what is measured is the bot.

    python -m tests.bench.telegram TAPS AHEAD [RATE]

It writes its port, gives the taps of the file to whoever asks for updates, and writes what it saw when all are
answered. Up to AHEAD taps are out at a time; with a RATE, so many a second come instead, whatever is answered.
`tests/telegram.py` is the one that is exact.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from pathlib import Path

import uvloop

AT_ONCE = 100
WARM = 0.15  # of the taps come before the bot is warm; they are not measured
_HEAD = re.compile(rb"POST [^ ]*/(\w+) |GET [^ ]*/(\w+) ")
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_CARD = "Did you and Anna get to meet?\n\nThursday 19 November at 09:30"
_KEYS = [["We met", "lh.1"], ["It was moved", "lw.1"], ["It didn't happen this time", "ln.1"], ["Home", "h"]]
_BOT = {"id": 1, "is_bot": True, "first_name": "Makker", "username": "makker_bot"}


def _json(value):
    return json.dumps(value, separators=(",", ":")).encode()


def _message(chat, number, text=_CARD):
    person = {"id": chat, "type": "private", "first_name": "Jonas"}
    keys = [[{"text": text, "callback_data": data}] for text, data in _KEYS]
    return {
        "message_id": number,
        "from": _BOT,
        "chat": person,
        "date": 1795172400,
        "text": text,
        "entities": [{"offset": 0, "length": 29, "type": "bold"}],
        "reply_markup": {"inline_keyboard": keys},
    }


def _update(number, chat, data):
    person = {"id": chat, "is_bot": False, "first_name": "Jonas", "language_code": "da"}
    told = {"id": str(number), "from": person, "message": _message(chat, number), "chat_instance": "1", "data": data}
    return _json({"update_id": number, "callback_query": told})


class Taps:
    """The taps, and what became of each: its number is the update's, the query's, and the card's that it stands on."""

    def __init__(self, taps, ahead, rate, loop):
        """Begins when it is asked for the first time."""
        self.raws = [_update(number, chat, data) for number, (chat, data) in enumerate(taps, 1)]
        self.chats = [chat for chat, _ in taps]
        self.ahead, self.rate, self.loop = ahead, rate, loop
        self.served = [0.0] * len(taps)
        self.drawn = [0.0] * len(taps)
        self.ended = [0.0] * len(taps)  # both calls have come
        self.given = self.over = self.acknowledged = 0
        self.begun = None
        self.waiting = None
        self.calls = Counter()
        self.done = loop.create_future()

    def ready(self):
        """How many taps have come by now."""
        if self.rate:
            return min(len(self.raws), int((self.loop.time() - self.begun) * self.rate))
        return min(len(self.raws), self.over + self.ahead)

    def _enough(self):
        """Whether a poll need wait no more. Taps come by the batch, or a bot that works in order would fetch each."""
        some = self.ready() - self.given
        return some > 0 if self.rate else some >= min(AT_ONCE, max(1, len(self.raws) - self.given))

    def wanted(self, talk, body):
        """An empty long poll waits for a tap; only one poll waits at a time."""
        self.begun = self.begun or self.loop.time()
        timeout = re.search(rb"timeout\W+(\d+)", body)
        seconds = int(timeout[1]) if timeout else 0
        if self._enough() or not seconds:
            talk.answers(self._batch())
            return
        self.waiting = talk, self.loop.call_later(seconds, self._wake)
        if self.rate and self.given < len(self.raws):
            self.loop.call_at(self.begun + (self.given + 1) / self.rate + 0.0005, self._wake)

    def _wake(self):
        if self.waiting is not None:
            (talk, timer), self.waiting = self.waiting, None
            timer.cancel()
            talk.answers(self._batch())

    def _batch(self):
        until = min(self.ready(), self.given + AT_ONCE)
        now = self.loop.time()
        self.served[self.given : until] = [now] * (until - self.given)
        raws, self.given = self.raws[self.given : until], until
        return b"[" + b",".join(raws) + b"]"

    def came(self, method, number):
        """One of the two calls for a tap."""
        if not 0 < number <= len(self.raws):
            return 0
        now = self.loop.time()
        if method == b"editMessageText":
            self.drawn[number - 1] = self.drawn[number - 1] or now
        if not self.ended[number - 1]:
            self.ended[number - 1] = -1.0  # one of them
        elif self.ended[number - 1] < 0:
            self.ended[number - 1] = now
            self.over += 1
            if not self.rate and self.waiting is not None and self._enough():
                self._wake()
            if self.over == len(self.raws) and not self.done.done():
                self.done.set_result(None)
        return self.chats[number - 1]

    def told(self):
        """Taps a second, the seconds from being handed out to the new card, and how often each method was called."""
        warm = int(len(self.raws) * WARM)
        ends = sorted(self.ended)
        waits = [drawn - served for drawn, served in zip(self.drawn, self.served, strict=True)]
        calls = {method.decode(): times for method, times in self.calls.items()}
        return {
            "rate": (len(ends) - warm - 1) / (ends[-1] - ends[warm]),
            "waits": waits[warm:],
            "chats": self.chats[warm:],
            "calls": calls,
        }


class Talk(asyncio.Protocol):
    """One connection."""

    def __init__(self, taps):
        """What comes here is about these taps."""
        self.taps, self.buffer = taps, b""
        self.transport = None

    def connection_made(self, transport):
        """Somebody has connected."""
        self.transport = transport

    def data_received(self, data):
        """Some bytes of one request or several."""
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self.buffer, 0, end + 2)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self.buffer) < whole:
                return
            head, body, self.buffer = self.buffer[:end], self.buffer[end + 4 : whole], self.buffer[whole:]
            asked = _HEAD.match(head)
            self._asked(asked[1] or asked[2], body)

    def _asked(self, method, body):
        self.taps.calls[method] += 1
        if method == b"getUpdates":
            self.taps.wanted(self, body)
        elif method == b"answerCallbackQuery":
            self.taps.came(method, _number(rb"callback_query_id", body))
            self.answers(b"true")
        elif method == b"editMessageText":
            number = _number(rb"message_id", body)
            self.answers(_edited(self.taps.came(method, number), number))
        elif method in {b"sendMessage", b"sendPhoto"}:
            self.answers(_edited(_number(rb"chat_id", body), len(self.taps.raws) + 1))
        elif method == b"getMe":
            self.answers(_ME)
        else:
            self.answers(b"true")

    def answers(self, result):
        """Says that it went well."""
        body = b'{"ok":true,"result":' + result + b"}"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(head + body)


_ME = _json(_BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False})
_EDITED = _json(_message(123454321, 987656789, "Saved. Thanks for telling me.")).replace(b"%", b"%%")
_EDITED = _EDITED.replace(b"123454321", b"%d").replace(b"987656789", b"%d")


def _edited(chat, number):
    return _EDITED % (number, chat)


def _number(name, body):
    """A number in a form, in parts, or in JSON."""
    found = re.search(name + rb'"?[^\d-]{1,12}(-?\d+)', body)
    return int(found[1]) if found else 0


async def serve(taps, ahead, rate):
    """Until every tap is answered."""
    loop = asyncio.get_running_loop()
    kept = Taps(taps, ahead, rate, loop)
    server = await loop.create_server(lambda: Talk(kept), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await kept.done
    sys.stdout.write(json.dumps(kept.told()) + "\n")
    sys.stdout.flush()
    await asyncio.sleep(3600)  # until we are stopped, so that the bot finds us


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text())
    uvloop.run(serve(given, int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0.0))
