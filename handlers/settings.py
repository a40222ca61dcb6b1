"""Settings: language, zone, quiet hours, reminders, name."""

from typing import Any


def ask_language(*_: Any) -> Any:
    raise NotImplementedError


def ask_name(*_: Any) -> Any:
    raise NotImplementedError


def ask_quiet(*_: Any) -> Any:
    raise NotImplementedError


def ask_reminders(*_: Any) -> Any:
    raise NotImplementedError


def ask_zone(*_: Any) -> Any:
    raise NotImplementedError


def said_zone(*_: Any) -> Any:
    raise NotImplementedError


def set_language(*_: Any) -> Any:
    raise NotImplementedError


def set_quiet(*_: Any) -> Any:
    raise NotImplementedError


def settings(*_: Any) -> Any:
    raise NotImplementedError


def toggle_day_before(*_: Any) -> Any:
    raise NotImplementedError


def toggle_soon(*_: Any) -> Any:
    raise NotImplementedError
