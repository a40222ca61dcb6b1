"""The coordinator's weekly digest, and the same asked for."""

from typing import Any


def digest(*_: Any) -> Any:
    raise NotImplementedError


def weekly(*_: Any) -> Any:
    raise NotImplementedError
