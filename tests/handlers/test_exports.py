"""Export: the programme's pairs, meetings and who is coming, as files that other programs open."""

import csv
import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from bot.exporter import Exporter
from bot.mentoring.meetings import Log, MeetingState, Mood, Reply
from bot.mentoring.people import Role
from handlers import actions
from storage.states import Deed, NoteSight
from tests.handlers.conftest import ON_BOTH, come_in
from tests.handlers.couples import Couple

pytestmark = ON_BOTH

HOUR = timedelta(hours=1)
WRITTEN = ("Learn to swim", "He sounded low", "Nordlys")


@pytest.fixture
def couple(world, mette):
    """Two who met once, planned the next time, and wrote this and that."""
    couple = Couple(world).agrees(place="Nordlys")
    couple.adds("Learn to swim")
    first, second = couple.meetings()[:2]

    def cause(unit):
        unit.meetings.set(first.id, state=MeetingState.HELD)
        unit.outcomes.log(Log(first.id, couple.pair.mentee, True, None, Mood.HARD, True, world.now))
        unit.outcomes.add_note(first.id, couple.pair.mentor, NoteSight.SHARED, "He sounded low", world.now)
        unit.meetings.reply(second.id, couple.pair.mentor, Reply.COMING, world.now)

    world.write(cause)
    world.now = first.ends_at + HOUR
    return couple


async def nothing():
    """Nobody watches."""


async def taken(world, mette, words="Everything, for Excel"):
    """The file that comes when the button is tapped: its name and its bytes."""
    mette.follows(actions.Exports(1)).taps(words).sees("Here is what you asked for.")
    return await Exporter(world.store).make(mette.last.file, nothing)


