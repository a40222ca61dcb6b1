"""A break that was ended by a clock that was ahead: it goes on, or it ended just now."""

from datetime import datetime, timedelta

from bot.mentoring.meetings import is_ahead
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.pauses import Pause
from handlers.pauses.clocks import OVER, WISH, days_off, settle
from storage.unit import Unit


def not_over_yet(number: int, unit: Unit, now: datetime) -> None:
    """Takes back what its end has done; whoever ended it themselves has ended it now."""
    pause = unit.pauses.get(number)
    pair = unit.pairs.get(pause.pair)
    by_hand = _was_ended_by_hand(pause, unit)
    _give_back_days(pause, now if by_hand else pause.began_at, unit)
    if by_hand or pair.state is not PairState.ACTIVE:
        unit.pauses.ended(number, now)
    else:
        unit.pauses.go_on(number, now)
        for person in (pair.mentor, pair.mentee):
            unit.leftovers.forget(f"{OVER}:{number}:{person}", now)
    if pair.state is not PairState.CLOSED:
        settle(pair, unit, now)
    if by_hand:
        _keep_to_the_end(pair, unit, now)


def _was_ended_by_hand(pause: Pause, unit: Unit) -> bool:
    change = unit.changes.last_of(pause.by, WISH, pause.pair)
    return change is not None and unit.changes.get(change).after["until"] is None


def _give_back_days(pause: Pause, ended_at: datetime, unit: Unit) -> None:
    """The course was put off by days that have not passed."""
    agreed = unit.pairs.agreed(pause.pair)
    if agreed is None or agreed.ends_on is None or pause.ended_at is None:
        return
    days = days_off(pause.began_at, pause.ended_at, agreed, unit) - days_off(pause.began_at, ended_at, agreed, unit)
    unit.pairs.set_agreement(agreed.id, ends_on=agreed.ends_on - timedelta(days=days))


def _keep_to_the_end(pair: Pair, unit: Unit, now: datetime) -> None:
    """The meetings that the course got for those days go with them."""
    agreed = unit.pairs.agreed(pair.id)
    if agreed is None or agreed.ends_on is None:
        return
    mine = [each for each in unit.meetings.all_of(pair.id) if each.agreement == agreed.id and is_ahead(each, now)]
    beyond = [each.id for each in mine if each.slot and each.slot > agreed.ends_on]
    if beyond:
        unit.meetings.make_way(pair.id, beyond, now)
