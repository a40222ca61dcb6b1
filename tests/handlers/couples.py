"""A pair in the middle of things, built without the way in, for the stories of screens."""

from datetime import time, timedelta

from bot.mentoring.pairs import AgreementState, Form, Rhythm, course
from bot.mentoring.people import Role
from tests.world import NOW


class Couple:
    """Jonas the mentor, Anna the mentee, and their pair; what stands between them is read afresh each time."""

    def __init__(self, world, names=("Jonas", "Anna"), language="en", programme="Peer Vejle"):
        self.world = world
        self.mentor, self.mentee = (world.phone(name, language) for name in names)

        def build(unit):
            found = unit.programmes.by_name(programme)
            place = found or unit.programmes.add(programme, language, "Europe/Copenhagen", world.now)
            people = []
            for phone, role in ((self.mentor, Role.MENTOR), (self.mentee, Role.MENTEE)):
                known = unit.people.by_chat(phone.chat)
                person = known or unit.people.add(phone.chat, phone.called, language, place, world.now)
                unit.people.join(place.id, person.id, role, 1, world.now)
                people.append(person.id)
            return unit.pairs.add(place.id, *people, world.now)

        self.pair = world.write(build)

    def agrees(self, weekday=3, at=time(16, 30), rhythm=Rhythm.WEEKLY, months=6, place="Café Nordlys"):
        """An agreement both said yes to, with its meetings, as of now."""

        def build(unit):
            draft = unit.pairs.draft(self.pair.id, self.pair.mentor, "Europe/Copenhagen", months)
            day = (NOW + timedelta(days=(weekday - NOW.weekday()) % 7)).date()
            fixed = {} if rhythm is Rhythm.FREE else {"weekdays": (weekday,), "at": at, "first": day}
            values = {"rhythm": rhythm, "form": Form.CAFE, "place": place, "months": months, **fixed}
            agreement = unit.pairs.set_agreement(draft.id, **values)
            begun = course(agreement, self.world.now)
            state = {"state": AgreementState.AGREED, "agreed_at": self.world.now, "ends_on": begun.ends_on}
            agreement = unit.pairs.set_agreement(agreement.id, **state)
            for slot in begun.slots:
                unit.meetings.add(agreement, slot.day, slot.starts_at, self.world.now, self.world.now)
            return agreement

        self.agreement = self.world.write(build)
        return self

    def meetings(self):
        """All of the pair's meetings, in order."""
        return self.world.read(lambda unit: unit.meetings.all_of(self.pair.id))

    @property
    def first(self):
        """The first of them."""
        return self.meetings()[0]

    def tree(self):
        """The mentee's goals and steps."""
        return self.world.read(lambda unit: unit.goals.tree(self.pair.programme, self.pair.mentee))

    def logs(self, meeting=None):
        """What was told of the (first) meeting, by person."""
        number = meeting or self.first.id
        return self.world.read(lambda unit: unit.outcomes.logs(number))

    def replies(self):
        """Who said that they come to the first meeting."""
        number = self.first.id
        return self.world.read(lambda unit: unit.meetings.replies(number))

    def adds(self, title, under=None, by=None, **values):
        """A goal or step, straight into the tree."""

        def build(unit):
            from bot.mentoring.goals import GoalState

            author = by or self.pair.mentee
            state = GoalState.OPEN if author == self.pair.mentee else GoalState.SUGGESTED
            goal = unit.goals.add(self.pair, under, title, author, state, self.world.now)
            return unit.goals.set(goal.id, **values) if values else goal

        return self.world.write(build)

    def chooses(self, goal, meeting=None):
        """A step for the (first) meeting, or none, straight into its row."""
        number, step = meeting or self.first.id, goal.id if goal else None
        self.world.write(lambda unit: unit.meetings.set(number, step_id=step))
