"""One meeting as one of the two sees it: all that its cards are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.cadence import public_holiday, suggest
from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.hours import Quiet
from bot.mentoring.meetings import Log, Meeting, Move, Reply
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers.names import called
from handlers.speech import Speech
from handlers.wording import holiday_words
from storage.unit import Unit

# A pair meets a few times a week at most, for two years at most.
ALL = 1000


@dataclass(frozen=True)
class Scene:
    """The meeting, the two, who said they come, the suggestion that waits, the step, and what was told."""

    meeting: Meeting
    pair: Pair
    person: Person
    other: Person
    name: Markup
    replies: Mapping[int, Reply]
    move: Move | None
    step: Goal | None
    logs: Mapping[int, Log]

    @property
    def is_mentee(self) -> bool:
        """Whether the reader is the mentee."""
        return self.pair.mentee == self.person.id


def scene(meeting: int, person: Person, unit: Unit, say: Speech) -> Scene:
    """The meeting as `person` sees it; raises LookupError when it is gone, or not theirs."""
    found = unit.meetings.get(meeting)
    pair = unit.pairs.get(found.pair)
    other = unit.people.get(pair.other(person.id))
    step = unit.goals.get(found.step) if found.step is not None else None
    return Scene(
        meeting=found,
        pair=pair,
        person=person,
        other=other,
        name=called(other, say),
        replies=unit.meetings.replies(meeting),
        move=_waiting(meeting, unit, say),
        step=step if step and step.state is not GoalState.ARCHIVED else None,
        logs=unit.outcomes.logs(meeting),
    )


def _waiting(meeting: int, unit: Unit, say: Speech) -> Move | None:
    """The suggested time while it is still to come: once it is over, it needs no answer."""
    move = unit.meetings.open_move(meeting)
    return move if move is not None and move.starts_at > say.now else None


def taken(pair: Pair, but: int | None, unit: Unit, now: datetime) -> list[datetime]:
    """When the pair's planned meetings begin, one of them left out."""
    return [each.starts_at for each in unit.meetings.next_of(pair.id, now, ALL) if each.id != but]


def rest(pair: Pair, unit: Unit) -> datetime | None:
    """When the break is over that the pair is on: until then nothing is planned, as nobody would be reminded."""
    lasting = unit.pauses.current(pair.id)
    return lasting.until if lasting else None


def holiday_line(at: datetime, pair: Pair, unit: Unit, say: Speech) -> Markup | None:
    """That the reader's day at the instant is a public holiday, so that nobody chooses one unawares."""
    country = unit.programmes.get(pair.programme).country
    name = holiday_words(public_holiday(say.local(at).date(), country, say.language), say)
    return say("That day is {holiday}.", holiday=name) if name else None


def suggestions(seen: Scene, unit: Unit, now: datetime) -> Sequence[datetime]:
    """Three times to move the meeting to, on the reader's clock and outside their quiet hours.

    Neither of the two has another meeting then, whoever it is with; and it is not the time that is suggested already.
    """
    pairs = {pair.id: pair for person in (seen.person, seen.other) for pair in unit.pairs.of(person.id)}
    busy = [start for pair in pairs.values() for start in taken(pair, seen.meeting.id, unit, now)]
    return suggest(
        seen.meeting.starts_at,
        max(now, rest(seen.pair, unit) or now),
        seen.person.zone,
        quiet=Quiet(seen.person.quiet_from, seen.person.quiet_until),
        taken=[*busy, seen.move.starts_at] if seen.move else busy,
        country=unit.programmes.get(seen.pair.programme).country,
        length=timedelta(minutes=seen.meeting.minutes),
    )
