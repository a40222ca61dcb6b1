"""What the other one in the pair told of themselves at the start, for the one they meet."""

from bot.mentoring.people import Member, Role
from handlers import actions
from handlers.names import called
from handlers.questions import told
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def partner(tap: Tap[actions.Partner], unit: Unit, say: Speech) -> Screen:
    """The other one's likes, time and ways to meet."""
    pair = unit.pairs.get(tap.action.pair)
    other = unit.people.get(pair.other(tap.person.id))
    role = Role.MENTEE if other.id == pair.mentee else Role.MENTOR
    places = unit.people.places(other.id)
    place = next((each for each in places if each.programme == pair.programme and each.role is role), None)
    return partner_card(called(other, say), place, say)


def partner_card(name: str, place: Member | None, say: Speech) -> Screen:
    """What they told, or that they would rather tell it themselves."""
    words = (told(place, say) if place else None) or say("{name} would rather tell you in person.", name=name)
    return Screen(paragraphs(bold(say("About {name}", name=name)), words), column(Button(say("Home"), actions.Home())))
