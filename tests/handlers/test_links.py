"""Invitations that are out: who guesses, who takes one back, and what is tidied away."""

from datetime import timedelta

from sqlalchemy import select

from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from storage.invitations import BYTES, TRIES_AN_HOUR
from tests.handlers.conftest import come_in, count, secret
from tests.world import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def links(mette):
    return mette.types("/home").taps("Invitations")


def test_a_link_holds_128_bits_and_only_its_hash_is_kept(world, mette):
    link = secret(mette.taps("Invite").taps("A mentee"))
    assert BYTES * 8 == 128
    assert len(link) == 22
    rows = world.read(lambda unit: unit.connection.execute(select(schema.invitations)).all())
    assert link.encode() not in b"".join(row.hash for row in rows)


def test_a_coordinator_takes_a_link_back_and_nobody_comes_in_by_it_until_undone(world, mette):
    link = secret(mette.taps("Invite").taps("A mentee"))
    anna = world.phone("Anna").opens(link).sees("Welcome to")
    links(mette).sees("One link still lets somebody in.").taps("No. 2, for a mentee, until Friday 27 November")
    mette.sees("One person can come in by it, until Friday 27 November.", "Made by Mette, today at 12:00.")
    mette.taps("Take it back").sees("nobody comes in by it").follows(actions.WithdrawLink(2)).sees("taken back")
    anna.taps("Yes, that's fine").sees("This link no longer works", "taken back", "Ask Mette")
    world.phone("Sara").opens(link).sees("This link no longer works")
    anna.types("hello").sees("You come in with a link from the coordinator")
    links(mette).sees("No link is out right now")
    mette.taps("Undo").sees("It's taken back.", "One person can come in by it")
    anna.opens(link).taps("Yes, that's fine").sees("What may we call you?")
    mette.follows(actions.LinkCard(2)).sees("Nobody comes in by it any more.")


def test_a_link_can_be_taken_back_where_it_was_made(world, mette):
    mette.taps("Invite").taps("An evening for mentors")
    link = secret(mette)
    mette.taps("Take it back").sees("nobody comes in by it")
    world.phone("Anna").opens(link).sees("taken back")


def test_an_undo_that_comes_too_late_leaves_the_link_as_it_is(world, mette):
    mette.taps("Invite").taps("A mentor").taps("Take it back")
    world.now += 8 * DAY
    mette.taps("Undo").sees("I leave it as it is")


def test_many_links_have_pages_and_the_newest_comes_first(world, mette):
    for _ in range(8):
        mette.follows(actions.InviteRole(1, Role.MENTOR, evening=False))
    mette.follows(actions.InviteRole(1, Role.MENTEE, evening=True))
    links(mette).sees("Nine links still let somebody in.")
    assert mette.labels()[0] == "No. 10, for a mentee, until Friday 27 November"
    mette.taps("More")
    assert mette.labels() == [f"No. {n}, for a mentor, until Friday 27 November" for n in (5, 4, 3, 2)] + [
        "Back",
        "Invite",
        "To the desk",
    ]


def test_after_five_wrong_links_there_is_silence_for_an_hour_and_all_else_goes_on(world, mette):
    link, anna = world.invitation(Role.MENTEE), world.phone("Anna")
    for _ in range(TRIES_AN_HOUR - 1):
        anna.opens("wrong").sees("I don't know that link")
        assert "again in an hour" not in anna.text
    anna.opens("wrong").sees("I don't know that link", "I look at links from here again in an hour")
    shown = len(anna.screens)
    anna.opens("wrong").opens(link).opens(link)
    assert len(anna.screens) == shown
    anna.types("/help").sees("What I can do")
    world.phone("Sara").opens(link).sees("Welcome to")
    world.now += HOUR
    anna.opens(link).sees("Welcome to")


def test_strangers_who_never_answered_and_old_tries_are_forgotten(world, mette):
    world.phone("Anna").opens(world.invitation(Role.MENTEE))
    world.phone("Bo").opens("wrong")
    world.write(lambda unit: unit.invitations.tidy(NOW + HOUR / 2))
    assert (count(world, schema.openings), count(world, schema.wrong_tries)) == (1, 1)
    world.write(lambda unit: unit.invitations.tidy(NOW + 8 * DAY))
    assert (count(world, schema.openings), count(world, schema.wrong_tries)) == (0, 0)


def test_another_programmes_links_stay_theirs(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR, "Peer Aarhus")
    mette.taps("Invite").taps("A mentee")
    number = world.read(lambda unit: unit.invitations.open_in(1, NOW)[0].id)
    bo.follows(actions.WithdrawLink(number)).sees("Peer Aarhus")
    assert world.read(lambda unit: unit.invitations.get(number).withdrawn_at) is None


def test_a_link_is_for_somebody_until_it_is_used(world, mette):
    link = secret(mette.taps("Invite").taps("A mentor"))
    mette.taps("For whom?").sees("Only the coordinators see it.").types("\u200b").sees("Can you write it in words?")
    mette.types("x" * 61).sees("A shorter name?").types("Bo <b>").sees("For Bo <b>, a mentor, until 27 Nov")
    links(mette)
    assert mette.labels()[0] == "For Bo <b>, a mentor, until 27 Nov"
    kept = world.read(lambda unit: unit.connection.execute(select(schema.invitations.c.name)).scalars().all())
    assert not any(name and b"Bo" in name for name in kept)
    world.phone("Bo").opens(link).taps("Yes, that's fine").taps("Bo")
    mette.follows(actions.LinkCard(2)).sees("Bo came in by it.")
    assert "A new link instead" not in mette.labels()
    world.write(lambda unit: unit.invitations.tidy(NOW + HOUR))
    mette.follows(actions.AskLinkName(2)).sees("Nobody comes in by it any more.")


def test_a_new_link_takes_the_place_of_one_that_nobody_can_show_again(world, mette):
    old = secret(mette.taps("Invite").taps("A mentee"))
    mette.taps("For whom?").types("Ida").taps("A new link instead").sees(
        "The old link no longer works.", "It is for Ida."
    )
    new = secret(mette)
    assert new != old
    world.phone("Ida").opens(old).sees("This link no longer works")
    links(mette).sees("One link still lets somebody in.")
    mette.follows(actions.ResendLink(2)).sees("It has been taken back")
    links(mette).sees("One link still lets somebody in.")
    world.phone("Ida").opens(new).sees("Welcome to").taps("Yes, that's fine")
    mette.follows(actions.ResendLink(3)).sees("Nobody comes in by it any more.", "came in by it.")


def test_a_link_that_had_its_days_gets_a_new_one_and_an_evening_keeps_its_places(world, mette):
    mette.taps("Invite").taps("An evening for mentors")
    link = secret(mette)
    for number in range(7):
        world.phone(f"Bo {number}").opens(link).taps("Yes, that's fine").taps(f"Bo {number}")
    mette.follows(actions.LinkCard(2)).sees("Bo 0, Bo 1, Bo 2, Bo 3, Bo 4 and two more came in by it.")
    world.now += 8 * DAY
    mette.follows(actions.LinkCard(2)).taps("A new link instead").sees("Up to 43 people can come in by it")
    mette.follows(actions.AskLinkName(2)).sees("It has been taken back")
