"""Words that people plant wherever they can write, looked for wherever a machine keeps something: nowhere."""

import socket
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import get_type_hints

import httpx
import pytest
from sqlalchemy import make_url, select, text, update

from bot.demo.faults import Trouble
from bot.mentoring.people import Role
from handlers import actions, routes
from handlers.actions import encode
from storage import backup, schema
from storage.engine import looking
from tests.journeys import scenes
from tests.journeys.cast import FRIDAY
from tests.journeys.mortals import Mortals
from tests.nursery import FileClock, nursery
from tests.storage.databases import ready
from tests.telegram import switchboard

pytestmark = pytest.mark.long

PLANTED = "Zyxhemmelig"
ONE = dict.fromkeys(
    ("pair", "agreement", "meeting", "goal", "programme", "reminder", "change", "member", "note", "mentee", "mentor"), 1
)
BREAKS = {
    "sqlite": "CREATE TRIGGER broken BEFORE INSERT ON reminders BEGIN SELECT RAISE(ABORT, 'out of order'); END",
    # The server tells the whole row that it refused.
    "postgresql": "ALTER TABLE reminders ADD CONSTRAINT broken CHECK (false) NOT VALID",
}


def planted(kind, number):
    """An answer to that question, with a word in it that can be told from all others."""
    word = f"{PLANTED}{number}"
    if "Reminder" in kind.__name__:
        return f"tomorrow 9:15 {word}"
    return word


def asking(kind):
    """The question, about the first of everything."""
    values = {}
    for part in fields(kind):
        hint = get_type_hints(kind)[part.name]
        values[part.name] = (
            ONE.get(part.name, 0) if hint is int else hint(next(iter(hint))) if hint is not bool else True
        )
    return kind(**values)


class Leaks(Mortals):
    """The real process, spared until the end, with everything logged that can be."""

    mortal = False

    async def begins(self):
        """Three people with planted names, a pair, an agreement, and a goal with its steps."""
        names = {player: f"{PLANTED}{name}" for name, player in self.players.items()}
        await scenes.comes_in(self.mette, self.invitation(Role.COORDINATOR), names[self.mette])
        for player, kind in ((self.jonas, "A mentor"), (self.anna, "A mentee")):
            await self.mette.types("/home")
            await self.mette.taps("Invitations")
            await self.mette.taps("Invite")
            await self.mette.taps(kind)
            await scenes.comes_in(player, self.mette.payload(), names[player])
            for what in ("likes", "free"):
                await player.types(f"{PLANTED} {what}")
            await player.taps("Skip")
            await player.taps("I'm ready to be matched")
        await self.mette.types("/home")
        await self.mette.taps("Pair now")
        for player in (self.jonas, self.anna):
            await self.mette.phone.taps(names[player])
            await self.settled()
        await self.jonas.taps("Plan your meetings")
        await self.jonas.taps("Every week")
        await self.jonas.types("Thursday 16:30")
        await self.jonas.taps("A café")
        await self.jonas.types(f"{PLANTED} café")
        await self.jonas.taps("{months} months", months=6)
        await self.jonas.phone.taps(f"Send to {names[self.anna]}")
        await self.settled()
        await self.anna.taps("That suits me")

    async def does(self, player, action):
        """A tap on a button that means this, wherever it would be."""
        await self.sends(player.phone.taps_raw(encode(action), player.last))

    async def sends(self, doing):
        """One more thing that is done on a phone."""
        async with self.line():
            await doing

    async def answers_every_question(self, player):
        """One of the two is asked whatever can be asked, and writes a planted word."""
        who = player.phone.id
        for number, kind in enumerate(sorted(routes.QUESTIONS, key=lambda kind: kind.__name__)):
            await self.store.write(
                lambda unit, kind=kind: unit.pending.ask(
                    unit.people.by_chat(who).id, encode(asking(kind)), self.clock.now()
                )
            )
            await player.types(planted(kind, number))

    async def sends_whatever_else(self):
        """What nobody asked for, in every form that the platform has."""
        phone = self.anna.phone
        await self.anna.types(f"{PLANTED} out of the blue")
        await self.anna.types(f"/{PLANTED} and more")
        await self.anna.starts(f"{PLANTED}-no-invitation")
        await self.sends(phone.taps_raw(PLANTED, phone.last))
        await self.sends(phone.writes_in_group(f"{PLANTED} in a group"))
        await self.sends(phone.sends_voice(PLANTED.encode()))
        await self.sends(phone.sends_photo(PLANTED.encode()))
        written = next(one for one in phone.messages if not one.from_bot)
        await self.sends(phone.rewrites(written, f"{PLANTED} edited"))
        await self.does(self.anna, actions.FeedCard())
        await self.does(self.anna, actions.SeeData())

    async def stumbles(self):
        """What goes wrong on our side, and on the platform's, while a planted word is under way."""
        for trouble in (Trouble.BROKEN, Trouble.GATEWAY, Trouble.RESET, Trouble.NOT_JSON):
            self.board.faults.next("sendMessage", trouble)
            await self.anna.types(f"{PLANTED} {trouble}")
        await self.store.write(lambda unit: unit.connection.execute(text(BREAKS[unit.connection.dialect.name])))
        await self.anna.types("/home")
        await self.does(self.anna, actions.MyReminders(0))
        await self.anna.types(f"tomorrow 9:15 {PLANTED} breaks")
        spoilt = update(schema.goals).values(title=b"\x01\x00\x01" + bytes(40))
        await self.store.write(lambda unit: unit.connection.execute(spoilt))
        await self.anna.types("/goals")


