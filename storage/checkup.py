"""What the doctor reads in the database beside how it stands: numbers, kinds and times, no content, without the key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage import schema
from storage.backlog import Backlog, Waiting
from storage.engine import database, looking
from storage.migrate import told
from storage.states import OutboxState


@dataclass(frozen=True)
class Uncertain:
    """Messages of which nobody can know whether they came: how many of each kind, and when the first and last were."""

    kinds: Mapping[str, int]
    first: datetime
    last: datetime


def uncertain(url: str) -> Uncertain | None:
    """All that there are; None for none. Raises StorageTrouble, also where there are no tables yet."""
    table = schema.outbox
    kinds = select(table.c.kind, func.count(), func.min(table.c.created_at), func.max(table.c.created_at))
    query = kinds.where(table.c.state == OutboxState.UNCERTAIN).group_by(table.c.kind).order_by(table.c.kind)
    with told(), looking(url) as connection:
        rows = connection.execute(query).all()
    if not rows:
        return None
    return Uncertain({row[0]: row[1] for row in rows}, min(row[2] for row in rows), max(row[3] for row in rows))


def waiting(url: str, now: datetime) -> tuple[Waiting, Waiting]:
    """Updates that are not done, and messages that could have gone by now. Raises StorageTrouble."""
    with told(), looking(url) as connection:
        backlog = Backlog(connection)
        return backlog.unanswered(), backlog.unsent(now)


def server_time(url: str) -> datetime | None:
    """What the clock of PostgreSQL's machine says (aware); None on SQLite. Raises StorageTrouble."""
    if database(url).get_backend_name() == "sqlite":
        return None
    with told(), looking(url) as connection:
        now: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return now
