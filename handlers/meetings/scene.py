"""One meeting as one of the two sees it: all that its cards are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.mentoring.cadence import suggest
from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.hours import Quiet
from bot.mentoring.meetings import Log, Meeting, Move, Reply
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers.names import called
from handlers.speech import Speech
from storage.unit import Unit

# A pair meets a few times a week at most, for two years at most.
ALL = 1000


@dataclass(frozen=True)
class Scene:
    """The meeting, the two, who said they come, the open suggestion, the step, and what was told."""

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
        move=unit.meetings.open_move(meeting),
        step=step if step and step.state is not GoalState.ARCHIVED else None,
        logs=unit.meetings.logs(meeting),
    )


def taken(pair: Pair, but: int | None, unit: Unit, now: datetime) -> list[datetime]:
    """When the pair's planned meetings begin, one of them left out."""
    return [each.starts_at for each in unit.meetings.next_of(pair.id, now, ALL) if each.id != but]


def suggestions(seen: Scene, unit: Unit, now: datetime) -> Sequence[datetime]:
    """Three times to move the meeting to, on the reader's clock and outside their quiet hours."""
    return suggest(
        seen.meeting.starts_at,
        now,
        seen.person.zone,
        quiet=Quiet(seen.person.quiet_from, seen.person.quiet_until),
        taken=taken(seen.pair, seen.meeting.id, unit, now),
        country=unit.programmes.get(seen.pair.programme).country,
    )
