"""Roles change hands: a coordinator leaves, somebody is moved out, and the programme can still be reached."""

from datetime import timedelta

from sqlalchemy import select

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Role
from handlers import actions
from handlers.wording import minute_of
from storage import schema
from tests.handlers.conftest import come_in, places, secret
from tests.handlers.couples import Couple
from tests.world import NOW

DAY = timedelta(days=1)


def people(mette):
    return mette.types("/home").taps("Programme").taps("People")


def place(world, phone):
    return places(world, phone)[0].id


def state(world, couple):
    return world.read(lambda unit: unit.pairs.get(couple.pair.id).state)


# --- A coordinator leaves ----------------------------------------------------------------------------------


def test_the_last_coordinator_cannot_leave_and_is_shown_the_way(world, mette):
    people(mette).taps("Mette, coordinator").taps("Give up my place").sees("Somebody must be there for the others")
    mette.follows(actions.EndPlace(place(world, mette), minute_of(world.now))).sees("Somebody must be there")
    bo = world.phone("Bo").opens(secret(mette.taps("Invite a coordinator")))
    bo.taps("Yes, that's fine").taps("Bo").sees("Peer Vejle")
    people(mette).taps("Mette, coordinator").taps("Give up my place").sees("You no longer see the desk")
    mette.taps("Yes, I give it up").sees("You have given up your place.")
    mette.types("/home").sees("You're not in a programme right now")
    mette.follows(actions.Desk(1)).sees("You're not in a programme right now")
    people(bo).sees("One place in the programme.")
    bo.follows(actions.EndPlace(place(world, bo), minute_of(world.now))).sees("Somebody must be there")


