"""Meetings: the next ones, coming or not, moving one to another time."""

from typing import Any


def accept_move(*_: Any) -> Any:
    raise NotImplementedError


def cannot_come(*_: Any) -> Any:
    raise NotImplementedError


def card(*_: Any) -> Any:
    raise NotImplementedError


def coming(*_: Any) -> Any:
    raise NotImplementedError


def listed(*_: Any) -> Any:
    raise NotImplementedError


def move_it(*_: Any) -> Any:
    raise NotImplementedError


def move_to(*_: Any) -> Any:
    raise NotImplementedError


def said_move_time(*_: Any) -> Any:
    raise NotImplementedError


def reminder(*_: Any) -> Any:
    raise NotImplementedError


def move_suggested(*_: Any) -> Any:
    raise NotImplementedError


def moved(*_: Any) -> Any:
    raise NotImplementedError


def other_cannot(*_: Any) -> Any:
    raise NotImplementedError


def on_after_all(*_: Any) -> Any:
    raise NotImplementedError


def on_again(*_: Any) -> Any:
    raise NotImplementedError


def keep_time(*_: Any) -> Any:
    raise NotImplementedError


def ask_meeting_time(*_: Any) -> Any:
    raise NotImplementedError


def plan_meeting(*_: Any) -> Any:
    raise NotImplementedError


def said_meeting_time(*_: Any) -> Any:
    raise NotImplementedError


def kept(*_: Any) -> Any:
    raise NotImplementedError


def planned(*_: Any) -> Any:
    raise NotImplementedError
