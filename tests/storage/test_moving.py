"""Everything moves to another database as it was; stopped anywhere, it goes on; and it never mixes with anything."""

import os
import shutil
import signal
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.mentoring.goals import GoalState
from storage import pouring, schema, vault
from storage.engine import database, looking, make_engine
from storage.migrate import changing, migrate, stands
from storage.moving import move
from storage.opening import open_store
from storage.states import Deed
from storage.trouble import KeyTrouble, StorageTrouble
from tests.dying import deaths, killed
from tests.storage.databases import KINDS, blank, fresh, ready
from tests.storage.filled import NOW, fill, told

WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]
ROWS = 5
TABLES = len(schema.metadata.sorted_tables)
GOALS = schema.goals


@pytest.fixture(scope="session")
def lived(tmp_path_factory):
    """A folder with a database of each kind and its key file, to copy: five rows in every table, and some are gone."""
    folder = tmp_path_factory.mktemp("lived")
    with ExitStack() as stack:
        urls = {}
        for kind in KINDS if "MAKKER_TEST_POSTGRES" in os.environ else KINDS[:1]:
            urls[kind] = stack.enter_context(ready(kind, folder))
            lives(urls[kind], folder / "makker.key")
        yield folder, {kind: database(url).database for kind, url in urls.items()}


@pytest.fixture
def key_file(lived, tmp_path):
    """The key of what is moved."""
    return Path(shutil.copy(lived[0] / "makker.key", tmp_path))


@contextmanager
def databases(lived, tmp_path, kind, into):
    """The addresses of one that is lived in, and of an empty one."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    with fresh(into, tmp_path / "new") as to, fresh(kind, tmp_path / "old", lived[1].get(kind)) as url:
        if kind == "sqlite":
            shutil.copy(lived[1][kind], tmp_path / "old")
        yield url, to


@pytest.fixture(params=WAYS, ids=[f"from {one} to {other}" for one, other in WAYS])
def way(request, lived, tmp_path):
    """Two addresses: everything is moved from the first to the second, which is empty."""
    with databases(lived, tmp_path, *request.param) as way:
        yield way


@pytest.fixture
def files(lived, tmp_path):
    """As `way`, for what is the same on every database."""
    with databases(lived, tmp_path, "sqlite", "sqlite") as files:
        yield files


def quietly(_done, _total):
    """Nobody looks at the bar."""


def lives(url, key_file):
    """Somebody's database: every table has rows, some of the last are gone, a goal was moved under a later one."""
    store = open_store(url, key_file).store
    key = vault.load(key_file)

    def live(unit):
        fill(unit, key, ROWS)
        unit.connection.execute(delete(GOALS).where(GOALS.c.id == ROWS))
        unit.connection.execute(update(GOALS).where(GOALS.c.id == 1).values(parent_id=2))

    store.write_now(live)
    store.close()


@contextmanager
def by_hand(url):
    """A connection for what no Makker does."""
    engine = make_engine(url, writes=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def stands_there(url):
    """Every row of every table, but for the deed that it was moved."""
    with looking(url) as connection:
        return {
            table.name: [row for row in pouring.in_order(connection, table) if Deed.MOVED not in row]
            for table in schema.metadata.sorted_tables
        }


def deeds(url):
    with looking(url) as connection:
        return list(connection.execute(select(schema.audit.c.what).order_by(schema.audit.c.id)).scalars())


def opened(url, key_file):
    """What people wrote, as the bot reads it there."""
    store = open_store(url, key_file).store
    texts = store.read_now(lambda unit: told(unit, vault.load(key_file)))
    store.close()
    return texts


# --- All of it ---


def test_every_row_is_there_the_old_database_is_as_it_was_and_it_is_written_down(way, key_file):
    url, to = way
    before, bar = stands_there(url), []
    done = move(url, to, key_file, NOW, lambda *told: bar.append(told))
    assert stands_there(to) == stands_there(url) == before
    assert done.rows == {name: len(rows) for name, rows in before.items()}
    texts = opened(to, key_file)
    assert texts == opened(url, key_file)
    assert done.opened == len(texts) + 1 > 80  # and the known text of the key
    total = sum(done.rows.values())
    assert (bar[0], bar[-1], bar == sorted(bar)) == ((0, total), (total, total), True)
    assert (deeds(to)[-1], Deed.MOVED in deeds(url)) == (Deed.MOVED, False)
    again = move(url, to, key_file, NOW, quietly)
    assert (again.rows, again.before, deeds(to).count(Deed.MOVED)) == (done.rows, True, 1)


def test_a_bot_goes_on_there_no_number_is_given_again_and_nothing_is_missing_in_the_schema(way, key_file):
    move(*way, key_file, NOW, quietly)
    store = open_store(way[1], key_file).store

    def goes_on(unit):
        pair = unit.pairs.get(1)
        return unit.goals.add(pair, None, "Borrow books again", pair.mentee, GoalState.OPEN, NOW).id

    assert store.write_now(goes_on) == ROWS + 1  # the last one was written, and is gone
    store.close()
    with by_hand(way[1]) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), by_hand(way[1]) as connection:
        connection.execute(update(GOALS).values(parent_id=77))
    with pytest.raises(DBAPIError, match="stay as they were written"), by_hand(way[1]) as connection:
        connection.execute(delete(schema.audit))


