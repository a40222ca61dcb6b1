"""Screen -> platform message: HTML, keyboard, edit or send."""

import html
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

import structlog

from bot import calendars
from handlers import actions
from handlers.screen import BOT, Button, Calendar, Document, Export, Qr, Screen, Trail, Voice, Weeks

TEXT = 4096
CAPTION = 1024
TOAST = 200
CALENDAR = "makker.ics"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PIECES = re.compile(r"<[^>]*>|&[#\w]{1,10};|.", re.DOTALL)
_log = structlog.get_logger()


@dataclass(frozen=True)
class Drawn:
    """A screen as it will be sent: HTML, rows of buttons, the link of a picture, the message to edit if any.

    `file` is the name and the text of a file that goes with it; `silent` does not ring the phone. `voice` is the
    platform's name for a voice message, and `gone` the text that takes the place of everything when it is not known
    any more. `trail` is what a picture of the way so far is drawn from, `weeks` what one of a programme's weeks is.
    `only_edit` says that nothing is sent where the message to edit is gone, `links` that the file names the bot,
    `export` which tables the file is made of.
    """

    text: str
    rows: Sequence[Sequence[dict[str, str]]] = ()
    qr: str | None = None
    edit: int | None = None
    file: Sequence[str] | None = None
    silent: bool = False
    voice: str | None = None
    gone: str = ""
    trail: dict[str, Any] | None = None
    only_edit: bool = False
    weeks: dict[str, Any] | None = None
    links: bool = False
    export: dict[str, Any] | None = None

    def dumps(self) -> str:
        """As JSON."""
        return json.dumps([getattr(self, part.name) for part in fields(self)])

    def anew(self) -> "Drawn":
        """The same as a new message."""
        return replace(self, edit=None)

    def unspoken(self) -> "Drawn":
        """What is shown in the place of a voice message that is gone."""
        return replace(self, text=self.gone, voice=None)

    @classmethod
    def loads(cls, text: str) -> "Drawn":
        """From `dumps`."""
        return cls(*json.loads(text))


@dataclass(frozen=True)
class Call:
    """One call of the Bot API.

    `qr` is the link whose picture goes with it, `drawing` what its picture is drawn from, `file` the name and the text
    of its file, `export` which tables its file is made of.
    """

    method: str
    params: dict[str, Any]
    qr: str | None = None
    file: Sequence[str] | None = None
    drawing: Trail | Weeks | None = None
    export: Export | None = None


def draw(screen: Screen, edit: int | None = None) -> Drawn:
    """The screen drawn; it edits that message unless it wants a new one or brings a picture or a file."""
    brings = screen.picture is not None or screen.file is not None
    drawn = Drawn(
        text=fit(clean(screen.text), CAPTION if brings else TEXT),
        rows=[[_button(button) for button in row] for row in screen.rows if row],
        edit=None if screen.fresh or brings else edit,
        only_edit=screen.edits is not None,
        links=isinstance(screen.file, Document) and screen.file.links,
        file=_file(screen.file),
        export=_export(screen.file),
        silent=screen.silent,
    )
    match screen.picture:
        case Qr(link):
            return replace(drawn, qr=link)
        case Trail():
            return replace(drawn, trail=_plain(screen.picture))
        case Weeks():
            return replace(drawn, weeks=_plain(screen.picture))
        case Voice(file, gone):
            return replace(drawn, voice=file, gone=fit(clean(gone), TEXT))
    return drawn


def call(drawn: Drawn, chat: int, username: str = "") -> Call:
    """How the platform is told; `username` is put where the screen names the bot."""
    drawn = _named(drawn, username)
    params: dict[str, Any] = {"chat_id": chat, "parse_mode": "HTML"}
    if drawn.rows or drawn.edit is not None:
        params["reply_markup"] = {"inline_keyboard": drawn.rows}
    if drawn.silent:
        params["disable_notification"] = True
    if drawn.file is not None or drawn.export is not None:
        return Call("sendDocument", params | {"caption": drawn.text}, file=drawn.file, export=_exported(drawn.export))
    if drawn.qr is not None:
        return Call("sendPhoto", params | {"caption": drawn.text}, drawn.qr)
    if (drawing := _drawing(drawn)) is not None:
        return Call("sendPhoto", params | {"caption": drawn.text}, drawing=drawing)
    if drawn.voice is not None:
        return Call("sendVoice", params | {"caption": drawn.text, "voice": drawn.voice})
    params |= {"text": drawn.text, "link_preview_options": {"is_disabled": True}}
    if drawn.edit is None:
        return Call("sendMessage", params)
    return Call("editMessageText", params | {"message_id": drawn.edit})


