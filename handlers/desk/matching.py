"""Who waits to be matched, and pairing two of them."""

from typing import Any


def pair_both(*_: Any) -> Any:
    raise NotImplementedError


def pair_mentor(*_: Any) -> Any:
    raise NotImplementedError


def pair_now(*_: Any) -> Any:
    raise NotImplementedError


def waiting(*_: Any) -> Any:
    raise NotImplementedError


def pair_made(*_: Any) -> Any:
    raise NotImplementedError


def member_ready(*_: Any) -> Any:
    raise NotImplementedError
