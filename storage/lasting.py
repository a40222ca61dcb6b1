"""A connection that is kept: made when it is used, ended when it breaks, and made anew after that."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from storage.engine import lasting_engine
from storage.migrate import told
from storage.trouble import StorageTrouble


class Lasting:
    """One connection to PostgreSQL, of its own. Not for two threads at once."""

    def __init__(self, url: str) -> None:
        """Connects when it is used."""
        self._engine = lasting_engine(url)
        self._connection: Connection | None = None

    @contextmanager
    def used(self) -> Iterator[Connection]:
        """The connection; raises StorageTrouble when it is gone, and all with it that it held."""
        try:
            with told():
                self._connection = self._connection or self._engine.connect()
                yield self._connection
        except StorageTrouble:
            self.close()
            raise

    def close(self) -> None:
        """Ends the connection. It may be used again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
