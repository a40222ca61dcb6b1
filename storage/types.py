"""Column types that refuse what would be read back as something else."""

from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, String, TypeDecorator
from sqlalchemy.types import TypeEngine


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite would drop the zone, so there it is text that sorts as time does."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, timestamptz elsewhere."""
        kind: TypeEngine[Any] = String(27) if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Raises ValueError for a naive time: nobody knows what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored as an instant")
        instant = value.astimezone(UTC)
        return (
            f"{instant.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
            if dialect.name == "sqlite"
            else instant
        )

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """An aware UTC datetime, or None."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.fromisoformat(value)
        instant: datetime = value
        return instant.astimezone(UTC)


class TimeOfDay(TypeDecorator[time]):
    """A local time of day, to the minute, stored as HH:MM."""

    impl = String(5)
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        """HH:MM, or None."""
        del dialect
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        """A naive time, or None."""
        del dialect
        return None if value is None else time.fromisoformat(value)


class Weekdays(TypeDecorator[tuple[int, ...]]):
    """Days of the week, 0 = Monday, stored as digits: Tuesday and Thursday are "13"."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> str:
        """The digits in order."""
        del dialect
        return "".join(str(day) for day in sorted(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[int, ...]:
        """The days in order."""
        del dialect
        return tuple(int(digit) for digit in value or "")


def choice(kind: type[StrEnum]) -> Enum:
    """A column that holds one of an enum's values, as text; anything else raises LookupError when read."""
    return Enum(kind, native_enum=False, length=20, values_callable=lambda members: [m.value for m in members])
