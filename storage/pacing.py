"""The pace that several processes hold together: one row says when the next message may go."""

from sqlalchemy import text

from storage.lasting import Lasting

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
        self._lasting = Lasting(url)

    def next(self, between: float) -> float:
        """Seconds until the turn that is ours; the one after it is so many seconds later. Raises StorageTrouble."""
        with self._lasting.used() as connection:
            return float(connection.execute(_NEXT, {"between": between}).scalar_one())

    def halt(self, seconds: float) -> None:
        """No turn is given before that. Raises StorageTrouble."""
        with self._lasting.used() as connection:
            connection.execute(_HALT, {"seconds": seconds})

    def close(self) -> None:
        """Ends the connection. It may be used again."""
        self._lasting.close()
