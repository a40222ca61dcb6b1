"""Rows -> a file: a workbook with a sheet for each table, or one table as lines that a Danish Excel opens, too."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.screen import Cell

_DAY, _INSTANT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
# As wide as a date and its time, and no wider than a long name.
_NARROWEST, _WIDEST = 8, 40
# A cell that begins so is a formula to a program that opens lines; behind the apostrophe it is text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Sheets(Protocol):
    """What is written from top to bottom, one table after the other."""

    def begin(self, title: str, heads: Sequence[str]) -> None:
        """The next table."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """More rows of it."""

    def close(self) -> bytes:
        """The whole file."""


class Workbook:
    """XLSX, in memory: nothing of it is ever on a disk. Real dates, a head that stays, a filter, fitting columns."""

    def __init__(self) -> None:
        """Empty."""
        from xlsxwriter import Workbook as Book

        self._file = io.BytesIO()
        # No text becomes a formula, a number or a link, whatever it looks like.
        self._book = Book(self._file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._formats = {date: self._book.add_format({"num_format": _DAY, "align": "left"})}
        self._formats[datetime] = self._book.add_format({"num_format": _INSTANT, "align": "left"})
        self._widths: list[int] = []
        self._row = 0

    def begin(self, title: str, heads: Sequence[str]) -> None:
        """A sheet of that name."""
        self._end()
        self._sheet = self._book.add_worksheet(title)
        self._sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            self._sheet.write_string(0, column, head, self._head)
        self._widths, self._row = [max(_NARROWEST, len(head) + 4) for head in heads], 0

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """More rows of it."""
        for row in rows:
            self._row += 1
            for column, cell in enumerate(row):
                self._write(column, cell)

    def close(self) -> bytes:
        """The workbook."""
        self._end()
        self._book.close()
        return self._file.getvalue()

    def _write(self, column: int, cell: Cell) -> None:
        if cell is None:
            return
        if isinstance(cell, str):
            self._sheet.write_string(self._row, column, cell)
            width = len(cell) + 2
        elif isinstance(cell, int):
            self._sheet.write_number(self._row, column, cell)
            width = 0
        else:
            self._sheet.write_datetime(self._row, column, cell, self._formats[type(cell)])
            width = len(_INSTANT) + 2 if isinstance(cell, datetime) else len(_DAY) + 2
        self._widths[column] = max(self._widths[column], width)

    def _end(self) -> None:
        if not self._widths:
            return
        self._sheet.autofilter(0, 0, max(1, self._row), len(self._widths) - 1)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(_WIDEST, width))


class Lines:
    """CSV with semicolons and a mark of its letters, as Danish Excel expects it; days as 2026-11-26."""

    def __init__(self) -> None:
        """Empty."""
        self._file = io.StringIO()
        self._csv = csv.writer(self._file, delimiter=";", lineterminator="\r\n")

    def begin(self, title: str, heads: Sequence[str]) -> None:
        """Its heads; a file of lines has one table."""
        del title
        self._csv.writerow(heads)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """More rows of it."""
        self._csv.writerows([_plain(cell) for cell in row] for row in rows)

    def close(self) -> bytes:
        """The lines."""
        return self._file.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return "" if cell is None else cell
