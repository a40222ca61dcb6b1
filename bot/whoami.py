"""Asks the Bot API who we are, once, for the commands that are not the running bot."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from bot.certificates import certificates
from storage.trouble import Trouble


class Refused(Trouble):
    """The Bot API does not know the token."""


class Unreachable(Trouble):
    """The Bot API does not answer, or not as the Bot API does."""


@dataclass(frozen=True)
class Me:
    """The bot's username, and the time on the server's clock (aware), if it told."""

    username: str
    server_time: datetime | None


def who_am_i(api_url: str, token: str, seconds: float = 5) -> Me:
    """Who the token belongs to; raises Refused or Unreachable, in words that do not hold the token."""
    import httpx

    try:
        # Without https there is nobody to certify, and to be ready for it takes longer than to ask.
        believed = certificates() if api_url.startswith("https:") else False
        answer = httpx.get(f"{api_url}/bot{token}/getMe", timeout=seconds, verify=believed)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        # The error's text can hold the address, and so the token.
        raise Unreachable(f"{api_url} cannot be reached ({type(error).__name__}).") from None
    if answer.status_code in {401, 404}:
        raise Refused(f"{api_url} does not know this token. Ask @BotFather for it: /mybots, your bot, API Token.")
    try:
        username = str(answer.json()["result"]["username"])
    except (ValueError, KeyError, TypeError):
        raise Unreachable(f"{api_url} answers {answer.status_code}, and not as the Bot API does.") from None
    return Me(username, _time(answer.headers.get("Date")))


def _time(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
