"""The vault: sealed where it stands, opened nowhere else, and never with another key."""

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from storage.trouble import KeyTrouble
from storage.vault import Vault, create, load

ONE, OTHER = bytes(range(32)), bytes(32)


@given(some.text(some.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_again(text: str) -> None:
    vault = Vault({1: ONE}, 1)
    assert vault.open("goals", "title", 7, vault.seal("goals", "title", 7, text)) == text


def test_the_envelope_shows_nothing_of_the_text() -> None:
    envelope = Vault({1: ONE}, 1).seal("people", "name", 7, "Anna")
    assert b"Anna" not in envelope
    assert envelope != Vault({1: ONE}, 1).seal("people", "name", 7, "Anna")


@pytest.mark.parametrize("place", [("goals", "title", 8), ("goals", "note", 7), ("notes", "title", 7)])
def test_a_text_moved_to_another_place_does_not_open(place: tuple[str, str, int]) -> None:
    vault = Vault({1: ONE}, 1)
    with pytest.raises(KeyTrouble):
        vault.open(*place, vault.seal("goals", "title", 7, "Ring to the library"))


@pytest.mark.parametrize("spoilt", [b"\x01", b"\x01\x00\x01", b"\x02\x00\x01" + bytes(40), b"\x01\x00\x01" + bytes(40)])
def test_spoilt_bytes_are_trouble_with_a_name(spoilt: bytes) -> None:
    with pytest.raises(KeyTrouble):
        Vault({1: ONE}, 1).open("goals", "title", 7, spoilt)


def test_another_key_does_not_open_it() -> None:
    envelope = Vault({1: ONE}, 1).seal("goals", "title", 7, "Ring to the library")
    with pytest.raises(KeyTrouble):
        Vault({1: OTHER}, 1).open("goals", "title", 7, envelope)


def test_after_a_rotation_old_texts_still_open_and_new_ones_use_the_new_key() -> None:
    old = Vault({1: ONE}, 1)
    new = Vault({1: ONE, 2: OTHER}, 2)
    assert new.open("goals", "title", 7, old.seal("goals", "title", 7, "Swim")) == "Swim"
    with pytest.raises(KeyTrouble):
        old.open("goals", "title", 7, new.seal("goals", "title", 7, "Swim"))


@pytest.mark.parametrize(("keys", "current"), [({1: ONE}, 2), ({1: ONE[:16]}, 1), ({}, 1)])
def test_a_vault_without_a_proper_key_is_not_made(keys: dict[int, bytes], current: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(keys, current)


def test_a_new_key_file_is_for_its_owner_only_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    vault = create(tmp_path / "makker.key")
    assert stat.S_IMODE((tmp_path / "makker.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["makker.key"]
    envelope = vault.seal("goals", "title", 7, "Swim")
    assert load(tmp_path / "makker.key").open("goals", "title", 7, envelope) == "Swim"


def test_a_key_file_that_stands_is_never_made_anew(tmp_path: Path) -> None:
    first = create(tmp_path / "makker.key")
    second = create(tmp_path / "makker.key")
    assert second.open("goals", "title", 7, first.seal("goals", "title", 7, "Swim")) == "Swim"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match=r"No key file can be made at .*: No such file"):
        create(tmp_path / "nowhere" / "makker.key")


@pytest.mark.parametrize(
    "text",
    ["", "hello", "[]", "{}", '{"current": 1, "keys": {"1": "short"}}', '{"current": 1, "keys": {"1": "AAAA"}}'],
)
def test_a_file_that_is_no_key_file_is_trouble_with_a_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "makker.key").write_text(text)
    with pytest.raises(KeyTrouble, match="is not a key file of Makker"):
        load(tmp_path / "makker.key")


def test_no_key_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble, match="There is no key file at"):
        load(tmp_path / "makker.key")


def test_a_key_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    os.mkdir(tmp_path / "makker.key")  # noqa: PTH102  a folder where a file should be
    with pytest.raises(KeyTrouble, match="cannot be read"):
        load(tmp_path / "makker.key")


def test_a_key_file_is_plain_json_with_ids(tmp_path: Path) -> None:
    create(tmp_path / "makker.key")
    held = json.loads((tmp_path / "makker.key").read_text())
    assert held["current"] == 1
    assert list(held["keys"]) == ["1"]
