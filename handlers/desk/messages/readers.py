"""To whom a message goes, and what they are called on its cards."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.messages import Audience, Broadcast
from bot.mentoring.people import Person
from handlers.desk.overview import name_of
from handlers.speech import Speech, opened
from storage.unit import Unit


def readers_of(message: Broadcast, unit: Unit) -> list[Person]:
    """Everybody to whom it goes or would go, each once, but for whoever wrote it."""
    found = dict.fromkeys(each for each in _numbers(message, unit) if each != message.by)
    return [person for each in found if not (person := unit.people.get(each)).erased]


def _numbers(message: Broadcast, unit: Unit) -> Sequence[int]:
    if message.person is not None:
        return [message.person]
    pair = unit.pairs.get(message.pair or 0)
    return {Audience.MENTOR: [pair.mentor], Audience.MENTEE: [pair.mentee]}.get(
        message.audience, [pair.mentor, pair.mentee]
    )


def to_whom(message: Broadcast, unit: Unit, say: Speech) -> Markup:
    """Such as "Jonas and Anna"."""
    names = [name_of(each, say) for each in readers_of(message, unit)]
    return opened(say.listed(names)) if names else say("nobody")


def away(found: Sequence[Person], say: Speech) -> Markup | None:
    """Who of them cannot be reached; None when everybody can."""
    names = [name_of(each, say) for each in found if not each.reachable]
    if not names:
        return None
    return opened(say("My messages don't get through to {names} right now.", names=say.listed(names)))


def asleep(found: Sequence[Person], say: Speech) -> Markup | None:
    """When it arrives with those who have their quiet hours now; None when nobody has."""
    waits = [
        (each, at)
        for each in found
        if each.reachable
        and (at := after_quiet(say.now, each.zone, Quiet(each.quiet_from, each.quiet_until))) > say.now
    ]
    if not waits:
        return None
    names = say.listed([name_of(each, say) for each, _ in waits])
    first = min(at for _, at in waits)
    return say("It's a quiet time for {names} now: it arrives {when}.", names=names, when=say.when(first))
