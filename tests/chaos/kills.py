"""The real process is killed at random moments, again and again, while everybody is busy."""

import asyncio
import random
import signal
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from bot.mentoring.goals import GoalState
from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from tests.nursery import FileClock, nursery
from tests.telegram import Phone, switchboard

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)  # in Copenhagen, and so that no night comes between
TODAY = date(2026, 11, 20)
SELDOM = 4  # an invitation is a picture, and dear
STEPS = 30  # a pair writes no more, then the next one does: a long list takes long to draw
LATEST = 0.03  # seconds between a call of the bot's and its death


@dataclass
class Two:
    """A mentee who writes steps, a mentor who suggests some, and their goal."""

    anna: Phone
    jonas: Phone
    goal: int = 0
    written: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)


class Busy:
    """Pairs who write, a coordinator who invites: as fast as the bot fetches. Many others wait, and are reminded."""

    def __init__(self, board, store, *, updates, news):
        """For so many updates, with so many notices and as many reminders."""
        self.board, self.store, self.news = board, store, news
        self.mette = self._phone("Mette")
        pairs = updates // (10 * STEPS) + 1
        self.pairs = [Two(self._phone(f"Anna{number}"), self._phone(f"Jonas{number}")) for number in range(pairs)]
        self.invited = self.sent = self.programme = 0

    def _phone(self, name):
        return self.board.phone(name, patience=20)

    async def begins(self):
        """All are in a programme, and many others wait for theirs."""
        await self.store.write(self._built)
        for phone in (self.mette, *(phone for two in self.pairs for phone in (two.anna, two.jonas))):
            await phone.starts()
            self.sent += 1
            await phone.waits_until(lambda phone=phone: phone.received, "the first answer")

    def _built(self, unit):
        programme = unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", NOON)
        self.programme = programme.id
        mette = self._joined(unit, programme, self.mette, Role.COORDINATOR)
        for two in self.pairs:
            anna = self._joined(unit, programme, two.anna, Role.MENTEE)
            jonas = self._joined(unit, programme, two.jonas, Role.MENTOR)
            pair = unit.pairs.add(programme.id, jonas.id, anna.id, NOON)
            two.goal = unit.goals.add(pair, None, "Read to my daughter", anna.id, GoalState.OPEN, NOON).id
        for number in range(self.news):
            waits = unit.people.add(-number - 1, f"Waiting{number:04}", "en", programme, NOON)
            member = unit.people.join(programme.id, waits.id, Role.MENTEE, 1, NOON)
            unit.people.ready(member.id, NOON)
            # Their times come while the bot is being killed; the ticker writes the reminders, minute by minute.
            told = {"key": f"ready:{number}", "facts": {"member": member.id}, "now": NOON}
            unit.outbox.notice("member.ready", mette, **told, not_before=NOON + timedelta(seconds=number / 4))
            minutes = number // 20 + 1
            wall = time(12 + minutes // 60, minutes % 60)
            due = NOON + timedelta(minutes=minutes)
            text = f"Reminder {number:04}"
            unit.reminders.add(mette.id, text, weekdays=(), day=TODAY, at=wall, now=NOON, due_at=due)

    @staticmethod
    def _joined(unit, programme, phone, role):
        person = unit.people.add(phone.id, phone.account.first_name, "en", programme, NOON)
        unit.people.join(programme.id, person.id, role, 1, NOON)
        return person

    async def works(self, updates):
        """Until there were so many, or it is cancelled."""
        invite = actions.encode(actions.InviteRole(self.programme, Role.MENTEE, evening=False))
        while self.sent < updates:
            two = min(self.pairs, key=lambda two: len(two.written) // STEPS)
            await self._write_one(two)
            if not len(two.written) % SELDOM:
                await self.mette.taps_raw(invite, self.mette.received[0])
                self.invited += 1
                self.sent += 1
            # The queue holds a few at any moment.
            await self.board.world.bell.until(lambda: len(self.board.world.updates.queue) < 8, 30)

    async def _write_one(self, two):
        """Each of the two taps, and writes a step."""
        for phone, words in ((two.anna, two.written), (two.jonas, two.suggested)):
            await phone.taps_raw(actions.encode(actions.AskStep(two.goal)), phone.received[0])
            words.append(f"{phone.account.first_name}'s step {len(words):03}.")
            await phone.types(words[-1])
        self.sent += 4

    def judge(self):
        """Everything had its effect once, and in order; every message came once, but for what stands as uncertain."""
        for two in self.pairs:
            person = self.store.read_now(lambda unit, two=two: unit.people.by_chat(two.anna.id))
            tree = self.store.read_now(lambda unit, person=person: unit.goals.tree(self.programme, person.id))
            titles = [goal.title for goal in tree if goal.parent]
            assert [title for title in titles if title.startswith("Anna")] == two.written
            assert [title for title in titles if title.startswith("Jonas")] == two.suggested
        table = schema.invitations
        made = self._asks(select(func.count()).select_from(table))
        assert made == [(self.invited,)]
        assert self.store.read_now(lambda unit: unit.backlog.updates()) == {"done": self.sent}
        return self._judge_notices()

    def _judge_notices(self):
        table = schema.outbox
        query = select(table.c.state, func.count()).where(table.c.kind != "answer").group_by(table.c.state)
        ends = {state.value: number for state, number in self._asks(query)}
        assert set(ends) <= {"sent", "uncertain"}
        assert sum(ends.values()) == 2 * self.news + sum(len(two.suggested) for two in self.pairs)
        unlisted = select(table.c.id).where(table.c.state == "uncertain", table.c.reason.is_(None))
        assert not self._asks(unlisted)
        heard = Counter(one.text for one in self.mette.notifications if "is ready to be matched" in one.text)
        heard += Counter(one.text for one in self.mette.notifications if "Reminder " in one.text)
        for two in self.pairs:
            heard += Counter(one.text for one in two.anna.notifications if "has a suggestion for you" in one.text)
        assert max(heard.values()) == 1
        assert ends["sent"] <= len(heard) <= sum(ends.values())
        return ends.get("uncertain", 0)

    def _asks(self, query):
        return self.store.read_now(lambda unit: [tuple(row) for row in unit.connection.execute(query)])


async def kills(folder, rounds, updates, news):
    """So many deaths among so many updates, with so many notices and as many reminders."""
    dice = random.Random(rounds)
    clock = FileClock(folder / "ahead", NOON)
    async with switchboard(clock.now) as board, nursery(board, folder) as bots:
        busy = Busy(board, bots.store, updates=updates, news=news)
        await bots.start()
        await busy.begins()
        working = asyncio.create_task(busy.works(updates))  # noqa: TID251
        # An update takes some two calls: so the last death comes when most of the work is done.
        most = 5 * updates // rounds
        for _ in range(rounds):
            calls = len(board.calls) + dice.randint(1, most)
            # The next call may be fetching, answering or acknowledging; then it dies in the middle of anything.
            await board.world.bell.until(lambda calls=calls: working.done() or len(board.calls) >= calls, 30)
            await asyncio.sleep(dice.random() * LATEST)
            await bots.dies()
            await bots.start()
        await working
        # The platform keeps a tap for two and a half minutes only: none may wait when the clock moves.
        await bots.rest(board, clock, 120)
        clock.move_to(max(clock.now(), NOON + timedelta(minutes=news // 20 + 2)))
        await bots.rest(board, clock, 120)
        assert await bots.end(signal.SIGTERM) == 0
        uncertain = busy.judge()
        return {"kills": rounds, "updates": busy.sent, "notices": 2 * news, "uncertain": uncertain, "rounds": rounds}
