"""Two programmes of people who are called the same and want the same: nothing of the one is ever seen in the other."""

import re
from collections import deque
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.alerts import AlertKind
from bot.mentoring.contacts import With
from bot.mentoring.people import Role
from handlers import actions, routes
from handlers.actions import encode
from handlers.tap import Visitor
from storage import schema
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.handlers.test_access import NAMES, trying
from tests.world import NOW, World

PROGRAMMES = ("Peer Vejle", "Peer Kolding")
FROM = (actions.Home(), actions.Goals(), actions.Meetings(), actions.Log(), actions.Journey(), actions.Settings())
# What differs in any case: a link's secret, a calendar's address, a link's number.
OWN = re.compile(r"start=\S+|calendar/\S+|[Nn]o\. \d+")
# So many cards of each person are opened, nearest to home first.
CARDS = 120


class Side:
    """One programme: Mette at the desk, Jonas and Anna who meet, Bo and Ida who wait."""

    def __init__(self, world, name):
        self.name = name
        self.mette = come_in(world, "Mette", Role.COORDINATOR, name)
        self.couple = Couple(world, programme=name).agrees()
        self.waiting = [
            come_in(world, called, role, name).taps("I'm ready to be matched")
            for called, role in (("Bo", Role.MENTOR), ("Ida", Role.MENTEE))
        ]
        self.couple.adds("Learn to swim")
        pair = self.couple.pair
        self.number = pair.programme
        mette = self.mette.person.id
        world.write(lambda unit: unit.contacts.add(pair, mette, With.BOTH, NOW))
        world.write(lambda unit: unit.desk_notes.add(pair, mette, f"Noted in {name}", NOW))
        world.write(lambda unit: unit.alerts.add(AlertKind.WORRIED, pair.programme, pair.mentor, pair.id, NOW))
        self.mette.follows(actions.WriteAll(self.number, actions.Group.MENTORS)).types("There is cake").taps("Send")
        self.couple.mentor.taps("Answer Mette").types("Lovely")
        self.mette.follows(actions.InviteRole(self.number, Role.MENTOR, evening=False)).taps("For whom?").types("Kim")
        self.people = [self.mette, self.couple.mentor, self.couple.mentee, *self.waiting]
        self.ids = {phone.person.id for phone in self.people}


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    world = World(tmp_path_factory.mktemp("sides"))
    made = [Side(world, name) for name in PROGRAMMES]
    yield world, made
    world.store.close()


def programme_of(field, number, unit):
    """The programme that a row belongs to, by the field of the action that names it."""
    table = NAMES[field]
    row = unit.connection.execute(select(table).where(table.c.id == number)).one()
    if table is schema.programmes:
        return row.id
    if table in {schema.notes, schema.moves}:
        return programme_of("meeting", row.meeting_id, unit)
    if table is schema.answers:
        return programme_of("broadcast", row.broadcast_id, unit)
    if table in {schema.meetings, schema.agreements, schema.followups}:
        return programme_of("pair", row.pair_id, unit)
    if table in {schema.reminders, schema.changes}:
        return unit.people.places(row.person_id)[0].programme
    return row.programme_id


def strays(screen, side, unit):
    """The buttons that point out of the programme."""
    found = []
    for button in (each for row in screen.rows for each in row if each.action is not None):
        for part in fields(button.action):
            value = getattr(button.action, part.name)
            if part.name in {"mentor", "mentee"} and value:
                ours = value in side.ids
            else:
                ours = part.name not in NAMES or not value or programme_of(part.name, value, unit) == side.number
            if not ours:
                found.append((button.label, button.action))
    return found


def opened(visitor, action, side, unit):
    """What one button shows: where it leads on, what of it leads astray, its words, and to whom it speaks."""
    screen = routes.answer_bytes(visitor, encode(action), NOW, unit)
    on = [button.action for row in screen.rows for button in row if button.action is not None]
    told = set(unit.connection.execute(select(schema.outbox.c.person_id)).scalars()) - {None}
    return on, strays(screen, side, unit), str(screen.text.striptags()), told