def test_an_empty_database_moves_too(files, tmp_path):
    url, to = blank(tmp_path / "empty.db"), files[1]
    assert not sum(move(url, to, tmp_path / "none.key", NOW, quietly).rows.values())
    assert deeds(to) == [Deed.MOVED]


def test_what_no_key_opens_moves_as_it_is(files, key_file):
    url, to = files
    spoilt = b"\x01\x00\x01" + bytes(40)
    with by_hand(url) as connection:
        connection.execute(update(schema.people).where(schema.people.c.id == 2).values(name=spoilt))
    move(url, to, key_file, NOW, quietly)
    assert stands_there(to) == stands_there(url)


# --- Stopped ---


class Stopped(Exception):  # noqa: N818  it is no error: somebody has pressed Ctrl-C
    """In the middle of it."""


def test_stopped_again_and_again_it_goes_on_where_it_was_and_ends_the_same(way, key_file, monkeypatch):
    url, to = way
    monkeypatch.setattr(pouring, "BATCH", 2)
    steps = []

    def stops(done, _total):
        steps.append(done)
        if len(steps) == stop:
            raise Stopped

    for stop in range(1, 500, 45):  # noqa: B007  `stops` reads it
        steps.clear()
        with suppress(Stopped):
            done = move(url, to, key_file, NOW, stops)
            break
        # Nobody works in what is there until now.
        for look in (stands, migrate):
            with pytest.raises(StorageTrouble, match="run the same makker move again"):
                look(to)
    assert stop > TABLES
    assert stands_there(to) == stands_there(url)
    assert (done.before, deeds(to).count(Deed.MOVED)) == (False, 1)


def test_when_the_old_database_has_changed_meanwhile_it_does_not_go_on(files, key_file):
    def stops(done, total):
        if done == total:
            raise Stopped

    with suppress(Stopped):
        move(*files, key_file, NOW, stops)
    with by_hand(files[0]) as connection:
        connection.execute(update(schema.people).where(schema.people.c.id == 3).values(language="en"))
    with pytest.raises(StorageTrouble, match="has changed since this move was begun"):
        move(*files, key_file, NOW, quietly)


@pytest.mark.long
def test_killed_anywhere_it_ends_the_same_when_it_is_run_again(files, key_file, tmp_path):
    url, to = files
    before = stands_there(url)
    left = deaths(tmp_path / "new", tmp_path, lambda: move(url, to, key_file, NOW, quietly))
    assert len(left) > TABLES
    for each in [*left[1::15], left[-1]]:
        to = f"sqlite:///{each / 'makker.db'}"
        move(url, to, key_file, NOW, quietly)
        assert stands_there(to) == before, each.name
        assert deeds(to).count(Deed.MOVED) == 1, each.name


