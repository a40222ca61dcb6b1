"""`makker audit`: who saw or changed what of whom, for whoever answers for the data; people are numbers."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import typer

from bot.config import Settings
from storage.deeds import Told, Wanted, listed

_HEADS = ("when (UTC)", "deed", "by", "about", "programme")
_WIDTHS = (16, 12, 8, 8, 0)
_NOBODY = "-"


def show(settings: Settings, wanted: Wanted, *, as_json: bool) -> None:
    """A line for each deed, as it is read; raises Trouble."""
    found = listed(settings.database_url.get_secret_value(), wanted)
    if as_json:
        for each in found:
            typer.echo(json.dumps(_object(each)))
        return
    count = 0
    for count, each in enumerate(found, 1):
        if count == 1:
            typer.echo(_row(_HEADS))
        typer.echo(_row(_cells(each)))
    if not count:
        typer.echo("Nothing of that kind has been written down.", err=True)


def _row(cells: Iterable[str]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()


def _cells(each: Told) -> tuple[str, ...]:
    by, about = (str(number) if number is not None else _NOBODY for number in (each.by, each.about))
    return f"{each.at.astimezone(UTC):%Y-%m-%d %H:%M}", each.what.value, by, about, each.programme or _NOBODY


def _object(each: Told) -> dict[str, object]:
    return {
        "id": each.id,
        "at": _stamp(each.at),
        "deed": each.what.value,
        "by": each.by,
        "about": each.about,
        "programme": each.programme,
    }


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