def test_two_who_leave_at_once_leave_one(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    for phone in (mette, bo):
        people(phone).taps(f"{phone.called}, coordinator").taps("Give up my place")
    mette.taps("Yes, I give it up").sees("You have given up your place.")
    bo.taps("Yes, I give it up").sees("Somebody must be there for the others")
    assert world.read(lambda unit: len(unit.people.coordinators(1))) == 1


def test_who_is_no_coordinator_any_more_has_no_way_back_by_their_own_links(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    own = secret(bo.taps("Invite").taps("A coordinator"))
    handed_on = secret(bo.follows(actions.InviteRole(1, Role.MENTEE, evening=False)))
    people(mette).taps("Bo, coordinator").taps("End the place").sees("End Bo's place here?", "stop working")
    mette.taps("Yes, end it").sees("The place has ended.")
    bo.sees("Your place here has ended.", "Peer Vejle", "Mette can say more").opens(own).sees("taken back")
    world.phone("Anna").opens(handed_on).sees("Welcome to")


def test_nothing_of_the_programme_stands_in_the_first_line_that_bo_gets(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    mette.follows(actions.EndPlace(place(world, bo), minute_of(world.now)))
    assert "Vejle" not in str(bo.last.text).split("\n", maxsplit=1)[0]


def test_a_mentor_who_was_also_coordinator_stays_a_mentor(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    bo.opens(world.invitation(Role.MENTOR)).taps("Yes, that's fine")
    people(bo).taps("Bo, coordinator").taps("Give up my place").taps("Yes, I give it up").sees("Hi Bo")
    assert [each.role for each in places(world, bo)] == [Role.MENTOR]
    bo.follows(actions.Desk(1)).sees("Hi Bo")


# --- Somebody is moved out ---------------------------------------------------------------------------------


def test_somebody_is_moved_out_the_pair_ends_kindly_and_the_other_hears_it(world, mette):
    couple = Couple(world).agrees()
    people(mette).taps("Jonas, mentor").sees("Meets Anna.").taps("End the place")
    mette.sees("The meetings with Anna are called off.", "Jonas and Anna get a kind message", "can't be undone")
    mette.taps("Yes, end it").sees("The place has ended.")
    couple.mentor.sees("Your place here has ended.", "Thank you for the time")
    couple.mentee.sees("Your meetings with Jonas end here.", "you have done nothing wrong", "Mette knows")
    couple.mentee.sees("Your goals and your journey stay yours").taps("I'm ready to be matched")
    assert state(world, couple) is PairState.CLOSED
    assert all(each.state is MeetingState.CALLED_OFF for each in couple.meetings())
    couple.mentor.types("/meetings").sees("You're not in a programme right now")
    couple.mentor.types("/privacy").taps("See what we know").sees("the same for machines")
    couple.mentee.taps("Home").sees("Anna")


def test_a_mentee_who_is_moved_out_and_comes_back_finds_their_goals(world, mette):
    couple = Couple(world).agrees()
    couple.adds("Learn to swim")
    mette.follows(actions.EndPlace(place(world, couple.mentee), minute_of(world.now)))
    couple.mentor.sees("Your meetings with Anna end here.")
    couple.mentee.sees("Your place here has ended.").types("/goals").sees("You're not in a programme")
    couple.mentee.opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine").types("/goals").sees("Learn to swim")


def test_an_old_or_second_tap_ends_nothing(world, mette):
    couple = Couple(world).agrees()
    number = place(world, couple.mentor)
    asked = minute_of(world.now)
    world.jumps_to(NOW + DAY)
    mette.follows(actions.EndPlace(number, asked)).sees("End Jonas's place here?")
    assert state(world, couple) is not PairState.CLOSED
    mette.taps("Yes, end it").follows(actions.EndPlace(number, minute_of(world.now))).sees("Peer Vejle")
    assert sum("Your place here has ended." in screen.text for screen in couple.mentor.screens) == 1


def test_in_two_programmes_only_the_one_place_ends(world, mette):
    couple = Couple(world).agrees()
    couple.mentor.opens(world.invitation(Role.MENTEE, "Peer Aarhus")).taps("Yes, that's fine")
    mette.follows(actions.EndPlace(place(world, couple.mentor), minute_of(world.now)))
    couple.mentor.sees("Your place here has ended.").taps("Home").sees("Hi Jonas")
    assert [each.programme for each in places(world, couple.mentor)] == [2]


def test_it_is_noted_who_ended_whose_place(world, mette):
    couple = Couple(world)
    jonas = couple.pair.mentor
    mette.follows(actions.EndPlace(place(world, couple.mentor), minute_of(world.now)))
    last = world.read(lambda unit: unit.audit.about(jonas)[-1])
    assert (last.what, last.by, last.programme) == ("place_ended", mette.person.id, 1)


# --- How the programme is reached --------------------------------------------------------------------------


def test_the_phone_is_set_in_words_shown_to_all_and_taken_back(world, mette, anna):
    mette.types("/home").taps("Programme").sees("Phone: none yet", "Country: Denmark", "Looked after by Mette")
    mette.taps("Phone and country").types("call me").sees("I don't see a number in that").types("1" * 80).sees(
        "a bit long"
    )
    mette.types("12 34 56 78 (9-15)").sees("It's changed.", "Phone: 12 34 56 78 (9-15)")
    anna.types("/help").taps("I need a person").sees("Mette, your coordinator, can be rung at 12 34 56 78 (9-15).")
    mette.taps("Phone and country").sees("Now it is 12 34 56 78 (9-15).").taps("Show no phone").sees("Phone: none yet")
    mette.taps("Undo").sees("Phone: 12 34 56 78 (9-15)")
    rows = world.read(lambda unit: unit.connection.execute(select(schema.programmes.c.phone)).scalars().all())
    assert all(b"12 34" not in row for row in rows)


def test_the_country_decides_which_numbers_people_see(world, mette, anna):
    mette.types("/home").taps("Programme").taps("Phone and country").taps("Country").taps("United Kingdom").sees(
        "Country: United Kingdom"
    )
    anna.types("/help").taps("I need a person").sees("call 999", "Samaritans")
    mette.follows(actions.SetCountry(1, actions.Country.OTHER)).sees("Country: Another country")
    anna.types("/help").taps("I need a person").sees("call the emergency number where you are")
    mette.taps("Undo").sees("It's taken back.", "Country: United Kingdom")


def test_what_another_coordinator_set_meanwhile_stays(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    mette.follows(actions.AskPhone(1)).types("11 11 11 11")
    bo.follows(actions.AskPhone(1)).types("22 22 22 22")
    mette.taps("Undo").sees("I leave it as it is", "22 22 22 22")
    mette.follows(actions.SetCountry(1, actions.Country.US))
    bo.follows(actions.SetCountry(1, actions.Country.GB))
    mette.taps("Undo").sees("I leave it as it is", "United Kingdom")
    for _ in range(2):
        bo.follows(actions.SetCountry(1, actions.Country.GB)).sees("United Kingdom")
        bo.follows(actions.AskPhone(1)).types("22 22 22 22").sees("22 22 22 22")


def test_an_undo_of_somebody_who_left_the_desk_changes_nothing(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    bo.follows(actions.AskPhone(1)).types("22 22 22 22")
    number = bo.person.id
    undo = actions.Undo(world.read(lambda unit: unit.changes.last_of(number, "programme.phone", 1)))
    mette.follows(actions.EndPlace(place(world, bo), minute_of(world.now)))
    bo.follows(undo).sees("You're not in a programme right now")
    assert world.read(lambda unit: unit.programmes.get(1).phone) == "22 22 22 22"


def test_two_who_are_called_the_same_are_told_apart(world, mette):
    for _ in range(2):
        come_in(world, "Sara", Role.MENTEE)
    people(mette)
    assert mette.labels() == ["Mette, coordinator", "Sara, mentee", "Sara, mentee (2)", "Find", "To the desk"]


# --- Several programmes ------------------------------------------------------------------------------------


def test_with_two_desks_each_says_of_which_programme_it_is_and_shows_nothing_of_the_other(world, mette):
    mette.opens(world.invitation(Role.COORDINATOR, "Peer Kolding")).taps("Yes, that's fine")
    Couple(world, names=("Sam", "Kim"), programme="Peer Kolding").agrees()
    for card in ("/home", "/help"):
        mette.types(card)
        assert [each for each in mette.labels() if "desk" in each] == [
            "The desk of Peer Vejle",
            "The desk of Peer Kolding",
        ]
    mette.taps("The desk of Peer Vejle").sees("Peer Vejle", "No pairs").taps("Home")
    mette.taps("The desk of Peer Kolding").sees("Peer Kolding", "One pair")


def two_lives(world):
    """Anna is Jonas's mentee in Peer Vejle and Kim's mentor in Peer Kolding; gives her phone."""
    anna = Couple(world, names=("Jonas", "Anna")).agrees().mentee
    kim = Couple(world, names=("Sam", "Kim"), programme="Peer Kolding").mentee

    mentor, mentee = anna.person.id, kim.person.id

    def build(unit):
        kolding = unit.programmes.by_name("Peer Kolding").id
        unit.people.join(kolding, mentor, Role.MENTOR, 1, world.now)
        unit.pairs.add(kolding, mentor, mentee, world.now)

    world.write(build)
    return anna


def test_whoever_meets_people_in_two_programmes_sees_one_at_a_time_and_switches(world):
    anna = two_lives(world)
    lists = ("/home", "/meetings", "/log", "/goals", "/journey")
    for mine, others, there in (("Jonas", "Kim", "Peer Kolding"), ("Kim", "Jonas", "Peer Vejle")):
        for card in lists:
            anna.types(card)
            assert others not in anna.text, card
            assert not [each for each in anna.labels() if others in each], card
        anna.types("/home").sees(mine)
        assert [each for each in anna.labels() if "Switch" in each] == [f"Switch to {there}"]
        anna.taps(f"Switch to {there}").sees(others, f"You're looking at {there}.")


def test_a_switch_to_a_programme_that_was_left_shows_the_one_that_remains(world):
    anna = two_lives(world)
    anna.types("/home").taps("Switch to Peer Kolding")
    left = places(world, anna)[1]
    mette = come_in(world, "Mette", Role.COORDINATOR, "Peer Kolding")
    mette.follows(actions.EndPlace(left.id, minute_of(world.now)))
    anna.types("/home").sees("Jonas")
    assert "You're looking at" not in anna.text
    assert not [each for each in anna.labels() if "Switch" in each]
    anna.follows(actions.SwitchProgramme(left.programme)).sees("Jonas")


def test_in_one_programme_home_does_not_say_which(world):
    couple = Couple(world).agrees()
    couple.mentee.types("/home").sees("Jonas")
    assert "You're looking at" not in couple.mentee.text
