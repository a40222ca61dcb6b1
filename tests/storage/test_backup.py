"""A copy made while the bot writes, and put back: whole, sealed, never half, whatever is killed or missing."""

import itertools
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.mentoring.people import Role
from storage import files, vault
from storage.backup import back_up, kept, last_backup, restore
from storage.deeds import Wanted, listed
from storage.files import beside
from storage.migrate import migrate
from storage.opening import open_store
from storage.states import Deed
from storage.trouble import KeyTrouble, StorageTrouble
from tests.dying import deaths, killed
from tests.nursery import ROOT
from tests.storage.databases import blank
from tests.storage.filled import NOW, fill, told


def quietly(_done, _total):
    """Nobody looks at the bar."""


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """A folder with a database that has something in every table."""
    folder = tmp_path_factory.mktemp("origin")
    blank(folder / "makker.db")
    store = open_store(*at(folder)).store
    key = vault.load(at(folder)[1])
    store.write_now(lambda unit: fill(unit, key, 3))
    store.close()
    return folder


@pytest.fixture
def folder(origin, tmp_path):
    """A copy of that folder, to do anything in."""
    shutil.copytree(origin, tmp_path / "here")
    return tmp_path / "here"


def at(folder):
    """The database's address in the folder, and the key file."""
    return f"sqlite:///{folder / 'makker.db'}", folder / "makker.key"


def stands(folder, name="makker.db"):
    """What people wrote, in the database of that name in the folder, and how many programmes there are."""
    url, key_file = f"sqlite:///{folder / name}", at(folder)[1]
    store = open_store(url, key_file).store
    key = vault.load(key_file)
    found = store.read_now(lambda unit: (told(unit, key), unit.programmes.by_name("Later") is not None))
    store.close()
    return found


def deeds(url):
    """What the operator did with all of it, oldest first."""
    return [(each.what, each.at) for each in listed(url, Wanted()) if each.about is None]


def later(folder):
    """One programme more, as after the backup."""
    store = open_store(*at(folder)).store
    store.write_now(lambda unit: unit.programmes.add("Later", "da", "Europe/Copenhagen", NOW))
    store.close()


# --- A copy ---


def test_a_copy_is_whole_sealed_and_for_its_owner_only(folder, tmp_path):
    bar = []
    back_up(at(folder)[0], tmp_path / "copy.db", NOW, lambda *told: bar.append(told))
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert bar[-1][0] == bar[-1][1] > 10
    assert b"what they wrote" not in (tmp_path / "copy.db").read_bytes()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("copy")] == ["copy.db"]
    shutil.copy(tmp_path / "copy.db", folder / "copy.db")
    assert stands(folder, "copy.db") == stands(folder)


def test_nothing_is_overwritten(folder, tmp_path):
    (tmp_path / "copy.db").write_text("the only picture of grandmother")
    with pytest.raises(StorageTrouble, match="already: name another"):
        back_up(at(folder)[0], tmp_path / "copy.db", NOW, quietly)
    assert (tmp_path / "copy.db").read_text() == "the only picture of grandmother"


def test_a_copy_made_while_the_bot_writes_is_of_one_moment(folder, tmp_path, monkeypatch):
    store = open_store(*at(folder)).store

    def writes(done, _total):
        # In each step of the copy a coordinator comes in with a programme: half of that would be seen.
        if done:
            store.write_now(joins)

    numbers = itertools.count(1000)

    def joins(unit):
        number = next(numbers)
        programme = unit.programmes.add(f"P{number}", "da", "Europe/Copenhagen", NOW)
        person = unit.people.add(number, "Mette", "da", programme, NOW)
        unit.people.join(programme.id, person.id, Role.COORDINATOR, 1, NOW)

    with closing(sqlite3.connect(folder / "makker.db")) as before:
        expected = before.execute("SELECT count(*) FROM programmes").fetchone()

    old, files._PAGES = files._PAGES, 7
    try:
        back_up(at(folder)[0], tmp_path / "copy.db", NOW, writes)
    finally:
        files._PAGES = old
        store.close()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM programmes").fetchone() == expected
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(sqlite3.connect(folder / "makker.db")) as after:
        assert after.execute("SELECT count(*) FROM programmes").fetchone() > expected


def test_when_the_last_one_was_made_is_known(folder, tmp_path):
    url = at(folder)[0]
    assert last_backup(url) is None
    for day in (0, 3):
        back_up(url, tmp_path / f"copy-{day}.db", NOW + timedelta(days=day), quietly)
        assert last_backup(url) == NOW + timedelta(days=day)


@pytest.mark.parametrize(
    ("what", "words"),
    [("nowhere/copy.db", "cannot be written: No such file or directory"), ("makker.db", "already")],
)
def test_where_it_cannot_go_it_says_so(folder, what, words):
    with pytest.raises(StorageTrouble, match=words):
        back_up(at(folder)[0], folder / what, NOW, quietly)


