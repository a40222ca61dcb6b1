"""The command line. Heavy imports wait until their command is called."""

import gc
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from storage.trouble import Trouble

TROUBLE = 2
app = typer.Typer(
    name="makker",
    help="Makker keeps the thread of a volunteer mentoring pair.",
    no_args_is_help=True,
    add_completion=False,
    # Its tracebacks show local variables, and those hold what people wrote.
    pretty_exceptions_enable=False,
)


keys = typer.Typer(name="keys", no_args_is_help=False, invoke_without_command=True)
app.add_typer(keys)


class Role(StrEnum):
    """As `bot.mentoring.people.Role`, in the order of an invitation's story."""

    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    MENTEE = "mentee"


class Language(StrEnum):
    """The languages that Makker speaks."""

    DANISH = "da"
    ENGLISH = "en"


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"makker {version('makker')}")
        raise typer.Exit


@app.callback()
def makker(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Makker keeps the thread of a volunteer mentoring pair."""


@app.command()
def run() -> None:
    """Run the bot until it is told to stop (SIGTERM or Ctrl-C)."""
    # What is imported stays: to look for what can be thrown away takes a fifth of the start.
    gc.disable()
    from bot import running
    from bot.config import load_settings

    running.run(load_settings())


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Where the page with the three phones is.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Its port.", min=0, max=65535)] = 8090,
    story: Annotated[bool, typer.Option("--story/--empty", help="Begin with three months, or with nothing.")] = True,
    language: Annotated[Language, typer.Option(help="The language of the three phones.")] = Language.ENGLISH,
) -> None:
    """Show everything on this machine: no token, no network."""
    import asyncio

    from bot.showing import serve

    asyncio.run(serve(host, port, language.value, story=story))


@app.command()
def migrate() -> None:
    """Bring the database up to date; `run` does so too."""
    from bot.config import load_settings
    from storage.migrate import migrate as bring_up_to_date

    done = bring_up_to_date(load_settings().database_url.get_secret_value())
    if done.copy is not None:
        typer.echo(f"A copy of the database as it was: {done.copy}")
    was = "It was so before." if done.before == done.after else f"It was at {done.before or 'nothing'}."
    typer.echo(f"The database is at revision {done.after}. {was}")


@app.command()
def invite(
    role: Annotated[Role, typer.Argument(help="Whom the link is for.")],
    programme: Annotated[str, typer.Option(help='The programme, as in "Peer Vejle"; made for a coordinator if new.')],
    language: Annotated[Language | None, typer.Option(help="A new programme's language [default: da].")] = None,
    zone: Annotated[str | None, typer.Option(help="A new programme's time zone [default: Europe/Copenhagen].")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON; asks no network.")] = False,
) -> None:
    """Make an invitation: a link that works once, within seven days."""
    from bot.invite import show

    show(role.value, programme, language.value if language else None, zone, as_json=as_json)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where the copy goes; nothing is overwritten.")]) -> None:
    """Copy the database, also while the bot runs. What people wrote stays sealed, and the key is not in it."""
    from bot.clock import SystemClock
    from bot.config import load_settings
    from bot.keeping import back_up

    back_up(load_settings(), file, SystemClock().now())


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A copy that `makker backup` made.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the database that is there; it is kept.")] = False,
) -> None:
    """Put a copy in the place of the database, once it is found whole and the key opens it. Stop the bot first."""
    from bot.clock import SystemClock
    from bot.config import load_settings
    from bot.keeping import restore as put_back

    put_back(load_settings(), file, SystemClock().now(), force=force)


@app.command()
def move(
    to: Annotated[str, typer.Option("--to", help="The new database, empty: `postgresql://user@host/name`, or a file.")],
    source: Annotated[str | None, typer.Option("--from", help="The old one [default: MAKKER_DATABASE_URL].")] = None,
) -> None:
    """Copy all into another database, such as PostgreSQL's. Stop the bot first; stopped halfway, run it again."""
    from bot.clock import SystemClock
    from bot.config import load_settings
    from bot.keeping import move as bring_over

    bring_over(load_settings(), source, to, SystemClock().now())


@app.command()
def audit(
    programme: Annotated[str | None, typer.Option(help="Only what was done in the programme of this name.")] = None,
    person: Annotated[
        int | None, typer.Option(help="Only what this person did, or what was about them.", min=1, max=2**31 - 1)
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(help="Only from then on, in UTC.", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"])
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON for each.")] = False,
) -> None:
    """List who saw or changed what of whom. Needs no key: people are numbers, each finds their own in their file."""
    from bot.auditing import show
    from bot.config import load_settings
    from storage.deeds import Wanted

    begins = since.replace(tzinfo=UTC) if since else None
    show(load_settings(), Wanted(programme, person, begins), as_json=as_json)


@keys.callback()
def show_keys(context: typer.Context) -> None:
    """Show the keys that seal what people write, how many texts each one seals, and when they were changed."""
    if context.invoked_subcommand is None:
        from bot.config import load_settings
        from bot.keeping import show_keys as show

        show(load_settings())


@keys.command()
def rotate() -> None:
    """Make a new key and seal everything with it. Stop the bot first; stopped in the middle, just run it again."""
    from bot.clock import SystemClock
    from bot.config import load_settings
    from bot.keeping import rotate as seal_anew

    seal_anew(load_settings(), SystemClock().now())


@keys.command()
def forget() -> None:
    """Drop the keys that seal nothing any more. Copies made before `rotate` cannot be read then."""
    from bot.clock import SystemClock
    from bot.config import load_settings
    from bot.keeping import forget as drop

    drop(load_settings(), SystemClock().now())


@app.command()
def doctor() -> None:
    """Look whether all is well, and say what to do where it is not."""
    from bot.clock import SystemClock
    from bot.config import load_settings
    from bot.doctor import examine
    from bot.findings import Level

    worst = set()
    for finding in examine(load_settings(), SystemClock()):
        worst.add(finding.level)
        colour = {Level.OK: typer.colors.GREEN, Level.WARN: typer.colors.YELLOW, Level.BAD: typer.colors.RED}
        level = typer.style(f"{finding.level:<4}", fg=colour[finding.level])
        typer.echo(f"{level}  {finding.what:<10}  {finding.seen}" + (f"\n{'':18}{finding.do}" if finding.do else ""))
    if Level.BAD in worst:
        raise typer.Exit(1)


@app.command()
def when(
    lang: Annotated[Language, typer.Option(help="The language of the phrases.")] = Language.DANISH,
    now: Annotated[str | None, typer.Option(help="The local time it is, as in 2026-11-20T12:00.")] = None,
) -> None:
    """Read phrases from standard input and print the local time each means, or `?`."""
    from bot.mentoring.phrases import local, understand

    instant = _local_now(now)
    for line in sys.stdin.buffer:
        phrase = line.decode("utf-8", "replace").strip()
        typer.echo(local(understand(phrase, instant, lang.value), instant))


def _local_now(given: str | None) -> datetime:
    """Naive local time in Copenhagen: what was given, or what it is."""
    from bot.clock import SystemClock

    try:
        instant = datetime.fromisoformat(given) if given else SystemClock().now()
    except ValueError:
        raise typer.BadParameter("write it as 2026-11-20T12:00", param_hint="--now") from None
    return instant.astimezone(ZoneInfo("Europe/Copenhagen")).replace(tzinfo=None) if instant.tzinfo else instant


def main() -> None:
    """The `makker` command: exit code 2 and one line for what the operator can mend."""
    try:
        app()
    except Trouble as trouble:
        typer.echo(f"makker: {trouble}", err=True)
        sys.exit(TROUBLE)
    except Exception as error:  # noqa: BLE001  the last door: nothing that people wrote leaves by it
        from bot.logs import told

        typer.echo("makker: this should not have happened\n" + "\n".join(told(error)), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
