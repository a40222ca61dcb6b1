"""Coming in: the link, the yes or the no, the name and the first questions."""

from datetime import timedelta

import pytest

from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import encode
from handlers.privacy import consent
from handlers.tap import Kind
from storage import schema
from tests.handlers.conftest import come_in, count, places, secret, waiting

WEIRD = "<b>Zoë</b> & 🧑🏽‍🤝‍🧑🏻 مرحبا\x00\x07"


# --- The card ---


def test_the_welcome_card_says_who_what_who_sees_it_and_how_to_leave(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE))
    anna.sees("Welcome to Peer Vejle", "I keep your name", "Mette sees", "never notes or goals", "just as easy")
    assert len(anna.text) < 350
    assert anna.labels() == ["Yes, that's fine", "No thanks", "More", "English", "Dansk"]


@pytest.mark.parametrize("role", Role)
def test_the_welcome_card_is_short_for_each_role(world, mette, role):
    assert len(world.phone("Anna").opens(world.invitation(role)).text) < 350


def test_a_stranger_is_only_kept_as_the_link_that_was_opened(world, mette):
    people = count(world, schema.people)
    world.phone("Anna").opens(world.invitation(Role.MENTEE))
    assert count(world, schema.people) == people
    assert count(world, schema.openings) == 1


def test_the_language_is_guessed_and_can_be_switched_on_the_card(world, mette):
    anna = world.phone("Anna", "da").opens(world.invitation(Role.MENTEE)).taps("English").sees("Welcome to")
    anna.taps("Dansk").taps_raw(encode(actions.Consent()))
    assert anna.person.language == "da"


def test_more_tells_the_rest_and_leads_back(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).taps("More")
    anna.sees("encrypted", "Telegram keeps a copy", "Ask Mette").taps("Back").sees("Welcome to Peer Vejle")


def test_text_instead_of_a_button_shows_the_welcome_card_again(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE))
    anna.types("hello?").sees("Welcome to Peer Vejle")
    anna.types("sticker", Kind.OTHER).sees("Welcome to Peer Vejle")


# --- Yes and no ---


def test_yes_is_kept_with_its_version_and_time(world, mette):
    anna = come_in(world, "Anna", Role.MENTEE)
    (member,) = places(world, anna)
    assert (member.consent_version, member.consented_at) == (consent.CONSENT_VERSION, world.now)
    assert (member.role, anna.person.name, anna.person.zone) == (Role.MENTEE, "Anna", "Europe/Copenhagen")


def test_a_no_forgets_the_stranger_and_the_link_still_works(world, mette):
    link = world.invitation(Role.MENTEE)
    anna = world.phone("Anna").opens(link).taps("No thanks").sees("perfectly all right", "on no list")
    assert count(world, schema.openings) == 0
    anna.taps("Yes, that's fine").sees("You come in with a link")
    anna.opens(link).taps("Yes, that's fine").sees("What may we call you?")


def test_yes_twice_asks_the_same_question_and_takes_one_place(world, mette):
    link = world.invitation(Role.MENTEE, uses=2)
    anna = world.phone("Anna").opens(link).taps("Yes, that's fine")
    first = anna.text
    anna.taps("Yes, that's fine")
    assert anna.text == first
    assert world.read(lambda unit: unit.invitations.find(link)).uses_left == 1


def test_yes_on_an_old_card_is_home(world, mette):
    anna = come_in(world, "Anna", Role.MENTEE)
    world.now += timedelta(days=40)
    anna.taps_raw(encode(actions.Consent())).sees("Hi Anna")


def test_no_on_an_old_card_changes_nothing(world, anna):
    anna.taps_raw(encode(actions.NoThanks())).sees("perfectly all right", "Hi Anna")
    assert anna.person.name == "Anna"


def test_the_last_place_is_taken_by_whoever_says_yes_first(world, mette):
    link = world.invitation(Role.MENTEE)
    anna, sara = world.phone("Anna").opens(link), world.phone("Sara").opens(link)
    anna.taps("Yes, that's fine").sees("What may we call you?")
    sara.taps("Yes, that's fine").sees("This link has been used", "Ask Mette")
    sara.taps("Yes, that's fine").sees("This link has been used", "Ask Mette")
    assert world.read(lambda unit: unit.people.by_chat(sara.chat)) is None


def test_a_yes_after_the_link_ran_out_says_so(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE))
    world.now += timedelta(days=7)
    anna.taps("Yes, that's fine").sees("This link no longer works", "Ask Mette")


# --- Links that do not work ---


