"""The command line, by the real process: what goes wrong is one clear line and exit code 2."""

import asyncio
import json
import re
import signal
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.__main__ import main
from bot.demo.telegram import TOKEN
from storage.vault import create
from tests.cli import PATIENCE, Ended, Operator, ended
from tests.plain import plain_logs_afterwards
from tests.storage.databases import blank
from tests.telegram import switchboard

pytestmark = pytest.mark.long

# The first start has its own tests: elsewhere the tables are there, as their making takes as long as all else.
READY = pytest.mark.usefixtures("ready")
COORDINATOR = ("invite", "coordinator", "--programme", "Peer Vejle")


@pytest.fixture
def operator(tmp_path):
    """Somebody in an empty folder; no health page, since many bots run here at once."""
    return Operator(tmp_path, {"MAKKER_HTTP": ""})


@pytest.fixture
def ready(operator):
    """A bot was here before, and nobody with it."""
    blank(operator.folder / "makker.db")


@pytest.fixture
def here(operator, monkeypatch, capsys):
    """The same command in this process, where nothing of it needs one of its own."""

    def types(*words):
        monkeypatch.chdir(operator.folder)
        monkeypatch.setattr(sys, "argv", ["makker", *words])
        for name, value in operator.settings.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Ended(left.value.code or 0, said.out, said.err)

    with plain_logs_afterwards():
        yield types


