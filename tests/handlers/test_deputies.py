"""A coordinator is away: the deputy has the desk and the digest meanwhile, and hears of a worry at any time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from storage.states import Deed
from tests.handlers.conftest import come_in, count, places, secret
from tests.handlers.couples import Couple
from tests.world import NOW

DAY = timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # 08:30 in Copenhagen, when the digest comes
AWAY = "Monday 23 November to Friday 27 November"


@pytest.fixture
def bo(world, mette):
    """The deputy, who came in by Mette's link."""
    link = secret(mette.taps("Invite").taps("A deputy").sees("An invitation for a deputy"))
    mette.taps("To the desk")
    return world.phone("Bo").opens(link).taps("Yes, that's fine").taps("Bo")


def goes_away(mette, words="Monday to Friday"):
    return mette.follows(actions.AwayCard(1)).types(words)


def heard(phone, words):
    return sum(words in screen.text.striptags() for screen in phone.screens)


def readers(world, at):
    return world.read(lambda unit: [each.name for each in unit.people.digest_readers(1, at)])


def test_while_nobody_is_away_a_deputy_has_a_small_card(world, bo):
    bo.types("/home").sees("Peer Vejle", "You are a deputy here", "When a mentor is worried, you hear it at once")
    assert bo.labels() == ["Settings", "I need a person"]
    for action in (actions.Pairs(1, 0), actions.Digest(1), actions.ProgrammeCard(1), actions.AwayCard(1)):
        bo.follows(action).sees("You are a deputy here")
    world.moves_to(MONDAY + DAY)
    assert not heard(bo, "Your week")


def test_a_coordinator_says_when_and_the_deputy_has_desk_and_digest_in_those_days(world, mette, bo):
    Couple(world).agrees()
    mette.taps("Programme").taps("I'm away").sees("When you are away", "the digest are there for Bo, too")
    mette.types("Monday to Friday").sees(f"You're away: {AWAY}.", f"• {AWAY}")
    bo.sees(f"Mette is away: {AWAY}.", "I write to you when they begin")
    bo.types("/home").sees("Mette is away from Monday 23 November.")
    world.moves_to(MONDAY - timedelta(minutes=1))
    bo.sees(f"Mette is away: {AWAY}.", "You have the desk of Peer Vejle until then")
    world.moves_to(MONDAY)
    bo.sees("Your week")
    assert not heard(mette, "Your week")
    bo.types("/home").sees("Peer Vejle", "One pair").taps("Pairs").sees("One pair")
    mette.types("/home").sees("Peer Vejle", "One pair")
    world.moves_to(MONDAY + 5 * DAY)
    bo.sees("Mette is here again.", "Thank you for being there.").taps("To the desk").sees("You are a deputy here")
    world.moves_to(MONDAY + 7 * DAY)
    assert (heard(mette, "Your week"), heard(bo, "Your week")) == (1, 1)


def test_the_first_and_the_last_day_are_among_those_away_by_the_clock_of_the_programme(world, mette, bo):
    goes_away(mette, "23 November")
    assert readers(world, datetime(2026, 11, 22, 22, 59, tzinfo=UTC)) == ["Mette"]
    assert readers(world, datetime(2026, 11, 22, 23, 0, tzinfo=UTC)) == ["Bo"]
    assert readers(world, datetime(2026, 11, 23, 22, 59, tzinfo=UTC)) == ["Bo"]
    assert readers(world, datetime(2026, 11, 23, 23, 0, tzinfo=UTC)) == ["Mette"]


def test_with_two_coordinators_the_one_who_is_there_gets_the_digest_too(world, mette, bo):
    come_in(world, "Sara", Role.COORDINATOR)
    goes_away(mette, "today").sees("You're away: Friday 20 November.")
    assert readers(world, NOW) == ["Sara", "Bo"]


@pytest.mark.parametrize("away", [False, True])
def test_a_worry_rings_at_the_coordinator_and_the_deputy_whoever_is_there(world, mette, bo, away):
    couple = Couple(world).agrees()
    if away:
        goes_away(mette, "today")
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).sees("I tell Mette and Bo at once")
    couple.mentor.follows(actions.Worried(couple.pair.id))
    for phone in (mette, bo):
        phone.sees("Jonas needs you now.")
    assert ("See the pair" in bo.labels()) is away
    bo.taps("I'm on it").sees("You're on it").taps("Undo").sees("Jonas needs you now.")
    bo.taps("I'm on it").taps("To the desk")
    mette.sees("Bo is on it")


def test_who_would_like_a_word_is_told_to_the_deputy_only_while_somebody_is_away(world, mette, bo):
    anna = come_in(world, "Anna", Role.MENTEE)
    anna.follows(actions.TellCoordinator(1))
    assert not heard(bo, "Anna would like to hear from you.")
    goes_away(mette, "today")
    world.now += timedelta(hours=2)
    anna.follows(actions.TellCoordinator(1))
    bo.sees("Anna would like to hear from you.")
    mette.sees("Anna would like to hear from you.")


