"""The migrations as alembic knows them: only for who has something to migrate, as it takes long to import."""

import functools
from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from storage.migrate import SCRIPTS


def target(versions: tuple[Path, ...], to: str) -> str | None:
    """The revision that is meant by `head`, `base`, or its own name; None for nothing at all."""
    return _directory(versions).get_current_head() if to == "head" else None if to == "base" else to


def knows(versions: tuple[Path, ...], revision: str | None) -> bool:
    """Whether there is such a revision."""
    try:
        _directory(versions).get_revision(revision or "base")
    except CommandError:
        return False
    return True


def run(connection: Connection, versions: tuple[Path, ...], before: str | None, to: str | None) -> None:
    """Carries out what lies between the two revisions, in the transaction that is open."""
    config = _config(versions)
    config.attributes["connection"] = connection
    passed = {each.revision for each in _directory(versions).iterate_revisions(before or "base", "base")}
    if to is None or to in passed:
        command.downgrade(config, to or "base")
    else:
        command.upgrade(config, to)


def write(connection: Connection, versions: tuple[Path, ...], message: str) -> None:
    """Writes the next migration file from how the database differs from the schema."""
    config, passed = _config(versions), len(list(_directory(versions).walk_revisions()))
    config.attributes.update(connection=connection, alters=passed > 0)
    command.revision(config, message, autogenerate=True, rev_id=f"{passed + 1:04}")


def _config(versions: Sequence[Path]) -> Config:
    config = Config()
    options = {
        "script_location": str(SCRIPTS),
        "path_separator": "newline",
        "version_locations": "\n".join(str(folder) for folder in versions),
        "file_template": "%(rev)s_%(slug)s",
    }
    for name, value in options.items():
        # The parser behind it reads a single % as the start of a name.
        config.set_main_option(name, value.replace("%", "%%"))
    return config


@functools.cache
def _directory(versions: tuple[Path, ...]) -> ScriptDirectory:
    # Each migration is a module of its own: to read them all takes longer than to look at the database.
    return ScriptDirectory.from_config(_config(versions))
