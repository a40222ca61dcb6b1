"""What is kept: seeing it, erasing it, saying yes to it and taking that back."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class Privacy(Action, code="priv"):
    """What is kept, and who sees it."""


@dataclass(frozen=True)
class PrivacyMore(Action, code="prim"):
    """How it is kept, for how long, and by whom else."""


@dataclass(frozen=True)
class WhoLooked(Action, code="pwl"):
    """Who has seen or changed something of mine; a page of it."""

    page: int


@dataclass(frozen=True)
class SeeData(Action, code="pse"):
    """All that is known about me, as two files."""


@dataclass(frozen=True)
class AskErase(Action, code="pae"):
    """Shall I be erased?"""


@dataclass(frozen=True)
class Erase(Action, code="per"):
    """Yes, erase me; `minute` is when that was asked, as an old button must not do it."""

    minute: int


@dataclass(frozen=True)
class AskWithdraw(Action, code="paw"):
    """Shall I take my yes back?"""


@dataclass(frozen=True)
class Withdraw(Action, code="pwd"):
    """Yes, I take it back; `minute` is when that was asked."""

    minute: int


@dataclass(frozen=True)
class Agree(Action, code="pag"):
    """Yes to the words of the consent as they are now."""
