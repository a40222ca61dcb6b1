"""What a coordinator sees of somebody is written down, and they can read who it was."""

from collections.abc import Iterable
from datetime import datetime

from bot.mentoring.alerts import Alert
from bot.mentoring.people import Person
from handlers.speech import Speech
from storage.states import Deed
from storage.unit import Unit


def looks(reader: Person, at: Iterable[Person], programme: int, unit: Unit, say: Speech) -> None:
    """How it goes for them is about to be shown to the reader."""
    _seen(Deed.LOOKED, reader.id, [each.id for each in at], programme, unit, say)


def reads(reader: Person, of: Iterable[Person], programme: int, unit: Unit, say: Speech) -> None:
    """What they told of themselves is about to be shown to the reader."""
    _seen(Deed.READ, reader.id, [each.id for each in of], programme, unit, say)


def hears(reader: int, alert: Alert, unit: Unit, say: Speech) -> None:
    """That somebody asked for the coordinator is about to be shown to the reader, and whom they worry about."""
    _seen(Deed.HEARD, reader, [alert.by], alert.programme, unit, say)
    if alert.pair is not None:
        # In the same words as any look: that there was a worry is not theirs to read.
        _seen(Deed.LOOKED, reader, [unit.pairs.get(alert.pair).mentee], alert.programme, unit, say)


def _seen(deed: Deed, reader: int, people: Iterable[int], programme: int, unit: Unit, say: Speech) -> None:
    # Looking again on the same day is no news.
    unit.audit.seen(deed, reader, people, programme, say.now, _today(say))


def _today(say: Speech) -> datetime:
    return say.local(say.now).replace(hour=0, minute=0, second=0, microsecond=0)
