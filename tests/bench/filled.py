"""A database full of pairs who have met and not told of it yet, and the taps with which the mentors tell.

    python -m tests.bench.filled FOLDER PAIRS MEETINGS ASKS

Nothing is due by itself in it, so that what is measured are the taps.
"""

import json
import sys
from datetime import time, timedelta
from pathlib import Path

from sqlalchemy import event, insert, update

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import StepOutcome
from bot.mentoring.pairs import AgreementState, Form, Rhythm, course
from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from storage.opening import open_store
from tests.storage.databases import _swiftly
from tests.world import NOW

WEEK = timedelta(days=7)
CHAT = 10**6  # the mentors' chats are counted from here, and the mentees' from twice that


def filled(folder: Path, pairs: int, meetings: int, *, asks: int) -> None:
    """Writes `makker.db`, its key, and `taps.json`: two taps for each meeting, one pair after the other.

    Of the first `asks` pairs the mentor tells first, so the mentee is asked; of the others the mentee has told.
    """
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    event.listen(store._writer, "connect", _swiftly)
    store._writer.dispose()
    held = store.write_now(lambda unit: _programme(unit, pairs, meetings, asks))
    store.write_now(_nothing_due)
    store.close()
    taps = []
    for at in range(meetings):
        for outcome in (None, StepOutcome.DONE):
            for number, of_pair in enumerate(held):
                action = actions.StepWas(of_pair[at], outcome) if outcome else actions.Met(of_pair[at])
                taps.append((CHAT + number, actions.encode(action)))
    (folder / "taps.json").write_text(json.dumps(taps))


def _programme(unit, pairs, meetings, asks):
    programme = unit.programmes.add("Peer Vejle", "da", "Europe/Copenhagen", NOW)
    return [_pair(unit, programme, number, meetings, asked=number < asks) for number in range(pairs)]


def _pair(unit, programme, number, meetings, *, asked):
    """The numbers of its meetings that are over."""
    both, since = [], NOW - meetings * WEEK - WEEK
    for role, chat, name in ((Role.MENTOR, CHAT, "Jonas"), (Role.MENTEE, 2 * CHAT, "Anna")):
        person = unit.people.add(chat + number, name, ("da", "en")[number % 2], programme, since)
        unit.people.join(programme.id, person.id, role, 1, since)
        both.append(person.id)
    pair = unit.pairs.add(programme.id, *both, since)
    root = unit.goals.add(pair, None, "Borrow books again", pair.mentee, GoalState.OPEN, since)
    steps = [unit.goals.add(pair, root.id, f"Step {at}", pair.mentee, GoalState.OPEN, since) for at in range(meetings)]
    agreement = _agreement(unit, pair, since)
    slots = course(agreement, since).slots
    numbers = [unit.meetings.add(agreement, slot.day, slot.starts_at, since, None) for slot in slots]
    for meeting, step in zip(numbers, steps, strict=False):
        unit.meetings.set(meeting, step_id=step.id)
        if not asked:
            told = {"held": True, "confirmed": False, "at": NOW}
            unit.connection.execute(insert(schema.logs).values(meeting_id=meeting, person_id=pair.mentee, **told))
    return numbers[:meetings]


def _agreement(unit, pair, since):
    draft = unit.pairs.draft(pair.id, pair.mentor, "Europe/Copenhagen", 6)
    fixed = {"rhythm": Rhythm.WEEKLY, "weekdays": (since.weekday(),), "at": time(8, 30), "first": since.date()}
    agreed = {"state": AgreementState.AGREED, "agreed_at": since, "form": Form.CAFE, "place": "Café Nordlys"}
    agreement = unit.pairs.set_agreement(draft.id, **fixed, **agreed, months=6)
    return unit.pairs.set_agreement(agreement.id, ends_on=course(agreement, since).ends_on)


def _nothing_due(unit):
    for table in schema.metadata.tables.values():
        if "due_at" in table.c:
            unit.connection.execute(update(table).values(due_at=None))


if __name__ == "__main__":
    filled(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), asks=int(sys.argv[4]))