def test_a_deputy_runs_the_pairs_and_not_the_programme(world, mette, bo):
    goes_away(mette, "today")
    bo.sees("You have the desk of Peer Vejle until then").taps("To the desk").taps("Programme").sees("Peer Vejle")
    assert bo.labels() == ["People", "My settings", "To the desk"]
    place = places(world, mette)[0].id
    bo.follows(actions.PlaceCard(place)).sees("Mette, coordinator")
    assert "End the place" not in bo.labels()
    before = count(world, schema.invitations)
    for role in (Role.COORDINATOR, Role.DEPUTY):
        bo.follows(actions.InviteRole(1, role, evening=False)).sees("Peer Vejle", "No pairs")
    assert count(world, schema.invitations) == before
    bo.follows(actions.InviteRole(1, Role.MENTOR, evening=False)).sees("An invitation for a mentor")


def test_a_deputy_invites_to_pairs_and_is_offered_no_place_at_the_desk(mette, bo):
    goes_away(mette, "today")
    bo.follows(actions.Invite(1)).sees("Whom would you like to invite?")
    assert "A mentor" in bo.labels()
    assert not {"A coordinator", "A deputy"} & set(bo.labels())


def test_undo_takes_the_days_back_and_the_deputy_hears_it(world, mette, bo):
    goes_away(mette, "today").taps("Undo").sees("It's taken back.", "When you are away")
    bo.sees("Mette is here again.")
    assert readers(world, NOW) == ["Mette"]
    mette.taps("Undo")
    assert count(world, schema.absences) == 0


def test_i_am_back_ends_it_early_and_undo_brings_the_days_again(world, mette, bo):
    goes_away(mette, "today to Friday").taps("I'm back").sees("Good, you're here.")
    bo.sees("Mette is here again.").types("/home").sees("You are a deputy here")
    mette.taps("Undo").sees("• Friday 20 November to Friday 27 November")
    bo.sees("Mette is away: Friday 20 November to Friday 27 November.")
    mette.taps("I'm back").taps("I'm back")  # the second finds nothing to end, and shows how things are
    assert count(world, schema.absences) == 0


def test_what_is_over_is_not_brought_back(world, mette, bo):
    card = goes_away(mette, "today").taps("I'm back")
    world.moves_to(NOW + 2 * DAY)
    card.taps("Undo").sees("This has been changed again since")


def test_days_are_also_chosen_and_the_same_twice_is_once(world, mette, bo):
    mette.follows(actions.AwayCard(1)).taps("Next week").sees("You're away: Monday 23 November to Sunday 29 November.")
    today = date(2026, 11, 23).toordinal()
    mette.follows(actions.SetAway(1, today, today + 6))
    assert count(world, schema.absences) == 1
    mette.taps("I'm here after all on Monday").sees("Good, you're here.")
    bo.sees("Mette is here again.")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("sometime", "I don't know these days yet"),
        ("x" * 5000, "I don't know these days yet"),
        ("1 to 14 October 2026", "I don't know these days yet"),
        ("until 31 December 2027", "Is there an end within a year?"),
    ],
)
def test_what_cannot_be_is_asked_once_more(world, mette, words, answer):
    goes_away(mette, words).sees(answer, "When you are away")
    assert count(world, schema.absences) == 0


@pytest.mark.parametrize(("start", "end"), [(0, 0), (actions.LARGEST, actions.LARGEST), (5, 4), (730000, 730001)])
def test_an_old_or_made_up_button_says_nothing(world, mette, start, end):
    mette.follows(actions.SetAway(1, start, end))
    assert mette.last.toast
    assert count(world, schema.absences) == 0


def test_without_a_deputy_the_card_shows_the_way_to_one(world, mette):
    goes_away(mette, "today").sees("There is no deputy yet").taps("Invite a deputy").sees("An invitation for a deputy")


def test_after_three_days_off_the_deputy_hears_only_what_is_still_so(world, mette, bo):
    goes_away(mette, "tomorrow to Sunday")
    before = len(bo.screens)
    world.jumps_to(NOW + 4 * DAY)
    said = [screen.text.striptags() for screen in bo.screens[before:]]
    assert [words for words in said if "is away" in words] == []
    assert readers(world, world.now) == ["Mette"]


def test_who_leaves_the_desk_is_away_no_more(world, mette, bo):
    come_in(world, "Sara", Role.COORDINATOR)
    goes_away(mette, "today")
    place = places(world, mette)[0].id
    world.write(lambda unit: unit.people.end_place(place, world.now))
    bo.types("/home").sees("You are a deputy here")


