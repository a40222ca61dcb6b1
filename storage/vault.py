"""Encryption of what people write: AES-256-GCM, a key id in the envelope, bound to its table, column and row."""

import base64
import json
import os
import secrets
import stat
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.trouble import KeyTrouble

__all__ = ["KeyTrouble", "Vault", "create", "load"]

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
        cipher = self._ciphers.get(int.from_bytes(envelope[1:3], "big"))
        if envelope[0] != _VERSION or cipher is None:
            raise KeyTrouble("the key file does not hold the key that sealed this")
        try:
            return cipher.decrypt(envelope[3 : 3 + _NONCE], envelope[3 + _NONCE :], _place(table, column, row)).decode()
        except (InvalidTag, ValueError) as error:
            raise KeyTrouble("the key file does not hold the key that sealed this") from error


def _place(table: str, column: str, row: int | str) -> bytes:
    return f"{table}|{column}|{row}".encode()


def load(path: Path) -> Vault:
    """The vault of a key file; raises KeyTrouble when there is none or it is not one of ours."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        keys = {int(number): base64.b64decode(key, validate=True) for number, key in held["keys"].items()}
        return Vault(keys, int(held["current"]))
    except FileNotFoundError as error:
        raise KeyTrouble(f"There is no key file at {path}.") from error
    except OSError as error:
        raise KeyTrouble(f"The key file {path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyTrouble(f"{path} is not a key file of Makker.") from error


def create(path: Path) -> Vault:
    """Makes a key file that only its owner can read (mode 0600); raises KeyTrouble when it cannot be made.

    It appears whole or not at all; when another process was quicker, that one's key is taken.
    """
    held = {"current": 1, "keys": {"1": base64.b64encode(os.urandom(_KEY)).decode()}}
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        try:
            _write(draft, json.dumps(held))
            os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        return load(path)
    except OSError as error:
        raise KeyTrouble(f"No key file can be made at {path}: {error.strerror}.") from error
    return load(path)


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        # A lost key is a lost database: it is on the disk before anything is sealed with it.
        os.fsync(file.fileno())
