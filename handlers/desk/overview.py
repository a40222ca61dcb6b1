"""The coordinator's desk: what needs an eye, and the ways on."""

from typing import Any


def desk(*_: Any) -> Any:
    raise NotImplementedError
