"""The logging of the tests, put back after a part of them has set up the bot's own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def plain_logs_afterwards() -> Iterator[None]:
    """Whatever is set up inside is gone when the block is left."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level, raises = root.handlers[:], root.level, logging.raiseExceptions
    loggers = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    try:
        yield
    finally:
        logging.captureWarnings(False)
        root.handlers[:], logging.raiseExceptions = handlers, raises
        root.setLevel(level)
        for name in logging.root.manager.loggerDict:
            logging.getLogger(name).setLevel(loggers.get(name, logging.NOTSET))
        structlog.configure(**before)
