"""What somebody tells so that a match can be found: a tap or own words, each skipped, changed and taken away again."""

import pytest

from bot.mentoring.pairs import Form
from bot.mentoring.people import Role
from bot.mentoring.profiles import Chip, Part, Topic, slot
from handlers import actions
from tests.handlers.conftest import come_in, places
from tests.handlers.couples import Couple


def begins(world, role=Role.MENTEE, name="Anna", language="en"):
    """Somebody at the question about likes."""
    phone = world.phone(name, language).opens(world.invitation(role, language=language))
    return phone.follows(actions.Consent()).types(name)


def more(world, role=Role.MENTEE):
    """Somebody at the card with what else can be told."""
    return come_in(world, "Anna", role).taps("Tell a little more")


def profile(world, phone):
    return places(world, phone)[0].profile


def test_the_first_three_questions_are_answered_by_tapping(world, mette):
    anna = begins(world).sees("What would you like?", "Tap what fits, or write it").taps("Walks").taps("Music")
    assert {"✓ Walks", "✓ Music", "Cooking", "More", "Done"} <= set(anna.labels())
    anna.taps("Done").sees("When do you have time?").taps("Weekday afternoons").taps("Done")
    anna.sees("How do you like to meet?").taps("A walk").taps("Online").taps("✓ Online").taps("Coffee").taps("Done")
    anna.sees("Would like: walks · music", "Time: weekday afternoons", "How to meet: A walk · Coffee")


def test_own_words_stand_beside_what_was_tapped(world, mette):
    anna = begins(world).taps("Walks").types("somebody patient").types("Thursday afternoon")
    anna.taps("Write it again").taps("Weekends").taps("Done").taps("Skip")
    anna.sees("Would like: walks · somebody patient", "Time: Thursday afternoon · weekends")
    assert slot(3, Part.AFTERNOON) in profile(world, anna).times


def test_a_time_that_is_typed_anew_takes_the_place_of_the_one_before(world, mette):
    anna = begins(world).taps("Skip").types("Thursday afternoon").taps("Write it again").types("when I can")
    assert not profile(world, anna).times
    anna.taps("Write it again").types("torsdage")
    assert profile(world, anna).times == {slot(3, part) for part in Part}


def test_more_interests_are_a_tap_away_and_come_round(world, mette):
    anna = begins(world).taps("More").taps("Nature").sees("What would you like?")
    assert "✓ Nature" in anna.labels()
    anna.taps("More").taps("Letters and forms").taps("More")
    assert "Walks" in anna.labels()
    assert profile(world, anna).interests == {Chip.NATURE, Chip.PAPERWORK}


def test_the_same_tap_twice_is_one_answer(world, mette):
    anna = begins(world)
    member = places(world, anna)[0].id
    for _ in range(2):
        anna.follows(actions.TapChip(member, Chip.WALKS, on=True))
        anna.follows(actions.PreferForm(member, Form.WALK, on=True))
    assert profile(world, anna).interests == {Chip.WALKS}
    assert places(world, anna)[0].forms == "walk"


def test_nothing_more_need_be_told_to_be_ready(world, mette):
    anna = begins(world)
    for _ in range(3):
        anna.taps("Skip")
    anna.taps("I'm ready to be matched").sees("Thank you, Anna")


def test_a_little_more_says_who_sees_it_and_marks_what_was_told(world, mette):
    anna = more(world).sees("A little more about you", "leave the rest", "Only Mette sees it")
    assert anna.labels() == ["Languages", "Where", "My wishes", "About me", "My age", "What is a no", "Done"]
    anna.taps("Languages").sees("Only Mette sees it").taps("Danish").taps("Arabic").taps("Done")
    anna.taps("My age").taps("30 to 49").taps("50 to 64").taps("Done")
    assert {"✓ Languages", "✓ My age", "Where"} <= set(anna.labels())
    assert profile(world, anna).languages == {"da", "ar"}
    assert profile(world, anna).chips == {Chip.FROM_50}
    anna.taps("Done").sees("Are you ready to be matched?")


def test_with_two_coordinators_neither_is_named_alone(world, mette):
    come_in(world, "Bo", Role.COORDINATOR)
    more(world).sees("Only your programme's coordinators see it")


