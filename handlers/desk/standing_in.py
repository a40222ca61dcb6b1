"""The deputy's card while nobody is away: what they hear, and when the desk is theirs."""

from markupsafe import Markup

from bot.mentoring.absences import Absence
from handlers import actions
from handlers.screen import Button, Screen, bold, paragraphs
from handlers.speech import Speech
from storage.unit import Unit


def deputy_card(programme: int, unit: Unit, say: Speech, *, elsewhere: bool) -> Screen:
    """A small card; `elsewhere` says whether the deputy has other places to go home to."""
    coming = next(iter(unit.absences.in_programme(programme)), None)
    home = (Button(say("Home"), actions.Home()),)
    return Screen(
        paragraphs(
            bold(Markup.escape(unit.programmes.get(programme).name)),
            say("You are a deputy here: the desk is yours while a coordinator is away. Right now nobody is."),
            _coming(coming, unit, say) if coming else None,
            say("When a mentor is worried, you hear it at once, at any time."),
        ),
        (
            (Button(say("Settings"), actions.Settings()), Button(say("I need a person"), actions.Person())),
            *((home,) if elsewhere else ()),
        ),
    )


def _coming(absence: Absence, unit: Unit, say: Speech) -> Markup:
    name = unit.people.get(absence.person).name or say("A coordinator")
    return say("{name} is away from {day}.", name=name, day=say.date(absence.since))
