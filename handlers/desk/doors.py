"""The ways to somebody's desks and programmes: with one it needs no name, with several each says which it is."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.people import Member, Person
from handlers import actions
from handlers.current import current, met_in
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


def switches(person: Person, places: Sequence[Member], unit: Unit, say: Speech) -> list[Button]:
    """A button for each other programme that they meet people in."""
    before = current(person, places)
    others = [unit.programmes.get(each) for each in met_in(places) if each != before]
    return [
        Button(say("Switch to {programme}", programme=short(each.name, LABEL)), actions.SwitchProgramme(each.id))
        for each in others
    ]


def shown(person: Person, places: Sequence[Member], unit: Unit, say: Speech) -> Markup | None:
    """Which programme is before them; nothing where there is only one."""
    before = current(person, places)
    if before is None or len(met_in(places)) < 2:
        return None
    return say("You're looking at {programme}.", programme=unit.programmes.get(before).name)
