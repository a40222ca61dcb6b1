"""Encryption of what people write: AES-256-GCM, a key id in the envelope, bound to its table, column and row."""

import base64
import json
import os
import secrets
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.files import settle
from storage.trouble import KeyTrouble

__all__ = ["KeyTrouble", "Vault", "create", "forget", "key_of", "load", "renew"]

_VERSION = 1
_NONCE = 12
_KEY = 32


class Vault:
    """Seals and opens texts. The envelope: version (1 byte), key id (2), nonce (12), ciphertext with its tag."""

    def __init__(self, keys: dict[int, bytes], current: int) -> None:
        """`keys` are 32 bytes each, by id; `current` seals, all of them open. Raises ValueError for other lengths."""
        if current not in keys or any(len(key) != _KEY for key in keys.values()):
            raise ValueError("a vault needs keys of 32 bytes, and the current one among them")
        self._ciphers = {number: AESGCM(key) for number, key in keys.items()}
        self.current = current
        self.numbers = frozenset(keys)

    def seal(self, table: str, column: str, row: int | str, text: str) -> bytes:
        """The envelope; an empty text stays empty."""
        if not text:
            return b""
        head = bytes([_VERSION]) + self.current.to_bytes(2, "big")
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self.current].encrypt(nonce, text.encode(), _place(table, column, row))
        return head + nonce + sealed

    def open(self, table: str, column: str, row: int | str, envelope: bytes | None) -> str:
        """The text; raises KeyTrouble when no key of ours opens it at this place."""
        if not envelope:
            return ""
        cipher = self._ciphers.get(key_of(envelope))
        if envelope[0] != _VERSION or cipher is None:
            raise KeyTrouble("the key file does not hold the key that sealed this")
        try:
            return cipher.decrypt(envelope[3 : 3 + _NONCE], envelope[3 + _NONCE :], _place(table, column, row)).decode()
        except (InvalidTag, ValueError) as error:
            raise KeyTrouble("the key file does not hold the key that sealed this") from error


def key_of(envelope: bytes) -> int:
    """The id of the key that sealed it."""
    return int.from_bytes(envelope[1:3], "big")


def _place(table: str, column: str, row: int | str) -> bytes:
    return f"{table}|{column}|{row}".encode()


def load(path: Path) -> Vault:
    """The vault of a key file; raises KeyTrouble when there is none or it is not one of ours."""
    return Vault(*_held(path))


def _held(path: Path) -> tuple[dict[int, bytes], int]:
    """The keys by id, and the current one's."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        keys = {int(number): base64.b64decode(key, validate=True) for number, key in held["keys"].items()}
        current = int(held["current"])
        Vault(keys, current)
    except FileNotFoundError as error:
        raise KeyTrouble(f"There is no key file at {path}.") from error
    except OSError as error:
        raise KeyTrouble(f"The key file {path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyTrouble(f"{path} is not a key file of Makker.") from error
    return keys, current


def create(path: Path) -> Vault:
    """Makes a key file that only its owner can read (mode 0600); raises KeyTrouble when it cannot be made.

    It appears whole or not at all; when another process was quicker, that one's key is taken.
    """
    try:
        with _draft(path, {1: os.urandom(_KEY)}, 1) as draft:
            os.link(draft, path)
    except FileExistsError:
        return load(path)
    except OSError as error:
        raise KeyTrouble(f"No key file can be made at {path}: {error.strerror}.") from error
    return load(path)


def renew(path: Path) -> Vault:
    """Puts a new key beside the others; from now on it seals. The caller sees to it that nobody else does so now."""
    keys, _ = _held(path)
    new = max(keys) + 1
    return _replace(path, {**keys, new: os.urandom(_KEY)}, new)


def forget(path: Path, numbers: Collection[int]) -> Vault:
    """Drops keys for ever, never the current one. The caller knows that they seal nothing any more."""
    keys, current = _held(path)
    return _replace(path, {each: key for each, key in keys.items() if each == current or each not in numbers}, current)


def _replace(path: Path, keys: Mapping[int, bytes], current: int) -> Vault:
    try:
        with _draft(path, keys, current) as draft:
            draft.replace(path)
        settle(path.parent)
    except OSError as error:
        raise KeyTrouble(f"The key file {path} cannot be changed: {error.strerror}.") from error
    return load(path)


@contextmanager
def _draft(path: Path, keys: Mapping[int, bytes], current: int) -> Iterator[Path]:
    """A whole key file beside the path, gone afterwards unless it was moved."""
    held = {str(number): base64.b64encode(key).decode() for number, key in keys.items()}
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, json.dumps({"current": current, "keys": held}))
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        # A lost key is a lost database: it is on the disk before anything is sealed with it.
        os.fsync(file.fileno())
