"""A list of names over HTTP: the file is fetched only when it was asked for, and a sheet with real links comes back."""

import csv
import io
from contextlib import asynccontextmanager

import pytest

from bot.demo.faults import Trouble
from bot.mentoring.rosters import LARGEST
from handlers import actions
from handlers.actions import encode
from tests.journeys.cast import cast
from tests.journeys.mortals import mortals
from tests.journeys.scenes import comes_in

pytestmark = pytest.mark.usefixtures("either")

NAMES = "Navn;Rolle\r\nJonas Sørensen;mentor\r\n;mentee\r\n".encode("cp1252")


@asynccontextmanager
async def asked(folder):
    """Mette is asked for a list."""
    async with cast(folder, "en") as story:
        await comes_in(story.mette, story.invitation("coordinator"), "Mette")
        async with story.line():
            await story.mette.phone.taps_raw(encode(actions.AskRoster(1)))
        yield story


async def sends(story, content, name="navne.csv"):
    async with story.line():
        await story.mette.phone.sends_file(content, name)


async def test_a_list_of_names_comes_in_and_a_sheet_of_links_goes_out(tmp_path):
    async with asked(tmp_path) as story:
        await sends(story, NAMES)
        await story.mette.sees("One link")
        await story.mette.sees("line 3 has no name")
        await story.mette.taps("Make the links")
        document = story.mette.last.media["document"]
        stored = story.board.world.files.get(document["file_id"])
        assert document["file_name"] == "makker.csv"
        head, row = csv.reader(io.StringIO(stored.upload.content.decode("utf-8-sig"), newline=""), delimiter=";")
        assert head == ["Name", "As", "Link", "Good until"]
        assert row[:2] == ["Jonas Sørensen", "mentor"]
        assert row[2].startswith(f"https://t.me/{story.board.world.bot()['username']}?start=")
        await comes_in(story.jonas, row[2], "Jonas")
        await story.jonas.sees("What do you like, and what can you help with?")


async def test_a_file_that_nobody_asked_for_is_never_fetched(tmp_path):
    async with asked(tmp_path) as story:
        await story.mette.types("/home")
        await sends(story, NAMES)
        await story.mette.sees("I only understand an answer when I've asked")
        async with story.line():
            await story.anna.phone.sends_file(NAMES)
        assert story.board.called("getFile") == []


async def test_a_file_that_cannot_be_had_is_asked_for_again(tmp_path):
    async with asked(tmp_path) as story:
        await sends(story, b"x" * (LARGEST + 1))
        await story.mette.sees("I couldn't get that file.")
        story.board.faults.next("getFile", Trouble.BROKEN)
        await sends(story, NAMES)
        await story.mette.sees("One link")
        assert len(story.board.called("getFile")) == 3


async def test_a_bot_that_is_killed_while_it_fetches_takes_the_list_up_again(tmp_path):
    async with mortals(tmp_path, "en") as story:
        story.mortal = False
        await comes_in(story.mette, story.invitation("coordinator"), "Mette")
        async with story.line():
            await story.mette.phone.taps_raw(encode(actions.AskRoster(1)))
        story.board.faults.next("getFile", Trouble.HANG)
        await story.mette.phone.sends_file(NAMES)
        await story.board.until(lambda: story.board.called("getFile"), "the file is asked for")
        assert len(await story.store.read(lambda unit: unit.inbox.waiting())) == 1
        await story.bot.dies()
        await story.bot.start()
        await story.settled()
        await story.mette.sees("One link")
        await story.mette.taps("Make the links")
        assert story.mette.last.media["document"]["file_name"] == "makker.csv"
