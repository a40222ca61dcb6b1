"""The audit from outside a unit: read without the key, and added to by what copies everything or puts it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, insert, or_, select

from storage import schema
from storage.engine import looking, make_engine
from storage.migrate import stands, told
from storage.states import Deed
from storage.trouble import StorageTrouble

_TABLE, _PROGRAMMES = schema.audit, schema.programmes
_AT_A_TIME = 500


@dataclass(frozen=True)
class Wanted:
    """Which deeds: those in a programme (its name), those by or about a person (their number), those since then."""

    programme: str | None = None
    person: int | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Told:
    """One deed, with the programme's name; each None as in `storage.audit.Entry`."""

    id: int
    at: datetime
    what: Deed
    by: int | None
    about: int | None
    programme: str | None


def add(url: str, what: Deed, now: datetime) -> str | None:
    """The operator has just done it with everything; gives why that could not be written down, if it could not.

    What rescues a database that can no longer be written must not fail for this.
    """
    engine = make_engine(url, writes=True)
    try:
        with told(), engine.begin() as connection:
            connection.execute(insert(_TABLE).values(at=now, what=what))
    except StorageTrouble as trouble:
        return str(trouble)
    finally:
        engine.dispose()
    return None


def listed(url: str, wanted: Wanted) -> Iterator[Told]:
    """The deeds that are wanted, oldest first; changes nothing, and the bot may run.

    Raises StorageTrouble, also when there is no programme of that name.
    """
    stands(url).must_be_newest()
    with told(), looking(url) as connection:
        for row in connection.execution_options(yield_per=_AT_A_TIME).execute(_asked(wanted, connection)):
            yield Told(row.id, row.at, row.what, row.by_id, row.about_id, row.name)


def _asked(wanted: Wanted, connection: Connection) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.programme is not None:
        conditions.append(_TABLE.c.programme_id == _numbered(wanted.programme, connection))
    if wanted.person is not None:
        conditions.append(or_(_TABLE.c.by_id == wanted.person, _TABLE.c.about_id == wanted.person))
    if wanted.since is not None:
        conditions.append(_TABLE.c.at >= wanted.since)
    query = select(_TABLE, _PROGRAMMES.c.name).outerjoin(_PROGRAMMES, _TABLE.c.programme_id == _PROGRAMMES.c.id)
    return query.where(*conditions).order_by(_TABLE.c.id)


def _numbered(name: str, connection: Connection) -> int:
    query = select(_PROGRAMMES.c.id).where(_PROGRAMMES.c.name == name)
    found: int | None = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise StorageTrouble(f"There is no programme called {name!r}.")
    return found
