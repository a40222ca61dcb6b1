"""The agreement: rhythm, time, form, place and length, proposed by one and agreed by the other."""

from typing import Any


def accept(*_: Any) -> Any:
    raise NotImplementedError


def ask_form(*_: Any) -> Any:
    raise NotImplementedError


def ask_months(*_: Any) -> Any:
    raise NotImplementedError


def ask_other_months(*_: Any) -> Any:
    raise NotImplementedError


def ask_time(*_: Any) -> Any:
    raise NotImplementedError


def card(*_: Any) -> Any:
    raise NotImplementedError


def choose_day(*_: Any) -> Any:
    raise NotImplementedError


def choose_form(*_: Any) -> Any:
    raise NotImplementedError


def choose_hour(*_: Any) -> Any:
    raise NotImplementedError


def choose_months(*_: Any) -> Any:
    raise NotImplementedError


def choose_rhythm(*_: Any) -> Any:
    raise NotImplementedError


def proposal(*_: Any) -> Any:
    raise NotImplementedError


def propose(*_: Any) -> Any:
    raise NotImplementedError


def said_months(*_: Any) -> Any:
    raise NotImplementedError


def said_place(*_: Any) -> Any:
    raise NotImplementedError


def said_time(*_: Any) -> Any:
    raise NotImplementedError


def start(*_: Any) -> Any:
    raise NotImplementedError


def proposed(*_: Any) -> Any:
    raise NotImplementedError


def agreed(*_: Any) -> Any:
    raise NotImplementedError


def ask_rhythm(*_: Any) -> Any:
    raise NotImplementedError


def ask_place(*_: Any) -> Any:
    raise NotImplementedError


def draft_card(*_: Any) -> Any:
    raise NotImplementedError
