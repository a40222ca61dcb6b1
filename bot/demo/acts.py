"""What a person can do on the page, by name."""

from collections.abc import Callable
from typing import Any

from bot.demo.messages import Account, Json
from bot.demo.params import Upload
from bot.demo.snapshot import SIZE, snapshot
from bot.demo.world import World

Act = Callable[[World, Account, Json], Any]


def _tap(world: World, account: Account, body: Json) -> None:
    message = world.find(account.id, int(body["message"]))
    if message is not None:
        world.presses_button(account, message, str(body["data"]))


def _edit(world: World, account: Account, body: Json) -> None:
    message = world.find(account.id, int(body["message"]))
    if message is not None and not message.from_bot:
        world.rewrites(account, message, str(body["text"]))


def _photo(world: World, account: Account, _: Json) -> None:
    width, height = SIZE
    world.sends(account, "photo", snapshot(), width=width, height=height)


def _sticker(world: World, account: Account, body: Json) -> None:
    upload = Upload("sticker.webp", "image/webp", b"RIFF....WEBP")
    look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    world.sends(account, "sticker", upload, emoji=str(body.get("emoji", "👍")), **look)


def _voice(world: World, account: Account, body: Json) -> None:
    upload = Upload("voice.oga", "audio/ogg", b"OggS")
    world.sends(account, "voice", upload, duration=int(body.get("seconds", 3)), mime_type="audio/ogg")


def _language(world: World, account: Account, body: Json) -> None:
    account.language_code = str(body["language"])[:8]
    world.bell.ring()


ACTS: dict[str, Act] = {
    "start": lambda world, who, body: world.starts(who, str(body.get("payload", ""))),
    "type": lambda world, who, body: world.writes(who, str(body["text"])),
    "tap": _tap,
    "edit": _edit,
    "photo": _photo,
    "sticker": _sticker,
    "voice": _voice,
    "group": lambda world, who, body: world.writes_in_group(who, str(body["text"])),
    "block": lambda world, who, _: world.blocks(who),
    "unblock": lambda world, who, _: world.unblocks(who),
    "leave": lambda world, who, _: world.leaves_telegram(who),
    "language": _language,
}
