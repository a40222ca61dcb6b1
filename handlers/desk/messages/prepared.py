"""The words that a message to a pair can begin with: short, kind, in the language of whoever reads them."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.messages import Opening
from bot.mentoring.people import Person
from handlers.names import called
from handlers.speech import Speech


def prepared(which: Opening, readers: Sequence[Person], other: Person | None, say: Speech) -> str:
    """Plain text for these readers; `other` is the one in the pair who does not read it, when that is one."""
    hello = say("Hi {names}.", names=say.listed([called(each, say) for each in readers]))
    words = _to_both(which, say) if other is None else _to_one(which, called(other, say), say)
    return Markup("{} {}").format(hello, words).unescape()


def _to_one(which: Opening, name: Markup, say: Speech) -> Markup:
    return {
        Opening.BEGIN: say("You and {name} haven't met yet. Can I help you find a first time?", name=name),
        Opening.FIND_TIME: say(
            "It's been a while since you and {name} met. That's fine. Can I help you find a time?", name=name
        ),
        Opening.ANOTHER_DAY: say(
            "It hasn't worked out with {name} lately. That happens. Would another day or place suit you better?",
            name=name,
        ),
        Opening.HOW_WAS_IT: say("Did you and {name} get to meet? A short answer is plenty.", name=name),
    }.get(
        which, say("How is it going with you and {name}? Write, if there is anything that I can help with.", name=name)
    )


def _to_both(which: Opening, say: Speech) -> Markup:
    return {
        Opening.BEGIN: say("You haven't met yet. Can I help you find a first time?"),
        Opening.FIND_TIME: say("It's been a while since you met. That's fine. Can I help you find a time?"),
        Opening.ANOTHER_DAY: say(
            "It hasn't worked out lately. That happens. Would another day or place suit you better?"
        ),
        Opening.HOW_WAS_IT: say("Did you get to meet? A short answer is plenty."),
    }.get(which, say("How is it going with the two of you? Write, if there is anything that I can help with."))
