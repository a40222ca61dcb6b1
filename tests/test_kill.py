"""The real process is killed in the middle of its work, again and again: nothing is lost, nothing comes twice."""

import asyncio
import random
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.mentoring.goals import GoalState
from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from tests.nursery import FileClock, nursery
from tests.telegram import switchboard

pytestmark = pytest.mark.long

ROUNDS = 20
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)  # in Copenhagen, and so that no night comes between
WAITING = 100


class Busy:
    """A mentee who writes steps, a mentor who suggests some, a coordinator who invites: as fast as the bot fetches."""

    def __init__(self, board, store):
        self.board, self.store = board, store
        self.anna, self.jonas, self.mette = (board.phone(name) for name in ("Anna", "Jonas", "Mette"))
        self.written, self.suggested, self.invited, self.sent = [], [], 0, 0
        self.goal = self.programme = 0

    async def begins(self):
        """The three are in a programme, two of them a pair with a goal, and many others wait for theirs."""
        await self.store.write(self._built)
        for phone in self.phones:
            phone.patience = 20
            await phone.starts()
            self.sent += 1

    @property
    def phones(self):
        """Everybody's."""
        return self.anna, self.jonas, self.mette

    def _built(self, unit):
        programme = unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", NOON)
        people = {}
        roles = (Role.MENTEE, Role.MENTOR, Role.COORDINATOR)
        for phone, role in zip(self.phones, roles, strict=True):
            name = phone.account.first_name
            people[role] = unit.people.add(phone.id, name, "en", programme, NOON)
            unit.people.join(programme.id, people[role].id, role, 1, NOON)
        pair = unit.pairs.add(programme.id, people[Role.MENTOR].id, people[Role.MENTEE].id, NOON)
        goal = unit.goals.add(pair, None, "Read to my daughter", people[Role.MENTEE].id, GoalState.OPEN, NOON)
        self.programme, self.goal = programme.id, goal.id
        for number in range(WAITING):
            waits = unit.people.add(-number - 1, f"Waiting{number:03}", "en", programme, NOON)
            member = unit.people.join(programme.id, waits.id, Role.MENTEE, 1, NOON)
            unit.people.ready(member.id, NOON)
            # Their times come while the bot is being killed.
            at = NOON + timedelta(seconds=number / 4)
            told = {"key": f"ready:{number}", "facts": {"member": member.id}, "now": NOON, "not_before": at}
            unit.outbox.notice("member.ready", people[Role.COORDINATOR], **told)

    async def works(self):
        """Until it is cancelled."""
        step = actions.encode(actions.AskStep(self.goal))
        invite = actions.encode(actions.InviteRole(self.programme, Role.MENTEE, evening=False))
        while True:
            for phone, words in ((self.anna, self.written), (self.jonas, self.suggested)):
                await phone.taps_raw(step, phone.received[0])
                words.append(f"{phone.account.first_name}'s step {len(words):03}.")
                await phone.types(words[-1])
            await self.mette.taps_raw(invite, self.mette.received[0])
            self.invited += 1
            self.sent += 5
            # The queue holds a few at any moment.
            await self.board.world.bell.until(lambda: len(self.board.world.updates.queue) < 8, 30)

    def judge(self):
        """Everything had its effect once, and in order; every message came once, but for what stands as uncertain."""
        read = self.store.read_now
        programme, anna = self.programme, read(lambda unit: unit.people.by_chat(self.anna.id))
        titles = [goal.title for goal in read(lambda unit: unit.goals.tree(programme, anna.id)) if goal.parent]
        assert [title for title in titles if title.startswith("Anna")] == self.written
        assert [title for title in titles if title.startswith("Jonas")] == self.suggested
        table = schema.invitations
        made = read(lambda unit: unit.connection.execute(select(func.count()).select_from(table)).scalar_one())
        assert made == self.invited
        assert read(lambda unit: unit.inbox.counts()) == {"done": self.sent}
        self._judge_notices()

    def _judge_notices(self):
        table = schema.outbox
        query = select(table.c.state, func.count()).where(table.c.kind != "answer").group_by(table.c.state)
        ends = dict(self.store.read_now(lambda unit: [tuple(row) for row in unit.connection.execute(query)]))
        assert set(ends) <= {"sent", "uncertain"}
        assert sum(ends.values()) == WAITING + len(self.suggested)
        heard = Counter(one.text for one in self.mette.notifications if "is ready to be matched" in one.text)
        heard += Counter(one.text for one in self.anna.notifications if "has a suggestion for you" in one.text)
        assert max(heard.values()) == 1
        assert ends["sent"] <= len(heard) <= sum(ends.values())


async def test_twenty_kills_lose_and_double_nothing(tmp_path):
    dice = random.Random(20)
    clock = FileClock(tmp_path / "ahead", NOON)
    async with switchboard(clock.now) as board, nursery(board, tmp_path) as bots:
        busy = Busy(board, bots.store)
        await bots.start()
        await busy.begins()
        for phone in busy.phones:
            await phone.waits_until(lambda phone=phone: phone.received, "the first answer")
        working = asyncio.create_task(busy.works())  # noqa: TID251
        for _ in range(ROUNDS):
            # A random number of the bot's calls: the next one may be fetching, answering or acknowledging.
            calls = len(board.calls) + dice.randint(1, 40)
            await board.until(lambda calls=calls: len(board.calls) >= calls, "the bot's work", 20)
            await bots.dies()
            await bots.start()
        working.cancel()
        clock.move_to(NOON + timedelta(minutes=1))
        await bots.rest(board, clock)
        assert await bots.end(signal.SIGTERM) == 0
        busy.judge()