def crawl(world, side, phone):
    """Every card that the person can open from where things are; nothing that they do stays."""
    ways, seen, shown = deque(FROM), set(FROM), []
    while ways and len(shown) < CARDS:
        action = ways.popleft()

        def tries(unit, action=action):
            visitor = Visitor(phone.chat, unit.people.by_chat(phone.chat), "en", phone.called)
            unit.connection.execute(schema.outbox.delete())
            return opened(visitor, action, side, unit)

        on, astray, words, told = trying(world, tries)
        assert astray == [], action
        assert told <= side.ids, action
        shown.append(words)
        new = [each for each in on if each not in seen]
        seen.update(new)
        ways.extend(new)
    return shown


@pytest.mark.parametrize("who", range(5), ids=["coordinator", "mentor", "mentee", "mentor-waits", "mentee-waits"])
def test_no_card_leads_or_speaks_into_the_other_programme_and_both_look_the_same(sides, who):
    world, both = sides
    here, there = (
        [OWN.sub("", words.replace(side.name, "here")) for words in crawl(world, side, side.people[who])]
        for side in both
    )
    # Whatever were counted or listed twice would make them differ from a programme that stands alone.
    assert len(here) > 10
    assert here == there


def test_lists_count_only_their_own(sides):
    _, both = sides
    for side in both:
        side.mette.follows(actions.Desk(side.number)).sees("One pair", "One mentor waits", "One mentee waits")
        side.mette.taps("Waiting").sees("Bo, mentor", "Ida, mentee")
        assert side.mette.text.count("Bo") == 1
        side.mette.follows(actions.Pairs(side.number, 0)).sees("One pair.")
        side.mette.follows(actions.People(side.number, 0)).sees("Five places in the programme.")
        side.mette.follows(actions.PairLog(side.couple.pair.id, 0))
        assert len([label for label in side.mette.labels() if label.startswith("20 Nov: ")]) == 2
        side.mette.follows(actions.OpenLinks(side.number, 0)).sees("One link")
        side.mette.follows(actions.SentMessages(side.number, 0)).sees("One message.")
        side.mette.follows(actions.Messages(side.number)).taps("Jonas has answered").sees("Jonas: Lovely")
        side.mette.follows(actions.WriteAll(side.number, actions.Group.MENTORS)).sees("It goes to two people.")
        side.mette.follows(actions.AskMentor(side.couple.pair.id, 0))
        assert [label for label in side.mette.labels() if "Bo" in label] == ["Bo (waits for a match)"]
        side.mette.types("Bo")
        assert [label for label in side.mette.labels() if "Bo" in label] == ["Bo (waits for a match)"]
        side.mette.follows(actions.PairNow(side.number, 0))
        assert side.mette.labels().count("Bo") == 1


def test_a_name_is_looked_for_among_ones_own_only(sides):
    world, both = sides
    for side in both:
        for among in actions.Among:
            side.mette.follows(actions.AskFind(side.number, among)).types("o")
            # Bo and Jonas, and once the pair that Jonas is in.
            assert len(side.mette.labels()) == {"r": 1, "p": 2, "w": 1}[among] + 2
            assert not world.read(lambda unit, side=side: strays(side.mette.last, side, unit))


def test_what_is_exported_of_a_person_is_only_theirs(sides):
    world, both = sides

    def told(unit):
        found = []
        for side in both:
            anna = unit.people.by_chat(side.couple.mentee.chat)
            found.append({part: len(rows) for part, rows in unit.dossiers.of(anna).items()})
        return found

    here, there = world.read(told)
    assert here == there
    assert here["pairs"] == 1


def test_the_weekly_digest_tells_of_ones_own_programme_once(tmp_path):
    world = World(tmp_path)
    both = [Side(world, name) for name in PROGRAMMES]
    world.jumps_to(datetime(2026, 11, 23, 8, tzinfo=UTC) + timedelta(hours=1))
    for side in both:
        (digest,) = [screen for screen in side.mette.screens if "Your week" in screen.text]
        assert digest.text.count("Jonas is worried about Anna") == 1
        assert not trying(world, lambda unit, side=side, digest=digest: strays(digest, side, unit))
    world.store.close()
