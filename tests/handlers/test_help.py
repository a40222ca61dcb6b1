"""Help, the way to a person, and what is kept."""

import pytest
from sqlalchemy import update

from bot.mentoring.people import Role
from handlers import actions, commands
from storage import schema
from tests.handlers.conftest import come_in


def rings(world, phone, programme=1):
    """Gives the programme a phone."""

    def cause(unit):
        sealed = unit.people._rows.vault.seal("programmes", "phone", programme, phone)
        unit.connection.execute(
            update(schema.programmes).where(schema.programmes.c.id == programme).values(phone=sealed)
        )

    world.write(cause)


def test_help_says_what_can_be_done_and_by_which_commands(world, anna):
    anna.types("/help").sees("What I can do", "/meetings:", "/goals:", "/log:", "/settings:")
    assert anna.labels() == ["I need a person", "My small reminders", "What is kept", "Settings", "Home"]


@pytest.mark.parametrize("typed", ["/møder", "/MØDER", "/moeder", "/meetings"])
def test_commands_are_understood_as_a_danish_keyboard_writes_them(typed):
    assert commands.action(typed[1:]) == actions.Meetings()


@pytest.mark.parametrize(("typed", "meant"), [("mål", actions.Goals()), ("hjælp", actions.Help())])
def test_danish_letters_in_other_commands(typed, meant):
    assert commands.action(typed) == meant
    assert commands.action("annuller") == actions.Cancel()


def test_a_coordinator_finds_the_desk_in_the_help(world, mette):
    mette.types("/help")
    assert mette.labels() == [
        "I need a person",
        "To the desk",
        "My small reminders",
        "What is kept",
        "Settings",
        "Home",
    ]
    mette.taps("To the desk").sees("Peer Vejle")


def test_a_person_is_named_with_the_phone_and_112(world, anna):
    rings(world, "12 34 56 78")
    anna.types("/help").taps("I need a person")
    anna.sees(
        "nobody reads along here around the clock",
        "call 112",
        "Mette, your coordinator, can be rung at +45 12 34 56 78",
    )


def test_without_a_phone_the_coordinator_is_named(world, anna):
    anna.types("/help").taps("I need a person").sees("Mette is your coordinator")


def test_without_a_name_the_phone_is_given(world):
    rings(world, "12 34 56 78") if world.invitation(Role.MENTEE) else None
    come_in(world, "Anna", Role.MENTEE).types("/help").taps("I need a person").sees("can be rung at +45 12 34 56 78")


def test_the_only_coordinator_is_not_sent_to_herself(world, mette):
    mette.types("/help").taps("I need a person").sees("112")
    assert "Mette" not in mette.text


def test_somebody_in_two_programmes_gets_both_coordinators(world, anna):
    come_in(world, "Bo", Role.COORDINATOR, "Peer Aarhus")
    anna.opens(world.invitation(Role.MENTOR, "Peer Aarhus")).taps("Yes, that's fine")
    anna.types("/help").taps("I need a person").sees("Mette is your coordinator", "Bo is your coordinator")


def test_in_a_country_that_nobody_looked_up_no_number_is_guessed(world, anna):
    world.write(lambda unit: unit.connection.execute(update(schema.programmes).values(country="US")))
    anna.types("/help").taps("I need a person").sees("call the emergency number where you are", "988 Lifeline 988")
    assert "112" not in anna.text
    assert "More numbers" not in anna.labels()


def test_in_a_country_without_a_single_line_the_coordinator_is_the_way(world, anna):
    world.write(lambda unit: unit.connection.execute(update(schema.programmes).values(country="NO")))
    anna.types("/help").taps("I need a person").sees("call the emergency number where you are", "Mette is your")
    anna.follows(actions.MoreNumbers()).sees("I know no more numbers here.")


def test_privacy_says_what_is_kept_who_sees_it_and_how_to_leave(world, anna):
    anna.types("/privacy").sees("Your name", "Never notes or goals", "Ask Mette")
    assert len(anna.text) < 350
    anna.taps("More").sees("encrypted", "Telegram keeps a copy", "not encrypted end to end").taps("Back")
    anna.sees("What is kept, and who sees it").taps("Home").sees("Hi Anna")


def test_the_only_coordinator_leaves_by_whoever_runs_it(world, mette):
    mette.types("/privacy").sees("Ask whoever runs Makker")
