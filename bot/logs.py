"""Structured lines for the operator; never a message's text, never a name, never the token."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, TextIO
from urllib.parse import quote

import structlog
from structlog.typing import ExcInfo, Processor

from storage.trouble import Trouble

# They print addresses (with the token in them) or whole updates when asked to say more.
_QUIET = ("httpx", "httpcore", "telegram", "asyncio", "apscheduler", "uvicorn", "sqlalchemy", "alembic", "aiohttp")
# What people wrote travels under these names in our code: nobody logs them by mistake.
_PRIVATE = frozenset(
    {"text", "name", "title", "note", "payload", "raw", "update", "facts", "called", "place", "screen"}
)
# Errors whose words come from the machine. All others may quote what somebody wrote, so only their kind is told.
_SPEAKS_OF_THE_MACHINE: tuple[type[BaseException], ...] = (OSError, Trouble, ImportError, NotImplementedError)
_MACHINE_MODULES = ("httpx", "httpcore", "apscheduler", "sqlite3", "psycopg", "telegram")
# "Can't parse entities" quotes the message; an error of integrity quotes the row, one of operation speaks of locks.
_QUOTES = frozenset({"BadRequest"})
_DATABASES, _DATABASE_STATE = ("sqlite3", "psycopg"), "OperationalError"
_LEFT_OUT = "(left out)"


def set_up(form: str, level: str, token: str | None, stream: TextIO | None = None) -> None:
    """From now on every line, also the libraries', goes to `stream` (standard error), as "text" or "json"."""
    last: Processor = structlog.processors.JSONRenderer() if form == "json" else _Line()
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(last, token))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(True)
    # A line that cannot be written would be printed whole, with everything in it.
    logging.raiseExceptions = False
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _leave_out,
    ]


def _formatter(last: Processor, token: str | None) -> logging.Formatter:
    wrapped = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_foreign, *_shared()],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _exception, last],
    )
    return _Redacted(wrapped, token)


class _Redacted(logging.Formatter):
    """The last word on each line: whatever wrote it, the token does not stand in it."""

    def __init__(self, inner: logging.Formatter, token: str | None) -> None:
        super().__init__()
        self._inner = inner
        secrets = {token, quote(token, safe=""), token.partition(":")[2]} if token else set()
        # The longest first, so that no half of the token is left.
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "<token>")
        return line


def _leave_out(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name in _PRIVATE & event.keys():
        event[name] = _LEFT_OUT
    return event


def _foreign(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A library's line: the platform's client quotes whole updates, so only the shape of its sentences is kept."""
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    if record.name.split(".")[0] == "telegram":
        event["event"] = re.sub(r"%[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]", "…", str(record.msg))
    return event


def _exception(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    info: ExcInfo | bool | BaseException | None = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()  # type: ignore[assignment]
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else None
    event.pop("stack_info", None)
    if error is not None:
        event["exception"] = "\n".join(told(error))
    return event


def told(error: BaseException) -> Iterator[str]:
    """The error in lines that quote nobody: its kind, the machine's own words, the places, and what it came from."""
    for index, each in enumerate(_chain(error)):
        words = f": {each}" if _of_the_machine(each) else ""
        yield f"{'from ' if index else ''}{type(each).__module__}.{type(each).__qualname__}{words}"
        for frame in traceback.extract_tb(each.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(each.exceptions)
        before = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        if before is not None:
            waiting.append(before)


def _of_the_machine(error: BaseException) -> bool:
    if isinstance(error, _SPEAKS_OF_THE_MACHINE):
        return True
    module, kind = type(error).__module__.split(".")[0], type(error).__name__
    return module in _MACHINE_MODULES and kind not in _QUOTES and (module not in _DATABASES or kind == _DATABASE_STATE)


class _Line:
    """One line to read: time, level, what happened, and its facts."""

    def __call__(self, _logger: Any, _method: str, event: Mapping[str, Any]) -> str:
        facts = dict(event)
        at, level = str(facts.pop("timestamp", ""))[:19], str(facts.pop("level", ""))
        happened, exception = facts.pop("event", ""), facts.pop("exception", None)
        rest = "".join(f" {name}={_shown(value)}" for name, value in facts.items())
        after = f"\n{exception}" if exception else ""
        return f"{at}Z {level:<7} {happened}{rest}{after}"


def _shown(value: object) -> str:
    """The value, in quotes where its end would not be seen otherwise."""
    plain = str(value)
    return plain if plain.isprintable() and " " not in plain else json.dumps(plain, ensure_ascii=False)
