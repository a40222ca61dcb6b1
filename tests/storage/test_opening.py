"""Opening the store: migrated, its key made once, and never with a wrong key."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.opening import check_keys, open_store
from storage.trouble import KeyTrouble, StorageTrouble
from storage.vault import Vault, create
from tests.storage.databases import KEY

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)


def test_the_first_start_makes_the_tables_and_the_key(empty_url: str, tmp_path: Path) -> None:
    opened = open_store(empty_url, tmp_path / "makker.key")
    assert opened.made_key == tmp_path / "makker.key"
    assert ["0600" in sentence for sentence in opened.news()] == [True]
    assert opened.migrated.before is None
    assert stat.S_IMODE((tmp_path / "makker.key").stat().st_mode) == 0o600
    opened.store.write_now(lambda unit: unit.programmes.add("Peer Vejle", "da", "Europe/Copenhagen", NOW))
    opened.store.close()


def test_the_second_start_finds_them(url: str, tmp_path: Path) -> None:
    open_store(url, tmp_path / "makker.key").store.close()
    opened = open_store(url, tmp_path / "makker.key")
    assert list(opened.news()) == []
    assert opened.migrated.before == opened.migrated.after
    opened.store.close()


def test_a_missing_key_file_is_never_replaced(url: str, tmp_path: Path) -> None:
    open_store(url, tmp_path / "makker.key").store.close()
    (tmp_path / "makker.key").unlink()
    with pytest.raises(KeyTrouble, match="put it back"):
        open_store(url, tmp_path / "makker.key")
    assert not (tmp_path / "makker.key").exists()


def test_a_wrong_key_file_is_refused(url: str, tmp_path: Path) -> None:
    open_store(url, tmp_path / "makker.key").store.close()
    create(tmp_path / "other.key")
    with pytest.raises(KeyTrouble, match="not the one that this database was sealed with"):
        open_store(url, tmp_path / "other.key")


def test_a_key_made_before_the_database_is_used(url: str, tmp_path: Path) -> None:
    create(tmp_path / "makker.key")
    opened = open_store(url, tmp_path / "makker.key")
    assert not opened.made_key
    opened.store.close()


def test_a_new_key_beside_the_old_one_is_welcome_and_alone_it_is_not(url: str, tmp_path: Path) -> None:
    store = open_store(url, tmp_path / "makker.key").store
    held = Vault({**KEY, 2: bytes(32)}, 2)
    with pytest.raises(KeyTrouble):
        store.write_now(lambda unit: check_keys(unit, held))
    store.close()


def test_no_key_is_made_for_a_database_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'makker.db'}", tmp_path / "makker.key")
    assert not (tmp_path / "makker.key").exists()
