"""A break that a coordinator writes down for both, as told by phone: it stands for whatever either wanted before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.pauses import wishes
from handlers import actions
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.pauses import cards
from handlers.pauses.clocks import NEWS, put_off_course, settle
from handlers.pauses.scene import scene
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button, instant_of, minute_of
from storage.changes import Change
from storage.unit import Unit

FOR_THEM = "pause.desk"


def for_them(pair: Pair, by: int, until: datetime | None, unit: Unit, now: datetime) -> int:
    """A break for both until then, or, with None, no more of any; gives the change, for Undo."""
    stood, before = wanted(pair, unit, now), unit.pauses.current(pair.id)
    unsaid = unit.changes.last_of(before.by, FOR_THEM, pair.id) if before else None
    _stand(pair, {str(by): minute_of(until)} if until else {}, unit, now)
    change = unit.changes.add(by, FOR_THEM, pair.id, stood, wanted(pair, unit, now), now)
    _tell(pair, by, f"{change}", unit.changes.get(unsaid) if unsaid else None, unit, now)
    return change


def wanted(pair: Pair, unit: Unit, now: datetime) -> dict[str, int]:
    """Until when each wants a break, in minutes since 1970, by person."""
    found = wishes(unit.pauses.of(pair.id), now)
    return {str(by): minute_of(each.until) for by, each in found.items() if each.until}


def take_back(change: Change, unit: Unit, now: datetime) -> bool:
    """What stood there before stands again; False, and nothing is changed, when it was changed again since."""
    pair = unit.pairs.get(change.target)
    if wanted(pair, unit, now) != change.after:
        return False
    _stand(pair, change.before, unit, now)
    _tell(pair, change.person, f"{change.id}:back", change, unit, now)
    return True


def _stand(pair: Pair, breaks: Mapping[str, Any], unit: Unit, now: datetime) -> None:
    before = unit.pauses.current(pair.id)
    for by, minute in breaks.items():
        until = instant_of(minute, now)
        if until is not None and until > now:
            unit.pauses.take(pair.id, int(by), now, until)
    for by in wanted(pair, unit, now):
        if by not in breaks:
            unit.pauses.take(pair.id, int(by), now, None)
    put_off_course(pair, before, unit, now)
    settle(pair, unit, now)


def _tell(pair: Pair, by: int, key: str, unsaid: Change | None, unit: Unit, now: datetime) -> None:
    """Both hear how it is now, unless it is as they know it: what went before was never said."""
    lasting = unit.pauses.current(pair.id)
    until = minute_of(lasting.until) if lasting and lasting.until else 0
    for number in (pair.mentor, pair.mentee):
        unheard = unsaid and unit.outbox.withdraw(f"{FOR_THEM}:{unsaid.id}:{number}", now, "undone")
        if number == by or (unheard and unsaid and unsaid.before == wanted(pair, unit, now)):
            continue
        facts = {"pair": pair.id, "by": by, "until": until}
        expires = lasting.until if lasting else now + NEWS
        person = unit.people.get(number)
        unit.outbox.notice(FOR_THEM, person, f"{FOR_THEM}:{key}:{number}", facts, now, expires=expires)


def told(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For each of the two: until when, who wrote it down, and that it is theirs to change; or that it is over."""
    seen = scene(notice["pair"], notice.reader, unit, say)
    lasting = seen.lasting
    until = minute_of(lasting.until) if lasting and lasting.until else 0
    if seen.pair.state is PairState.CLOSED or until != notice["until"]:
        return Dropped("changed")
    name = called(unit.people.get(notice["by"]), say)
    if not until:
        title = say("You and {name} take up the thread again.", name=seen.name)
        wrote = say("{name} wrote it down.", name=name)
        rows = column(cards.plan(seen, say), home_button(say))
        return Screen(paragraphs(bold(title), lines(wrote, cards.meets(seen, say))), rows)
    wrote = say("{name} wrote it down for you both. Your meetings until then are called off.", name=name)
    free = say("You can take up the thread again whenever you like.")
    see = Button(say("See the break"), actions.PauseCard(seen.pair.id))
    return Screen(paragraphs(bold(cards.on_break(seen, say)), lines(wrote, free)), column(see, home_button(say)))
