"""How the bot presents itself: commands, descriptions and the menu button, per language."""

import json
import re
from collections.abc import Callable
from typing import Any

from bot.demo.messages import Account, Json
from bot.demo.params import Params
from bot.demo.refusals import bad
from bot.demo.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST = {"name": 64, "short_description": 120, "description": 512}


def _place(params: Params) -> tuple[str, str]:
    scope = params.json("scope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("BotCommandScope must be an Object")
    return json.dumps(scope, sort_keys=True), _language(params)


def _language(params: Params) -> str:
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    return language


def set_my_commands(world: World, params: Params) -> bool:
    """The menu of commands, for a scope and a language."""
    commands = params.json("commands")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    place, kept = _place(params), [_command(one) for one in commands]
    world.commands[place] = kept
    return True


def _command(one: Json) -> Json:
    name = str(one.get("command", "")).removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(str(one.get("description", "")).strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": one["description"].strip()}


def get_my_commands(world: World, params: Params) -> list[Json]:
    """The menu of exactly this scope and language."""
    return world.commands.get(_place(params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """Takes the menu of this scope and language away."""
    world.commands.pop(_place(params), None)
    return True


def menu(world: World, account: Account) -> list[Json]:
    """The commands that one phone shows: its chat before private chats before all, its language first."""
    own = json.dumps({"chat_id": account.id, "type": "chat"}, sort_keys=True)
    private = json.dumps({"type": "all_private_chats"})
    for scope in (own, private, json.dumps({"type": "default"})):
        for language in (account.language_code[:2], ""):
            if world.commands.get((scope, language)):
                return world.commands[scope, language]
    return []


def about(world: World, account: Account, name: str) -> str:
    """A text of the profile (name, description, short_description) in the language of a phone."""
    own = world.profile.get((name, account.language_code[:2]))
    return own or world.profile.get((name, ""), world.name if name == "name" else "")


def _setter(name: str) -> Callable[[World, Params], bool]:
    def put(world: World, params: Params) -> bool:
        text, language = params.text(name), _language(params)
        if len(text) > _LONGEST[name]:
            raise bad(f"BOT_{'ABOUT' if name == 'short_description' else name.upper()}_TOO_LONG")
        world.profile[name, language] = text
        return True

    return put


def _getter(name: str) -> Callable[[World, Params], Json]:
    def get(world: World, params: Params) -> Json:
        default = world.name if name == "name" else ""
        return {name: world.profile.get((name, _language(params))) or default}

    return get


def set_chat_menu_button(world: World, params: Params) -> bool:
    """The button beside the text field."""
    button = params.json("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad("MenuButton has unsupported type")
    world.menus[params.number("chat_id")] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    """The button beside the text field."""
    return world.menus.get(params.number("chat_id")) or world.menus.get(0, {"type": "default"})


PROFILE: dict[str, Callable[[World, Params], Any]] = {
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
    "setmyname": _setter("name"),
    "getmyname": _getter("name"),
    "setmydescription": _setter("description"),
    "getmydescription": _getter("description"),
    "setmyshortdescription": _setter("short_description"),
    "getmyshortdescription": _getter("short_description"),
}
