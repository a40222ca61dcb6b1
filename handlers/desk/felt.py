"""What the two said of their match, for the coordinators alone."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.fits import Fit
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers.desk.overview import name_of
from handlers.speech import Speech
from storage.unit import Unit


def felt(pair: Pair, reader: Person, people: Sequence[Person], unit: Unit, say: Speech) -> Markup | None:
    """What each said last; nothing to a coordinator who is one of the two, nor before anybody has answered."""
    newest = {each.person: each.answer for each in unit.fits.of(pair.id)}
    if pair.has(reader.id) or not newest:
        return None
    told = [_said(newest[person.id], name_of(person, say), say) for person in people if person.id in newest]
    return say("The match: {what}.", what=say.listed(told))


def _said(answer: Fit, name: Markup, say: Speech) -> Markup:
    return {
        Fit.RIGHT: say("right for {name}", name=name),
        Fit.DECIDING: say("{name} is still deciding", name=name),
        Fit.NOT_QUITE: say("not quite right for {name}", name=name),
    }[answer]