def invites(here, *words):
    """What the JSON of an invitation says."""
    done = here(*words, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


# --- run ---


def test_without_a_token_it_says_how_to_get_one_and_offers_the_demo(operator, here):
    done = here("run")
    assert done.code == 2
    assert all(words in done.line for words in ("@BotFather", "/newbot", "MAKKER_TOKEN", "makker demo"))
    assert list(operator.folder.iterdir()) == []


@READY
async def test_a_token_that_telegram_refuses_is_one_line(operator, here):
    async with switchboard() as board:
        operator.sets(token="123:wrong", api_url=board.url, log="json")
        done = await asyncio.to_thread(here, "run")
    assert done.code == 2
    assert done.err.splitlines()[-1] == (
        f"makker: {board.url} does not know this token. Ask @BotFather for it: /mybots, your bot, API Token."
    )
    assert "123:wrong" not in done.err


@READY
async def test_a_token_that_is_taken_back_ends_the_run_in_one_line(operator):
    async with switchboard() as board:
        operator.sets(token=board.token, api_url=board.url, log="json")
        process = await operator.starts("run")
        await board.until(lambda: board.called("getUpdates"), "polling", PATIENCE)
        board.telegram.token = "456:another"
        await board.phone("Anna").starts()
        done = await ended(process)
    assert done.code == 2
    assert done.err.splitlines()[-1].startswith("makker: The token is no longer known")


@READY
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_in_order_within_ten_seconds(operator, number):
    async with switchboard() as board:
        operator.sets(token=board.token, api_url=board.url)
        process = await operator.starts("run")
        anna = board.phone("Anna", patience=PATIENCE)
        await anna.starts()
        await anna.sees("Hi! I'm Makker")
        process.send_signal(number)
        async with asyncio.timeout(10):
            done = await ended(process)
    assert done.code == 0
    assert "stopped" in done.err.splitlines()[-1]
    assert "A key was made at" in done.err
    assert (operator.folder / "makker.key").stat().st_mode & 0o777 == 0o600


@READY
async def test_the_health_page_answers_while_it_runs(operator):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with switchboard() as board:
        operator.sets(token=board.token, api_url=board.url, http=f"127.0.0.1:{port}")
        process = await operator.starts("run")
        await board.until(lambda: board.called("getUpdates"), "polling", PATIENCE)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        answer = (await reader.read()).decode()
        writer.close()
        await writer.wait_closed()
        process.terminate()
        await ended(process)
    assert answer.startswith("HTTP/1.1 200 OK")
    assert '"polling"' in answer


@READY
async def test_a_telegram_out_of_reach_is_waited_for(operator):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    operator.sets(token=TOKEN, api_url=f"http://127.0.0.1:{port}")
    process = await operator.starts("run")
    async with asyncio.timeout(PATIENCE):
        while b"started" not in await process.stderr.readline():
            pass
    async with switchboard(port=port) as board:
        await board.until(lambda: board.called("getUpdates"), "polling", PATIENCE)
        process.terminate()
        assert (await ended(process)).code == 0


# --- what the operator can mend, whatever the command ---


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"database_url": "makker.db"}, "sqlite:///makker.db"),
        ({"database_url": "mysql://localhost/makker"}, "use sqlite or postgresql"),
        ({"database_url": "sqlite://"}, "would forget everything"),
        ({"database_url": "sqlite:///nowhere/makker.db"}, "No such file or directory"),
        ({"database_url": "postgresql://hush@127.0.0.1:1/makker"}, "The database cannot be used"),
        ({"key_file": "nowhere/makker.key"}, "No key file can be made"),
        ({"token_file": "nowhere"}, "MAKKER_TOKEN_FILE"),
        ({"tick_seconds": "soon"}, "MAKKER_TICK_SECONDS"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(operator, here, settings, words):
    operator.sets(**({"token": "123:abc"} if "token_file" not in settings else {}), **settings)
    done = here("run")
    assert done.code == 2
    assert done.line.startswith("makker: ")
    assert words in done.line
    assert "hush" not in done.line


def test_a_database_that_is_something_else_is_one_line(operator, here):
    (operator.folder / "makker.db").write_text("These are my notes, and no database at all.\n" * 30)
    done = here("migrate")
    assert (done.code, done.line) == (2, "makker: The database cannot be used: file is not a database")


def test_a_folder_that_cannot_be_written_is_one_line(operator, here):
    (operator.folder / "makker.db").mkdir()
    done = here("migrate")
    assert (done.code, done.line) == (2, "makker: The database makker.db cannot be written: Is a directory.")


@READY
def test_a_wrong_key_file_is_one_line(operator, here, tmp_path):
    invites(here, *COORDINATOR)
    operator.sets(database_url="sqlite:///other.db", key_file="other.key")
    invites(here, *COORDINATOR)
    operator.sets(database_url="sqlite:///makker.db")
    done = here(*COORDINATOR)
    assert (done.code, done.line) == (
        2,
        "makker: The key file is not the one that this database was sealed with.",
    )
    (tmp_path / "other.key").unlink()
    done = here(*COORDINATOR)
    assert done.code == 2
    assert "put it back" in done.line


@READY
async def test_a_bot_with_a_wrong_key_file_does_not_start_and_changes_nothing(operator, here, tmp_path):
    invites(here, *COORDINATOR)
    before = (tmp_path / "makker.db").read_bytes()
    create(tmp_path / "other.key")
    async with switchboard() as board:
        operator.sets(token=board.token, api_url=board.url)
        for wrong, words in (("other.key", "is not the one"), ("lost.key", "put it back")):
            operator.sets(key_file=wrong)
            done = await asyncio.to_thread(here, "run")
            assert (done.code, words in done.line) == (2, True)
        assert board.calls == []
        assert (tmp_path / "makker.db").read_bytes() == before
        assert not (tmp_path / "lost.key").exists()


# --- invite ---


async def test_an_invitation_opens_the_door(operator):
    made = json.loads((await operator.types(*COORDINATOR, "--json")).out)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22,64}", made["start"])
    assert made["link"] is None
    week = datetime.fromisoformat(made["expires"]) - datetime.now(UTC)  # noqa: TID251
    assert timedelta(days=6, hours=23) < week <= timedelta(days=7)
    async with switchboard() as board:
        operator.sets(token=board.token, api_url=board.url)
        process = await operator.starts("run")
        mette = board.phone("Mette", patience=PATIENCE)
        await mette.starts(made["start"])
        await mette.sees("Yes, that's fine")
        process.terminate()
        await ended(process)


@READY
async def test_a_link_and_its_picture_are_shown_with_the_bots_name(operator, here):
    async with switchboard() as board:
        operator.sets(token=board.token, api_url=board.url)
        done = await asyncio.to_thread(here, *COORDINATOR)
    assert done.code == 0
    assert "An invitation for one coordinator in Peer Vejle, which is new. It works until " in done.out
    assert f"https://t.me/{board.world.username}?start=" in done.out
    assert done.out.count("█") > 50