def names_bot(drawn: Drawn) -> bool:
    """Whether the bot's username is needed to send it."""
    return BOT in (drawn if drawn.links else replace(drawn, file=None)).dumps()


def toast(screen: Screen) -> str | None:
    """What floats over the chat for a moment, as plain text of at most 200 characters."""
    return clean(screen.toast.striptags())[:TOAST] if screen.toast else None


def clean(text: str) -> str:
    """The text without nulls, other control characters and halves of characters, which the platform refuses."""
    return _CONTROL.sub("", str(text))


def length(text: str) -> int:
    """How long the platform finds an HTML text: tags left out, in UTF-16 units."""
    return sum(_size(piece) for piece in _PIECES.findall(text))


def fit(text: str, limit: int) -> str:
    """The HTML text itself, or cut at the end of a line so that it fits: never inside a tag, and all tags closed."""
    # With its tags and entities it is at least as long, and most texts are short enough as they are.
    if _units(text) <= limit or length(text) <= limit:
        return text or "…"
    _log.error("screen_too_long", length=length(text), limit=limit)
    kept, room = [], limit - 2
    for piece in _PIECES.findall(text):
        room -= _size(piece)
        if room < 0:
            break
        kept.append(piece)
    lines = [at for at, piece in enumerate(kept) if piece == "\n"]
    if lines and lines[-1] > len(kept) // 2:
        kept = kept[: lines[-1] + 1]
    return "".join(kept) + "…" + _closing(kept)


def _drawing(drawn: Drawn) -> Trail | Weeks | None:
    if drawn.trail is not None:
        return Trail(**drawn.trail)
    return Weeks(**drawn.weeks) if drawn.weeks is not None else None


def _plain(picture: Trail | Weeks) -> dict[str, Any]:
    """What it is drawn from, as it will be read back."""
    read: dict[str, Any] = json.loads(json.dumps(asdict(picture)))
    return read


def _export(file: Calendar | Document | Export | None) -> dict[str, Any] | None:
    return asdict(file) | {"at": file.at.isoformat()} if isinstance(file, Export) else None


def _exported(told: dict[str, Any] | None) -> Export | None:
    return Export(**told | {"at": datetime.fromisoformat(told["at"])}) if told else None


def _file(file: Calendar | Document | Export | None) -> Sequence[str] | None:
    if isinstance(file, Calendar):
        return [CALENDAR, calendars.document(file)]
    return [file.name, file.text] if isinstance(file, Document) else None


def _size(piece: str) -> int:
    if piece.startswith("<") and len(piece) > 1:
        return 0
    return _units(html.unescape(piece) if piece.startswith("&") else piece)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _closing(pieces: list[str]) -> str:
    still: list[str] = []
    for piece in pieces:
        if piece.startswith("</"):
            still.pop()
        elif piece.startswith("<") and len(piece) > 1:
            still.append(piece[1:-1].split()[0])
    return "".join(f"</{name}>" for name in reversed(still))


def _button(button: Button) -> dict[str, str]:
    shown = {"text": clean(button.label.striptags()) or "…"}
    if button.style:
        shown["style"] = button.style.value
    if button.url is not None:
        return shown | {"url": button.url}
    return shown | {"callback_data": actions.encode(button.action or actions.Home())}


def _named(drawn: Drawn, username: str) -> Drawn:
    if not username:
        return drawn
    # A file is a person's own words: nothing in it is ours to fill in, but for links that we put there.
    named = Drawn.loads(drawn.dumps().replace(BOT, username))
    return named if drawn.links else replace(named, file=drawn.file)
