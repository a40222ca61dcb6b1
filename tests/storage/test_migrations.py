"""Migrations: they end where the schema is, go both ways, lose no row, and leave a copy."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.mentoring.people import Role
from storage import schema
from storage.engine import Store, database, make_engine
from storage.migrate import SCRIPTS, Standing, migrate, newest, stands
from storage.trouble import StorageTrouble
from storage.unit import Unit
from storage.vault import Vault
from tests.storage.databases import KEY

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
VERSIONS = SCRIPTS / "versions"
REVISIONS = [each.revision for each in reversed(list(ScriptDirectory(str(SCRIPTS)).walk_revisions()))]
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "next", "{before}"

def upgrade():
    {upgrade}

def downgrade():
    pass
"""


def tables(url: str) -> set[str]:
    engine = make_engine(url, writes=False)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Runs the statements in one transaction and gives the rows of the last."""
    engine = make_engine(url, writes=True)
    try:
        with engine.begin() as connection:
            results = [connection.execute(text(statement)) for statement in statements]
            return [tuple(row) for row in results[-1]] if results[-1].returns_rows else []
    finally:
        engine.dispose()


def a_programme_with_an_invitation(url: str) -> None:
    """A parent row and a child row."""

    def cause(unit: Unit) -> None:
        programme = unit.programmes.add("Peer Vejle", "da", "Europe/Copenhagen", NOW)
        unit.invitations.add(programme.id, Role.MENTOR, 1, None, NOW)

    store = Store(url, Vault(KEY, 1))
    store.write_now(cause)
    store.close()


def a_later_version(folder: Path, upgrade: str) -> tuple[Path, Path]:
    """The packaged versions, and a folder with one more after them."""
    folder.mkdir()
    (folder / "next.py").write_text(NEXT.format(before=REVISIONS[-1], upgrade=upgrade))
    return VERSIONS, folder


def test_the_schema_is_what_the_migrations_make(url: str) -> None:
    engine = make_engine(url, writes=True)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, schema.metadata) == [], "run: uv run poe migration 'What changed'"
    finally:
        engine.dispose()


def test_the_newest_revision_is_known_without_reading_the_migrations() -> None:
    assert newest() == REVISIONS[-1]


def test_the_migrations_number_rows_as_the_schema_does(url: str) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL never gives a number twice")
    # alembic compares columns and keys, and not this.
    made = run(url, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
    meant = {
        table.name for table in schema.metadata.tables.values() if table.dialect_options["sqlite"]["autoincrement"]
    }
    assert {name for (name,) in made} == meant
    assert meant >= {"programmes", "people", "pairs", "meetings", "moves", "goals", "changes"}


def test_the_migrations_protect_rows_as_the_schema_does(url: str, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    engine = make_engine(f"sqlite:///{made}", writes=True)
    schema.metadata.create_all(engine)
    engine.dispose()
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    if not url.startswith("sqlite"):
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname"
        assert run(url, query) == run(f"sqlite:///{made}", triggers)
        return
    assert run(url, triggers) == run(f"sqlite:///{made}", triggers) != []


def test_each_step_goes_up_down_and_up_again(empty_url: str) -> None:
    for below, revision in zip([None, *REVISIONS], REVISIONS, strict=False):
        assert migrate(empty_url, revision).after == revision
        assert migrate(empty_url, below or "base").after == below
        assert migrate(empty_url, revision).after == revision
    migrate(empty_url, "base")
    assert tables(empty_url) == {"alembic_version"}


def test_migrating_twice_does_nothing_the_second_time(empty_url: str) -> None:
    first, second = migrate(empty_url), migrate(empty_url)
    assert (first.before, first.after, first.copy) == (None, REVISIONS[-1], None)
    assert (second.before, second.after, second.copy) == (REVISIONS[-1], REVISIONS[-1], None)
    assert stands(empty_url) == Standing(REVISIONS[-1], known=True, newest=REVISIONS[-1])


def test_rebuilding_a_parent_table_keeps_its_children(url: str, tmp_path: Path) -> None:
    a_programme_with_an_invitation(url)
    # SQLite makes another table of it; PostgreSQL alters the one that stands.
    change = 'with op.batch_alter_table("programmes") as t: t.alter_column("country", type_=sa.String(3))'
    migrate(url, versions=a_later_version(tmp_path / "later", change))
    assert run(url, "SELECT uses_left FROM invitations") == [(1,)]


def test_a_table_that_is_made_anew_gives_no_number_twice(url: str, tmp_path: Path) -> None:
    a_programme_with_an_invitation(url)
    run(url, "DELETE FROM invitations")
    change = 'with op.batch_alter_table("invitations", recreate="auto", table_kwargs={"sqlite_autoincrement": True})'
    migrate(url, versions=a_later_version(tmp_path / "later", f'{change} as t: t.drop_column("expires_at")'))
    columns = "programme_id, role, hash, uses_left, created_at"
    values = "1, 'mentor', '00000000000000000000000000000000', 1, '2026-11-20 11:00:00'"
    added = run(url, f"INSERT INTO invitations ({columns}) VALUES ({values}) RETURNING id")  # noqa: S608
    assert added == [(2,)]


def test_a_migration_that_would_lose_rows_changes_nothing(url: str, tmp_path: Path) -> None:
    a_programme_with_an_invitation(url)
    with pytest.raises(StorageTrouble, match="lose rows of invitations"):
        migrate(url, versions=a_later_version(tmp_path / "later", 'op.execute("DELETE FROM invitations")'))
    assert run(url, "SELECT count(*) FROM invitations") == [(1,)]
    assert stands(url).current == REVISIONS[-1]


def test_a_migration_that_leaves_rows_pointing_nowhere_changes_nothing(url: str, tmp_path: Path) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL refuses by itself")
    a_programme_with_an_invitation(url)
    astray = 'op.execute("UPDATE invitations SET programme_id = 99")'
    with pytest.raises(StorageTrouble, match="rows of invitations pointing nowhere"):
        migrate(url, versions=a_later_version(tmp_path / "later", astray))
    assert run(url, "SELECT programme_id FROM invitations") == [(1,)]


def test_a_database_with_rows_is_copied_before_it_is_migrated(url: str, tmp_path: Path) -> None:
    a_programme_with_an_invitation(url)
    done = migrate(url, versions=a_later_version(tmp_path / "later", 'op.execute("UPDATE programmes SET months = 9")'))
    if not url.startswith("sqlite"):
        assert done.copy is None
        return
    assert done.copy == tmp_path / "makker.db.before-next"
    assert stat.S_IMODE(done.copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(done.copy)) as copy:
        assert copy.execute("SELECT months FROM programmes").fetchall() == [(6,)]
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISIONS[-1],)]


def test_a_database_of_a_newer_makker_is_left_alone(url: str) -> None:
    run(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageTrouble, match="revision 9999, of a newer Makker"):
        migrate(url)


def test_the_file_is_for_its_owner_only_and_kept_in_wal(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'makker.db'}"
    migrate(url)
    assert stat.S_IMODE((tmp_path / "makker.db").stat().st_mode) == 0o600
    assert run(url, "PRAGMA journal_mode") == [("wal",)]


def test_a_percent_sign_in_the_path_is_only_a_character(tmp_path: Path) -> None:
    (tmp_path / "100%").mkdir()
    assert migrate(f"sqlite:///{tmp_path / '100%' / 'makker.db'}").after == REVISIONS[-1]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="cannot be written: No such file"):
        migrate(f"sqlite:///{tmp_path / 'nowhere' / 'makker.db'}")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "makker.db").write_text("Dear diary, today I met Anna. " * 50)
    with pytest.raises(StorageTrouble, match="not a database"):
        migrate(f"sqlite:///{tmp_path / 'makker.db'}")
    assert (tmp_path / "makker.db").read_text().startswith("Dear diary")


def test_a_server_that_does_not_answer_is_one_clear_line() -> None:
    with pytest.raises(StorageTrouble, match="cannot be used: connection") as caught:
        migrate("postgresql://makker:hush-hush@127.0.0.1:1/makker")
    assert "hush-hush" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_driver_is_the_one_for_the_address() -> None:
    assert database("postgresql://localhost/makker").drivername == "postgresql+psycopg"
