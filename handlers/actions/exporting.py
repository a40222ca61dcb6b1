"""Taking the programme's tables along as a file."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.actions.codec import Action


class ExportKind(StrEnum):
    """BOOK is a workbook with all tables; the others are one table each, as lines."""

    BOOK = "b"
    PAIRS = "p"
    MEETINGS = "m"
    COMING = "c"


@dataclass(frozen=True)
class Exports(Action, code="dx"):
    """What there is to take along."""

    programme: int


@dataclass(frozen=True)
class MakeExport(Action, code="dy"):
    """This, please."""

    programme: int
    kind: ExportKind