def test_other_languages_are_written_and_known_by_name(world, mette):
    anna = more(world).taps("Languages").types("zyx").sees("I don't know that language yet")
    anna.types("vietnamesisk og urdu").sees("Now it says: Urdu and Vietnamese")
    assert profile(world, anna).languages == {"vi", "ur"}
    anna.taps("Danish").taps("Take my words away").sees("Tap, or write others.")
    assert profile(world, anna).languages == {"da"}


@pytest.mark.parametrize(
    ("button", "asked", "field"),
    [
        ("Where", "Where is it easy for you to meet?", "area"),
        ("My wishes", "Whom would you like to meet?", "wish"),
        ("What is a no", "Is anything a no for you?", "no"),
    ],
)
def test_own_words_are_said_back_and_can_be_taken_away(world, mette, button, asked, field):
    anna = more(world).taps(button).sees(asked, "Only Mette sees it").types("x" * 5000).sees("That's a long one")
    anna.types("  Vejle\n Nord <b> ").sees("Now it says: Vejle Nord <b>")
    assert getattr(profile(world, anna), field) == "Vejle Nord <b>"
    anna.taps("Take my words away").sees(asked)
    assert not getattr(profile(world, anna), field)
    assert "Take my words away" not in anna.labels()


def test_a_mentor_says_for_how_many_there_is_room(world, mette):
    jonas = more(world, Role.MENTOR).taps("For how many").sees("How many would you like to meet?")
    jonas.taps("Two").taps("Three").taps("Done")
    assert profile(world, jonas).room == 3
    assert "My wishes" not in jonas.labels()


def test_answers_are_changed_from_the_settings(world, mette, anna):
    anna.types("/settings").taps("My answers").taps("Games").taps("Done").taps("Skip").taps("Skip")
    anna.sees("Would like: games").taps("Tell a little more").sees("A little more about you")


def test_whoever_has_a_match_finds_their_answers_in_the_settings(world, mette):
    couple = Couple(world)
    anna = couple.mentee.types("/settings").taps("My answers").sees("Your answers")
    anna.taps("Change my answers").taps("Games").taps("Done").taps("Skip").taps("Skip")
    anna.sees("Your answers", "Would like: games", "Whoever you meet can see this.")
    assert "I'm ready to be matched" not in anna.labels()
    anna.taps("A little more").taps("Done").sees("Your answers").taps("Back to settings").sees("Settings")
    couple.mentor.follows(actions.Partner(couple.pair.id)).sees("games")


def test_a_coordinator_has_no_answers_to_find(mette):
    assert "My answers" not in mette.types("/settings").labels()


def test_in_danish(world, mette):
    anna = begins(world, language="da").taps("Gåture").taps("Færdig").types("torsdag eftermiddag").taps("En gåtur")
    anna.taps("Færdig").sees("gåture", "torsdag eftermiddag").taps("Fortæl lidt mere").taps("Sprog").taps("Arabisk")
    anna.taps("Færdig").taps("Min alder").taps("Under 30").sees("Kun Mette ser det")


@pytest.mark.parametrize("topic", [Topic.ROOM, Topic.WISHES])
def test_nobody_is_asked_what_is_the_others_question(world, mette, topic):
    role, chip = {Topic.ROOM: (Role.MENTEE, Chip.ROOM_1), Topic.WISHES: (Role.MENTOR, Chip.WISH_MAN)}[topic]
    phone = come_in(world, "Kim", role)
    member = places(world, phone)[0].id
    for action in (actions.AskTopic(member, topic, 0), actions.TapChip(member, chip, on=True)):
        phone.follows(action).sees("Hi Kim")
        assert phone.last.toast is not None


def test_words_about_what_is_only_tapped_lead_home(world, mette, anna):
    member = places(world, anna)[0].id
    person, asked = anna.person.id, actions.encode(actions.SayTopic(member, Topic.AGE))
    world.write(lambda unit: unit.pending.ask(person, asked, world.now))
    anna.types("40").sees("Hi Anna")
    anna.follows(actions.ClearWords(member, Topic.AGE)).sees("Hi Anna")