def test_a_deputy_of_one_programme_is_nobody_in_another(world, mette, bo):
    come_in(world, "Mo", Role.COORDINATOR, "Peer Kolding").follows(actions.AwayCard(2)).types("today")
    bo.follows(actions.Desk(2)).sees("You are a deputy here")
    goes_away(mette, "today")
    for action in (actions.Desk(2), actions.Pairs(2, 0), actions.People(2, 0)):
        bo.follows(action).sees("Peer Vejle")


def test_in_danish(world, mette):
    mette.follows(actions.SetLanguage(actions.Language.DA))
    goes_away(mette, "1.-14. december").sees("tirsdag den 1. december")


# --- Another coordinator, who fell ill ---------------------------------------------------------------------


@pytest.fixture
def sara(world, mette):
    """Another coordinator of the programme."""
    return come_in(world, "Sara", Role.COORDINATOR)


def says_for(mette, words="Monday to Friday"):
    return mette.follows(actions.AwayCard(1)).taps("Sara is away").types(words)


def deeds(world, phone):
    about = phone.person.id
    kinds = {Deed.AWAY, Deed.BACK}
    return [each.what for each in world.read(lambda unit: unit.audit.about(about)) if each.what in kinds]


def test_a_coordinator_says_for_another_that_they_are_away_and_both_they_and_the_deputy_hear_it(world, mette, sara, bo):
    mette.follows(actions.People(1, 0)).taps("Sara, coordinator").taps("Sara is away").sees("When Sara is away")
    mette.types("Monday to Friday").sees("Sara hears that you wrote it down.", f"• {AWAY}")
    sara.sees("Mette wrote down that you are away.", AWAY, "the digest are there for Bo, too", "You get no digest")
    bo.sees(f"Sara is away: {AWAY}.")
    assert deeds(world, sara) == [Deed.AWAY]
    assert readers(world, MONDAY) == ["Mette", "Bo"]
    mette.types("Monday to Friday")
    assert count(world, schema.absences) == 1


def test_whoever_was_said_to_be_away_says_otherwise(world, mette, sara, bo):
    says_for(mette, "today")
    sara.taps("I'm here after all").sees("Good, you're here.")
    bo.sees("Sara is here again.")
    assert readers(world, NOW) == ["Mette", "Sara"]
    mette.taps("Undo").sees("This has been changed again since")


def test_it_is_taken_back_by_undo_or_later_and_they_hear_it(world, mette, sara, bo):
    says_for(mette, "today").taps("Undo").sees("It's taken back.", "When Sara is away")
    sara.sees("Mette wrote down that you are here again.")
    mette.taps("Two weeks").sees("Sara hears that you wrote it down.").taps("Here after all: today")
    mette.sees("It's taken back.")
    assert count(world, schema.absences) == 0
    assert deeds(world, sara) == [Deed.AWAY, Deed.BACK] * 2


def test_what_was_taken_back_at_night_is_heard_by_nobody(world, mette, sara, bo):
    world.now = NOW.replace(hour=22)
    says_for(mette, "Monday to Friday").taps("Undo")
    world.moves_to(world.now + DAY)
    assert not heard(sara, "wrote down that you are")


@pytest.mark.parametrize("words", ["?", "x" * 5000, "20 to 21 January 2026", "2026-12-01 - 2028-12-01"])
def test_days_that_cannot_be_are_asked_about_once_more(world, mette, sara, words):
    says_for(mette, words).sees("When Sara is away", "Write the days")
    assert count(world, schema.absences) == 0


def test_only_for_another_coordinator_and_by_one(world, mette, sara, bo):
    mine, hers = (places(world, phone)[0].id for phone in (mette, sara))
    today = NOW.date().toordinal()
    for member in (mine, places(world, bo)[0].id):
        assert mette.follows(actions.SetAwayFor(member, today, today)).last.toast
    says_for(mette, "today")
    bo.follows(actions.SetAwayFor(hers, today, today + 1)).sees("Peer Vejle")
    assert mette.follows(actions.SetAwayFor(hers, today - 3, today - 2)).last.toast
    assert count(world, schema.absences) == 1
    me = mette.person.id
    undo = world.read(lambda unit: actions.Undo(unit.changes.last_of(me, "absence.for", hers)))
    world.write(lambda unit: unit.people.end_place(hers, world.now))
    assert mette.follows(undo).last.toast


def test_with_several_others_one_is_found_among_the_people(world, mette, sara):
    come_in(world, "Tom", Role.COORDINATOR)
    mette.follows(actions.AwayCard(1)).taps("Somebody else is away").sees("People").taps("Tom, coordinator")
    mette.taps("Tom is away").sees("When Tom is away", "There is no deputy yet")
