"""To whom a message goes, and what they are called on its cards."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.messages import MANY, Audience, Broadcast
from bot.mentoring.people import Person, Role
from handlers.desk.overview import name_of
from handlers.speech import Speech, capital, opened
from storage.unit import Unit

_GROUPS = {
    Audience.MENTORS: ([Role.MENTOR], False),
    Audience.MENTEES: ([Role.MENTEE], False),
    Audience.WAITING: ([Role.MENTOR, Role.MENTEE], True),
}


def readers_of(message: Broadcast, unit: Unit) -> list[Person]:
    """Everybody to whom it goes or would go, each once, but for whoever wrote it."""
    if message.audience in MANY:
        roles, waiting = _GROUPS[message.audience]
        found = unit.people.in_roles(message.programme, roles, waiting=waiting)
    else:
        found = [unit.people.get(each) for each in _numbers(message, unit)]
    return [each for each in found if each.id != message.by and not each.erased]


def _numbers(message: Broadcast, unit: Unit) -> Sequence[int]:
    if message.person is not None:
        return [message.person]
    pair = unit.pairs.get(message.pair or 0)
    one = {Audience.MENTOR: [pair.mentor], Audience.MENTEE: [pair.mentee]}
    return one.get(message.audience, [pair.mentor, pair.mentee])


def to_whom(message: Broadcast, unit: Unit, say: Speech) -> Markup:
    """Such as "Jonas and Anna", or "all mentors"."""
    if message.audience in MANY:
        return {
            Audience.MENTORS: say("all mentors"),
            Audience.MENTEES: say("all mentees"),
        }.get(message.audience, say("everybody who waits for a match"))
    names = [name_of(each, say) for each in readers_of(message, unit)]
    return opened(say.listed(names)) if names else say("nobody")


def away(message: Broadcast, found: Sequence[Person], say: Speech) -> Markup | None:
    """Who of them cannot be reached; None when everybody can."""
    names = [name_of(each, say) for each in found if not each.reachable]
    if not names:
        return None
    if message.audience in MANY:
        return capital(say.many("{n} can't be reached right now.", "{n} can't be reached right now.", len(names)))
    return opened(say("My messages don't get through to {names} right now.", names=say.listed(names)))


def asleep(message: Broadcast, found: Sequence[Person], say: Speech) -> Markup | None:
    """When it arrives with those who have their quiet hours now; None when nobody has."""
    waits = [
        (each, at)
        for each in found
        if each.reachable
        and (at := after_quiet(say.now, each.zone, Quiet(each.quiet_from, each.quiet_until))) > say.now
    ]
    if not waits:
        return None
    when = say.when(min(at for _, at in waits))
    if message.audience in MANY:
        return capital(
            say.many(
                "{n} has a quiet time now: it arrives {when}.",
                "{n} have a quiet time now: it arrives from {when} on.",
                len(waits),
                when=when,
            )
        )
    names = say.listed([name_of(each, say) for each, _ in waits])
    return say("It's a quiet time for {names} now: it arrives {when}.", names=names, when=when)
