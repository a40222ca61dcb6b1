"""What the running bot counts and times, in Prometheus' words. A label is one of a few words, never a person's."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum
from itertools import product

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.answers import Done
from bot.api import TokenRefused
from bot.counting import Counts, Times
from bot.pulse import Beat
from bot.stock import Stock
from storage.states import OutboxState

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
# Seconds: a tap that was answered within a tenth was answered at once.
ANSWERS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
CALLS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
TICKS = (0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60)
# Their creation times are series of their own, twice as many, that nobody reads.
disable_created_metrics()  # type: ignore[no-untyped-call]


class Method(StrEnum):
    """The methods of the Bot API that Makker calls."""

    GET_UPDATES = "getUpdates"
    GET_ME = "getMe"
    GET_FILE = "getFile"
    SET_COMMANDS = "setMyCommands"
    SET_SHORT_DESCRIPTION = "setMyShortDescription"
    SET_DESCRIPTION = "setMyDescription"
    SET_WEBHOOK = "setWebhook"
    DELETE_WEBHOOK = "deleteWebhook"
    ANSWER_QUERY = "answerCallbackQuery"
    SEND_MESSAGE = "sendMessage"
    SEND_PHOTO = "sendPhoto"
    SEND_DOCUMENT = "sendDocument"
    SEND_VOICE = "sendVoice"
    SEND_ACTION = "sendChatAction"
    EDIT_TEXT = "editMessageText"
    OTHER = "other"


class Outcome(StrEnum):
    """What a call came to."""

    OK = "ok"
    TOO_MANY = "too_many_requests"
    FORBIDDEN = "forbidden"
    BAD_REQUEST = "bad_request"
    TOKEN_REFUSED = "token_refused"  # noqa: S105  no token
    CONFLICT = "conflict"
    TIMED_OUT = "timed_out"
    NETWORK = "network"
    OTHER = "other"


class Came(StrEnum):
    """What an update came to; REPEATED: it had been dealt with."""

    DONE = "done"
    IGNORED = "ignored"
    DEAD = "dead"
    REPEATED = "repeated"


_OUTCOMES: Mapping[type[BaseException], Outcome] = {
    RetryAfter: Outcome.TOO_MANY,
    Forbidden: Outcome.FORBIDDEN,
    BadRequest: Outcome.BAD_REQUEST,
    TokenRefused: Outcome.TOKEN_REFUSED,
    Conflict: Outcome.CONFLICT,
    TimedOut: Outcome.TIMED_OUT,
    NetworkError: Outcome.NETWORK,
}
_METHODS = frozenset(Method)
_OK, _LONG = Outcome.OK, Method.GET_UPDATES
_EXPECTED = (Outcome.OK, Outcome.TOO_MANY)


class Metrics:
    """One bot's; another in the same process has its own."""

    def __init__(self, stock: Stock, beats: Callable[[], Mapping[str, Beat]], leads: Callable[[], bool]) -> None:
        """`stock` reads what is in the database, `beats` tells when each part last did well, `leads` if we lead."""
        self._stock, self._beats = stock, beats
        self.registry = its = CollectorRegistry()
        each = [(came,) for came in Came]
        self._updates = Counts("makker_updates", "Updates, by what they came to.", ["outcome"], each, its)
        about = "From the arrival of an update until its answer was sent."
        self._answer = Times("makker_answer_seconds", about, ANSWERS, its)
        about, labels = "Calls of the Bot API, by what they came to.", ["method", "outcome"]
        self._calls = Counts("makker_api_calls", about, labels, product(Method, _EXPECTED), its)
        about = "How long a call of the Bot API took; long polls apart."
        self._call = Times("makker_api_call_seconds", about, CALLS, its)
        self._tick = Histogram("makker_tick_seconds", "How long a tick took.", buckets=TICKS, registry=its)
        self._ticks_failed = Counter("makker_ticks_failed", "Ticks that came to nothing.", registry=its)
        about = "Since a part last did its work well."
        self._age = Gauge("makker_part_age_seconds", about, ["part"], registry=its)
        about = "How often a part should do its work."
        self._interval = Gauge("makker_part_interval_seconds", about, ["part"], registry=its)
        self._queue = Gauge("makker_send_queue_messages", "Messages in hand that are not sent yet.", registry=its)
        about = "Until the next message may go, by our pace or the platform's word."
        self._pause = Gauge("makker_send_pause_seconds", about, registry=its)
        about = "Messages a second, at most; 0 for no limit."
        self._limit = Gauge("makker_send_limit_per_second", about, registry=its)
        lead = Gauge("makker_leads", "Whether this process leads, or stands by for the one that does.", registry=its)
        lead.set_function(leads)
        its.register(stock)
        ProcessCollector(registry=its)
        # When the update came that an answer is for, until that is sent.
        self._since: dict[int, float] = {}

    # --- What happens ---

    def updated(self, done: Done | None, since: float) -> None:
        """An update came to this; None when it had been dealt with. `since` is when it came, by `perf_counter`."""
        self._updates.add((Came.REPEATED if done is None else done.state,))
        if done is not None and done.letter:
            self._since[done.letter] = since

    def repeated(self, updates: int) -> None:
        """So many updates came that were here before."""
        if updates:
            self._updates.add((Came.REPEATED,), updates)

    def closed(self, letter: int, state: OutboxState) -> None:
        """A message came to its end."""
        since = self._since.pop(letter, None)
        if since is not None and state is OutboxState.SENT:
            self._answer.add(time.perf_counter() - since)

    def called(self, method: str, seconds: float, error: Exception | None) -> None:
        """The Bot API was called."""
        outcome = _OK if error is None else _outcome(error)
        self._calls.add((method if method in _METHODS else Method.OTHER, outcome))
        if method != _LONG:
            self._call.add(seconds)

    def ticking(self) -> AbstractContextManager[object]:
        """Times what is done in it."""
        return self._tick.time()

    def tick_failed(self) -> None:
        """A tick came to nothing."""
        self._ticks_failed.inc()

    def sending(self, queue: Callable[[], float], pause: Callable[[], float], limit: float) -> None:
        """Where to ask how many messages are in hand, and for how many seconds the next must wait."""
        self._queue.set_function(queue)
        self._pause.set_function(pause)
        self._limit.set(limit)

    # --- What is told ---

    async def page(self) -> bytes:
        """All of it, as Prometheus reads it."""
        await self._stock.look()
        self._age.clear()
        self._interval.clear()
        for part, beat in self._beats().items():
            self._age.labels(part).set(beat.age)
            self._interval.labels(part).set(beat.interval)
        return generate_latest(self.registry)


def _outcome(error: Exception) -> Outcome:
    return next((_OUTCOMES[kind] for kind in type(error).__mro__ if kind in _OUTCOMES), Outcome.OTHER)