@READY
def test_without_a_token_the_link_says_where_the_name_goes(here):
    done = here(*COORDINATOR)
    assert done.code == 0
    assert "https://t.me/YOUR_BOT?start=" in done.out
    assert "MAKKER_TOKEN is not set" in done.err


@READY
def test_only_a_coordinator_begins_a_programme(here):
    done = here("invite", "mentor", "--programme", "Peer Vejel")
    assert done.code == 2
    assert "no programme called 'Peer Vejel'" in done.err.splitlines()[-1]
    invites(here, *COORDINATOR)
    assert invites(here, "invite", "mentor", "--programme", "  peer   vejle ".title())["start"]


@READY
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--zone", "Europe/Vejle"), "no time zone"),
        (("--programme", " "), "needs a name"),
        (("--programme", "P" * 200), "at most 120"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(here, words, said):
    done = here(*COORDINATOR, *words)
    assert done.code == 2
    assert said in done.err.splitlines()[-1]


@pytest.mark.parametrize("words", [("--language", "tlh"), ("astronaut",)])
def test_a_slip_of_the_pen_shows_the_choices(here, words):
    done = here(*COORDINATOR, *words)
    assert done.code == 2
    assert "Usage:" in done.err


# --- demo ---


async def test_the_demo_needs_nothing_and_leaves_nothing(operator):
    process = await operator.starts("demo", "--port", "0", "--empty")
    async with asyncio.timeout(PATIENCE):
        url = re.search(r"http://127\.0\.0\.1:\d+/", (await process.stdout.readline()).decode()).group()
        async with httpx.AsyncClient(trust_env=False) as client:
            page = await client.get(url)
    process.terminate()
    assert (await ended(process)).code == 0
    assert (page.status_code, "Makker" in page.text) == (200, True)
    assert list(operator.folder.iterdir()) == []


def test_a_demo_beside_another_is_told_to_go_elsewhere(here):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = here("demo", "--port", str(port))
    assert done.code == 2
    assert done.line == (
        f"makker: Nothing can be shown at 127.0.0.1:{port} (Address already in use): choose another --port."
    )


# --- migrate, when, and the rest ---


def test_migrating_twice_says_so(here):
    first, second = [here("migrate") for _ in range(2)]
    assert (first.code, second.code) == (0, 0)
    assert first.out.endswith("It was at nothing.\n")
    assert second.out.endswith("It was so before.\n")


@pytest.mark.parametrize(
    ("language", "lines", "times"),
    [
        ("da", "torsdag 16.30\næh\n\n", ["2026-11-26T16:30", "?", "?"]),
        ("en", "Thursday 4.30pm\ntomorrow\n\xff", ["2026-11-26T16:30", "2026-11-21", "?"]),
    ],
)
async def test_phrases_become_local_times(operator, language, lines, times):
    done = await operator.types("when", "--lang", language, "--now", "2026-11-20T12:00", lines=lines)
    assert done.code == 0
    assert done.out.splitlines() == times


def test_a_time_that_is_none_is_explained(here):
    done = here("when", "--now", "noon")
    assert done.code == 2
    assert "write it as 2026-11-20T12:00" in done.err


async def test_the_installed_command_is_the_same(operator):
    script = Path(sys.executable).with_name("makker")
    process = await operator.starts("--version", command=(str(script),))
    done = await ended(process)
    assert done.code == 0
    assert re.fullmatch(r"makker \d+\.\d+\.\d+\n", done.out)


# --- backup, restore, keys ---


@pytest.fixture
def database(ready, here):
    """A programme stands in it."""
    invites(here, *COORDINATOR)


async def test_a_copy_is_made_beside_the_running_bot_and_put_back_when_it_has_stopped(operator, here, database):
    async with switchboard() as board:
        operator.sets(token=board.token, api_url=board.url)
        process = await operator.starts("run")
        await board.until(lambda: board.called("getUpdates"), "polling", PATIENCE)
        made = here("backup", "copy.db")
        assert (made.code, made.out.splitlines()[0]) == (
            0,
            "The copy is at copy.db, for its owner only. Without the key nobody can read it:",
        )
        for words in (("restore", "copy.db", "--force"), ("keys", "rotate"), ("keys", "forget")):
            refused = here(*words)
            assert (refused.code, "stop the bot first" in refused.line) == (2, True)
        process.terminate()
        await ended(process)
    assert here("restore", "copy.db").line.endswith("with --force it is replaced.")
    back = here("restore", "copy.db", "--force")
    assert back.out.startswith("makker.db is whole, and the key opens it. Rows: programmes 1, people 0,")
    assert "makker.db.before-restore" in back.out


def test_keys_are_shown_changed_and_forgotten(here, operator):
    here(*COORDINATOR, "--json")
    here("backup", "copy.db")
    said = [here(*words).out for words in (("keys", "rotate"), ("keys",), ("keys", "forget"), ("keys", "forget"))]
    assert "with key 2: 0. Keep a new copy of makker.key now." in said[0]
    *told, when = said[1].splitlines()
    assert told == [
        "key 1: an old one, seals 0 texts. It can go: makker keys forget.",
        "key 2: the one in use, seals 0 texts.",
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC: makker keys rotate", when)
    assert said[2].startswith("Forgotten: key 1.")
    assert said[3] == "Every key is in use: nothing was forgotten.\n"
    assert "not the one that this database was sealed with" in here("restore", "copy.db", "--force").err


def test_what_was_done_is_listed_without_the_key_and_without_a_name(here, operator, database):
    assert here("audit").err == "Nothing of that kind has been written down.\n"
    here("backup", "copy.db")
    here("restore", "copy.db", "--force")
    here("keys", "rotate")
    (operator.folder / "makker.key").rename(operator.folder / "away.key")
    head, *rows = here("audit").out.splitlines()
    assert head.split() == ["when", "(UTC)", "deed", "by", "about", "programme"]
    deeds = ["restored", "key_changed"]
    assert [re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d  (\w+) +- +- +-", row)[1] for row in rows] == deeds
    objects = [json.loads(line) for line in here("audit", "--json", "--since", "2026-01-01").out.splitlines()]
    assert [each["deed"] for each in objects] == deeds
    assert objects[0].keys() == {"id", "at", "deed", "by", "about", "programme"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", objects[0]["at"])
    assert here("audit", "--since", "2100-01-01T12:00").out == ""
    assert here("audit", "--person", "7", "--programme", "Peer Vejle").out == ""
    assert here("audit", "--programme", "Peer Vejel").line == "makker: There is no programme called 'Peer Vejel'."


def test_everything_moves_to_another_database_and_goes_on_there(here, operator, database):
    to = ("--to", "sqlite:///other.db")
    said = here("move", *to).out.splitlines()
    assert re.fullmatch(r"All \d+ rows are there, counted table by table. The old database is as it was.", said[0])
    assert said[1:] == [
        "Texts of a sample that the key opened in both, and that say the same: 1.",
        "Next: set MAKKER_DATABASE_URL to the new address, and start the bot, with the same key file.",
        "Keep the old database as a copy until all is well, and start no bot on it.",
    ]
    assert "rows are there since an earlier move" in here("move", "--from", "sqlite:///makker.db", *to).out
    assert here("audit").out == ""
    operator.sets(database_url="sqlite:///other.db")
    assert " moved " in here("audit").out
    invites(here, *COORDINATOR)
    assert here("move", *to).line == "makker: Both addresses are those of the same database."
    refused = here("move", "--from", "sqlite:///makker.db", *to)
    assert (refused.code, "That database is not empty (rows: " in refused.line) == (2, True)


@pytest.mark.parametrize(
    "words",
    [("backup", "copy.db"), ("restore", "copy.db"), ("move", "--to", "sqlite:///other.db"), ("keys",), ("audit",)],
)
def test_with_nothing_there_it_is_one_line(here, operator, words):
    done = here(*words)
    assert (done.code, done.line.startswith("makker: The")) == (2, True)
    assert not (operator.folder / "makker.db").exists()
