"""A new key: every sealed column is sealed anew, a kill anywhere costs nothing, and nobody is locked out."""

import shutil
import signal
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, NullPool, create_engine, insert, select, text, update

from storage import schema, sealed, vault
from storage.engine import Store, database
from storage.holding import held
from storage.inbox import Unwritable
from storage.opening import examine, open_store
from storage.rotation import BATCH, forget, keys, rotate
from storage.trouble import KeyTrouble, StorageTrouble
from tests.dying import deaths, killed
from tests.storage.filled import NOW, fill, told


def quietly(_done, _total):
    """Nobody looks at the bar."""


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "makker.key"


def filled(url, key_file, rows=3):
    """A database with something in every sealed column; gives what stands there."""
    store = open_store(url, key_file).store
    key = vault.load(key_file)
    store.write_now(lambda unit: fill(unit, key, rows))
    texts = store.read_now(lambda unit: told(unit, key))
    store.close()
    return texts


def read(url, key_file):
    """What stands there now, opened with the key file; and the ids of the keys that sealed it."""
    store = open_store(url, key_file).store
    key = vault.load(key_file)
    texts, used = store.read_now(lambda unit: (told(unit, key), set(sealed.in_use(unit.connection))))
    store.close()
    return texts, used


def test_every_column_of_bytes_is_sealed_or_a_hash_of_a_fixed_length():
    kept = {(table.name, each.name) for table, columns in sealed.tables() for each in columns}
    for table in schema.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                assert ((table.name, column.name) in kept) == (column.name != "hash"), column


def test_everything_is_sealed_with_the_new_key_and_says_what_it_said(url, key_file):
    texts = filled(url, key_file)
    assert all(texts.values())
    assert len({(table, column) for table, column, _ in texts}) == sum(len(each) for _, each in sealed.tables()) - 1
    bar = []
    done = rotate(url, key_file, NOW, lambda *told: bar.append(told))
    tables = len(list(sealed.tables())) - 1
    assert (done.key, done.rows, done.unreadable, done.others) == (2, 3 * tables, (), (1,))
    assert (bar[-1], bar == sorted(bar)) == ((3 * tables, 3 * tables), True)
    assert read(url, key_file) == (texts, {2})
    assert keys(url, key_file) == {1: 0, 2: len(texts)}


def test_old_keys_go_when_nothing_needs_them(url, key_file):
    texts = filled(url, key_file)
    assert forget(url, key_file, NOW) == ()
    rotate(url, key_file, NOW, quietly)
    rotate(url, key_file, NOW, quietly)
    assert vault.load(key_file).numbers == {1, 2, 3}
    assert forget(url, key_file, NOW) == (1, 2)
    assert vault.load(key_file).numbers == {3}
    assert read(url, key_file) == (texts, {3})


def test_each_change_of_keys_is_in_the_audit_before_it_is_done(url, key_file):
    filled(url, key_file, 1)
    for hours in (0, 1):
        rotate(url, key_file, NOW + timedelta(hours=hours), quietly)
    for hours in (2, 3):
        forget(url, key_file, NOW + timedelta(hours=hours))
    store = open_store(url, key_file).store
    entries = store.read_now(lambda unit: unit.audit.about(None))
    store.close()
    assert [(each.what.value, each.at - NOW, each.by, each.programme) for each in entries] == [
        ("key_changed", timedelta(0), None, None),
        ("key_changed", timedelta(hours=1), None, None),
        ("keys_dropped", timedelta(hours=2), None, None),
    ]


def test_a_key_that_still_seals_something_stays(url, key_file):
    texts = filled(url, key_file)
    vault.renew(key_file)
    assert forget(url, key_file, NOW) == ()
    assert read(url, key_file) == (texts, {1})
    assert keys(url, key_file) == {1: len(texts), 2: 0}


@pytest.mark.parametrize("rows", [0, 1])
def test_the_old_key_file_alone_opens_nothing_any_more(url, key_file, tmp_path, rows):
    filled(url, key_file, rows)
    shutil.copy(key_file, tmp_path / "old.key")
    rotate(url, key_file, NOW, quietly)
    for look in (examine, open_store):
        with pytest.raises(KeyTrouble, match="not the one that this database was sealed with"):
            look(url, tmp_path / "old.key")


def test_a_wrong_key_file_begins_no_rotation(url, key_file, tmp_path):
    texts = filled(url, key_file, 1)
    before = vault.create(tmp_path / "other.key").numbers
    with pytest.raises(KeyTrouble):
        rotate(url, tmp_path / "other.key", NOW, quietly)
    assert vault.load(tmp_path / "other.key").numbers == before
    assert read(url, key_file) == (texts, {1})


def test_one_row_that_no_key_opens_is_named_and_holds_back_no_other(url, key_file):
    texts = filled(url, key_file)
    store = open_store(url, key_file).store
    people, spoilt = schema.people, b"\x01\x00\x01" + bytes(40)
    store.write_now(lambda unit: unit.connection.execute(update(people).where(people.c.id == 2).values(name=spoilt)))
    store.close()
    done = rotate(url, key_file, NOW, quietly)
    assert done.unreadable == ("people 2",)
    # It would be for ever unreadable without its key.
    assert forget(url, key_file, NOW) == ()
    assert keys(url, key_file) == {1: 1, 2: len(texts) - 1}
    assert rotate(url, key_file, NOW, quietly).key == 3


