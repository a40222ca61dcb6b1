"""Invitations: whom to invite, the link and its picture."""

from typing import Any


def invite(*_: Any) -> Any:
    raise NotImplementedError


def invite_role(*_: Any) -> Any:
    raise NotImplementedError


def opening(*_: Any) -> Any:
    raise NotImplementedError
