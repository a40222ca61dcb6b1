"""The ways to somebody's desks: with one it needs no name, with several each says of which programme it is."""

from collections.abc import Sequence

from bot.mentoring.people import Member
from handlers import actions
from handlers.screen import Button
from handlers.speech import Speech
from handlers.texts import short
from storage.unit import Unit

LABEL = 30


def desks(places: Sequence[Member], unit: Unit, say: Speech) -> list[Button]:
    """A button for each programme that the person looks after, oldest first."""
    programmes = sorted({place.programme for place in places if not place.role.meets})
    if len(programmes) == 1:
        return [Button(say("To the desk"), actions.Desk(programmes[0]))]
    return [
        Button(
            say("The desk of {programme}", programme=short(unit.programmes.get(each).name, LABEL)), actions.Desk(each)
        )
        for each in programmes
    ]
