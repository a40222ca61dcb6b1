"""Undo: takes one change back, also after other things happened, or says kindly that it no longer can."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers import actions, settings
from handlers.access import Stale
from handlers.desk import pairing
from handlers.screen import Screen
from handlers.speech import Speech
from handlers.tap import Tap
from storage.changes import Change
from storage.unit import Unit


@dataclass(frozen=True)
class Reversal:
    """How one kind of change is taken back, and what is shown then; the second tap shows the same.

    `take_back` raises Stale, before it writes anything, when what was changed has been changed again since.
    """

    take_back: Callable[[Change, Unit, Speech], None]
    show: Callable[[Change, Unit, Speech], Screen]


REVERSALS: Mapping[str, Reversal] = {
    settings.NAME: Reversal(settings.undo_name, settings.show_undone),
    settings.ZONE: Reversal(settings.undo_zone, settings.show_undone_zone),
    pairing.MADE: Reversal(pairing.take_back, pairing.show_taken_back),
}


def undo(tap: Tap[actions.Undo], unit: Unit, say: Speech) -> Screen:
    """Takes the change back, once, and shows how things are then."""
    change = unit.changes.get(tap.action.change)
    reversal = REVERSALS.get(change.what)
    if reversal is None:
        raise Stale
    if change.undone_at is None:
        reversal.take_back(change, unit, say)
        unit.changes.undone(change.id, tap.now)
    return reversal.show(change, unit, say)
