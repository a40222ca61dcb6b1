"""A list of names as a spreadsheet writes it: whatever it is, it is understood or told of, never guessed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.people import Role
from bot.mentoring.rosters import (
    LONGEST_LIST,
    LONGEST_NAME,
    Guest,
    Problem,
    Roster,
    Trouble,
    Unreadable,
    UnreadableError,
    read,
    safe,
    sheet,
)

BO, IDA = Guest("Bo Ærø", Role.MENTOR), Guest("Ida Sørensen", Role.MENTEE)


@pytest.mark.parametrize(
    "text",
    [
        "Navn;Rolle\nBo Ærø;mentor\nIda Sørensen;mentee\n",
        "navn,rolle\r\nBo Ærø,Mentor\r\nIda Sørensen,MENTEE",
        "Role\tName\nvolunteer\tBo Ærø\nparticipant\tIda Sørensen",
        "Fornavn;Efternavn;Mentor/mentee\nBo;Ærø;mentor\nIda;Sørensen;mentee",
        "E-mail;Navn:;Rolle\nbo@example.org;Bo Ærø;frivillig\n;Ida Sørensen;deltager",
        "Bo Ærø;mentor\nIda Sørensen;mentee",
        "Bo Ærø;12345678;mentor\n\n;;\n  Ida   Sørensen ;;mentee;",
        'sep=,\nnavn,rolle\n"Bo Ærø",mentor\n"Ida\nSørensen",mentee',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_however_a_spreadsheet_writes_it(text, encoding):
    assert read(text.encode(encoding)) == Roster([BO, IDA], [])


def test_each_line_that_cannot_be_read_is_told_with_its_number_and_the_others_stand():
    lines = ["Navn;Rolle", "Bo Ærø;mentor", ";mentor", "Kim;", "Lis;coordinator", "x" * (LONGEST_NAME + 1) + ";mentor"]
    found = read("\n".join([*lines, "", "Ida Sørensen;mentee", "Per"]).encode())
    assert found == Roster(
        [BO, IDA],
        [
            Problem(3, Trouble.NO_NAME),
            Problem(4, Trouble.NO_ROLE),
            Problem(5, Trouble.NO_ROLE),
            Problem(6, Trouble.LONG_NAME),
            Problem(9, Trouble.NO_ROLE),
        ],
    )


def test_a_list_without_a_heading_says_what_it_lacks():
    found = read(b"mentor;\nKim\nNavn Navnesen;mentor")
    assert found.problems == [Problem(1, Trouble.NO_NAME), Problem(2, Trouble.NO_ROLE)]
    assert read(b"Navn\nKim").problems == [Problem(2, Trouble.NO_ROLE)]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Unreadable.EMPTY),
        (b" \n;;\n", Unreadable.EMPTY),
        (b"Navn;Rolle\n", Unreadable.EMPTY),
        (b"PK\x03\x04rest", Unreadable.WORKBOOK),
        (b"\xd0\xcf\x11\xe0rest", Unreadable.WORKBOOK),
        (b"a\x00b;mentor", Unreadable.NO_TEXT),
        (b"\x81\x8d", Unreadable.NO_TEXT),
        (b"\xff\xfea", Unreadable.NO_TEXT),
        (b'"' + b"x" * 140_000, Unreadable.NO_TEXT),
        (b"Bo;mentor\n" * (LONGEST_LIST + 1), Unreadable.TOO_MANY),
    ],
)
def test_what_is_no_list_of_names_is_told_as_what_it_is(content, why):
    with pytest.raises(UnreadableError) as error:
        read(content)
    assert error.value.why is why


def test_two_hundred_names_are_not_too_many():
    assert len(read(b"Navn;Rolle\n" + b"Bo;mentor\n" * LONGEST_LIST).guests) == LONGEST_LIST


@pytest.mark.parametrize(
    ("cell", "written"), [("Bo", "Bo"), ("=1+1", "'=1+1"), ("+45", "'+45"), ("-1", "'-1"), ("@x", "'@x"), ("", "")]
)
def test_no_cell_is_a_formula(cell, written):
    assert safe(cell) == written


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0")), min_size=2), min_size=1))
def test_a_sheet_is_read_as_it_was_written(rows):
    text = sheet(rows)
    assert text[0] == "\ufeff"
    back = list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))
    assert back == [[safe(cell) for cell in row] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in back for cell in row)


@given(st.binary())
def test_no_bytes_break_it(content):
    try:
        found = read(content)
    except UnreadableError:
        return
    assert all(each.name and len(each.name) <= LONGEST_NAME for each in found.guests)
