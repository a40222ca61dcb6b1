"""Whether a match is right: each is asked after the first and the second meeting, and only the coordinator sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# Source: product.md, "After the first and second meeting each is asked, privately".
ROUNDS = 2


class Fit(StrEnum):
    """How the match feels to one of the two."""

    RIGHT = "right"
    DECIDING = "deciding"
    NOT_QUITE = "not_quite"


@dataclass(frozen=True)
class FitAnswer:
    """What one of the two answered after that meeting: the first or the second that they held."""

    pair: int
    person: int
    round: int
    answer: Fit
    at: datetime
