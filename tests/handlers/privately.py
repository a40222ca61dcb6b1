"""A pair that has left traces in every table, and looking for them in the database itself."""

import sqlite3
from contextlib import closing
from datetime import time, timedelta
from pathlib import Path

from sqlalchemy import LargeBinary, select

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Log, MeetingState, MomentKind, Mood, Reply, StepOutcome
from bot.mentoring.people import Role
from bot.mentoring.profiles import Profile
from storage import schema
from storage.states import NoteSight
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.world import Phone

ANNA, JONAS = 7_123_456_789_012, 7_987_654_321_098
PLANTED = "Zyxhemmelig"
DAY = timedelta(days=1)


class Traces:
    """Anna the mentee, Jonas the mentor, Mette at the desk; each wrote something everywhere where one can write."""

    def __init__(self, world, language="en"):
        self.world = world
        self.mette = come_in(world, "Mette", Role.COORDINATOR)
        world.phone = self._phone
        self.couple = Couple(world, ("Jonas", "Anna" + PLANTED), language).agrees(place=f"{PLANTED} café")
        del world.phone
        self.jonas, self.anna = self.couple.mentor, self.couple.mentee
        self.pair = self.couple.pair
        meeting = self.couple.first.id
        world.write(lambda unit: self._plant(meeting, unit))

    def _phone(self, called, language):
        chat = JONAS if called == "Jonas" else ANNA
        self.world.phones[chat] = Phone(self.world, chat, called, language)
        return self.world.phones[chat]

    def _plant(self, meeting, unit):
        now, pair = self.world.now, self.pair
        goal = unit.goals.add(pair, None, f"{PLANTED} goal", pair.mentee, GoalState.OPEN, now)
        step = unit.goals.add(pair, goal.id, f"{PLANTED} step", pair.mentee, GoalState.OPEN, now)
        unit.goals.set(step.id, state=GoalState.DONE, done_at=now, done_in=meeting)
        unit.goals.estimate(goal.id, pair.mentee, 7, now)
        unit.meetings.set(meeting, step_id=step.id, state=MeetingState.HELD, step_outcome=StepOutcome.DONE)
        for who, mark in ((pair.mentee, PLANTED), (pair.mentor, "Jonaswrote")):
            unit.outcomes.log(Log(meeting, who, True, StepOutcome.DONE, Mood.HARD, True, now))
            unit.meetings.reply(meeting, who, Reply.COMING, now)
            unit.outcomes.add_note(meeting, who, NoteSight.SHARED, f"{mark} note", now)
            unit.outcomes.add_note(meeting, who, NoteSight.MINE, f"{mark} secret", now, voice=f"{mark} voice")
            unit.meetings.suggest(meeting, who, now + 3 * DAY, now)
            unit.changes.add(who, "goal.title", goal.id, {"title": f"{PLANTED} before"}, {"title": "after"}, now)
            unit.reminders.add(
                who, f"{mark} reminder", weekdays=(0,), day=None, at=time(9), now=now, due_at=now + 3 * DAY
            )
            unit.calendars.renew(who, now)
            unit.calendars.save(meeting, who)
            unit.standings.said(who, "pair.quiet", now)
        unit.moments.add(pair.id, pair.mentee, meeting, MomentKind.PROUD, f"{PLANTED} proud", now)
        unit.moments.add(pair.id, pair.mentor, meeting, MomentKind.STRENGTH, f"{PLANTED} patient", now)
        for place in unit.people.places(pair.mentee):
            unit.people.describe(place.id, likes=f"{PLANTED} likes", free=f"{PLANTED} free", forms="walk")
            unit.people.profile(place.id, Profile(area=f"{PLANTED} area"))
        unit.invitations.wrong(ANNA, now)
        unit.invitations.knock(ANNA, 1, "en", now)
        unit.outbox.notice(
            "member.ready", unit.people.get(pair.mentee), "waits", {"member": 1}, now, not_before=now + DAY
        )

    def erases(self, phone):
        """Through the cards, as a person does it."""
        return phone.types("/privacy").taps("Erase me").taps("Yes, erase me")


def sealed(world, *marks):
    """Every envelope in the database that opens to one of the marks, with its place."""

    def read(unit):
        found = {}
        for table in schema.metadata.sorted_tables:
            columns = [c.name for c in table.c if isinstance(c.type, LargeBinary) and c.name not in {"hash", "sealed"}]
            for row in unit.connection.execute(select(table)) if columns else ():
                for name in columns:
                    place = {"outbox": "once_key", "inbox": "update_id"}.get(table.name, "id")
                    envelope = getattr(row, name)
                    opened = unit.people._rows.vault.open(table.name, name, getattr(row, place), envelope)
                    if any(mark in opened for mark in marks):
                        found[table.name, name, getattr(row, place)] = envelope
        return found

    return world.read(read)


def with_log(world):
    """From now on the database has a log beside it, as a real one does."""
    with closing(sqlite3.connect(_file(world))) as connection:
        assert connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)


def on_disk(world):
    """Every byte of the database and its log."""
    file = _file(world)
    log = file.with_name(file.name + "-wal")
    return file.read_bytes() + (log.read_bytes() if log.exists() else b"")


def _file(world):
    return Path(world.store._writer.url.database)
