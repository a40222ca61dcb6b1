"""What an action is, and the codec that fits each into the platform's 64 bytes."""

from dataclasses import fields
from enum import StrEnum
from typing import ClassVar, get_type_hints

LIMIT = 64
# A row's number on PostgreSQL: it refuses to look for a larger one, where SQLite finds nothing.
LARGEST = 2**31 - 1
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BY_CODE: dict[str, type["Action"]] = {}
_PARTS: dict[type["Action"], dict[str, type]] = {}


class Action:
    """What a tap means. Subclasses are frozen dataclasses of ints, bools and enums."""

    code: ClassVar[str]

    def __init_subclass__(cls, code: str) -> None:
        """Registers the action's code; raises ValueError when another has it already."""
        if code in _BY_CODE:
            raise ValueError(f"two actions share the code {code}")
        cls.code = code
        _BY_CODE[code] = cls


def _parts(kind: type[Action]) -> dict[str, type]:
    """The type of each of its fields, by name."""
    if kind not in _PARTS:
        hints = get_type_hints(kind)
        _PARTS[kind] = {part.name: hints[part.name] for part in fields(kind)}  # type: ignore[arg-type]  # all are dataclasses
    return _PARTS[kind]


def encode(action: Action) -> str:
    """The action as callback data, at most 64 bytes; raises ValueError for a number that no row has."""
    parts = [action.code]
    for name in _parts(type(action)):
        value = getattr(action, name)
        parts.append(value.value if isinstance(value, StrEnum) else _base36(int(value)))
    return ".".join(parts)


def decode(data: str | None) -> Action | None:
    """The action in the callback data; None for bytes that no button of ours carries."""
    code, *parts = (data or "").split(".")
    kind = _BY_CODE.get(code)
    if kind is None or len(data or "") > LIMIT or len(parts) != len(_parts(kind)):
        return None
    try:
        return kind(*(_read(hint, part) for hint, part in zip(_parts(kind).values(), parts, strict=True)))
    except ValueError:
        return None


def every_action() -> list[type[Action]]:
    """All kinds of action, in the order of their codes."""
    return [_BY_CODE[code] for code in sorted(_BY_CODE)]


def longest(kind: type[Action]) -> int:
    """The most bytes that an action of this kind can take."""
    size = len(kind.code)
    for hint in _parts(kind).values():
        widest = max(len(str(m.value)) for m in hint) if issubclass(hint, StrEnum) else len(_base36(LARGEST))
        size += 1 + (1 if hint is bool else widest)
    return size


def _read(hint: type, part: str) -> object:
    if issubclass(hint, StrEnum):
        return hint(part)
    if not part or part.strip(_DIGITS) or len(part) > len(_base36(LARGEST)):
        raise ValueError("not a number of ours")
    number = int(part, 36)
    if hint is bool:
        return {0: False, 1: True}[number] if number < 2 else _refuse()
    return number if number <= LARGEST else _refuse()


def _refuse() -> object:
    raise ValueError("not a value of ours")


def _base36(number: int) -> str:
    if not 0 <= number <= LARGEST:
        raise ValueError("an action carries numbers from 0 to 2**31 - 1")
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits
