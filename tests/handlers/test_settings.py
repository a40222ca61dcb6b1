"""Settings: each change shows at once, and one tap changes it back."""

from datetime import time
from itertools import pairwise

import pytest

from bot.mentoring.people import Role
from handlers import actions, zones
from handlers.actions import encode
from handlers.speech import Speech
from handlers.tap import Kind
from tests.handlers.conftest import come_in, places, waiting
from tests.world import NOW


def test_the_card_tells_how_everything_is_set(world, anna):
    anna.types("/settings").sees(
        "Name: Anna", "Language: English", "Time zone: Copenhagen, where it is 12:00 now", "Quiet hours: 21:00 to 08:00"
    )
    anna.sees("Reminders: the day before and two hours before")
    assert len(anna.text) < 350


# --- Language ---


def test_another_language_shows_at_once_and_is_changed_back_with_one_tap(world, anna):
    anna.types("/settings").taps("Language").sees("I write to you in English.")
    assert anna.labels()[:2] == ["Dansk", "✓ English"]
    anna.taps("Dansk")
    assert anna.labels()[:2] == ["✓ Dansk", "English"]
    assert anna.person.language == "da"
    anna.taps("English").sees("I write to you in English.")


# --- Zone ---


def test_a_zone_is_chosen_by_button_and_undone(world, anna):
    anna.types("/settings").taps("Time zone").sees("Copenhagen: it is 12:00 there now").taps("London")
    anna.sees("London: it is 11:00 there now")
    assert anna.person.zone == "Europe/London"
    assert "✓ London" in anna.labels()
    anna.taps("✓ London")
    anna.taps("Copenhagen").sees("it is 12:00 there")


@pytest.mark.parametrize(
    ("text", "zone", "clock"),
    [
        ("New York", "America/New_York", "06:00"),
        ("  kØBENHAVN ", "Europe/Copenhagen", "12:00"),
        ("Europe/Paris", "Europe/Paris", "12:00"),
        ("Tyskland", "Europe/Berlin", "12:00"),
        ("Tórshavn", "Atlantic/Faroe", "11:00"),
    ],
)
def test_a_typed_place_is_said_back_with_its_clock(world, anna, text, zone, clock):
    anna.types("/settings").taps("Time zone").types(text).sees(f"it is {clock} there now")
    assert anna.person.zone == zone


def test_a_place_that_has_a_button_is_marked_there_also_when_it_was_typed(anna):
    assert "✓ Nuuk" in anna.types("/settings").taps("Time zone").types("Nuuk").labels()


def test_a_place_that_means_several_times_or_nothing_is_asked_again(world, anna):
    anna.types("/settings").taps("Time zone")
    anna.types("USA").sees("more than one time there")
    anna.types("<b>Atlantis</b> & \x00").sees("I don't know <b>Atlantis</b> & yet")
    anna.types("x" * 5000).sees("I don't know")
    anna.types("", Kind.VOICE).sees("Can you write it in words?")
    anna.types("new york").sees("New York")


@pytest.mark.parametrize("names", [("Århus", "Aarhus", "arhus", "København"), ("Kiev", "Kyiv"), ("Faroe", "Færøerne")])
def test_a_place_may_be_spelled_in_several_ways(names):
    assert all(zones.find(one) == zones.find(other) != () for one, other in pairwise(names))


def test_an_offset_is_never_guessed():
    assert zones.find("GMT+2") == ()


def test_every_zone_has_a_city_in_both_languages():
    for language in ("da", "en"):
        say = Speech(language, "Europe/Copenhagen", NOW)
        assert all(zones.city(zone, say) for zone in actions.UsualZone)


# --- Quiet hours and reminders ---


@pytest.mark.parametrize(("words", "hours"), [("10.30 to 6", "22:30 and 06:00"), ("22 til 7", "22:00 and 07:00")])
def test_quiet_hours_are_written_in_own_words(anna, words, hours):
    anna.types("/settings").taps("Quiet hours").sees("such as 22 to 7").types(words)
    anna.sees(f"I don't write between {hours}").taps("Back to settings").sees(
        f"Quiet hours: {hours.replace('and', 'to')}"
    )


@pytest.mark.parametrize("words", ["at night", "25 to 7", "22", "x" * 5000])
def test_hours_that_are_none_are_asked_for_again_and_nothing_changes(anna, words):
    anna.types("/settings").taps("Quiet hours").types(words)
    anna.sees("I don't know these hours yet", "between 21:00 and 08:00").types("23 to 9").sees(
        "between 23:00 and 09:00"
    )


def test_quiet_hours_in_danish(world):
    anna = come_in(world, "Anna", Role.MENTEE)
    anna.taps_raw(encode(actions.SetLanguage(actions.Language.DA))).types("/indstillinger").taps("Stille tid")
    anna.types("mellem kl. 22 og kl. 7").sees("mellem kl. 22.00 og 07.00")


def test_quiet_hours_are_chosen_and_changed_back(world, anna):
    anna.types("/settings").taps("Quiet hours").sees("I don't write between 21:00 and 08:00")
    anna.taps("22:00 to 07:00").sees("between 22:00 and 07:00")
    assert (anna.person.quiet_from, anna.person.quiet_until) == (time(22), time(7))
    anna.taps("No quiet hours").sees("I write at any hour")
    anna.taps("21:00 to 08:00").taps("Back to settings").sees("Quiet hours: 21:00 to 08:00")


@pytest.mark.parametrize(("start", "end"), [(24, 8), (21, 99), (actions.LARGEST, 0)])
def test_hours_that_no_clock_has_change_nothing(world, anna, start, end):
    anna.taps_raw(encode(actions.SetQuiet(start, end))).sees("Hi Anna")
    assert anna.person.quiet_from == time(21)


def test_reminders_are_turned_off_and_on_and_a_double_tap_does_it_once(world, anna):
    anna.types("/settings").taps("Reminders").sees("the day before and two hours before")
    off = encode(actions.ToggleDayBefore(on=False))
    anna.taps("✓ The day before").taps_raw(off).sees("You get: two hours before")
    anna.taps("✓ Two hours before").sees("You get: no reminders")
    anna.taps("The day before").sees("You get: the day before.")
    assert (anna.person.remind_day_before, anna.person.remind_soon) == (True, False)


# --- Name ---


def test_another_name_is_said_back(world, anna):
    anna.types("/settings").taps("Name").sees("I call you Anna now").types("Anna-Sofie").sees(
        "I'll call you Anna-Sofie"
    )
    assert anna.person.name == "Anna-Sofie"
    anna.taps("Name").types("x" * 5000).sees("That's a long one").taps("Back").sees("Settings")


def test_the_same_name_again_is_no_change(world, anna):
    anna.types("/settings").taps("Name").types("Anna").sees("Settings")
    assert "Undo" not in anna.labels()


def test_the_platforms_name_is_only_suggested_when_it_is_another(world, anna):
    anna.types("/settings").taps("Name")
    assert anna.labels() == ["Back"]
    anna.types("Ann").taps("Name").taps("Anna").sees("I'll call you Anna")


def test_who_skipped_the_name_is_told_so_kindly(world, mette):
    anna = world.phone("").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine")
    anna.types("/settings").sees("Name: not told yet").taps("Name").types("Anna").sees("I'll call you Anna")


@pytest.mark.parametrize("setting", ["Name", "Time zone"])
def test_a_name_or_a_zone_is_undone_where_it_was_changed(world, anna, setting):
    anna.types("/settings").taps(setting).types("Paris").taps("Undo").sees(
        "Anna" if setting == "Name" else "Copenhagen"
    )
    assert (anna.person.name, anna.person.zone) == ("Anna", "Europe/Copenhagen")


def test_what_was_changed_again_since_is_not_undone(world, anna):
    anna.types("/settings").taps("Time zone").types("Paris")
    old = next(button.action for row in anna.last.rows for button in row if isinstance(button.action, actions.Undo))
    anna.types("Tokyo").taps_raw(encode(old))
    assert anna.person.zone == "Asia/Tokyo"


# --- The list ---


def test_who_is_not_matched_can_say_ready_and_not_from_the_settings(world, anna):
    anna.types("/settings").taps("Take me off the list for a match").sees("take the time you need")
    assert waiting(world, Role.MENTEE) == []
    anna.types("/settings").taps("I'm ready to be matched").sees("Thank you, Anna")
    assert waiting(world, Role.MENTEE) == [anna.person.id]


def test_a_mentee_with_a_pair_and_a_coordinator_are_not_asked(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    for phone in (mette, anna):
        phone.types("/settings")
        assert not {"I'm ready to be matched", "Take me off the list for a match"} & set(phone.labels())


def test_a_mentor_with_a_pair_may_take_one_more(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    assert waiting(world, Role.MENTOR) == []
    jonas.types("/settings").taps("I'm ready to be matched")
    assert waiting(world, Role.MENTOR) == [jonas.person.id]


def test_settings_belong_to_the_person_in_all_programmes(world, mette):
    anna = come_in(world, "Anna", Role.MENTEE)
    anna.opens(world.invitation(Role.MENTOR, "Peer Aarhus")).taps("Yes, that's fine")
    assert len(places(world, anna)) == 2
    anna.types("/settings").sees("Name: Anna")
