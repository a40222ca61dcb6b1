"""The mark in a database that a move has begun to fill: until it has ended, nobody else works there."""

from datetime import datetime

from sqlalchemy import Column, Connection, MetaData, Table, insert, inspect

from storage.trouble import StorageTrouble
from storage.types import Instant

# No table of the schema: it is there only while there is something to say.
_TABLE = Table("moving", MetaData(), Column("since", Instant, nullable=False))


def is_halfway(connection: Connection) -> bool:
    """Whether a move into this database was begun and has not ended."""
    return inspect(connection).has_table(_TABLE.name)


def must_be_whole(connection: Connection) -> None:
    """Raises StorageTrouble in a database that is filled halfway."""
    if is_halfway(connection):
        raise StorageTrouble(
            "A move into this database has not ended: run the same makker move again, and it goes on where it stopped."
        )


def begin(connection: Connection, now: datetime) -> None:
    """From now on it is halfway."""
    _TABLE.create(connection)
    connection.execute(insert(_TABLE).values(since=now))


def end(connection: Connection) -> None:
    """From now on it is whole."""
    _TABLE.drop(connection)
