"""Pictures, documents and voice messages: kept whole, known by Telegram's kind of identifiers."""

import base64
import hashlib
import struct
from dataclasses import dataclass, field
from typing import Any

from bot.demo.params import Params, Upload
from bot.demo.refusals import bad

_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_LARGEST_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class Stored:
    """One file; `path` is its place below `/file/bot{token}/`, `details` what its sender said of it."""

    id: str
    unique: str
    path: str
    upload: Upload
    details: dict[str, Any] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """The `File` that getFile answers with."""
        size = len(self.upload.content)
        return {"file_id": self.id, "file_unique_id": self.unique, "file_size": size, "file_path": self.path}


@dataclass
class Files:
    """All files, by identifier."""

    kept: dict[str, Stored] = field(default_factory=dict)

    def keep(self, kind: str, upload: Upload, **details: Any) -> Stored:
        """Stores a file of a kind: photo, document, voice or sticker."""
        digest = hashlib.sha256(kind.encode() + upload.content + str(len(self.kept)).encode()).digest()
        name = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        suffix = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        path = f"{kind}s/file_{len(self.kept)}.{suffix}"
        stored = Stored(f"AgACAgQAAxkBAA{name}", f"AQAD{name[:12]}", path, upload, details)
        self.kept[stored.id] = stored
        return stored

    def get(self, file_id: str) -> Stored:
        """A file; RefusalError (400) when there is none or it is over 20 MB."""
        if not file_id:
            raise bad("file_id not specified")
        if file_id not in self.kept:
            raise bad("invalid file_id")
        if len(self.kept[file_id].upload.content) > _LARGEST_DOWNLOAD:
            raise bad("file is too big")
        return self.kept[file_id]

    def at(self, path: str) -> Stored | None:
        """The file at a path, if any."""
        return next((one for one in self.kept.values() if one.path == path), None)

    def given(self, kind: str, named: str, params: Params) -> Stored:
        """The file that a call sends: uploaded, attached or known already."""
        upload = params.files.get(named.removeprefix("attach://")) or params.files.get(kind)
        if upload is None and named in self.kept:
            return self.kept[named]
        if upload is None:
            wrong = "wrong remote file identifier specified: Wrong string length"
            raise bad(wrong if named else f"there is no {kind} in the request")
        if not upload.content:
            raise bad("file must be non-empty")
        return self.keep(kind, upload)

    def media(self, kind: str, named: str, params: Params) -> dict[str, Any]:
        """The part of a `Message` that shows a photo, a document or a voice message."""
        stored = self.given(kind, named, params)
        base = {"file_id": stored.id, "file_unique_id": stored.unique, "file_size": len(stored.upload.content)}
        if kind == "photo":
            if not stored.upload.content.startswith(_PICTURES):
                raise bad("IMAGE_PROCESS_FAILED")
            width, height = _size(stored.upload.content)
            return {"photo": [base | {"width": width, "height": height}]}
        if kind == "voice":
            return {
                "voice": {"duration": params.number("duration"), "mime_type": stored.upload.mime}
                | stored.details
                | base
            }
        return {kind: {"file_name": stored.upload.name, "mime_type": stored.upload.mime} | base}


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG; a usual size for other pictures."""
    if picture.startswith(b"\x89PNG") and len(picture) >= 24:
        width, height = struct.unpack(">II", picture[16:24])
        return width, height
    return 800, 600
