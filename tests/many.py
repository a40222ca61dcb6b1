"""A programme of very many pairs, written straight into an empty database: `python -m tests.many [pairs]` measures.

With `move` before the number, it is how fast all of it moves into another file, and into MAKKER_TEST_POSTGRES.

Everybody is made up. A story of 400,000 meetings would take a day; the tables are filled as such a story leaves them.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import AgreementState, PairState, Rhythm
from bot.mentoring.people import Role
from handlers import actions, routes
from handlers.desk.facts import facts_of
from handlers.tap import Visitor
from storage import schema
from storage.moving import move
from storage.opening import open_store
from tests.storage.databases import KINDS, fresh, swift
from tests.world import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WEEKS = 5  # so many are to come
METTE = 10**9  # the coordinator's address
# Of those that are over: most were held, some did not happen, and of some nobody told.
PAST = [MeetingState.HELD] * 16 + [MeetingState.MISSED] * 3 + [MeetingState.PLANNED]


def fill(unit, pairs, meetings, now=NOW):
    """The programme, with so many pairs that have so many meetings each, a tenth of them on a break in summer."""
    programme = unit.programmes.add("Very many", "en", "Europe/Copenhagen", now - 400 * DAY)
    dice, mette = random.Random(7), 2 * pairs + 1
    people = [_person(number, unit, programme, now) for number in range(1, mette + 1)]
    people[-1]["chat"] = METTE
    for table, rows in (
        (schema.people, people),
        (schema.pairs, [_pair(number, programme, meetings, now) for number in range(1, pairs + 1)]),
        (schema.agreements, [_agreement(number, meetings, now) for number in range(1, pairs + 1)]),
        (schema.pauses, [_pause(number, now) for number in range(1, pairs + 1, 10)]),
        (schema.meetings, [row for number in range(1, pairs + 1) for row in _meetings(number, meetings, dice, now)]),
    ):
        unit.connection.execute(insert(table), rows)
    _tell(unit, dice)
    silent = [
        {"person_id": each, "kind": "pair.quiet", "unanswered": 2, "last_at": now} for each in range(1, pairs, 40)
    ]
    unit.connection.execute(insert(schema.standings), silent)
    unit.people.join(programme.id, mette, Role.COORDINATOR, 1, now)
    return programme


def _person(number, unit, programme, now):
    name = unit.programmes._rows.vault.seal("people", "name", number, f"Person {number}")
    hours = {"quiet_from": programme.quiet_from, "quiet_until": programme.quiet_until}
    reminded = {"remind_day_before": True, "remind_soon": True}
    gone = now - 3 * DAY if number % 97 == 0 else None
    same = {"language": "en", "zone": programme.zone, "created_at": now, "unreachable_since": gone}
    return {"id": number, "chat": number, "name": name, **hours, **reminded, **same}


def _pair(number, programme, meetings, now):
    both = {"mentor_id": 2 * number - 1, "mentee_id": 2 * number}
    since = now - _every(number) * meetings
    return {"id": number, "programme_id": programme.id, "state": PairState.ACTIVE, "since": since, **both}


def _every(number):
    return (7 if number % 2 else 14) * DAY


def _agreement(number, meetings, now):
    agreed = now - _every(number) * meetings
    rhythm = Rhythm.WEEKLY if number % 2 else Rhythm.FORTNIGHTLY
    said = {"state": AgreementState.AGREED, "proposed_by": number, "proposed_at": agreed, "agreed_at": agreed}
    terms = {"rhythm": rhythm, "weekdays": (3,), "at": NOW.time(), "zone": "Europe/Copenhagen", "first": agreed.date()}
    return {"id": number, "pair_id": number, **said, **terms, "place": b"", "minutes": 60, "months": 6}


def _pause(number, now):
    return {"pair_id": number, "by_id": 2 * number, "began_at": now - 150 * DAY, "ended_at": now - 130 * DAY}


def _meetings(number, meetings, dice, now):
    slow = dice.random() < 0.1  # a pair that does not find the time, now and then
    for at in range(meetings):
        starts = now - 3 * HOUR + _every(number) * (at - meetings + WEEKS) - dice.randrange(6) * DAY
        over = starts < now - DAY
        state = dice.choice([MeetingState.MISSED, MeetingState.PLANNED] if slow else PAST)
        same = {"minutes": 60, "place": b"", "settled_at": starts - 30 * DAY, "version": 0, "agreement_id": number}
        yield {"pair_id": number, "starts_at": starts, "state": state if over else MeetingState.PLANNED, **same}


def _tell(unit, dice):
    """Both told of each meeting, and of some of them differently."""
    table, pairs = schema.meetings, schema.pairs
    told = table.c.state.in_([MeetingState.HELD, MeetingState.MISSED])
    query = select(table.c.id, table.c.state, table.c.starts_at, pairs.c.mentor_id, pairs.c.mentee_id)
    found = unit.connection.execute(query.join(pairs, pairs.c.id == table.c.pair_id).where(told)).all()
    rows = []
    for meeting, state, at, *both in found:
        held = state is MeetingState.HELD
        says = (held, held and dice.random() > 0.02)
        same = {"meeting_id": meeting, "confirmed": True, "at": at}
        rows += [{"person_id": each, "held": yes, **same} for each, yes in zip(both, says, strict=True)]
    unit.connection.execute(insert(schema.logs), rows)


def median(what, cause, store):
    """Prints the median of five, in milliseconds."""
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        store.write_now(cause)
        took.append(1000 * (time.perf_counter() - begun))
    sys.stdout.write(f"{what:<30} {statistics.median(took):8.0f} ms\n")


def taps(action, unit):
    """What the coordinator sees of it."""
    visitor = Visitor(METTE, unit.people.by_chat(METTE), "en", "Mette")
    return routes.answer_bytes(visitor, actions.encode(action), NOW, unit)


def main(pairs, meetings=40):
    """Prints what the desk takes."""
    with tempfile.TemporaryDirectory() as folder:
        store = swift(f"sqlite:///{Path(folder) / 'many.db'}")
        number = store.write_now(lambda unit: fill(unit, pairs, meetings)).id
        sys.stdout.write(f"{pairs} pairs with {meetings} meetings each\n")
        median("the facts of all pairs", lambda unit: facts_of(number, 0, NOW, unit), store)
        for action in (
            actions.Digest(number),
            actions.HandCard(1),
            actions.WentWell(number),
            actions.NeedsHand(number, 9),
        ):
            median(f"a tap: {type(action).__name__}", lambda unit, action=action: taps(action, unit), store)
        store.close()


def moves(pairs, meetings=40):
    """Prints how many rows a second go from a file into each kind of database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url, key = f"sqlite:///{folder / 'old.db'}", folder / "makker.key"
        store = open_store(url, key).store
        store.write_now(lambda unit: fill(unit, pairs, meetings))
        store.close()
        for kind in KINDS if "MAKKER_TEST_POSTGRES" in os.environ else KINDS[:1]:
            with fresh(kind, folder) as to:
                begun = time.perf_counter()
                rows = sum(move(url, to, key, NOW, lambda *_: None).rows.values())
                took = time.perf_counter() - begun
            sys.stdout.write(f"into {kind:<10} {rows:,} rows in {took:.1f} s: {rows / took:,.0f} rows/s\n")


if __name__ == "__main__":
    *words, last = ["2000"] if len(sys.argv) == 1 else sys.argv[1:]
    (moves if "move" in words else main)(int(last))
