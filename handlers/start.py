"""Coming in: the link, the welcome, the consent, and the first few questions."""

from typing import Any


def ask_form(*_: Any) -> Any:
    raise NotImplementedError


def ask_free(*_: Any) -> Any:
    raise NotImplementedError


def ask_likes(*_: Any) -> Any:
    raise NotImplementedError


def ask_ready(*_: Any) -> Any:
    raise NotImplementedError


def consent(*_: Any) -> Any:
    raise NotImplementedError


def group(*_: Any) -> Any:
    raise NotImplementedError


def keep_name(*_: Any) -> Any:
    raise NotImplementedError


def no_thanks(*_: Any) -> Any:
    raise NotImplementedError


def not_yet(*_: Any) -> Any:
    raise NotImplementedError


def opened(*_: Any) -> Any:
    raise NotImplementedError


def prefer_form(*_: Any) -> Any:
    raise NotImplementedError


def ready(*_: Any) -> Any:
    raise NotImplementedError


def said_free(*_: Any) -> Any:
    raise NotImplementedError


def said_likes(*_: Any) -> Any:
    raise NotImplementedError


def said_name(*_: Any) -> Any:
    raise NotImplementedError


def stranger(*_: Any) -> Any:
    raise NotImplementedError


def welcome_in(*_: Any) -> Any:
    raise NotImplementedError
