"""All flags of a pair, and of many pairs, worst first."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.mentoring.flags.criteria import CRITERIA
from bot.mentoring.flags.facts import Flag, PairFacts, Reason
from bot.mentoring.pairs import PairState

_PLACE = {reason: place for place, reason in enumerate(Reason)}


def flags(facts: PairFacts, now: datetime) -> list[Flag]:
    """What needs an eye, worst first; nothing while the pair pauses or when it is closed."""
    if facts.pair.state is not PairState.ACTIVE:
        return []
    found = [flag for criterion in CRITERIA if (flag := criterion(facts, now)) is not None]
    return sorted(found, key=lambda flag: -flag.level)


def worst_first(pairs: Iterable[PairFacts], now: datetime) -> list[tuple[PairFacts, Sequence[Flag]]]:
    """The pairs that could use a hand, and why: by the worst of their reasons, and the longest of those first."""
    found = [(facts, why) for facts in pairs if (why := flags(facts, now))]
    return sorted(found, key=lambda each: (*_worst(each[1][0]), each[0].pair.id))


def _worst(flag: Flag) -> tuple[int, int, int]:
    return -flag.level, _PLACE[flag.reason], -flag.days
