"""Settings: from the environment or a .env, explained in one line, secrets never shown."""

from pathlib import Path

import pytest

from bot.config import Settings, SettingsTrouble, as_table, described, load_settings

TOKEN = "123456:AAH-secret_part-of-the-token"


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with no .env, and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for name, _, _ in described():
        monkeypatch.delenv(name, raising=False)


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()
    assert settings.secret_token() is None
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url.get_secret_value() == "sqlite:///makker.db"
    assert settings.key_file == Path("makker.key")
    assert (settings.tick_seconds, settings.send_rate) == (60, 29)
    assert settings.http_address() == ("127.0.0.1", 8080)
    assert (settings.log, settings.log_level) == ("text", "INFO")


def test_a_dotenv_file_is_read_and_the_environment_is_stronger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(f"MAKKER_TOKEN={TOKEN}\nMAKKER_TICK_SECONDS=5\nELSEWHERE=1\n")
    monkeypatch.setenv("MAKKER_TICK_SECONDS", "7")
    settings = load_settings()
    assert settings.secret_token() == TOKEN
    assert settings.tick_seconds == 7


def test_the_token_can_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    monkeypatch.setenv("MAKKER_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("MAKKER_TOKEN", "")
    assert load_settings().secret_token() == TOKEN


@pytest.mark.parametrize("held", [None, "", "a token with spaces"])
def test_a_token_file_without_a_token_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str | None
) -> None:
    if held is not None:
        (tmp_path / "token").write_text(held)
    monkeypatch.setenv("MAKKER_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(SettingsTrouble, match="MAKKER_TOKEN_FILE"):
        load_settings().secret_token()


def test_secrets_are_never_shown() -> None:
    settings = Settings(token=TOKEN, database_url="postgresql://makker:hush-hush@localhost/makker")
    for shown in (repr(settings), str(settings), str(settings.model_dump())):
        assert TOKEN not in shown
        assert "hush-hush" not in shown


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MAKKER_TICK_SECONDS", "soon", "a valid number"),
        ("MAKKER_TICK_SECONDS", "0", "greater than 0"),
        ("MAKKER_TICK_SECONDS", "nan", "finite"),
        ("MAKKER_SEND_RATE", "-1", "greater than or equal to 0"),
        ("MAKKER_HTTP", "8080", "host:port"),
        ("MAKKER_HTTP", "localhost:http", "host:port"),
        ("MAKKER_LOG", "xml", "'text' or 'json'"),
        ("MAKKER_LOG_LEVEL", "LOUD", "'DEBUG', 'INFO'"),
        ("MAKKER_API_URL", "api.telegram.org", "begins with https://"),
        ("MAKKER_TOKEN", "hush hush", "does not look like a token"),
    ],
)
def test_a_bad_value_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsTrouble) as caught:
        load_settings()
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    assert words in line
    assert "\n" not in line
    assert "hush" not in line


def test_an_empty_variable_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, _, _ in described():
        monkeypatch.setenv(name, "")
    settings = load_settings()
    assert settings.tick_seconds == 60
    assert settings.http_address() is None


@pytest.mark.parametrize(
    ("http", "address"), [("192.0.2.7:80", ("192.0.2.7", 80)), ("[::1]:8080", ("::1", 8080)), ("", None)]
)
def test_the_health_page_has_an_address_or_is_off(
    monkeypatch: pytest.MonkeyPatch, http: str, address: tuple[str, int] | None
) -> None:
    monkeypatch.setenv("MAKKER_HTTP", http)
    assert load_settings().http_address() == address


def test_log_settings_may_be_written_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKKER_LOG", "JSON")
    monkeypatch.setenv("MAKKER_LOG_LEVEL", "debug")
    assert (load_settings().log, load_settings().log_level) == ("json", "DEBUG")


def test_a_dotenv_that_is_no_text_is_explained(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"MAKKER_TOKEN=\xff\xfe")
    with pytest.raises(SettingsTrouble, match=r"\.env cannot be read"):
        load_settings()


def test_every_setting_is_described() -> None:
    assert all(about.endswith(".") for _, _, about in described())
    assert "| `MAKKER_TICK_SECONDS` | `60` |" in as_table()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"url": "http://makker.example.org/telegram", "secret": "abc"},
            "MAKKER_WEBHOOK_URL: Telegram brings updates to",
        ),
        ({"url": "https://makker.example.org/telegram"}, "MAKKER_WEBHOOK_SECRET: it is needed with MAKKER_WEBHOOK_URL"),
        (
            {"url": "https://makker.example.org/telegram", "secret": "two words"},
            "MAKKER_WEBHOOK_SECRET: Telegram takes",
        ),
        ({"url": "https://makker.example.org", "secret": "abc", "http": ""}, "MAKKER_HTTP: it is empty"),
    ],
)
def test_a_webhook_that_cannot_work_is_explained(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], words: str
) -> None:
    names = {"url": "MAKKER_WEBHOOK_URL", "secret": "MAKKER_WEBHOOK_SECRET", "http": "MAKKER_HTTP"}
    for name, value in given.items():
        monkeypatch.setenv(names[name], value)
    with pytest.raises(SettingsTrouble) as trouble:
        load_settings()
    assert str(trouble.value).startswith(words)
    assert "two words" not in str(trouble.value)


def test_the_secret_of_the_webhook_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKKER_WEBHOOK_URL", "https://makker.example.org/telegram")
    monkeypatch.setenv("MAKKER_WEBHOOK_SECRET", TOKEN.partition(":")[2])
    assert TOKEN.partition(":")[2] not in f"{load_settings()} {load_settings()!r}"