@contextmanager
def files(url):
    """Looks into every file that is kept when all was done; a copy is made before."""
    file = Path(make_url(url).database)

    def look():
        backup.back_up(url, file.with_name("copy.db"), FRIDAY, lambda *_: None)
        kept = {path.name: path.read_bytes() for path in file.parent.iterdir() if path.is_file()}
        assert {"makker.db", "makker.db-wal", "copy.db"} <= set(kept)
        assert len(kept["makker.db-wal"]) > 1_000_000
        return kept

    with closing(sqlite3.connect(file)) as reader:
        # Until a reader is done, everything that is written stays in the database's log.
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchall()
        yield look


@contextmanager
def rows(url):
    """Looks into every table when all was done."""

    def look():
        with looking(url) as connection:
            tables = {table.name: connection.execute(select(table)).all() for table in schema.metadata.sorted_tables}
        assert min(len(tables[name]) for name in ("people", "pending", "outbox", "goals", "reminders")) > 0
        return {name: b" ".join(map(_written, chain.from_iterable(found))) for name, found in tables.items()}

    yield look


def _written(value):
    return value if isinstance(value, bytes) else str(value).encode()


def free_port():
    """A port on this machine where nobody is."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


async def asked(port):
    """What the health page says, and what it says of addresses that are not there."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        pages = [await client.get(path) for path in ("/healthz", "/metrics", f"/{PLANTED}", f"/calendar/{PLANTED}.ics")]
    assert pages[0].json()["ok"]
    return "".join(page.text + str(page.headers) for page in pages)


@pytest.mark.parametrize(
    ("kind", "form", "who"), [("sqlite", "text", "Anna"), ("sqlite", "json", "Jonas"), ("postgresql", "json", "Anna")]
)
async def test_nothing_that_people_write_is_in_the_database_the_logs_or_on_the_health_page(
    tmp_path, capfd, kind, form, who
):
    clock, port = FileClock(tmp_path / "ahead", FRIDAY), free_port()
    settings = {"log": form, "log_level": "DEBUG", "http": f"127.0.0.1:{port}", "public_url": "https://makker.example"}
    with ready(kind, tmp_path) as url, (files if kind == "sqlite" else rows)(url) as look:
        async with switchboard(clock.now) as board, nursery(board, tmp_path, url=url, **settings) as bots:
            story = Leaks(board, bots, clock, "en")
            await story.begins()
            secret = story.mette.payload()
            await story.answers_every_question(story.players[who])
            await story.sends_whatever_else()
            await story.stumbles()
            pages = await asked(port)
            await bots.dies()
            kept = look()
            logged = "".join(capfd.readouterr())
            said = "".join(one.text for player in story.players.values() for one in player.phone.messages)
    found = {"log": logged.encode(), "pages": pages.encode()} | kept
    assert said.count(PLANTED) > 100
    assert logged.count("\n") > 20
    assert all(words in logged for words in ("update_failed", "IntegrityError", "KeyTrouble", "JSONDecodeError"))
    for word in (PLANTED, PLANTED.lower(), board.token, board.token.partition(":")[2], secret):
        assert [name for name, content in found.items() if word.encode() in content] == [], word
