"""Settings from the environment or a `.env` file: each documented, secrets never printed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.trouble import Trouble

PREFIX = "MAKKER_"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class SettingsTrouble(Trouble):
    """A setting cannot be understood."""


def _token(value: SecretStr | None) -> SecretStr | None:
    text = value.get_secret_value().strip() if value else ""
    if any(sign.isspace() or sign in "/?#%" or not sign.isprintable() for sign in text):
        raise ValueError("this does not look like a token; one looks like 123456:ABC-DEF and comes from @BotFather")
    return SecretStr(text) if text else None


def _api(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("an address begins with https:// or http://")
    return value.rstrip("/")


def _address(value: str) -> str:
    host, colon, port = value.rpartition(":")
    if value and not (host and colon and port.isdecimal() and 0 <= int(port) <= 65535):
        raise ValueError("write host:port, as in 127.0.0.1:8080, or nothing to turn it off")
    return value


def _public(value: str | None) -> str | None:
    return _api(value) if value else None


def _webhook(value: str | None) -> str | None:
    parts = urlsplit(value or "")
    if value and not (parts.hostname and (parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost"})):
        raise ValueError("Telegram brings updates to https:// addresses only, as https://makker.example.org/telegram")
    return value or None


def _secret(value: SecretStr | None) -> SecretStr | None:
    text = value.get_secret_value().strip() if value else ""
    if text and not _SECRET.fullmatch(text):
        raise ValueError("Telegram takes 1 to 256 letters (A-Z, a-z), digits, _ and - as a secret")
    return SecretStr(text) if text else None


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class Settings(BaseSettings):
    """What the operator can choose; `MAKKER_` and the name in capitals is the variable."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True, frozen=True
    )

    token: Annotated[SecretStr | None, AfterValidator(_token)] = Field(
        default=None, description="The bot's token, from @BotFather."
    )
    token_file: Path | None = Field(
        default=None, description="A file that holds the token, if it should not stand in the environment."
    )
    api_url: Annotated[str, AfterValidator(_api)] = Field(
        default="https://api.telegram.org",
        description="Where the Bot API is: Telegram's own, or another server that speaks it.",
    )
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///makker.db"),
        description="The database: a SQLite file, or `postgresql://user:password@host/name`.",
    )
    key_file: Path = Field(
        default=Path("makker.key"),
        description="The key that seals what people write; made on first start. Keep a copy away from the database.",
    )
    tick_seconds: float = Field(
        default=60, gt=0, le=3600, allow_inf_nan=False, description="How often Makker looks what has become due."
    )
    send_rate: float = Field(
        default=29,
        ge=0,
        allow_inf_nan=False,
        description="Messages a second, at most, to all chats together; 0 means no limit.",
    )
    http: Annotated[str, AfterValidator(_address)] = Field(
        default="127.0.0.1:8080",
        description="Where `/healthz`, `/metrics` and calendars answer, as host:port; empty turns it off.",
    )
    public_url: Annotated[str | None, AfterValidator(_public)] = Field(
        default=None,
        description="Where people reach `MAKKER_HTTP` from outside, as https://makker.example.org: with it, each can "
        "have a secret calendar address.",
    )
    webhook_url: Annotated[str | None, AfterValidator(_webhook)] = Field(
        default=None,
        description="Where Telegram is to bring updates, as https://makker.example.org/telegram, which must lead to "
        "`MAKKER_HTTP`; without it Makker fetches them. With PostgreSQL several processes may run behind it.",
    )
    webhook_secret: Annotated[SecretStr | None, AfterValidator(_secret)] = Field(
        default=None,
        description="By which Telegram is known when it brings updates: up to 256 letters, digits, `_` and `-`, made "
        "up by you, as with `openssl rand -hex 32`. Needed with `MAKKER_WEBHOOK_URL`.",
    )
    log: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = Field(
        default="text", description="Log lines to read (`text`) or to collect (`json`)."
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = Field(
        default="INFO", description="How much is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`."
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Container files often hand on empty variables; only the health page means something by it."""
        return {name: value for name, value in given.items() if value or name == "http"}

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError(
                "MAKKER_WEBHOOK_SECRET: it is needed with MAKKER_WEBHOOK_URL; openssl rand -hex 32 makes one"
            )
        if self.webhook_url and not self.http:
            raise ValueError("MAKKER_HTTP: it is empty, and MAKKER_WEBHOOK_URL must lead to it")
        return self

    def secret_token(self) -> str | None:
        """The token, from the variable or else from the file; None when there is neither.

        Raises SettingsTrouble when the file cannot be read or holds no token.
        """
        if self.token is not None:
            return self.token.get_secret_value()
        if self.token_file is None:
            return None
        try:
            held = _token(SecretStr(self.token_file.read_text(encoding="utf-8")))
        except OSError as error:
            raise SettingsTrouble(f"MAKKER_TOKEN_FILE: {self.token_file} cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise SettingsTrouble(f"MAKKER_TOKEN_FILE: {error}.") from error
        if held is None:
            raise SettingsTrouble(f"MAKKER_TOKEN_FILE: {self.token_file} is empty.")
        return held.get_secret_value()

    def http_address(self) -> tuple[str, int] | None:
        """Host and port of the health page, or None when it is turned off."""
        host, _, port = self.http.rpartition(":")
        return (host.strip("[]"), int(port)) if self.http else None


def load_settings() -> Settings:
    """The settings as they stand; raises SettingsTrouble, in one line that never shows a secret."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        said = first["msg"].removeprefix("Value error, ").rstrip(".")
        if not name:  # what is about several of them names them itself
            raise SettingsTrouble(f"{said}.") from None
        raise SettingsTrouble(f"{name if name.startswith(PREFIX) else PREFIX + name}: {said}.") from None
    except (OSError, ValueError) as error:
        raise SettingsTrouble(f"The file .env cannot be read: {type(error).__name__}.") from None


def described() -> Iterator[tuple[str, str, str]]:
    """Each setting as (variable, default in words, what it is for), for the README and for people."""
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = "" if default is None else f"`{default:g}`" if isinstance(default, float | int) else f"`{default}`"
        yield PREFIX + name.upper(), shown, field.description or ""


def as_table() -> str:
    """The settings as the table that stands in the README."""
    rows = [f"| `{name}` | {default} | {about} |" for name, default, about in described()]
    return "\n".join(["| Setting | Default | What it is |", "|---|---|---|", *rows])
