"""`makker backup`, `restore`, `move` and `keys`: what they say to the operator, and how far they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.config import Settings
from storage import backup, moving, rotation
from storage.engine import database
from storage.files import Progress as Told
from storage.files import file_of
from storage.states import Deed
from storage.trouble import KeyTrouble

_DONE = {Deed.KEY_CHANGED: "makker keys rotate", Deed.KEYS_DROPPED: "makker keys forget"}


class Unreadable(KeyTrouble):
    """Some rows are sealed with a key that nobody has."""


def back_up(settings: Settings, to: Path, now: datetime) -> None:
    """Makes the copy; raises Trouble."""
    with _bar("pages") as told:
        untold = backup.back_up(_url(settings), to, now, told)
    typer.echo(f"The copy is at {to}, for its owner only. Without the key nobody can read it:")
    typer.echo(f"keep a copy of {settings.key_file} too, in another place.")
    _aside(untold)


def restore(settings: Settings, source: Path, now: datetime, *, force: bool) -> None:
    """Puts the copy back; raises Trouble, and then nothing was replaced."""
    with _bar("pages") as told:
        done = backup.restore(_url(settings), settings.key_file, source, now, told, force=force)
    rows = ", ".join(f"{name} {done.rows[name]}" for name in ("programmes", "people", "pairs", "meetings", "goals"))
    target = file_of(database(_url(settings)))
    typer.echo(f"{target} is whole, and the key opens it. Rows: {rows}, {sum(done.rows.values())} in all.")
    if backup.kept(target).exists():
        typer.echo(f"What stood there before is at {backup.kept(target)}: delete it when all is well.")
    _aside(done.untold)


def _aside(untold: str | None) -> None:
    if untold is not None:
        typer.echo(f"It could not be written down for makker audit. {untold}", err=True)


def move(settings: Settings, source: str | None, to: str, now: datetime) -> None:
    """Brings everything over; raises Trouble, and then the old database is as it was."""
    with _bar("rows") as told:
        done = moving.move(source or _url(settings), to, settings.key_file, now, told)
    here = "are there since an earlier move" if done.before else "are there"
    typer.echo(f"All {sum(done.rows.values()):,} rows {here}, counted table by table. The old database is as it was.")
    if done.opened:
        typer.echo(f"Texts of a sample that the key opened in both, and that say the same: {done.opened}.")
    typer.echo("Next: set MAKKER_DATABASE_URL to the new address, and start the bot, with the same key file.")
    typer.echo("Keep the old database as a copy until all is well, and start no bot on it.")


def show_keys(settings: Settings) -> None:
    """One line a key; raises Trouble."""
    *others, current = rotation.keys(_url(settings), settings.key_file).items()
    for number, texts in others:
        idle = " It can go: makker keys forget." if not texts else ""
        typer.echo(f"key {number}: an old one, seals {texts} texts.{idle}")
    typer.echo(f"key {current[0]}: the one in use, seals {current[1]} texts.")
    for each in rotation.history(_url(settings), settings.key_file):
        typer.echo(f"{each.at:%Y-%m-%d %H:%M} UTC: {_DONE[each.what]}")


def rotate(settings: Settings, now: datetime) -> None:
    """Seals everything anew; raises Trouble, also when something could not be opened, which then stays as it is."""
    with _bar("rows") as told:
        done = rotation.rotate(_url(settings), settings.key_file, now, told)
    typer.echo(f"Rows sealed anew with key {done.key}: {done.rows}. Keep a new copy of {settings.key_file} now.")
    if done.unreadable:
        raise Unreadable(f"No key of ours opens {', '.join(done.unreadable)}: left as they are.")
    if done.others:
        typer.echo("Older copies of the database still need the old key. When they are gone: makker keys forget")


def forget(settings: Settings, now: datetime) -> None:
    """Drops old keys; raises Trouble."""
    gone = rotation.forget(_url(settings), settings.key_file, now)
    if not gone:
        typer.echo("Every key is in use: nothing was forgotten.")
        return
    named = " and ".join(str(number) for number in gone)
    typer.echo(f"Forgotten: key {named}. Copies of the database that need it can no longer be read: delete them.")


def _url(settings: Settings) -> str:
    return settings.database_url.get_secret_value()


@contextmanager
def _bar(what: str) -> Iterator[Told]:
    """What is to be called with how much is done, and how much there is."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    task = bar.add_task(what, total=None)

    def told(done: int, total: int) -> None:
        # Not before there is something to tell: trouble is one line.
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield told
    finally:
        if bar.live.is_started:
            bar.stop()
