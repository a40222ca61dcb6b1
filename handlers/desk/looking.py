"""What a coordinator sees of somebody is written down, and they can read who it was."""

from collections.abc import Iterable
from datetime import datetime

from bot.mentoring.people import Person
from handlers.speech import Speech
from storage.states import Deed
from storage.unit import Unit


def looks(reader: Person, at: Iterable[Person], programme: int, unit: Unit, say: Speech) -> None:
    """How it goes for them is about to be shown to the reader."""
    _seen(Deed.LOOKED, reader, at, programme, unit, say)


def reads(reader: Person, of: Iterable[Person], programme: int, unit: Unit, say: Speech) -> None:
    """What they told of themselves is about to be shown to the reader."""
    _seen(Deed.READ, reader, of, programme, unit, say)


def _seen(deed: Deed, reader: Person, people: Iterable[Person], programme: int, unit: Unit, say: Speech) -> None:
    # Looking again on the same day is no news.
    unit.audit.seen(deed, reader.id, [each.id for each in people], programme, say.now, _today(say))


def _today(say: Speech) -> datetime:
    return say.local(say.now).replace(hour=0, minute=0, second=0, microsecond=0)
