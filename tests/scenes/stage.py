"""The gallery's scenes: people in the middle of something, from which the walk in tests/walking.py taps on.

To show a new screen, write one function under `@scene` in the module of its room. It gets a `Stage`: make a couple
(`stage.couple()`), put rows where they must be, tap with `phone.follows(actions.Something(...))`, let time pass with
`stage.at(...)`. Stop where the buttons of the new screen are on somebody's newest cards: the walk taps them, in both
languages. What people write in a scene is one of the words below, so that the gallery can see where it must not stand.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.mentoring.meetings import Log, MeetingState
from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from tests.handlers.couples import Couple

# What people write themselves: alike in both languages, and never in the first line that a lock screen shows.
PROGRAMME, GOAL, STEP, OTHER_STEP, PLACE = "Peer Vejle", "Cykle til havnen", "Pumpe cyklen", "Finde kortet", "Nordlys"
PRIVATE = (PROGRAMME, GOAL, STEP, OTHER_STEP, PLACE)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SCENES = []


def scene(build):
    """Adds a scene to the gallery."""
    SCENES.append(build)
    return build


class Stage:
    """A world in one language, and what most scenes begin with."""

    def __init__(self, world, language):
        self.world, self.language = world, language
        self._walkers = []

    def coordinator(self):
        """Mette, at her desk."""
        return self.arrives("Mette", Role.COORDINATOR).follows(actions.Consent()).types("Mette")

    def arrives(self, name, role):
        """Somebody who has just opened their link."""
        return self.world.phone(name, self.language).opens(self.invitation(role))

    def only(self, *phones):
        """These alone go on; the others are there to be seen by them."""
        self._walkers = phones

    @property
    def walkers(self):
        """Whoever goes on from here."""
        return list(self._walkers or self.world.phones.values())

    def invitation(self, role):
        """A link's payload."""
        return self.world.invitation(role, PROGRAMME, self.language)

    def undoes(self, phone):
        """Takes back what the phone's newest card offers to."""
        found = [each.action for row in phone.last.rows for each in row if isinstance(each.action, actions.Undo)]
        return phone.follows(found[0])

    def member(self, phone):
        """The number of the newest place that the phone's owner has."""
        person = phone.person.id
        return self.world.read(lambda unit: unit.people.places(person)[-1].id)

    def couple(self, names=("Jonas", "Anna"), **agreed):
        """Two who have agreed on Thursdays at 16:30."""
        return Couple(self.world, names, self.language, PROGRAMME).agrees(**({"place": PLACE} | agreed))

    def strangers(self, names=("Jonas", "Anna")):
        """Two who have just become a pair."""
        return Couple(self.world, names, self.language, PROGRAMME)

    def course(self, **agreed):
        """Two with an agreement, a goal, its steps, and one of them chosen for the first meeting."""
        couple = self.couple(**agreed)
        goal = couple.adds(GOAL)
        couple.steps = [couple.adds(title, goal.id) for title in (STEP, OTHER_STEP)]
        couple.chooses(couple.steps[0])
        return couple

    def at(self, when):
        """It is then."""
        self.world.jumps_to(when)

    def sets(self, meeting, **values):
        """A meeting's columns."""
        self.world.write(lambda unit: unit.meetings.set(meeting.id, **values))

    def tells(self, meeting, person, *, held, step=None):
        """What one of the two tells of a meeting, straight into its row."""
        told = Log(meeting.id, person, held, step, None, False, self.world.now)
        self.world.write(lambda unit: unit.outcomes.log(told))
        self.sets(meeting, state=MeetingState.HELD if held else MeetingState.MISSED)

    def proposed(self, couple):
        """The number of what is suggested to the two, or was agreed on last."""
        pair = couple.pair.id
        found = self.world.read(lambda unit: unit.pairs.proposed(pair) or unit.pairs.agreed(pair))
        return found.id

    def draft(self, couple):
        """The number of the newest agreement that somebody is filling in, or has."""
        newest = select(func.max(schema.agreements.c.id)).where(schema.agreements.c.pair_id == couple.pair.id)
        return self.world.read(lambda unit: unit.connection.execute(newest).scalar_one())

    def named(self, name):
        """The number of the newest place of whoever is called that."""

        def find(unit):
            places = [unit.people.member(each) for each in unit.lists.places(1, 0, 100).ids]
            return [place.id for place in places if unit.people.get(place.person).name == name][-1]

        return self.world.read(find)

    def unplanned(self, couple):
        """Everything to come is called off."""
        for each in couple.meetings():
            if each.starts_at > self.world.now and each.state is MeetingState.PLANNED:
                self.sets(each, state=MeetingState.CALLED_OFF)


Scene = Callable[[Stage], None]


def morning(day, hour=10):
    """That hour of a date in Copenhagen's winter."""
    return datetime(day.year, day.month, day.day, hour - 1, tzinfo=UTC)