def test_without_a_database_there_is_nothing_to_copy(tmp_path):
    with pytest.raises(StorageTrouble, match="no database at"):
        back_up(*at(tmp_path)[:1], tmp_path / "copy.db", NOW, quietly)


def test_postgresql_has_its_own_tools(tmp_path):
    url = "postgresql://makker@127.0.0.1:1/makker"
    with pytest.raises(StorageTrouble, match="use pg_dump"):
        back_up(url, tmp_path / "copy.db", NOW, quietly)
    with pytest.raises(StorageTrouble, match="use pg_restore"):
        restore(url, tmp_path / "makker.key", tmp_path / "copy.db", NOW, quietly)


def test_that_there_is_a_copy_is_written_down_first(folder, tmp_path):
    url = at(folder)[0]
    assert back_up(url, tmp_path / "copy.db", NOW, quietly) is None
    assert deeds(url) == [(Deed.BACKED_UP, NOW)]
    # A copy that was refused is none.
    with pytest.raises(StorageTrouble):
        back_up(url, tmp_path / "copy.db", NOW, quietly)
    assert deeds(url) == [(Deed.BACKED_UP, NOW)]


def test_a_database_that_cannot_take_the_note_is_copied_and_it_is_said(folder, copy):
    _sql("DROP TABLE audit")(folder / "makker.db")
    assert "no such table: audit" in back_up(at(folder)[0], folder / "rescued.db", NOW, quietly)
    assert stat.S_IMODE((folder / "rescued.db").stat().st_mode) == 0o600
    _sql("DROP TABLE audit")(copy)
    assert "no such table: audit" in restore(*at(folder), copy, NOW, quietly, force=True).untold


# --- Put back ---


@pytest.fixture
def copy(folder):
    """A copy; the database went on after it."""
    back_up(at(folder)[0], folder / "copy.db", NOW, quietly)
    later(folder)
    return folder / "copy.db"


def test_a_copy_is_put_back_and_what_it_replaced_is_kept(folder, copy):
    was, now = stands(folder, "copy.db"), stands(folder)
    assert (was[1], now[1]) == (False, True)
    counted_rows = restore(*at(folder), copy, NOW, quietly, force=True).rows
    assert (counted_rows["people"], counted_rows["programmes"]) == (3, 3)
    assert stands(folder) == was
    assert stands(folder, "makker.db.before-restore") == now
    assert stat.S_IMODE((folder / "makker.db").stat().st_mode) == 0o600


def test_that_it_was_put_back_stands_in_what_was_put_back_and_not_in_the_copy(folder, copy):
    assert restore(*at(folder), copy, NOW, quietly, force=True).untold is None
    assert deeds(at(folder)[0]) == [(Deed.RESTORED, NOW)]
    assert deeds(f"sqlite:///{copy}") == []
    assert deeds(f"sqlite:///{kept(folder / 'makker.db')}") == [(Deed.BACKED_UP, NOW)]


def test_a_database_that_is_there_is_replaced_only_when_asked_for(folder, copy):
    with pytest.raises(StorageTrouble, match="with --force it is replaced"):
        restore(*at(folder), copy, NOW, quietly)
    assert stands(folder)[1]


def test_where_nothing_is_no_force_is_needed(folder, copy):
    (folder / "makker.db").unlink()
    restore(*at(folder), copy, NOW, quietly)
    assert not stands(folder)[1]
    assert not kept(folder / "makker.db").exists()


def test_while_a_bot_runs_nothing_is_replaced(folder, copy):
    bot = open_store(*at(folder)).store
    with pytest.raises(StorageTrouble, match="stop the bot first"):
        restore(*at(folder), copy, NOW, quietly, force=True)
    bot.close()


def test_while_somebody_elses_program_has_it_open_nothing_is_replaced(folder, copy):
    with closing(sqlite3.connect(folder / "makker.db")) as shell:
        shell.execute("SELECT count(*) FROM people").fetchone()
        with pytest.raises(StorageTrouble, match="stop the bot first"):
            restore(*at(folder), copy, NOW, quietly, force=True)
    assert stands(folder)[1]


def test_what_a_killed_bot_left_beside_the_old_database_is_not_played_into_the_new_one(folder, copy):
    wrote = subprocess.run([sys.executable, "-c", KILLED, *map(str, at(folder))], cwd=ROOT, check=False)
    assert wrote.returncode == -9
    wal = beside(folder / "makker.db")[0]
    assert wal.stat().st_size > 0
    restore(*at(folder), copy, NOW, quietly, force=True)
    assert not wal.exists()
    assert not stands(folder)[1]
    with closing(sqlite3.connect(kept(folder / "makker.db"))) as old:
        assert old.execute("SELECT count(*) FROM programmes WHERE name = 'Last words'").fetchone() == (1,)


