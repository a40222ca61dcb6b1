"""Tell my coordinator: once an hour, in waking hours, and taken back while it waits."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.world import NOW

HOUR = timedelta(hours=1)
NIGHT = datetime(2026, 11, 20, 22, tzinfo=UTC)  # 23:00 in Copenhagen
WISH = "Anna would like to hear from you."


def asks(phone):
    return phone.types("/help").taps("I need a person").taps("Tell my coordinator")


def rows(world):
    box = schema.outbox
    query = select(box.c.state, box.c.reason).where(box.c.kind == "help.asked").order_by(box.c.id)
    return world.read(lambda unit: [tuple(row) for row in unit.connection.execute(query)])


def test_by_day_the_coordinator_hears_it_and_the_person_hears_that_it_was_seen(world, mette, anna):
    asks(anna).sees("It's passed on to Mette", "I tell you here when somebody has seen it", "not for emergencies")
    anna.sees("call 112")
    assert "Undo" not in anna.labels()
    mette.sees(WISH, "Anna asked today at 12:00. I don't ask why.").taps("I'm on it").sees("You're on it")
    anna.sees("Mette has your message.")
    mette.taps("Undo").taps("I'm on it").sees("You're on it")
    assert sum("Mette has your message." in screen.text for screen in anna.screens) == 1
    asks(anna).sees("Mette has seen it")


def test_at_night_it_waits_for_the_morning_and_says_so_and_can_be_taken_back(world, mette, anna):
    world.jumps_to(NIGHT)
    asks(anna).sees("It's a quiet time there now: it arrives tomorrow at 08:00.")
    anna.taps("Undo").sees("It's taken back", "You can ask again").taps("Undo").sees("It's taken back")
    world.moves_to(NIGHT + 10 * HOUR)
    assert rows(world) == [("dropped", "taken_back")]
    assert not any(WISH in screen.text for screen in mette.screens)


def test_what_has_arrived_cannot_be_taken_back_and_says_why(world, mette, anna):
    world.jumps_to(NIGHT)
    asks(anna)
    world.moves_to(NIGHT + 9 * HOUR)
    mette.sees(WISH)
    anna.taps("Undo").sees("It has arrived already. You can say it when you talk.")


def test_twice_within_the_hour_is_once_and_an_hour_later_it_is_said_again(world, mette, anna):
    asks(anna)
    anna.follows(actions.TellCoordinator(1)).sees("It's passed on to Mette")
    assert len(rows(world)) == 1
    world.moves_to(NOW + HOUR)
    asks(anna).sees("It's passed on to Mette")
    assert len(rows(world)) == 2
    mette.sees(WISH, "Anna asked today at 13:00")
    assert len(world.read(lambda unit: unit.alerts.open_in(1))) == 1


def test_after_a_night_of_asking_the_coordinator_hears_it_once(world, mette, anna):
    world.jumps_to(NIGHT)
    asks(anna)
    world.now += HOUR
    asks(anna)
    world.moves_to(NIGHT + 10 * HOUR)
    assert rows(world) == [("dropped", "asked_again"), ("sent", None)]


def test_a_coordinator_who_cannot_be_reached_is_not_promised(world, mette, anna):
    number = mette.person.id
    world.write(lambda unit: unit.people.unreachable(number, NOW))
    asks(anna).sees("My messages don't get through there right now")


def test_the_only_coordinator_has_nobody_to_tell(world, mette):
    mette.types("/help").taps("I need a person")
    assert mette.labels() == ["More numbers", "Home"]
    mette.follows(actions.TellCoordinator(1)).sees("Peer Vejle")
    assert rows(world) == []


def test_a_second_coordinator_can_take_it_too_and_a_third_sees_who_did(world, mette, anna):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    asks(anna).sees("It's passed on to Mette and Bo")
    bo.taps("I'm on it")
    mette.taps("I'm on it").sees("Bo is on it")
    bo.taps("Undo").sees(WISH)
    mette.types("/home").taps("Anna waits for you").taps("I'm on it").sees("You're on it")


def test_with_two_programmes_one_chooses_whom_to_tell(world, mette, anna):
    come_in(world, "Bo", Role.COORDINATOR, "Peer Aarhus")
    anna.opens(world.invitation(Role.MENTOR, "Peer Aarhus")).taps("Yes, that's fine")
    anna.types("/help").taps("I need a person").taps("Tell Bo").sees("It's passed on to Bo")
    assert not any(WISH in screen.text for screen in mette.screens)


def test_the_coordinators_pair_and_what_they_wrote_are_not_in_it(world, mette):
    couple = Couple(world).agrees()
    asks(couple.mentee)
    assert "Jonas" not in mette.text
    assert "See the pair" not in mette.labels()
