"""The pace that several processes hold together: one row says when the next message may go."""

from sqlalchemy import Connection, text

from storage.engine import lasting_engine
from storage.migrate import told
from storage.trouble import StorageTrouble

# The server's clock counts for all; each asks how long it must wait.
_NEXT = text(
    "INSERT INTO pace (id, free_at) VALUES (1, extract(epoch FROM clock_timestamp()) + :between) "
    "ON CONFLICT (id) DO UPDATE SET free_at = greatest(pace.free_at + :between, excluded.free_at) "
    "RETURNING free_at - :between - extract(epoch FROM clock_timestamp())"
)
_HALT = text(
    "INSERT INTO pace (id, free_at) VALUES (1, extract(epoch FROM clock_timestamp()) + :seconds) "
    "ON CONFLICT (id) DO UPDATE SET free_at = greatest(pace.free_at, excluded.free_at)"
)


class Slots:
    """Turns to send, given one by one in the order of asking. Not for two threads at once."""

    def __init__(self, url: str) -> None:
        """Connects when it is used."""
        self._engine = lasting_engine(url)
        self._connection: Connection | None = None

    def next(self, between: float) -> float:
        """Seconds until the turn that is ours; the one after it is so many seconds later. Raises StorageTrouble."""
        try:
            with told():
                return float(self._connected().execute(_NEXT, {"between": between}).scalar_one())
        except StorageTrouble:
            self.close()
            raise

    def halt(self, seconds: float) -> None:
        """No turn is given before that. Raises StorageTrouble."""
        try:
            with told():
                self._connected().execute(_HALT, {"seconds": seconds})
        except StorageTrouble:
            self.close()
            raise

    def close(self) -> None:
        """Ends the connection. It may be used again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> Connection:
        self._connection = self._connection or self._engine.connect()
        return self._connection