@pytest.mark.long
def test_a_process_killed_again_and_again_brings_everything_into_postgresql_once(lived, key_file, tmp_path):
    with databases(lived, tmp_path, "sqlite", "postgresql") as (url, to):
        words = ("move", "--from", url, "--to", to)
        # Before that many commits, and in the middle of a table.
        codes = [killed(tmp_path, *when, *words) for when in (("commit", 8), ("copy", 9), ("commit", 20))]
        assert codes == [-signal.SIGKILL] * 3
        with looking(to) as connection:
            rows = sum(pouring.counted(connection).values())
        assert 0 < rows < (ROWS - 1) * TABLES
        move(url, to, key_file, NOW, quietly)
        assert stands_there(to) == stands_there(url)
        assert deeds(to).count(Deed.MOVED) == 1


# --- Nothing is mixed, and nobody is disturbed ---


def test_a_database_with_something_in_it_is_refused_and_stays_as_it_is(files, key_file, lived):
    url, to = files
    shutil.copy(lived[1]["sqlite"], database(to).database)
    with by_hand(to) as connection:
        connection.execute(update(schema.people).values(language="sv"))
    before = stands_there(to)
    with pytest.raises(StorageTrouble, match=r"not empty \(rows: .*people 5.*\): empty it, or name another"):
        move(url, to, key_file, NOW, quietly)
    assert stands_there(to) == before


def test_a_database_that_was_moved_and_used_is_not_empty_either(way, key_file):
    move(*way, key_file, NOW, quietly)
    with by_hand(way[1]) as connection:
        connection.execute(update(schema.people).values(language="sv"))
    with pytest.raises(StorageTrouble, match="not empty"):
        move(*way, key_file, NOW, quietly)


def test_somebody_elses_tables_are_let_alone(way, key_file):
    with by_hand(way[1]) as connection:
        connection.execute(text("CREATE TABLE recipes (name VARCHAR(20))"))
    with pytest.raises(StorageTrouble, match="Something else stands in that database"):
        move(*way, key_file, NOW, quietly)
    with by_hand(way[1]) as connection:
        assert inspect(connection).get_table_names() == ["recipes"]


def test_an_empty_database_that_was_made_ready_before_is_taken(files, key_file):
    url, to = files
    migrate(to, "0003")
    move(url, to, key_file, NOW, quietly)
    assert stands_there(to) == stands_there(url)


def test_while_a_bot_is_at_one_of_the_two_nothing_is_moved(way, key_file):
    for url in way:
        bot = open_store(url, key_file).store
        with pytest.raises(StorageTrouble, match="stop the bot first"):
            move(*way, key_file, NOW, quietly)
        bot.close()


@pytest.mark.parametrize("revision", [None, "0003"])
def test_an_old_database_is_brought_up_to_date_first(files, key_file, tmp_path, revision):
    old = f"sqlite:///{tmp_path / 'older.db'}"
    if revision:
        migrate(old, revision)
    with pytest.raises(StorageTrouble, match="makker migrate"):
        move(old, files[1], key_file, NOW, quietly)


def test_a_wrong_key_moves_nothing(files, key_file):
    key_file.unlink()
    with pytest.raises(KeyTrouble, match="put it back"):
        move(*files, key_file, NOW, quietly)
    vault.create(key_file)
    with pytest.raises(KeyTrouble, match="not the one"):
        move(*files, key_file, NOW, quietly)
    assert stands(files[1]).current is None


def test_one_database_is_not_moved_into_itself(files, key_file):
    url, _ = files
    for same, words in ((url, "same database"), (url.replace("/old/", "/new/../old/"), "stop the bot first")):
        with pytest.raises(StorageTrouble, match=words):
            move(url, same, key_file, NOW, quietly)


def test_what_does_not_fit_is_said_with_its_table(lived, key_file, tmp_path):
    with databases(lived, tmp_path, "sqlite", "postgresql") as (url, to):
        with by_hand(url) as connection:
            connection.execute(update(schema.programmes).where(schema.programmes.c.id == 1).values(name="x" * 121))
        with pytest.raises(StorageTrouble, match="Rows of programmes cannot be written into the new database: value"):
            move(url, to, key_file, NOW, quietly)


def test_a_row_that_points_nowhere_is_said_with_its_table(files, key_file):
    url, to = files
    with changing(url) as engine, engine.begin() as connection:
        connection.execute(update(GOALS).where(GOALS.c.id == 3).values(parent_id=77))
    with pytest.raises(StorageTrouble, match="Rows of goals point nowhere"):
        move(url, to, key_file, NOW, quietly)
