"""A pair that was ended by mistake: what stood between the two is kept, and stands again."""

from datetime import datetime
from typing import Any

from bot.mentoring.meetings import MeetingState, is_ahead
from bot.mentoring.pairs import AgreementState, Pair
from bot.mentoring.pauses import wishes
from handlers import pauses
from handlers.wording import instant_of, minute_of
from storage.unit import Unit


def standing(pair: Pair, unit: Unit, now: datetime) -> dict[str, Any]:
    """What an end takes away: the meetings ahead, the breaks that somebody wants, the proposal that waits."""
    proposed = unit.pairs.proposed(pair.id)
    wanted = wishes(unit.pauses.of(pair.id), now)
    return {
        "meetings": [each.id for each in unit.meetings.all_of(pair.id) if is_ahead(each, now)],
        "breaks": {str(by): minute_of(each.until) for by, each in wanted.items() if each.until},
        "proposed": proposed.id if proposed else 0,
    }


def is_taken(pair: Pair, unit: Unit, but: int = 0) -> bool:
    """Whether the mentee meets somebody else in the programme by now, other than in the pair `but`."""
    meets = (each for each in unit.pairs.of(pair.mentee) if each.id != but and each.programme == pair.programme)
    return any(each.mentee == pair.mentee for each in meets)


def reopen(pair: Pair, stood: dict[str, Any], unit: Unit, now: datetime) -> None:
    """The pair stands again, with all that is still to come; the two wait for nobody."""
    unit.pairs.reopen(pair.id)
    if stood["proposed"]:
        unit.pairs.set_agreement(stood["proposed"], state=AgreementState.PROPOSED)
    for number in stood["meetings"]:
        meeting = unit.meetings.get(number)
        if meeting.state is MeetingState.CALLED_OFF and meeting.starts_at > now:
            on = {"state": MeetingState.PLANNED, "version": meeting.version + 1, "due_at": now}
            unit.meetings.set(number, **on)
    for by, minute in stood["breaks"].items():
        until = instant_of(minute, now)
        if until is not None and until > now:
            unit.pauses.take(pair.id, int(by), now, until)
    pauses.settle(unit.pairs.get(pair.id), unit, now)
    for person in (pair.mentor, pair.mentee):
        for place in unit.people.places(person):
            if place.programme == pair.programme and place.ready_at is not None:
                unit.people.ready(place.id, None)
