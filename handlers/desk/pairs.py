"""The programme's pairs, and one pair as the coordinator sees it."""

from typing import Any


def card(*_: Any) -> Any:
    raise NotImplementedError


def listed(*_: Any) -> Any:
    raise NotImplementedError
