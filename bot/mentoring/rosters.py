"""A list of names as a spreadsheet writes it -> who is to be invited as what, and which lines could not be read."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.mentoring.people import Role

LONGEST_LIST = 200
LONGEST_NAME = 60
# Far more than so many names take; whatever is larger is no such list.
LARGEST = 256 * 1024
# What a spreadsheet takes for the beginning of a formula. Source: OWASP, CSV injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = (";", ",", "\t")
_NAME = {"navn", "navne", "name", "names", "fulde navn", "full name"}
_FIRST = {"fornavn", "first name", "given name"}
_LAST = {"efternavn", "last name", "surname", "family name"}
_ROLE = {"rolle", "role", "som", "as", "type"}
_ROLES: Mapping[str, Role] = {
    "mentor": Role.MENTOR,
    "mentorer": Role.MENTOR,
    "mentors": Role.MENTOR,
    "frivillig": Role.MENTOR,
    "volunteer": Role.MENTOR,
    "mentee": Role.MENTEE,
    "mentees": Role.MENTEE,
    "deltager": Role.MENTEE,
    "participant": Role.MENTEE,
}


class Trouble(StrEnum):
    """Why a line gives no link."""

    NO_NAME = "no_name"
    NO_ROLE = "no_role"
    LONG_NAME = "long_name"


class Unreadable(StrEnum):
    """Why a whole file gives none."""

    NO_TEXT = "no_text"
    WORKBOOK = "workbook"
    EMPTY = "empty"
    TOO_MANY = "too_many"


class UnreadableError(Exception):
    """The file is no list of names; `why` says what it is instead."""

    def __init__(self, why: Unreadable) -> None:
        """`why` is what the coordinator is told in words."""
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Guest:
    """Somebody to be invited."""

    name: str
    role: Role


@dataclass(frozen=True)
class Problem:
    """A line, counted as a spreadsheet does from 1, and what is the matter with it."""

    line: int
    trouble: Trouble


@dataclass(frozen=True)
class Roster:
    """Who can be invited, in the order of the file, and the lines that could not be read."""

    guests: Sequence[Guest]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class _Columns:
    names: Sequence[int]
    role: int


def read(content: bytes) -> Roster:
    """The list in the file; raises UnreadableError when it is none.

    UTF-8, UTF-16 with its mark, or Windows-1252 as Excel writes it in Denmark; divided by semicolons, commas or tabs.
    The first line may name its columns, in Danish or English; else the name comes first, and the role anywhere.
    """
    rows = _rows(_text(content))
    columns = _columns(rows[0][1]) if rows else None
    people = rows[1:] if columns else rows
    if not people:
        raise UnreadableError(Unreadable.EMPTY)
    if len(people) > LONGEST_LIST:
        raise UnreadableError(Unreadable.TOO_MANY)
    found = [(line, _guest(cells, columns)) for line, cells in people]
    return Roster(
        [each for _, each in found if isinstance(each, Guest)],
        [Problem(line, each) for line, each in found if isinstance(each, Trouble)],
    )


def sheet(rows: Sequence[Sequence[str]]) -> str:
    """The rows as a file that Excel opens well: its mark, semicolons, and no cell that would be calculated."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows([[safe(cell) for cell in row] for row in rows])
    return "\ufeff" + written.getvalue()


def safe(cell: str) -> str:
    """The cell, with a sign before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _text(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableError(Unreadable.WORKBOOK)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableError(Unreadable.NO_TEXT)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The lines that hold anything, each with its number; the cells without spaces around them."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        delimiter = first.strip()[-1]
    else:
        delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [(reader.line_num, [" ".join(cell.split()) for cell in row]) for row in reader]
    except csv.Error as error:
        raise UnreadableError(Unreadable.NO_TEXT) from error
    return [(line, cells) for line, cells in rows if any(cells) and not _is_mark(cells)]


def _is_mark(cells: Sequence[str]) -> bool:
    """Excel's own first line that names the delimiter."""
    return cells[0].lower() == "sep=" and not any(cells[1:])


def _columns(cells: Sequence[str]) -> _Columns | None:
    """What the columns hold; None when the first line is a person like the others."""
    heads = [cell.casefold().rstrip(":") for cell in cells]
    names = [at for known in (_NAME, _FIRST, _LAST) for at, head in enumerate(heads) if head in known]
    role = next(
        (at for at, head in enumerate(heads) if head in _ROLE or set(head.split("/")) >= {"mentor", "mentee"}), -1
    )
    return _Columns(names, role) if names else None


def _guest(cells: Sequence[str], columns: _Columns | None) -> Guest | Trouble:
    if columns is None:
        role = next((_ROLES[cell.casefold()] for cell in cells[1:] if cell.casefold() in _ROLES), None)
        name = "" if cells[0].casefold() in _ROLES else cells[0]
    else:
        name = " ".join(cells[at] for at in columns.names if at < len(cells) and cells[at])
        role = _ROLES.get(cells[columns.role].casefold()) if 0 <= columns.role < len(cells) else None
    if not name:
        return Trouble.NO_NAME
    if len(name) > LONGEST_NAME:
        return Trouble.LONG_NAME
    return Guest(name, role) if role else Trouble.NO_ROLE