def test_more_rows_than_fit_in_one_transaction(tmp_path, key_file):
    url = f"sqlite:///{tmp_path / 'makker.db'}"
    store = open_store(url, key_file).store
    key, table = vault.load(key_file), schema.people

    def crowd(unit):
        fill(unit, key, 1)
        (one,) = unit.connection.execute(select(table)).mappings()
        for number in range(2, 2 * BATCH + 2):
            name = key.seal("people", "name", number, f"Anna {number}")
            unit.connection.execute(insert(table).values(**{**one, "id": number, "chat": number, "name": name}))

    store.write_now(crowd)
    store.close()
    rotate(url, key_file, NOW, quietly)
    texts, used = read(url, key_file)
    assert (texts["people", "name", 2 * BATCH + 1], used) == (f"Anna {2 * BATCH + 1}", {2})


# --- Who may be at the database at the same time ---


def test_while_a_bot_runs_its_key_is_not_changed(url, key_file):
    texts = filled(url, key_file, 1)
    bot = open_store(url, key_file).store
    for change in (lambda: rotate(url, key_file, NOW, quietly), lambda: forget(url, key_file, NOW)):
        with pytest.raises(StorageTrouble, match="stop the bot first"):
            change()
    assert keys(url, key_file) == {1: len(texts)}
    bot.close()
    assert rotate(url, key_file, NOW, quietly).key == 2


def test_while_the_key_changes_no_bot_starts_and_afterwards_it_does(url, key_file):
    filled(url, key_file, 1)
    with held(url, alone=True), pytest.raises(StorageTrouble, match="wait until that has ended"):
        open_store(url, key_file)
    open_store(url, key_file).store.close()


def test_two_bots_may_be_at_one_database(url, key_file):
    one, other = [open_store(url, key_file).store for _ in range(2)]
    for store in (one, other):
        assert isinstance(store, Store)
        store.write_now(lambda unit: unit.inbox.tidy(NOW))
        store.close()


def _breaks_every_connection(url):
    """As a server that was away; only PostgreSQL is one."""
    address = database(url)
    if address.get_backend_name() == "sqlite":
        pytest.skip("a file is never away")
    engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    others = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with engine.connect() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity {others}")).all()  # noqa: S608


def test_a_bot_whose_server_was_away_holds_the_database_again(url, key_file):
    bot = open_store(url, key_file).store
    _breaks_every_connection(url)
    bot.write_now(lambda unit: unit.inbox.tidy(NOW))
    with pytest.raises(StorageTrouble, match="stop the bot first"):
        rotate(url, key_file, NOW, quietly)
    bot.close()


def test_a_bot_whose_server_was_away_waits_while_the_key_changes_and_writes_nothing_with_the_old_one(url, key_file):
    bot = open_store(url, key_file).store
    _breaks_every_connection(url)
    with held(url, alone=True), pytest.raises(Unwritable):
        bot.write_now(lambda unit: unit.inbox.tidy(NOW))
    bot.write_now(lambda unit: unit.inbox.tidy(NOW))
    _breaks_every_connection(url)
    rotate(url, key_file, NOW, quietly)
    with pytest.raises(KeyTrouble, match="not the one"):
        bot.write_now(lambda unit: unit.inbox.tidy(NOW))
    bot.close()


# --- Killed ---


@pytest.fixture
def folder(tmp_path):
    """A folder with a database that has something in every sealed column, and what stands there."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder, filled(*at(folder), 2)


def at(folder):
    """The database's address in the folder, and the key file."""
    return f"sqlite:///{folder / 'makker.db'}", folder / "makker.key"


@pytest.mark.long
def test_a_rotation_killed_anywhere_leaves_all_readable_and_ends_when_it_is_run_again(folder, tmp_path):
    folder, texts = folder
    left = deaths(folder, tmp_path, lambda: rotate(*at(folder), NOW, quietly))
    assert len(left) > len(list(sealed.tables()))
    for each in left:
        assert read(*at(each))[0] == texts, each.name
    for each in left[::8] + left[-1:]:
        key = rotate(*at(each), NOW, quietly).key
        # Nothing to do any more, or nothing done yet: then it is a new rotation.
        assert vault.load(at(each)[1]).numbers == set(range(1, key + 1)), each.name
        assert read(*at(each)) == (texts, {key}), each.name


@pytest.mark.long
def test_forgetting_killed_anywhere_leaves_all_readable_and_ends_when_it_is_run_again(folder, tmp_path):
    folder, texts = folder
    rotate(*at(folder), NOW, quietly)
    left = deaths(folder, tmp_path, lambda: forget(*at(folder), NOW))
    assert len(left) > 3
    for each in left:
        assert read(*at(each)) == (texts, {2}), each.name
        forget(*at(each), NOW)
        assert vault.load(at(each)[1]).numbers == {2}, each.name
        assert read(*at(each)) == (texts, {2}), each.name


@pytest.mark.long
def test_a_process_killed_between_two_rows_leaves_all_readable_too(folder):
    folder, texts = folder
    # Each table is counted, looked through for an older rotation, and counted again; then come the rows.
    tables = len(list(sealed.tables()))
    assert killed(folder, "commit", 3 * tables + 12, "keys", "rotate") == -signal.SIGKILL
    assert read(*at(folder)) == (texts, {1, 2})
    assert rotate(*at(folder), NOW, quietly).key == 2
    assert read(*at(folder)) == (texts, {2})
