"""Columns that refuse what would be read back as something else."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy.dialects import postgresql, sqlite

from storage.states import MoveState
from storage.types import Instant, TimeOfDay, Weekdays, choice

SQLITE, POSTGRES = sqlite.dialect(), postgresql.dialect()
instants = some.datetimes(
    min_value=datetime(1970, 1, 1),
    max_value=datetime(2200, 1, 1),
    timezones=some.timezones(),
)


@given(instants)
def test_an_instant_comes_back_as_the_same_moment_in_utc(moment: datetime) -> None:
    kind = Instant()
    back = kind.process_result_value(kind.process_bind_param(moment, SQLITE), SQLITE)
    assert back == moment.astimezone(UTC)
    assert back is not None
    assert back.tzinfo is UTC


@given(instants, instants)
def test_stored_instants_sort_as_time_does(one: datetime, other: datetime) -> None:
    kind = Instant()
    texts = kind.process_bind_param(one, SQLITE), kind.process_bind_param(other, SQLITE)
    assert (texts[0] < texts[1]) == (one.astimezone(UTC) < other.astimezone(UTC))


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRES])
def test_a_naive_time_is_refused(dialect: object) -> None:
    with pytest.raises(ValueError, match="naive"):
        Instant().process_bind_param(datetime(2026, 11, 26, 16, 30), dialect)


def test_postgresql_gets_an_aware_timestamp_and_gives_utc() -> None:
    copenhagen = datetime(2026, 11, 26, 16, 30, tzinfo=timezone(timedelta(hours=1)))
    assert Instant().process_bind_param(copenhagen, POSTGRES) == copenhagen
    assert str(Instant().load_dialect_impl(POSTGRES).compile(POSTGRES)) == "TIMESTAMP WITH TIME ZONE"
    back = Instant().process_result_value(copenhagen, POSTGRES)
    assert back is not None
    assert back.tzinfo is UTC


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRES])
def test_no_time_stays_no_time(dialect: object) -> None:
    for kind in (Instant(), TimeOfDay()):
        assert kind.process_bind_param(None, dialect) is None
        assert kind.process_result_value(None, dialect) is None


def test_a_time_of_day_is_kept_to_the_minute() -> None:
    assert TimeOfDay().process_bind_param(time(8, 5), SQLITE) == "08:05"
    assert TimeOfDay().process_result_value("08:05", SQLITE) == time(8, 5)


def test_weekdays_are_digits_in_order() -> None:
    assert Weekdays().process_bind_param((3, 1), SQLITE) == "13"
    assert Weekdays().process_result_value("13", SQLITE) == (1, 3)
    assert Weekdays().process_bind_param(None, SQLITE) == ""
    assert Weekdays().process_result_value(None, SQLITE) == ()


def test_a_choice_is_stored_by_its_value_and_nothing_else_is_read() -> None:
    kind = choice(MoveState)
    assert kind.enums == ["open", "accepted", "replaced"]
    read = kind.result_processor(SQLITE, None)
    assert read is not None
    assert read("open") is MoveState.OPEN
    with pytest.raises(LookupError):
        read("elsewhere")
