"""Goals and small steps: the mentee's own words, estimates, what is done, the step for the next meeting."""

from typing import Any


def archive(*_: Any) -> Any:
    raise NotImplementedError


def ask_estimate(*_: Any) -> Any:
    raise NotImplementedError


def ask_goal(*_: Any) -> Any:
    raise NotImplementedError


def ask_rename(*_: Any) -> Any:
    raise NotImplementedError


def ask_step(*_: Any) -> Any:
    raise NotImplementedError


def card(*_: Any) -> Any:
    raise NotImplementedError


def choose_step(*_: Any) -> Any:
    raise NotImplementedError


def estimate(*_: Any) -> Any:
    raise NotImplementedError


def leave(*_: Any) -> Any:
    raise NotImplementedError


def mine(*_: Any) -> Any:
    raise NotImplementedError


def of_pair(*_: Any) -> Any:
    raise NotImplementedError


def said_estimate(*_: Any) -> Any:
    raise NotImplementedError


def said_goal(*_: Any) -> Any:
    raise NotImplementedError


def said_rename(*_: Any) -> Any:
    raise NotImplementedError


def said_step(*_: Any) -> Any:
    raise NotImplementedError


def step_for(*_: Any) -> Any:
    raise NotImplementedError


def take(*_: Any) -> Any:
    raise NotImplementedError


def tick(*_: Any) -> Any:
    raise NotImplementedError


def suggested(*_: Any) -> Any:
    raise NotImplementedError


def taken(*_: Any) -> Any:
    raise NotImplementedError


def left(*_: Any) -> Any:
    raise NotImplementedError


def untick(*_: Any) -> Any:
    raise NotImplementedError


def page(*_: Any) -> Any:
    raise NotImplementedError


def card_page(*_: Any) -> Any:
    raise NotImplementedError


def more(*_: Any) -> Any:
    raise NotImplementedError


def choose_step_page(*_: Any) -> Any:
    raise NotImplementedError
