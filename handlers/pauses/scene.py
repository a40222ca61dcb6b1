"""A pair's break as one of the two sees it: all that its cards are drawn from."""

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.meetings import Meeting
from bot.mentoring.pairs import Pair
from bot.mentoring.pauses import Pause, wishes
from bot.mentoring.people import Person
from handlers.names import called
from handlers.pauses.clocks import own_wish, zone_of
from handlers.speech import Speech
from storage.unit import Unit


@dataclass(frozen=True)
class Scene:
    """The break that lasts and what each of the two wants; the next meeting; today's date."""

    pair: Pair
    person: Person
    name: Markup
    zone: str
    today: date
    lasting: Pause | None
    own: Pause | None
    others: Pause | None
    next: Meeting | None

    @property
    def is_own(self) -> bool:
        """Whether the break that lasts is the reader's: they took it, or a coordinator wrote it down for both."""
        return self.lasting is not None and (self.lasting.by == self.person.id or not self.pair.has(self.lasting.by))

    @property
    def day(self) -> date:
        """The day on which the break that lasts is over; raises LookupError when there is none, or no such day."""
        if self.lasting is None or self.lasting.until is None:
            raise LookupError("no break that ends")
        return self._day(self.lasting.until)

    @property
    def own_day(self) -> date | None:
        """The day until which the reader wants a break."""
        return self._day(self.own.until) if self.own and self.own.until else None

    @property
    def others_day(self) -> date | None:
        """The day until which the other wants one."""
        return self._day(self.others.until) if self.others and self.others.until else None

    def _day(self, instant: datetime) -> date:
        return to_local(instant, self.zone).date()


def scene(pair: int, person: Person, unit: Unit, say: Speech) -> Scene:
    """The pair's break as `person` sees it; raises LookupError for a pair that is not theirs."""
    found = unit.pairs.get(pair)
    zone = zone_of(found, unit)
    wanted = wishes(unit.pauses.of(pair), say.now)
    return Scene(
        pair=found,
        person=person,
        name=called(unit.people.get(found.other(person.id)), say),
        zone=zone,
        today=to_local(say.now, zone).date(),
        lasting=unit.pauses.current(pair),
        own=own_wish(wanted, found, person),
        others=wanted.get(found.other(person.id)),
        next=next(iter(unit.meetings.next_of(pair, say.now)), None),
    )
