"""Logs: structured, complete, and never with the token, a text or a name in them."""

import io
import json
import logging
import sqlite3
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import set_up, told
from storage.trouble import StorageTrouble
from tests.plain import plain_logs_afterwards

TOKEN = "123456:AAH-secret_part-of-the-token"
TEXT = "I want to swim again"
NAME = "Annemette"
FORMS = ["text", "json"]


@pytest.fixture(params=FORMS)
def lines(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What was logged, with everything asked for; the logging of the tests is put back afterwards."""
    stream = io.StringIO()
    with plain_logs_afterwards():
        set_up(request.param, "DEBUG", TOKEN, stream)
        yield stream


def stumble(words: str) -> None:
    """Raises an error that quotes its words, from an error that does so too."""
    try:
        int(words)
    except ValueError as error:
        raise LookupError(f"no goal called {words}") from error


def fetch() -> None:
    raise OSError(f"https://api.telegram.org/bot{TOKEN} is down")


def log_everything() -> None:
    """What careless code and talkative libraries would do."""
    ours, platform = structlog.get_logger("bot.intake"), logging.getLogger("telegram.Bot")
    ours.info("hello", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    ours.info(f"calling {TOKEN}")
    ours.info("said", text=TEXT, name=NAME, facts={"title": TEXT}, chat=7)
    platform.critical("Error while parsing updates! Received data was %r", [{"text": TEXT, "from": NAME}])
    platform.debug("Parameters %s", {"text": TEXT})
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    logging.getLogger("uvicorn.error").warning("a token in an address: /bot%s/getMe", TOKEN.replace(":", "%3A"))
    warnings.warn(f"do not use {TOKEN}", UserWarning, stacklevel=1)
    for words in (TEXT, NAME, TOKEN):
        try:
            stumble(words)
        except LookupError as error:
            ours.exception("answer_failed")
            platform.error("No error handlers are registered", exc_info=error)
            logging.getLogger("asyncio").exception("Task exception was never retrieved")
    try:
        fetch()
    except OSError:
        ours.exception("fetch_failed")


@pytest.mark.filterwarnings("default")
def test_no_token_no_text_and_no_name_is_ever_logged(lines: io.StringIO) -> None:
    log_everything()
    logged = lines.getvalue()
    for secret in (TOKEN, TOKEN.partition(":")[2], TOKEN.replace(":", "%3A"), TEXT, NAME):
        assert secret not in logged
    for kept in ("hello", "<token>", "answer_failed", "chat", "Received data was", "LookupError", "is down"):
        assert kept in logged


def test_an_error_keeps_its_kind_its_places_and_what_it_came_from(lines: io.StringIO) -> None:
    try:
        stumble(TEXT)
    except LookupError:
        structlog.get_logger().exception("answer_failed")
    logged = lines.getvalue()
    for kept in ("builtins.LookupError", "from builtins.ValueError", "test_logs.py", "in stumble"):
        assert kept in logged


def test_libraries_that_tell_every_request_are_quiet(lines: io.StringIO) -> None:
    for name in ("httpx", "httpcore.connection", "telegram.ext", "apscheduler.scheduler", "sqlalchemy.engine"):
        logging.getLogger(name).info("POST /bot/sendMessage")
        logging.getLogger(name).debug("%s", TEXT)
    assert lines.getvalue() == ""


def test_a_broken_line_is_not_printed_whole(lines: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("somebody").warning("%d people said %s", "three", TEXT)
    assert TEXT not in capsys.readouterr().err
    assert TEXT not in lines.getvalue()


@pytest.mark.parametrize("lines", ["json"], indirect=True)
@pytest.mark.filterwarnings("default")
def test_json_is_one_object_a_line(lines: io.StringIO) -> None:
    log_everything()
    entries = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert {"event", "level", "timestamp"} <= set.intersection(*(set(entry) for entry in entries))
    assert entries[0]["event"] == "hello"
    assert entries[0]["url"] == "https://api.telegram.org/bot<token>/getMe"


@pytest.mark.parametrize("lines", ["text"], indirect=True)
def test_text_is_one_line_with_its_facts_and_nobody_can_forge_another(lines: io.StringIO) -> None:
    structlog.get_logger().warning("fetch_failed", again_in=0.2, error="down\n2026-01-01T00:00:00Z info all is well")
    (line,) = lines.getvalue().splitlines()
    assert line[19:] == ('Z warning fetch_failed again_in=0.2 error="down\\n2026-01-01T00:00:00Z info all is well"')


def test_below_the_level_nothing_is_said(lines: io.StringIO) -> None:
    logging.getLogger().setLevel("WARNING")
    structlog.get_logger().info("started")
    assert lines.getvalue() == ""


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (sqlite3.OperationalError("database is locked"), "sqlite3.OperationalError: database is locked"),
        (sqlite3.IntegrityError(f"not unique: {NAME}"), "sqlite3.IntegrityError"),
        (StorageTrouble("The disk is full."), "storage.trouble.StorageTrouble: The disk is full."),
        (ExceptionGroup(NAME, [ValueError(NAME)]), "builtins.ExceptionGroup"),
    ],
)
def test_only_words_of_the_machine_are_repeated(error: Exception, line: str) -> None:
    assert next(told(error)) == line
    assert NAME not in "\n".join(told(error))
