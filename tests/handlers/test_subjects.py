"""One subject that cannot be decided holds back no other, and is looked at again."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage import schema
from tests.handlers.couples import Couple

HOUR = timedelta(hours=1)
# Bytes that no key opens, as after a broken disk.
SPOILT = bytes([1, 0, 1]) + bytes(40)


@pytest.fixture
def couples(world):
    return Couple(world).agrees(), Couple(world, ("Ida", "Bo")).agrees()


def spoil(world, column, row):
    table = column.table
    world.write(lambda unit: unit.connection.execute(update(table).where(table.c.id == row).values({column: SPOILT})))


@pytest.mark.parametrize("what", ["meeting", "goal", "reminder"])
def test_one_row_that_cannot_be_read_takes_nobody_elses_reminders(world, couples, what):
    first, second = couples
    if what == "meeting":
        spoil(world, schema.meetings.c.place, first.first.id)
    elif what == "goal":
        spoil(world, schema.goals.c.title, first.adds("Read more").id)
    else:
        first.mentor.types("/reminders").types("every day at 9 drink water")
        spoil(world, schema.reminders.c.text, 1)
    world.moves_to(second.first.starts_at - 23 * HOUR)
    second.mentee.sees("Ida")
    second.mentor.sees("Bo")


def test_what_was_put_off_is_decided_on_when_it_can_be_read_again(world, couples):
    meeting, place = couples[0].first, schema.meetings.c.place
    spoil(world, place, meeting.id)
    world.moves_to(meeting.starts_at - 23 * HOUR)
    assert couples[0].mentee.screens == []
    world.write(lambda unit: unit.meetings.take_terms(meeting.id, couples[0].agreement, meeting.slot))
    world.moves_to(meeting.starts_at - 21 * HOUR)
    couples[0].mentee.sees("Jonas")
