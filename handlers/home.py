"""Home: when do we meet, what is our small step, what waits for me."""

from typing import Any


def cancel(*_: Any) -> Any:
    raise NotImplementedError


def home(*_: Any) -> Any:
    raise NotImplementedError


def only_text(*_: Any) -> Any:
    raise NotImplementedError


def sorry(*_: Any) -> Any:
    raise NotImplementedError


def unasked(*_: Any) -> Any:
    raise NotImplementedError
