"""A mentor is worried: the coordinators hear it at once and again, until one takes it, and the mentor hears who."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot import ticker
from bot.mentoring.alerts import ROUNDS
from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from storage.states import Priority
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.world import NOW

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NIGHT = datetime(2026, 11, 21, 1, tzinfo=UTC)  # 02:00 in Copenhagen
NEEDS = "Jonas needs you now."


@pytest.fixture
def couple(world):
    made = Couple(world).agrees()
    made.mette = come_in(world, "Mette", Role.COORDINATOR)
    return made


def worries(couple):
    jonas = couple.mentor.types("/help").taps("I need a person").taps("I'm worried")
    jonas.sees("Are you worried about Anna?", "call 112", "at once, also at night", "Anna doesn't see it")
    return jonas.taps(jonas.labels()[0])


def heard(phone, words=NEEDS):
    return sum(words in screen.text.striptags() for screen in phone.screens)


def rows(world, kind="alert.worried"):
    box = schema.outbox
    query = select(box.c.state, box.c.reason, box.c.priority).where(box.c.kind == kind).order_by(box.c.id)
    return world.read(lambda unit: [tuple(row) for row in unit.connection.execute(query)])


def test_at_night_a_worry_rings_at_once_and_one_tap_takes_it(world, couple):
    world.jumps_to(NIGHT)
    worries(couple).sees("I'm telling Mette", "every half hour until somebody takes it", "Mette is your coordinator")
    mette = couple.mette
    mette.sees(NEEDS, "Jonas is worried about Anna, and said so today at 02:00.", "Tap the name to write: Jonas")
    first = str(mette.last.text).split("\n", maxsplit=1)[0]
    assert "Anna" not in first
    assert "worried" not in first
    assert f"tg://user?id={couple.mentor.chat}" in mette.last.text
    mette.taps("I'm on it").sees("You're on it", "Jonas hears from me that you get in touch.")
    couple.mentor.sees("Mette is on it.", "gets in touch with you")
    world.moves_to(NIGHT + 8 * HOUR)
    assert heard(mette) == 1
    assert not heard(couple.mentee)
    assert not any("worried" in screen.text for screen in couple.mentee.screens)


def test_it_is_said_again_every_half_hour_then_less_often_until_somebody_takes_it(world, couple):
    worries(couple)
    assert rows(world) == [("sent", None, Priority.ALERT)]
    world.moves_to(NOW + 29 * MINUTE)
    assert heard(couple.mette) == 1
    world.moves_to(NOW + 30 * MINUTE)
    assert heard(couple.mette) == 2
    couple.mette.sees("Nobody has answered yet. I go on asking until one of you takes it.")
    couple.mentor.sees("Nobody has answered me yet.", "I go on asking", "call 112")
    world.moves_to(NOW + 12 * HOUR - 31 * MINUTE)
    assert heard(couple.mette) == ROUNDS
    assert heard(couple.mentor, "Nobody has answered me yet.") == 2
    couple.mentor.sees("I go on asking, but less often")
    world.moves_to(NOW + 36 * HOUR)
    assert heard(couple.mette) == ROUNDS + 5
    couple.mette.taps("I'm on it")
    couple.mentor.sees("Mette is on it.")
    world.moves_to(NOW + 72 * HOUR)
    assert heard(couple.mette) == ROUNDS + 5


def test_what_nobody_took_is_first_in_the_digest_and_on_the_desk_until_it_is_taken(world, couple):
    worries(couple)
    world.moves_to(datetime(2026, 11, 23, 8, tzinfo=UTC))  # Monday 09:00
    mette = couple.mette
    mette.sees("Your week", "Waits for an answer from you:", "Jonas is worried about Anna, and said so last Friday")
    assert mette.labels()[0] == "Jonas is worried"
    mette.types("/home")
    assert mette.labels()[0] == "Jonas waits for you"
    mette.taps("Jonas waits for you").sees(NEEDS).taps("I'm on it").sees("You're on it")
    couple.mentor.sees("Mette is on it.")
    mette.types("/home")
    assert "Jonas waits for you" not in mette.labels()
    mette.taps("This week")
    assert "Waits for an answer" not in mette.text


def test_whoever_taps_first_is_on_it_and_the_others_hear_who(world, couple):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    worries(couple).sees("I'm telling Mette and Bo")
    couple.mette.taps("I'm on it")
    bo.sees("Mette is on it", "Jonas is worried about Anna").taps("I'm on it").sees("Mette is on it")
    couple.mentor.sees("Mette is on it.")
    assert heard(couple.mentor, "is on it.") == 1


def test_at_night_the_other_coordinators_hear_in_the_morning_who_took_it(world, couple):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    world.jumps_to(NIGHT)
    worries(couple)
    couple.mette.taps("I'm on it")
    bo.sees(NEEDS)
    world.moves_to(NIGHT + 5 * HOUR)
    bo.sees(NEEDS)
    world.moves_to(NIGHT + 6 * HOUR)
    bo.sees("Mette is on it")


def test_who_cannot_after_all_gives_it_back_and_it_rings_again(world, couple):
    worries(couple)
    couple.mette.taps("I'm on it").taps("Undo").sees(NEEDS)
    couple.mentor.sees("Nobody is on it after all.", "I ask them all again now.")
    world.moves_to(world.now + MINUTE)
    assert heard(couple.mette) == 3  # the card after Undo is the second
    couple.mette.taps("I'm on it")
    couple.mentor.sees("Mette is on it.")


def test_a_double_tap_and_the_same_worry_an_hour_later_ring_once(world, couple):
    worries(couple)
    yes = actions.Worried(couple.pair.id)
    couple.mentor.follows(yes).sees("I'm telling Mette")
    couple.mette.taps("I'm on it")
    couple.mentor.follows(yes).sees("Mette is on it", "Since today at 12:00")
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).sees("Mette is on it")
    assert len(rows(world)) == 1
    world.moves_to(NOW + HOUR)
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).sees("Are you worried about Anna?")
    couple.mentor.follows(yes).sees("I'm telling Mette")
    assert len(rows(world)) == 2


def test_down_for_three_days_it_goes_on_where_it_was_without_a_flood(world, couple):
    worries(couple)
    world.jumps_to(NOW + timedelta(days=3))
    assert heard(couple.mette) == 2
    world.ticks()
    assert heard(couple.mette) == 2


def test_rounds_that_could_not_be_sent_are_one_when_they_can(world, couple):
    """The platform was away: what waits says the newest only, and why the others were not said."""
    worries(couple)
    for _ in range(3):
        world.now += 30 * MINUTE
        world.write(lambda unit: ticker.decide(unit, world.now))
    world.deliver()
    assert heard(couple.mette) == 2
    assert [(state, reason) for state, reason, _ in rows(world)] == [
        ("sent", None),
        ("dropped", "asked_again"),
        ("dropped", "asked_again"),
        ("sent", None),
    ]


def test_a_worry_goes_before_every_reminder(world, couple):
    mette = couple.mette.person

    def waiting(unit):
        jonas = unit.people.get(couple.pair.mentor)
        unit.outbox.notice("meeting.soon", jonas, "a", {"meeting": 1}, NOW, priority=Priority.REMINDER)
        unit.outbox.notice("goal.taken", jonas, "b", {"goal": 1}, NOW)
        unit.outbox.notice("alert.worried", mette, "c", {"alert": 1, "round": 1}, NOW, priority=Priority.ALERT)
        return [letter.kind for letter in unit.outbox.due(NOW, 9)]

    assert world.write(waiting) == ["alert.worried", "goal.taken", "meeting.soon"]


def test_without_a_coordinator_the_mentor_hears_whom_to_ring_and_nothing_is_promised(world):
    couple = Couple(world).agrees()
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).sees("Are you worried about Anna?", "call 112")
    assert couple.mentor.labels() == ["Whom to ring", "Home"]
    couple.mentor.follows(actions.Worried(couple.pair.id)).sees("Are you worried about Anna?")
    assert world.read(lambda unit: unit.connection.execute(select(schema.alerts)).all()) == []


def test_it_is_on_the_pairs_card_for_the_mentor_alone(world, couple):
    couple.mentor.types("/meetings").taps("The agreement")
    assert "I'm worried" in couple.mentor.labels()
    couple.mentee.types("/meetings").taps("The agreement")
    assert "I'm worried" not in couple.mentee.labels()
    couple.mentee.types("/help").taps("I need a person")
    assert "I'm worried" not in couple.mentee.labels()


def test_a_mentor_of_two_says_whom_it_is_about(world, couple):
    Couple(world, ("Eva", "Ida"))

    ida = next(phone for phone in world.phones.values() if phone.called == "Ida").person.id
    world.write(lambda unit: unit.pairs.add(couple.pair.programme, couple.pair.mentor, ida, NOW))
    couple.mentor.types("/help").taps("I need a person").taps("I'm worried about Ida")
    couple.mentor.sees("Are you worried about Ida?")


def test_a_coordinator_who_has_left_hears_nothing_more(world, couple):
    world.jumps_to(NIGHT)
    worries(couple)
    members = schema.members
    mette = couple.mette.person.id
    gone = members.update().where(members.c.person_id == mette).values(left_at=world.now)
    world.write(lambda unit: unit.connection.execute(gone))
    world.moves_to(NIGHT + 2 * HOUR)
    assert heard(couple.mette) == 1
    couple.mette.taps("I'm on it").sees("You're not in a programme right now")
