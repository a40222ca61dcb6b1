"""What is usual in a programme is set in plain words, said back, and taken back with a tap."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.mentoring.pairs import Rhythm
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import Setting
from storage import schema
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple


def sets(mette, setting, words):
    return mette.follows(actions.AskSetting(1, setting)).types(words)


def programme(world):
    return world.read(lambda unit: unit.programmes.get(1))


@pytest.mark.parametrize(
    ("setting", "words", "shown", "before"),
    [
        (Setting.NAME, "Peer Jelling", "Name: Peer Jelling", "Name: Peer Vejle"),
        (Setting.LANGUAGE, "Danish", "Language: Dansk", "Language: English"),
        (Setting.ZONE, "London", "Time zone: London", "Time zone: Copenhagen"),
        (Setting.QUIET, "22 to 7", "Quiet hours: 22:00 to 07:00", "Quiet hours: 21:00 to 08:00"),
        (Setting.DIGEST, "Tuesday 9.00", "Digest: Tuesday at 09:00", "Digest: Monday at 08:30"),
        (Setting.DIGEST, "Friday", "Digest: Friday at 08:30", "Digest: Monday at 08:30"),
        (Setting.DIGEST, "10:15", "Digest: Monday at 10:15", "Digest: Monday at 08:30"),
        (Setting.RHYTHM, "every other week", "Rhythm: Every other week", "Rhythm: Every week"),
        (Setting.CONTACT, "<b>Sille</b>\n at 2", "Contact: <b>Sille</b> at 2", "Contact: by name alone"),
        (Setting.MONTHS, "nine months", "Length: For nine months", "Length: For six months"),
        (
            Setting.PLACES,
            "at home,\nbars, ;at home, !",
            "Places not to meet: at home, bars",
            "Places not to meet: none",
        ),
    ],
)
def test_each_is_said_back_and_undone(world, mette, setting, words, shown, before):
    sets(mette, setting, words).sees("It's changed.", shown).taps("Undo").sees("It's taken back.", before)


@pytest.mark.parametrize("setting", list(Setting))
@pytest.mark.parametrize("words", ["?!", "x" * 5000])
def test_what_cannot_be_is_asked_once_more(world, mette, setting, words):
    before = programme(world)
    said = sets(mette, setting, words)
    if not (setting is Setting.NAME and words == "?!"):
        said.sees("I don't understand that yet." if words == "?!" else "That's a long one.")
        assert programme(world) == before


def test_the_digest_comes_at_its_new_time_and_at_the_old_one_no_more(world, mette):
    Couple(world).agrees()
    mette.taps("Programme").taps("What is usual").taps("Digest").types("Sunday 10.00")
    world.moves_to(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    mette.sees("Your week")
    seen = len(mette.screens)
    world.moves_to(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    assert not any("Your week" in screen.text for screen in mette.screens[seen:])


def test_another_zone_moves_the_digest_with_it(world, mette):
    sets(mette, Setting.ZONE, "London")
    assert world.read(lambda unit: unit.programmes.due_at(1)) == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def test_a_course_is_no_longer_than_an_agreement_can_be(world, mette):
    sets(mette, Setting.MONTHS, "25").sees("I don't understand that yet.", "up to 24")
    sets(mette, Setting.MONTHS, "24").sees("Length: For 24 months")


def test_a_name_that_another_programme_has_is_left_to_it(world, mette):
    come_in(world, "Mo", Role.COORDINATOR, "Peer Kolding")
    sets(mette, Setting.NAME, "Peer Kolding").sees("There is a programme with that name already.")
    assert programme(world).name == "Peer Vejle"


def test_what_another_coordinator_set_meanwhile_stays(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    sets(mette, Setting.MONTHS, "9")
    sets(bo, Setting.MONTHS, "12")
    mette.taps("Undo").sees("This has been changed again since", "For 12 months")


def test_new_people_begin_with_it_and_those_who_are_here_keep_theirs(world, mette, jonas):
    sets(mette, Setting.QUIET, "22 to 7")
    anna = come_in(world, "Anna", Role.MENTEE)
    assert (anna.person.quiet_from.hour, jonas.person.quiet_from.hour) == (22, 21)


def test_a_place_not_to_meet_gets_a_kind_no_until_there_is_none(world, mette):
    couple = Couple(world)
    mette.follows(actions.PairSettings(1)).taps("Places not to meet").types("at home, bars").sees("at home, bars")
    jonas = couple.mentor.types("/home").taps("Plan your meetings").taps("Every week").types("Thursday 16.30")
    jonas.taps("A walk").types("At home with me").sees("Is there another one you like?")
    mette.taps("Places not to meet").sees("Now: at home, bars.").taps("No such places").sees("Places not to meet: none")
    jonas.types("At home with me").sees("You meet here: At home with me")
    mette.taps("Undo").sees("It's taken back.", "Places not to meet: at home, bars")


def test_no_places_tapped_twice_or_when_there_are_none_changes_nothing_more(world, mette):
    sets(mette, Setting.PLACES, "bars")
    mette.follows(actions.NoPlaces(1)).sees("It's changed.").follows(actions.NoPlaces(1)).sees("none")
    assert "It's changed." not in mette.text
    assert mette.follows(actions.AskSetting(1, Setting.PLACES)).labels() == ["Back"]


def test_the_places_are_sealed(world, mette):
    sets(mette, Setting.PLACES, "at the harbour")
    kept = world.read(lambda unit: unit.connection.execute(select(schema.programmes.c.places_not_to_meet)).scalar_one())
    assert b"harbour" not in kept


def test_whom_newcomers_can_ask_stands_where_they_say_yes(world, mette):
    link = world.invitation(Role.MENTEE, uses=3)
    assert "You can also ask" not in world.phone("Ida").opens(link).text
    mette.follows(actions.ProgrammeSettings(1)).sees("Contact: by name alone").taps("Contact")
    mette.types("Peer Vejle, 75 12 34 56").sees("It's changed.", "Contact: Peer Vejle, 75 12 34 56")
    sami = world.phone("Sami").opens(link).sees("one word to Mette", "You can also ask: Peer Vejle, 75 12 34 56")
    sami.taps("More").sees("Ask Mette about anything here.", "You can also ask: Peer Vejle, 75 12 34 56")
    mette.taps("Contact").taps("By name alone").sees("Contact: by name alone").taps("Undo").sees("75 12 34 56")
    kept = world.read(lambda unit: unit.connection.execute(select(schema.programmes.c.contact)).scalar_one())
    assert b"75 12" not in kept


@pytest.mark.parametrize(("words", "kept"), [("ab", False), ("abc", True), ("x" * 200, True), ("x" * 201, False)])
def test_a_contact_has_three_to_two_hundred_characters(world, mette, words, kept):
    sets(mette, Setting.CONTACT, words)
    assert (programme(world).contact == words) is kept


def test_a_programme_from_before_there_was_a_contact_has_none(world, mette):
    world.write(lambda unit: unit.connection.execute(schema.programmes.update().values(contact=None)))
    assert programme(world).contact == ""


def test_every_card_of_the_programme_has_six_buttons_and_a_way_back(mette):
    for action in (actions.ProgrammeCard(1), actions.ProgrammeSettings(1), actions.PairSettings(1)):
        assert len(mette.follows(action).labels()) <= 7


def test_a_newcomer_whose_phone_has_none_of_our_languages_begins_in_the_programmes(world, mette):
    mette.follows(actions.AskSetting(1, Setting.LANGUAGE)).sees("Now: English.").taps("Dansk").sees("Language: Dansk")
    link = world.invitation(Role.MENTEE, uses=3)
    sami = world.phone("Sami", "ar").opens(link).taps("English").opens(link)
    assert "Yes, that's fine" in sami.labels()
    assert "Ja, det er i orden" in world.phone("Ida", "").opens(link).labels()
    assert "Yes, that's fine" in world.phone("Tom", "en-GB").opens(link).labels()
    assert mette.person.language == "en"


def test_the_same_language_twice_and_one_that_makker_does_not_speak_change_nothing(world, mette):
    before = programme(world)
    mette.follows(actions.SetProgrammeLanguage(1, actions.Language.EN)).sees("Language: English")
    assert "It's changed." not in mette.text
    sets(mette, Setting.LANGUAGE, "Arabic").sees("I don't understand that yet.")
    sets(mette, Setting.LANGUAGE, "Danish and English").sees("I don't understand that yet.")
    assert programme(world) == before


def test_the_usual_rhythm_is_offered_first_and_the_two_choose(world, mette):
    couple = Couple(world)
    mette.follows(actions.AskSetting(1, Setting.RHYTHM)).taps("Once a month").sees("It's changed.", "Once a month")
    mette.follows(actions.SetProgrammeRhythm(1, Rhythm.MONTHLY)).sees("Rhythm: Once a month")
    assert "It's changed." not in mette.text
    jonas = couple.mentor.types("/home").taps("Plan your meetings")
    assert jonas.labels()[:2] == ["Once a month", "Every week"]
    jonas.taps("Every other week").taps("Another rhythm")
    assert jonas.labels()[0] == "Every other week"
    assert mette.follows(actions.AgreeFor(couple.pair.id)).labels()[0] == "Once a month"