KILLED = """
import os, signal, sys
from pathlib import Path
from storage.migrate import migrate
from storage.opening import open_store
from tests.storage.filled import NOW
store = open_store(sys.argv[1], Path(sys.argv[2])).store
store.write_now(lambda unit: unit.programmes.add("Last words", "da", "Europe/Copenhagen", NOW))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_leftovers_of_a_database_that_is_gone_are_not_taken_for_the_new_ones(folder, copy):
    (folder / "makker.db").unlink()
    for each in beside(folder / "makker.db"):
        each.write_bytes(os.urandom(5000))
    restore(*at(folder), copy, NOW, quietly)
    assert not stands(folder)[1]


def test_a_damaged_database_can_be_replaced(folder, copy):
    (folder / "makker.db").write_bytes(b"\0" * 4096 + os.urandom(20_000))
    restore(*at(folder), copy, NOW, quietly, force=True)
    assert not stands(folder)[1]


def test_what_an_earlier_restore_replaced_is_not_lost(folder, copy):
    restore(*at(folder), copy, NOW, quietly, force=True)
    with pytest.raises(StorageTrouble, match="earlier restore replaced: move it away first"):
        restore(*at(folder), copy, NOW, quietly, force=True)
    assert stands(folder, "makker.db.before-restore")[1]


def test_a_copy_from_before_an_update_is_put_back_and_brought_up_to_date(folder, copy):
    copy.unlink()
    migrate(f"sqlite:///{copy}", "0001")
    restore(*at(folder), copy, NOW, quietly, force=True)
    assert stands(folder) == ({}, False)


def _torn(copy):
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])


def _spoilt(copy):
    pages = bytearray(copy.read_bytes())
    pages[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    copy.write_bytes(pages)


def _sql(statement):
    def change(copy):
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute(statement)

    return change


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (Path.unlink, "There is no file at"),
        (lambda copy: copy.write_text("These are my notes.\n" * 500), "cannot be copied: file is not a database"),
        (lambda copy: copy.write_bytes(b""), "is no database of Makker"),
        (_torn, "cannot be copied|damaged"),
        (_spoilt, "cannot be copied|damaged"),
        (_sql("UPDATE people SET id = 999 WHERE id = 1"), "point nowhere"),
        (_sql("DROP TABLE alembic_version"), "is no database of Makker"),
        (_sql("UPDATE alembic_version SET version_num = '9999'"), "a newer Makker"),
    ],
)
def test_a_copy_that_is_not_whole_replaces_nothing(folder, copy, spoil, words):
    now = stands(folder)
    spoil(copy)
    with pytest.raises(StorageTrouble, match=words):
        restore(*at(folder), copy, NOW, quietly, force=True)
    assert stands(folder) == now
    assert not kept(folder / "makker.db").exists()
    assert not (folder / "makker.db.part").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        _sql("UPDATE key_checks SET sealed = zeroblob(60)"),
        # The right key file, and yet not the one of what stands there.
        _sql("UPDATE goals SET title = (SELECT name FROM people WHERE id = 2) WHERE id = 1"),
    ],
)
def test_a_copy_that_the_key_does_not_open_replaces_nothing(folder, copy, spoil):
    spoil(copy)
    with pytest.raises(KeyTrouble):
        restore(*at(folder), copy, NOW, quietly, force=True)
    assert stands(folder)[1]


# --- Killed ---


@pytest.mark.long
def test_a_backup_killed_anywhere_leaves_no_half_copy_and_the_next_one_is_made(folder, tmp_path):
    was = stands(folder)
    left = deaths(folder, tmp_path, lambda: back_up(at(folder)[0], folder / "copy.db", NOW, quietly))
    assert len(left) > 3
    for each in left:
        if (each / "copy.db").exists():
            assert stands(each, "copy.db") == was, each.name
            (each / "copy.db").unlink()
        back_up(at(each)[0], each / "copy.db", NOW, quietly)
        assert stands(each, "copy.db") == was, each.name
        assert not list(each.glob("*.part*")), each.name


@pytest.mark.long
def test_a_restore_killed_anywhere_leaves_the_old_or_the_new_and_ends_when_it_is_run_again(folder, copy, tmp_path):
    was, now = stands(folder, "copy.db"), stands(folder)
    seen = set()
    for each in deaths(folder, tmp_path, lambda: restore(*at(folder), copy, NOW, quietly, force=True)):
        found = stands(each)
        assert found in (was, now), each.name
        seen.add(found[1])
        if found == now:
            restore(*at(each), each / "copy.db", NOW, quietly, force=True)
        assert stands(each) == was, each.name
        assert stands(each, "makker.db.before-restore") == now, each.name
    assert seen == {True, False}


@pytest.mark.long
def test_a_process_killed_before_it_replaces_leaves_the_old_one(folder, copy):
    was, now = stands(folder, "copy.db"), stands(folder)
    assert killed(folder, "replace", 1, "restore", "copy.db", "--force") == -signal.SIGKILL
    assert (folder / "makker.db.part").exists()
    assert stands(folder) == now
    restore(*at(folder), copy, NOW, quietly, force=True)
    assert stands(folder) == was