def sheets(content):
    """Each sheet's rows, as another program reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


async def test_the_desk_gives_a_workbook_with_real_dates_states_and_counts(world, mette, couple):
    mette.types("/home").taps("Export").sees("one pair and", "never what people wrote")
    name, content = await taken(world, mette)
    assert name == "makker-2026-11-26.xlsx"
    found = sheets(content)
    assert list(found) == ["Pairs", "Meetings", "Who is coming"]
    pair = dict(zip(*found["Pairs"], strict=True))
    assert (pair["Mentor"], pair["Mentee"], pair["How it stands"]) == ("Jonas", "Anna", "they meet")
    assert (pair["Since"], pair["Last met"]) == (datetime(2026, 11, 20), datetime(2026, 11, 26))
    assert pair["Next meeting"] == datetime(2026, 12, 3, 16, 30)
    assert (pair["Held"], pair["Planned"], pair["Didn't happen"]) == (1, len(couple.meetings()) - 1, 0)
    first = dict(zip(*found["Meetings"][:2], strict=True))
    assert (first["When"], first["Minutes"], first["How it stands"]) == (datetime(2026, 11, 26, 16, 30), 60, "held")
    coming = dict(zip(*found["Who is coming"][:2], strict=True))
    assert (coming["When"], coming["The mentor says"]) == (datetime(2026, 12, 3, 16, 30), "coming")
    assert coming["The mentee says"] == "not answered yet"


async def test_each_sheet_keeps_its_head_in_sight_and_can_be_filtered(world, mette, couple):
    _, content = await taken(world, mette)
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
        assert sheet.column_dimensions["B"].width >= len("Mentor")
    assert openpyxl.load_workbook(io.BytesIO(content))["Meetings"]["D2"].number_format == "yyyy-mm-dd hh:mm"


@pytest.mark.parametrize(
    ("words", "name", "heads"),
    [("Pairs (CSV)", "pairs", 14), ("Meetings (CSV)", "meetings", 7), ("Who is coming (CSV)", "who-is-coming", 8)],
)
async def test_each_table_also_comes_as_lines_that_a_danish_excel_opens(world, mette, couple, words, name, heads):
    called, content = await taken(world, mette, words)
    assert called == f"makker-{name}-2026-11-26.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    found = lines(content)
    assert found[1][:3] == [str(couple.pair.id), "Jonas", "Anna"]
    assert {len(row) for row in found} == {heads}


async def test_in_danish(world, mette, couple):
    mette.follows(actions.SetLanguage(actions.Language.DA)).follows(actions.Exports(1)).taps("Alt, til Excel")
    _, content = await Exporter(world.store).make(mette.last.file, nothing)
    found = sheets(content)
    assert list(found) == ["Makkerpar", "Møder", "Hvem kommer"]
    assert "de mødes" in found["Makkerpar"][1]


async def test_no_word_that_people_wrote_is_in_any_of_them(world, mette, couple):
    for words in ("Everything, for Excel", "Pairs (CSV)", "Meetings (CSV)", "Who is coming (CSV)"):
        _, content = await taken(world, mette, words)
        shown = str(sheets(content)) if "Excel" in words else content.decode()
        for secret in (*WRITTEN, "hard", "Hard"):
            assert secret not in shown, words


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+45 12", "-1", "@SUM(A1)", "\tx"])
async def test_a_name_that_looks_like_a_formula_is_words(world, mette, couple, name):
    world.write(lambda unit: unit.people.rename(couple.pair.mentor, name))
    _, content = await taken(world, mette, "Pairs (CSV)")
    assert lines(content)[1][1] == f"'{name}"
    world.now += HOUR
    _, content = await taken(world, mette)
    cell = openpyxl.load_workbook(io.BytesIO(content))["Pairs"]["B2"]
    assert (cell.data_type, cell.value) == ("s", name)


async def test_who_was_erased_has_been_here_and_nothing_more(world, mette, couple):
    world.write(lambda unit: unit.erasing.person(unit.people.get(couple.pair.mentee), world.now))
    _, content = await taken(world, mette)
    assert sheets(content)["Pairs"][1][1:3] == ["Jonas", "a former participant"]


async def test_nothing_of_a_programme_that_looks_the_same_is_in_it(world, mette, couple):
    mo = come_in(world, "Mo", Role.COORDINATOR, "Peer Kolding")
    other = Couple(world, names=("Jonas", "Anna"), programme="Peer Kolding").agrees()
    found = sheets((await taken(world, mette))[1])
    assert {row[0] for sheet in found.values() for row in sheet[1:]} == {couple.pair.id}
    mo.follows(actions.Exports(2)).taps("Everything, for Excel")
    found = sheets((await Exporter(world.store).make(mo.last.file, nothing))[1])
    assert {row[0] for sheet in found.values() for row in sheet[1:]} == {other.pair.id}
    before = len(mo.screens)
    mo.follows(actions.MakeExport(1, actions.ExportKind.BOOK))
    assert all(screen.file is None for screen in mo.screens[before:])


async def test_more_pairs_than_are_read_at_once_are_all_in_it(world, mette, couple):
    def many(unit):
        for _ in range(230):
            pair = unit.pairs.add(1, couple.pair.mentor, couple.pair.mentee, world.now)
            unit.pairs.close(pair.id, world.now)

    world.write(many)
    rows = sheets((await taken(world, mette))[1])["Pairs"]
    assert len(rows) == 1 + 231
    assert rows[-1][3] == "over"
    assert rows[-1][6] == datetime(2026, 11, 26)
    assert len({row[0] for row in rows}) == len(rows)


def test_it_is_noted_for_everybody_in_it_and_twice_in_a_minute_is_once(world, mette, couple):
    mette.follows(actions.MakeExport(1, actions.ExportKind.BOOK)).follows(
        actions.MakeExport(1, actions.ExportKind.BOOK)
    )
    for person in (couple.pair.mentor, couple.pair.mentee):
        told = world.read(lambda unit, person=person: unit.audit.about(person))
        assert [(each.what, each.by, each.programme) for each in told] == [(Deed.EXPORTED, mette.person.id, 1)]
    couple.mentee.follows(actions.WhoLooked(0)).sees("Mette took a list along")
    assert sum(screen.file is not None for screen in mette.screens) == 1


def test_it_comes_at_night_too_to_whoever_asked(world, mette, couple):
    world.now = datetime(2026, 11, 27, 1, tzinfo=UTC)
    mette.follows(actions.MakeExport(1, actions.ExportKind.PAIRS)).sees("Here is what you asked for.")


def test_who_has_left_the_desk_meanwhile_gets_nothing(world, mette, couple):
    come_in(world, "Bo", Role.COORDINATOR)

    def asks_and_leaves(unit):
        reader = unit.people.by_chat(mette.chat)
        unit.outbox.notice("desk.export", reader, "k", {"programme": 1, "kind": "b"}, world.now)
        unit.people.end_place(unit.people.places(reader.id)[0].id, world.now)

    before = len(mette.screens)
    world.write(asks_and_leaves)
    world.deliver()
    assert len(mette.screens) == before


async def test_an_empty_programme_gives_empty_tables(world, mette):
    found = sheets((await taken(world, mette))[1])
    assert [len(rows) for rows in found.values()] == [1, 1, 1]
