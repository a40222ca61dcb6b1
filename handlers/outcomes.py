"""What a meeting gave: logged in two taps, confirmed by the other, a mood, a note."""

from typing import Any


def ask(*_: Any) -> Any:
    raise NotImplementedError


def ask_note(*_: Any) -> Any:
    raise NotImplementedError


def ask_note_text(*_: Any) -> Any:
    raise NotImplementedError


def confirm_met(*_: Any) -> Any:
    raise NotImplementedError


def deny_met(*_: Any) -> Any:
    raise NotImplementedError


def did_not_happen(*_: Any) -> Any:
    raise NotImplementedError


def met(*_: Any) -> Any:
    raise NotImplementedError


def mood_was(*_: Any) -> Any:
    raise NotImplementedError


def said_note(*_: Any) -> Any:
    raise NotImplementedError


def step_was(*_: Any) -> Any:
    raise NotImplementedError


def undo_log(*_: Any) -> Any:
    raise NotImplementedError


def was_moved(*_: Any) -> Any:
    raise NotImplementedError


def which(*_: Any) -> Any:
    raise NotImplementedError


def asked(*_: Any) -> Any:
    raise NotImplementedError


def confirm(*_: Any) -> Any:
    raise NotImplementedError


def which_more(*_: Any) -> Any:
    raise NotImplementedError
