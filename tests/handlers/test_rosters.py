"""A list of names comes in, and a sheet of personal links goes out: nothing half, nothing twice, nothing kept."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from tests.handlers.conftest import come_in, count
from tests.world import NOW

DAY = timedelta(days=1)
NAMES = "Navn;Rolle\r\nBo Ærø;mentor\r\n;mentor\r\nIda;mentee\r\nKim;\r\n=cmd();mentee\r\n"


@pytest.fixture
def asked(mette):
    return mette.follows(actions.Desk(1)).taps("Invitations").taps("Invite").taps("A list").sees("Send me a list")


def cells(phone):
    """The sheet on the newest card, as a spreadsheet reads it."""
    text = phone.last.file.text
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def secrets(phone):
    return [row[2].partition("start=")[2] for row in cells(phone)[1:]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_file_of_names_gives_a_sheet_of_links_that_let_each_in(world, asked, encoding):
    mette = asked.sends(NAMES.encode(encoding)).sees("Three links", "One mentor and two mentees, a link for each.")
    mette.sees("Two lines that I couldn't read:", "line 3 has no name", "line 5 doesn't say mentor or mentee")
    mette.taps("Make the links").sees("Three links are in the sheet", "once, until Friday 27 November")
    head, *rows = cells(mette)
    assert head == ["Name", "As", "Link", "Good until"]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("Bo Ærø", "mentor", "Friday 27 November"),
        ("Ida", "mentee", "Friday 27 November"),
        ("'=cmd()", "mentee", "Friday 27 November"),
    ]
    assert all(row[2].startswith("https://t.me/{bot}?start=") for row in rows)
    first, second, _ = secrets(mette)
    bo = world.phone("Bo").opens(first).sees("Welcome to").taps("Yes, that's fine")
    world.phone("Ida").opens(second).taps("Yes, that's fine")
    roles = world.read(lambda unit: unit.connection.execute(select(schema.members.c.role)).scalars().all())
    assert roles == [Role.COORDINATOR, Role.MENTOR, Role.MENTEE]
    world.phone("Ole").opens(first).sees("This link has been used")
    bo.sees("What may we call you?")
    mette.follows(actions.OpenLinks(1, 0)).sees("One link still lets somebody in.")
    assert mette.labels()[0] == "For =cmd(), a mentee, until 27 Nov"


def test_a_second_tap_makes_no_second_links_and_the_names_are_forgotten(world, asked):
    mette = asked.sends(b"Zyxbo;mentor")
    before = world.read(lambda unit: unit.connection.execute(select(schema.rosters.c.text)).scalar_one())
    assert b"Zyxbo" not in before
    mette.taps("Make the links")
    links = count(world, schema.invitations)
    mette.taps("Make the links").sees("These links are made").taps("All links").sees("One link still lets somebody in.")
    assert count(world, schema.invitations) == links
    assert world.read(lambda unit: unit.connection.execute(select(schema.rosters.c.text)).scalar_one()) == b""


def test_names_can_be_typed_and_sent_again_until_they_are_right(world, asked):
    mette = asked.types("Bo").sees("No links", "line 1 doesn't say mentor or mentee")
    assert "Make the links" not in mette.labels()
    old = mette.types("Bo;mentor").last
    mette.types("Bo;mentor\nIda;mentee").sees("Two links").taps("Make the links")
    assert len(secrets(mette)) == 2
    mette.screens.append(old)
    mette.taps("Make the links").sees("Peer Vejle")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "I couldn't get that file."),
        (b"PK\x03\x04", "That is an Excel workbook."),
        (b"Navn;Rolle\n", "I found no names in that."),
        (b"Bo;mentor\n" * 201, "That is more than 200 lines."),
        (b"\x81\x00", "I can't read that as a list."),
    ],
)
def test_what_is_no_list_is_told_kindly_and_asked_for_again(world, asked, content, told):
    asked.sends(content).sees(told, "Send me a list of names").sends(b"Bo;mentor").sees("One link")
    assert count(world, schema.rosters) == 1


def test_many_lines_that_cannot_be_read_are_counted(asked):
    asked.sends(b"Navn;Rolle\nBo;mentor\n" + b"Kim;\n" * 7 + b"x" * 70 + b";mentor").sees(
        "Eight lines", "and three more"
    )
    asked.sends(b"x" * 70 + b";mentor").sees("line 1 has a very long name")


def test_a_file_that_nobody_asked_for_is_not_kept(world, mette):
    mette.types("/home").sends(b"Bo;mentor").sees("I only understand an answer when I've asked")
    mette.follows(actions.AskPhone(1)).sends(b"Bo;mentor").sees("Can you write it in words?")
    assert count(world, schema.rosters) == 0


def test_a_list_is_the_coordinators_own_and_their_programmes(world, asked):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    kim = come_in(world, "Kim", Role.COORDINATOR, "Peer Kolding")
    asked.sends(b"Ida;mentee")
    for phone in (bo, kim):
        phone.follows(actions.MakeLinks(1)).sees("Peer")
        assert phone.last.file is None
    asked.taps("Make the links")
    assert kim.follows(actions.OpenLinks(2, 0)).sees("No link is out right now")


def test_a_list_of_which_nobody_made_links_is_forgotten_in_a_day(world, asked):
    asked.sends(b"Ida;mentee")
    world.write(lambda unit: unit.rosters.tidy(NOW + DAY))
    assert count(world, schema.rosters) == 1
    world.write(lambda unit: unit.rosters.tidy(NOW + DAY + timedelta(minutes=1)))
    assert count(world, schema.rosters) == 0
    asked.taps("Make the links").sees("Peer Vejle")
