"""From anywhere: home, help, undo."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class Home(Action, code="h"):
    """Home: when do we meet, what is our small step, what waits for me."""


@dataclass(frozen=True)
class SwitchProgramme(Action, code="sw"):
    """Have the pairs of another of one's programmes before one."""

    programme: int


@dataclass(frozen=True)
class Help(Action, code="help"):
    """What can be done here, and the way to a person."""


@dataclass(frozen=True)
class Cancel(Action, code="x"):
    """Never mind: forgets the question that waits, and goes home."""


@dataclass(frozen=True)
class Undo(Action, code="undo"):
    """Takes one change back."""

    change: int


@dataclass(frozen=True)
class Partner(Action, code="pt"):
    """What the other one told of themselves."""

    pair: int


@dataclass(frozen=True)
class NotToday(Action, code="nt"):
    """Not today: nothing unprompted until tomorrow."""