def test_a_used_link_says_so_and_whom_to_ask(world, mette):
    link = world.invitation(Role.MENTEE)
    world.phone("Anna").opens(link).taps("Yes, that's fine")
    world.phone("Sara").opens(link).sees("This link has been used", "Ask Mette for a new one")


def test_somebody_elses_link_that_was_made_by_a_coordinator_names_that_coordinator(world, mette):
    link = secret(come_in(world, "Bo", Role.COORDINATOR).taps("Invite").taps("A mentee"))
    world.phone("Anna").opens(link).taps("Yes, that's fine")
    world.phone("Sara").opens(link).sees("Ask Bo for a new one")


def test_an_old_link_says_so_and_whom_to_ask(world, mette):
    link = world.invitation(Role.MENTEE)
    world.now += timedelta(days=7)
    world.phone("Anna").opens(link).sees("no longer works", "seven days", "Ask Mette")


def test_the_first_coordinators_link_has_nobody_to_name(world):
    link = world.invitation(Role.COORDINATOR)
    world.now += timedelta(days=8)
    world.phone("Mette").opens(link).sees("Ask your coordinator for a new one")


@pytest.mark.parametrize("payload", ["x", "x" * 5000, "<b>&", "\x00", "\ud800", "AAAAAAAAAAAAAAAAAAAAAA", "ø", " "])
def test_an_unknown_link_gets_a_kind_card(world, mette, payload):
    world.phone("Anna").opens(payload).sees("I don't know that link")


# --- Strangers ---


@pytest.mark.parametrize("said", ["hello", "/start", "/home", "/settings", "/goals", "/nonsense"])
def test_a_stranger_hears_how_to_come_in(world, said):
    world.phone("Anna").types(said).sees("You come in with a link from the coordinator")


def test_a_bare_start_is_home_for_somebody_we_know(world, anna):
    anna.opens().sees("Hi Anna")


def test_a_stranger_may_ask_about_privacy_and_for_a_person(world):
    anna = world.phone("Anna").types("/privacy").sees("What is kept, and who sees it")
    anna.taps("More").sees("Telegram").taps("Back").sees("What is kept")
    anna.types("/help").taps("I need a person").sees("112")


@pytest.mark.parametrize("data", ["", "zz.1", "\x00", "rd.1", "d.1", "db.1.1.1", encode(actions.Ready(1))])
def test_a_strangers_bytes_lead_nowhere(world, mette, data):
    world.phone("Anna").taps_raw(data).sees("You come in with a link")


@pytest.mark.parametrize("action", [actions.WelcomeIn(actions.Language.DA), actions.WelcomeMore(), actions.Consent()])
def test_a_door_without_a_link_is_the_way_in_or_home(world, anna, action):
    world.phone("Sara").taps_raw(encode(action))
    assert count(world, schema.openings) == 0
    anna.taps_raw(encode(action))
    assert anna.person.language == "en"


def test_in_a_group_we_only_say_that_we_talk_one_to_one(world, anna):
    anna.types("hi all", Kind.GROUP).sees("one person at a time")
    assert [button.url for row in anna.last.rows for button in row] == ["https://t.me/{bot}"]


# --- The questions ---


def test_a_mentee_tells_and_every_answer_is_said_back(world, mette):
    anna = world.phone("Annamaria").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine")
    anna.sees("What may we call you?", "see it").types("  Anna\n ")
    anna.sees("Hi Anna", "What would you like?", "Your coordinator and the one you meet can see it")
    anna.types("Somebody to walk with").sees("You wrote: Somebody to walk with", "When do you have time?")
    anna.types("Thursdays").sees("You wrote: Thursdays", "How do you like to meet?").taps("A walk").taps("Done")
    anna.sees(
        "Are you ready to be matched?", "Would like: Somebody to walk with", "Time: Thursdays", "How to meet: A walk"
    )
    anna.taps("I'm ready to be matched").sees("Thank you, Anna", "Mette looks for a good match", "ask Mette")
    mette.sees("Anna is ready to be matched.")


def test_a_mentor_is_asked_what_they_can_help_with(world, mette):
    jonas = world.phone("Jonas").opens(world.invitation(Role.MENTOR)).taps("Yes, that's fine").taps("Jonas")
    jonas.sees("What do you like, and what can you help with?")


def test_everything_can_be_skipped_also_the_name(world, mette):
    anna = world.phone("").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine")
    for _ in range(4):
        anna.taps("Skip")
    anna.taps("I'm ready to be matched").sees("Thank you").taps("Home").sees("Hi")
    mette.sees("Someone with no name yet is ready to be matched.")


