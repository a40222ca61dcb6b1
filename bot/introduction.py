"""What the platform is told of the bot at its start: the menu, and the words on its page, in each language."""

import structlog

from bot.api import Api, Params
from handlers import commands

LANGUAGES = ("", "da")
_log = structlog.get_logger()


async def introduce(api: Api) -> None:
    """Tells it all, as far as the platform listens: the bot works without, and the next start tries again."""
    for language in LANGUAGES:
        short, long = commands.about(language or "en")
        menu = [{"command": name, "description": about} for name, about in commands.commands(language or "en")]
        code = {"language_code": language} if language else {}
        await _tell(api, "setMyCommands", {"commands": menu, **code})
        await _tell(api, "setMyShortDescription", {"short_description": short, **code})
        await _tell(api, "setMyDescription", {"description": long, **code})


async def _tell(api: Api, method: str, params: Params) -> None:
    try:
        await api.call(method, params)
    except Exception as error:  # the network and the library can break in any way
        _log.warning("not_introduced", method=method, error=type(error).__name__)
