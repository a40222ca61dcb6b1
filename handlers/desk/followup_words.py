"""Who looks after a pair, in words, so that two coordinators do not do the same twice."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.flags import Flag
from bot.mentoring.followups import Followup, standing
from bot.mentoring.pairs import Pair
from handlers.desk.overview import name_of
from handlers.speech import Speech
from storage.unit import Unit


def line(pair: Pair, why: Sequence[Flag], reader: int, unit: Unit, say: Speech) -> Markup | None:
    """What keeps a pair off the list that could use a hand for these reasons; None where nothing does."""
    done = standing(unit.followups.of(pair.id), why, pair.since, say.now) if why else None
    return looked_after(done, reader, unit, say) if done else None


def looked_after(done: Followup, reader: int, unit: Unit, say: Speech) -> Markup:
    """Who did what, and what comes of it."""
    mine, name = done.by == reader, name_of(unit.people.get(done.by), say)
    if done.until is not None:
        day = say.on(say.local(done.until).date())
        if mine:
            return say("You have put it aside. It shows again {day}.", day=day)
        return say("{name} has put it aside. It shows again {day}.", name=name, day=day)
    if not mine:
        return say("{name} has taken care of it.", name=name)
    asked = [] if done.asked_at else [say("In a week I ask you whether it helped.")]
    return Markup(" ").join([say("You have taken care of it."), *asked])
