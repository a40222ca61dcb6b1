"""The parameters of one call, however they were sent: JSON, form or multipart."""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.demo.refusals import bad


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Params:
    """Named values; a form sends everything as text, JSON with its types."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value as text, "" when absent."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        """The value as a whole number, `default` when absent or no number."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Whether the value says yes."""
        return self.text(name).lower() in {"true", "1", "yes", "y"}

    def json(self, name: str) -> Any:
        """The value as an object, None when absent; RefusalError (400) when it is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def plain(self) -> dict[str, Any]:
        """Everything readable, for the record of calls: objects decoded, a file by its name and size."""
        files = {name: f"{one.name} ({len(one.content)} bytes)" for name, one in self.files.items()}
        return {name: _decoded(value) for name, value in self.values.items()} | files


def _decoded(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] not in {"{", "["}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def read(request: Request) -> Params:
    """The parameters of a request, those in the address included."""
    values: dict[str, Any] = dict(request.query_params)
    if "application/json" in request.headers.get("content-type", ""):
        body = await request.body()
        return Params(values | (json.loads(body) if body else {}))
    files: dict[str, Upload] = {}
    async with request.form(max_files=20) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime = value.content_type or "application/octet-stream"
                files[name] = Upload(value.filename or name, mime, await value.read())
            else:
                values[name] = value
    return Params(values, files)
