"""SQLite and PostgreSQL, set up to lose nothing: one writer, a few readers, whole transactions in a thread."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from storage.together import Together
from storage.trouble import StorageTrouble
from storage.unit import Unit
from storage.vault import Vault

T = TypeVar("T")

READERS = 4
BUSY = 15_000  # milliseconds that a statement waits for another process
# PostgreSQL has no such rule, so each who writes begins by this: what it then reads nobody else changes, and it sees
# all that those did who came before. It ends with the transaction.
_ONE_WRITER = "SELECT pg_advisory_xact_lock(1296124750)"
# Whoever stands still so long inside one, as a machine does that is put to sleep, loses it: all others wait for them.
STILL = 10_000
# Drivers that people write, and the ones that are used: a unit is synchronous, on both databases.
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def database(url: str) -> URL:
    """The database's address with the driver that we use; raises StorageTrouble for one that we cannot use."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StorageTrouble("This is not a database address; one looks like sqlite:///makker.db.") from error
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise StorageTrouble(f"{parsed.drivername} is not a database that Makker knows: use sqlite or postgresql.")
    if driver == "sqlite" and (not parsed.database or parsed.database == ":memory:"):
        raise StorageTrouble("A database in memory would forget everything: name a file, as in sqlite:///makker.db.")
    return parsed.set(drivername=driver)


def make_engine(url: str, *, writes: bool) -> Engine:
    """An engine for one side of the store, exactly as `bot/decisions/0002` measured it."""
    address = database(url)
    if address.get_backend_name() != "sqlite":
        return _postgres(address, writes=writes)
    engine = create_engine(
        address,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 15},
        # An error's text ends up in a log, and what people wrote must not.
        hide_parameters=True,
    )
    event.listen(engine, "connect", _pragmas(writes=writes))
    event.listen(engine, "begin", _begin("BEGIN IMMEDIATE" if writes else "BEGIN"))
    return engine


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """A connection that only reads, to look once: for whoever has no store, and need not have the key."""
    engine = make_engine(url, writes=False)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _postgres(address: URL, *, writes: bool) -> Engine:
    engine = create_engine(
        address,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10},
        execution_options={"postgresql_readonly": not writes},
        hide_parameters=True,
    )
    if writes:
        event.listen(engine, "begin", _begin(_ONE_WRITER))
    return engine


def lasting_engine(url: str) -> Engine:
    """Connections to PostgreSQL to be kept, for locks that live as long as they do. Each statement is committed.

    When one end is gone without a word, the other knows within some five seconds.
    """
    silence = {"keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 2, "tcp_user_timeout": 4000}
    at_the_server = "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=2"
    return create_engine(
        database(url),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"connect_timeout": 3, "options": at_the_server} | silence,
        hide_parameters=True,
    )


def _pragmas(*, writes: bool) -> Callable[[Any, Any], None]:
    def on_connect(connection: Any, _record: Any) -> None:
        for pragma in (f"busy_timeout={BUSY}", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    return on_connect


def _patience(connection: Any, _record: Any) -> None:
    connection.execute(f"SET lock_timeout = {BUSY}")
    connection.execute(f"SET idle_in_transaction_session_timeout = {STILL}")
    connection.commit()


def _begin(statement: str) -> Callable[[Any], None]:
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql(statement)

    return on_begin


class Store:
    """The database as the bot sees it: `write` and `read` run one whole transaction each.

    A cause is a plain function of a `Unit`. It runs in a thread from its first statement to the commit, so it
    cannot wait for the network, and a cancelled task cannot leave it half done. It may run more than once, when the
    transaction that it shared was lost, so it touches nothing but its unit. A cause inside a cause raises RuntimeError.
    """

    def __init__(
        self,
        url: str,
        vault: Vault,
        closed: Callable[[], None] = lambda: None,
        connected: Callable[[Any], None] | None = None,
    ) -> None:
        """Opens no connection yet; the first transaction does. `closed` is called at the end of `close`.

        `connected` gets each connection that is made for writing, also when the server has come back.
        """
        self.vault = vault
        self._closed = closed
        # Where the operator lets people reach our pages from outside; empty where nobody does.
        self.public_url = ""
        self._writer = make_engine(url, writes=True)
        self._reader = make_engine(url, writes=False)
        self.sqlite = self._writer.dialect.name == "sqlite"
        if not self.sqlite:
            event.listen(self._writer, "connect", _patience)
        if connected is not None:
            event.listen(self._writer, "connect", lambda connection, _record: connected(connection))
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._here = threading.local()
        self._together = Together(self._writing, self._shared, self._unit, self.write_now)

    async def write(self, cause: Callable[[Unit], T]) -> T:
        """What the cause returns, once it is committed; nothing is changed when it raises."""
        shared: T = await self._together.write(cause)
        return shared

    async def read(self, cause: Callable[[Unit], T]) -> T:
        """What the cause returns from one consistent view; writing raises."""
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._reading, self.read_now, cause))

    def write_now(self, cause: Callable[[Unit], T]) -> T:
        """As `write`, in this thread."""
        return self._alone(self._writer, cause)

    def read_now(self, cause: Callable[[Unit], T]) -> T:
        """As `read`, in this thread."""
        return self._alone(self._reader, cause)

    async def wipe(self) -> bool:
        """What was deleted or overwritten is gone from SQLite's log, too; False when somebody was reading in it.

        Without this, the log keeps old pages until it is full. PostgreSQL looks after its own.
        """
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._writing, self.wipe_now))

    def wipe_now(self) -> bool:
        """As `wipe`, in this thread."""
        if not self.sqlite:
            return True
        connection = self._writer.raw_connection()
        try:
            # Everybody else waits for the one writer: a reader who takes long is not waited for.
            connection.cursor().execute("PRAGMA busy_timeout=100")
            busy: int = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return not busy
        finally:
            connection.cursor().execute(f"PRAGMA busy_timeout={BUSY}")
            connection.close()

    def _alone(self, engine: Engine, cause: Callable[[Unit], T]) -> T:
        with self._once(), engine.begin() as connection:
            return cause(self._unit(connection))

    @contextmanager
    def _once(self) -> Iterator[None]:
        # A second transaction inside the first would wait for it for ever, or not see its work.
        if getattr(self._here, "busy", False):
            raise RuntimeError("one transaction a cause: this thread is inside one already")
        self._here.busy = True
        try:
            yield
        finally:
            self._here.busy = False

    @contextmanager
    def _shared(self) -> Iterator[Connection]:
        with self._once(), self._writer.begin() as connection:
            yield connection

    def _unit(self, connection: Connection) -> Unit:
        return Unit(connection, self.vault, self.public_url)

    def close(self) -> None:
        """Waits for the transactions under way, then closes every connection."""
        self._writing.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        self._writer.dispose()
        self._reader.dispose()
        self._closed()
