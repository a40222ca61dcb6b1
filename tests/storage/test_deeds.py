"""Who saw or changed what of whom, as the operator reads it: in order, narrowed down, and without the key."""

from datetime import timedelta

import pytest

from bot.mentoring.people import Role
from storage import deeds
from storage.deeds import Told, Wanted, listed
from storage.states import Deed
from storage.trouble import StorageTrouble
from tests.storage.filled import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def town(store):
    """Two programmes of the same people; in each the coordinator looks at somebody. Gives the people's numbers."""

    def build(unit):
        vejle, kolding = (unit.programmes.add(name, "da", "Europe/Copenhagen", NOW) for name in ("Vejle", "Kolding"))
        numbers = []
        for chat, name, programme in (
            (1, "Mette", vejle),
            (2, "Anna", vejle),
            (3, "Mette", kolding),
            (4, "Bo", kolding),
        ):
            person = unit.people.add(chat, name, "da", programme, NOW)
            unit.people.join(programme.id, person.id, Role.MENTEE, 1, NOW)
            numbers.append(person.id)
        mette, anna, other, bo = numbers
        unit.audit.add(Deed.LOOKED, mette, anna, vejle.id, NOW)
        unit.audit.add(Deed.LOOKED, other, bo, kolding.id, NOW + HOUR)
        unit.audit.add(Deed.ERASED, anna, anna, None, NOW + 2 * HOUR)
        return numbers

    return store.write_now(build)


def test_all_of_it_stands_there_in_order_and_narrowed_down_it_is_what_was_asked_for(url, town):
    mette, anna, other, bo = town
    assert deeds.add(url, Deed.BACKED_UP, NOW + 3 * HOUR) is None
    rows = [
        Told(1, NOW, Deed.LOOKED, mette, anna, "Vejle"),
        Told(2, NOW + HOUR, Deed.LOOKED, other, bo, "Kolding"),
        Told(3, NOW + 2 * HOUR, Deed.ERASED, anna, anna, None),
        Told(4, NOW + 3 * HOUR, Deed.BACKED_UP, None, None, None),
    ]
    for wanted, found in (
        (Wanted(), rows),
        (Wanted(programme="Kolding"), rows[1:2]),
        (Wanted(person=anna), [rows[0], rows[2]]),
        (Wanted(person=mette), rows[:1]),
        (Wanted(since=NOW + HOUR), rows[1:]),
        (Wanted(programme="Vejle", person=anna, since=NOW + HOUR), []),
        (Wanted(person=10**9), []),
    ):
        assert list(listed(url, wanted)) == found, wanted


def test_a_programme_that_is_not_there_is_said(url, town):
    with pytest.raises(StorageTrouble, match="no programme called 'Vejel'"):
        list(listed(url, Wanted(programme="Vejel")))


def test_a_database_without_the_table_is_said(empty_url):
    with pytest.raises(StorageTrouble, match="makker migrate"):
        list(listed(empty_url, Wanted()))
