"""What a person is called on screens."""

from markupsafe import Markup

from bot.mentoring.people import Person
from handlers.speech import Speech, StandIn


def called(person: Person, say: Speech) -> Markup:
    """The person's name, escaped; a friendly word while they have not told it, or when they were erased."""
    if person.erased:
        return StandIn(say("a former participant"))
    return Markup.escape(person.name) if person.name else StandIn(say("your partner"))
