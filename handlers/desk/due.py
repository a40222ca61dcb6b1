"""What is due at the desk by itself: the pairs that it is time to talk with."""

from datetime import datetime

from bot.mentoring.contacts import Due, Spacing, due
from storage.unit import Unit


def due_contacts(programme: int, now: datetime, unit: Unit) -> list[Due]:
    """The programme's pairs that it is time to talk with, longest due first."""
    often = spacing(programme, unit)
    return due(unit.contacts.quiet(programme, now, often), now, often)


def spacing(programme: int, unit: Unit) -> Spacing:
    """How often the programme talks with its pairs."""
    return Spacing.by(unit.programmes.thresholds(programme))