@pytest.mark.parametrize("answered", [0, 1, 2])
@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
def test_from_each_question_one_tap_is_enough_to_wait_for_a_match(world, mette, role, answered):
    phone = world.phone("Kim").opens(world.invitation(role)).taps("Yes, that's fine").taps("Kim")
    for _ in range(answered):
        phone.taps("Skip")
    phone.taps("I'm ready to be matched").sees("Thank you, Kim")
    mette.sees("Kim is ready to be matched.")
    phone.taps("Change my answers")
    assert "I'm ready to be matched" not in phone.labels()


def test_whoever_went_away_finds_the_way_on_at_home(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine").taps("Anna")
    anna.types("/home").sees("there is no hurry").taps("I'm ready to be matched").sees("Thank you, Anna")
    assert anna.types("/home").labels() == ["Settings", "I need a person"]


def test_an_answer_can_be_mended_with_one_tap(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine").types("Ana")
    anna.taps("Change my name").types("Anna").types("Walk").taps("Write it again").types("Walks")
    anna.types("Mornings").taps("Write it again").types("Evenings").taps("Online").taps("Done")
    anna.sees("Would like: Walks", "Time: Evenings", "How to meet: Online").taps("Change my answers").sees(
        "What would you like?"
    )
    assert anna.person.name == "Anna"


def test_whoever_changes_their_answers_sees_the_old_ones_and_may_keep_them(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine").types("Anna")
    anna.types("Walks").types("Mornings").taps("Online").taps("Done").taps("I'm ready to be matched").taps(
        "Change my answers"
    )
    anna.sees("What would you like?", "Now it says: Walks").taps("Done")
    anna.sees("When do you have time?", "Now it says: Mornings").types("Evenings")
    assert "✓ Online" in anna.sees("How do you like to meet?").labels()
    anna.taps("Done")
    anna.sees("Would like: Walks", "Time: Evenings", "How to meet: Online")


def test_the_old_answer_is_there_in_danish_too(world, mette):
    anna = world.phone("Anna", "da").opens(world.invitation(Role.MENTEE)).taps("Ja, det er i orden").types("Anna")
    anna.types("Gåture").taps("Skriv det igen").sees("Nu står der: Gåture").taps("Færdig").sees("Hvornår har du tid?")


@pytest.mark.parametrize("question", ["name", "likes", "free"])
def test_a_text_that_is_too_long_is_asked_for_again_and_nothing_is_lost(world, mette, question):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine")
    for _ in range(["name", "likes", "free"].index(question)):
        anna.taps("Skip")
    anna.types("x" * 5000).sees("That's a long one")
    anna.types("\u200b\u2800 \x00").sees("Can you write it in words?")
    anna.types("voice", Kind.VOICE).sees("Can you write it in words?")
    anna.types("sticker", Kind.OTHER).sees("Can you write it in words?")
    anna.types(WEIRD)
    assert "&lt;b&gt;Zoë&lt;/b&gt; &amp; 🧑🏽‍🤝‍🧑🏻 مرحبا" in anna.last.text
    assert "\x00" not in anna.last.text


def test_a_very_long_name_on_the_platform_is_cut_for_its_button(world, mette):
    anna = world.phone("A" * 64).opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine")
    anna.taps("A" * 39 + "…")
    assert len(anna.person.name) == 40


def test_keeping_a_name_that_the_platform_no_longer_gives_asks_again(world, mette):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine")
    anna.called = " \u2800"
    anna.taps("Anna").sees("What may we call you?")


# --- Ready ---


def test_ready_twice_is_the_same_and_tells_the_coordinator_once(world, mette, anna):
    since = places(world, anna)[0].ready_at
    heard, first = len(mette.screens), anna.text
    world.now += timedelta(minutes=1)
    anna.taps("I'm ready to be matched")
    assert anna.text == first
    assert len(mette.screens) == heard
    assert places(world, anna)[0].ready_at == since


def test_not_yet_is_fine_and_ready_is_one_tap_away(world, mette):
    anna = come_in(world, "Anna", Role.MENTEE).taps("Not yet").sees("take the time you need")
    assert waiting(world, Role.MENTEE) == []
    anna.taps("I'm ready to be matched").sees("Thank you, Anna").taps("Not yet after all")
    assert waiting(world, Role.MENTEE) == []


def test_a_mentee_who_has_a_pair_is_not_put_on_the_list_by_an_old_button(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    for words in ("I'm ready to be matched", "Not yet", "Change my answers"):
        anna.taps(words)
    assert waiting(world, Role.MENTEE) == []


def test_nobody_answers_for_somebody_else(world, mette, jonas, anna):
    mine = places(world, jonas)[0].id
    for action in (actions.Ready(mine), actions.NotYet(mine), actions.AskLikes(mine), actions.KeepName(mine)):
        anna.taps_raw(encode(action)).sees("Hi Anna")
    assert world.read(lambda unit: unit.people.member(mine)).ready_at is not None
    assert jonas.person.name == "Jonas"


@pytest.mark.parametrize("action", [actions.AskLikes(0), actions.AskFree(0), actions.Ready(0), actions.NotYet(0)])
def test_no_place_at_all_has_no_questions(world, anna, action):
    anna.taps_raw(encode(action)).sees("Hi Anna")
    assert anna.last.toast is not None


def test_a_coordinators_place_has_no_questions_about_likes(world, mette):
    place = places(world, mette)[0].id
    for action in (actions.AskLikes(place), actions.Ready(place), actions.AskReady(place), actions.NotYet(place)):
        mette.taps_raw(encode(action)).sees("Peer Vejle")
        assert mette.last.toast is not None


# --- More than one place ---


def test_a_coordinator_comes_to_the_desk_and_can_mend_the_name(world):
    mette = world.phone("Mette").opens(world.invitation(Role.COORDINATOR)).taps("Yes, that's fine").types("Mete")
    mette.sees("Hi Mete", "Peer Vejle", "No pairs").taps("Change my name").types("Mette").sees("Hi Mette", "Peer Vejle")


def test_a_coordinator_may_skip_the_name(world):
    world.phone("").opens(world.invitation(Role.COORDINATOR)).taps("Yes, that's fine").taps("Skip").sees("Peer Vejle")


def test_opening_a_link_for_a_place_one_has_is_home_and_uses_nothing(world, anna):
    link = world.invitation(Role.MENTEE)
    anna.opens(link).sees("You're already in", "Hi Anna")
    assert world.read(lambda unit: unit.invitations.find(link)).uses_left == 1


def test_the_same_link_opened_twice_by_the_one_who_used_it_is_home(world, mette):
    link = world.invitation(Role.MENTEE)
    anna = world.phone("Anna").opens(link).taps("Yes, that's fine").taps("Anna")
    anna.opens(link).sees("You're already in")


def test_two_links_for_the_same_place_are_used_once(world, mette):
    first, second = world.invitation(Role.MENTEE), world.invitation(Role.MENTEE)
    anna = world.phone("Anna").opens(first).taps("Yes, that's fine").taps("Anna")
    world.write(lambda unit: unit.invitations.knock(anna.chat, unit.invitations.find(second).id, "en", world.now))
    anna.taps_raw(encode(actions.Consent())).sees("You're already in")
    assert world.read(lambda unit: unit.invitations.find(second)).uses_left == 1


def test_somebody_we_know_says_yes_again_for_another_programme_and_keeps_the_name(world, anna):
    anna.opens(world.invitation(Role.MENTOR, "Peer Aarhus")).sees("Welcome to Peer Aarhus").taps("Dansk")
    assert anna.person.language == "da"
    anna.taps("English").taps("Yes, that's fine").sees("What do you like, and what can you help with?")
    first = anna.text
    anna.taps("Yes, that's fine")
    assert anna.text == first
    assert [place.role for place in places(world, anna)] == [
        Role.MENTEE,
        Role.MENTOR,
    ]


def test_somebody_we_know_may_say_no_to_another_programme(world, anna):
    anna.opens(world.invitation(Role.MENTOR, "Peer Aarhus")).taps("More").sees("encrypted")
    anna.taps("No thanks").sees("perfectly all right", "Hi Anna")
    assert len(places(world, anna)) == 1


def test_a_mentee_who_becomes_coordinator_goes_straight_to_the_desk(world, anna):
    anna.opens(world.invitation(Role.COORDINATOR)).taps("Yes, that's fine").sees("Peer Vejle", "waits for a match")
    assert "Home" in anna.labels()


def test_an_evenings_link_lets_fifty_in_and_then_says_so(world, mette):
    mette.taps("Invite").taps("An evening for mentees")
    link = secret(mette)
    for number in range(50):
        world.phone(f"P{number}").opens(link).taps("Yes, that's fine").sees("What may we call you?")
    world.phone("Late").opens(link).sees("This link has been used", "Ask Mette")
