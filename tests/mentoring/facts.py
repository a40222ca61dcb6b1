"""Ready-made facts for the tests of rules."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.mentoring.meetings import Meeting, MeetingState
from bot.mentoring.pairs import Agreement, AgreementState, Form, Pair, PairState, Rhythm
from bot.mentoring.pauses import Pause
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)  # a Friday noon in Copenhagen


def person(number: int = 1, **changes: Any) -> Person:
    """Somebody in Copenhagen, with quiet hours from 21 to 8."""
    base = Person(number, 1000 + number, f"Person {number}", "en", "Europe/Copenhagen", time(21), time(8), True, True)
    return replace(base, **changes)


def pair(**changes: Any) -> Pair:
    """A pair of persons 1 (mentor) and 2 (mentee), a month old."""
    return replace(Pair(1, 1, 1, 2, PairState.ACTIVE, NOW - timedelta(days=30)), **changes)


def programme(**changes: Any) -> Programme:
    """A programme in Copenhagen."""
    hours = (time(21), time(8), 0, time(8, 30))
    base = Programme(1, "Peer Vejle", "da", "Europe/Copenhagen", "DK", *hours, 6, Rhythm.WEEKLY, "", "", "")
    return replace(base, **changes)


def agreement(**changes: Any) -> Agreement:
    """Every week on Thursday at 16:30, agreed a month ago."""
    base = Agreement(
        id=1,
        pair=1,
        state=AgreementState.AGREED,
        proposed_by=1,
        rhythm=Rhythm.WEEKLY,
        weekdays=(3,),
        at=time(16, 30),
        zone="Europe/Copenhagen",
        first=None,
        form=Form.CAFE,
        place="",
        minutes=60,
        months=6,
        ends_on=None,
        proposed_at=NOW - timedelta(days=30),
        agreed_at=NOW - timedelta(days=30),
    )
    return replace(base, **changes)


def pause(began_at: datetime, **changes: Any) -> Pause:
    """A break of two weeks that the mentee (2) took, and that lasts."""
    return replace(Pause(1, 1, 2, began_at, began_at + timedelta(days=14), None), **changes)


def meeting(starts_at: datetime, number: int = 1, **changes: Any) -> Meeting:
    """A planned meeting of an hour, settled a month before."""
    base = Meeting(
        id=number,
        pair=1,
        agreement=1,
        slot=None,
        starts_at=starts_at,
        minutes=60,
        form=Form.CAFE,
        place="",
        state=MeetingState.PLANNED,
        step=None,
        step_outcome=None,
        settled_at=starts_at - timedelta(days=30),
        version=0,
    )
    return replace(base, **changes)
