"""The coordinator's Monday morning: what happened, who could use a hand, and never what people wrote."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot import ticker
from bot.mentoring.digest import Met, Tally, monday
from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Log, MeetingState, MomentKind, Mood
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import encode
from handlers.screen import Weeks
from storage import schema
from storage.states import NoteSight
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.world import NOW, plain

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=COPENHAGEN)
SECRETS = ("Borrow books", "Ring to the", "sounded low", "Nordlys", "😕", "rang them", "patient", "12 34", "hospital")


def digests(world, kind="digest.weekly"):
    """(state, reason) of each digest's row, in order."""
    box = schema.outbox
    query = select(box.c.state, box.c.reason).where(box.c.kind == kind).order_by(box.c.id)
    return world.read(lambda unit: [(state.value, reason) for state, reason in unit.connection.execute(query)])


def news(phone):
    """What the newest digest says: the message with the picture, or that would have one."""
    found = next(screen for screen in reversed(phone.screens) if str(screen.text).startswith(("<b>Your w", "<b>Din u")))
    return plain(found.text)


def picture(phone):
    return next(each.picture for each in reversed(phone.screens) if isinstance(each.picture, Weeks))


def held(couple, *numbers, state=MeetingState.HELD):
    """These of their meetings took place."""
    meetings = couple.meetings()
    for number in numbers:
        couple.world.write(lambda unit, each=meetings[number]: unit.meetings.set(each.id, state=state))


def happened(couple):
    """The first meeting took place with a step done, a hard face, notes, proud words and a strength."""
    world, pair = couple.world, couple.pair
    goal = couple.adds("Borrow books again")
    step = couple.adds("Ring to the library", goal.id, state=GoalState.DONE, done_at=couple.first.ends_at)
    number = couple.first.id

    def cause(unit):
        unit.meetings.set(number, state=MeetingState.HELD, step_id=step.id)
        unit.outcomes.log(Log(number, pair.mentee, True, None, Mood.HARD, True, world.now))
        unit.outcomes.add_note(number, pair.mentor, NoteSight.SHARED, "He sounded low", world.now)
        unit.outcomes.add_note(number, pair.mentee, NoteSight.MINE, "My 12 34", world.now)
        unit.moments.add(pair.id, pair.mentee, number, MomentKind.PROUD, "I rang them", world.now)
        unit.moments.add(pair.id, pair.mentor, number, MomentKind.STRENGTH, "So patient", world.now)

    world.write(cause)


def dane(world, name):
    """A coordinator who reads Danish."""
    phone = come_in(world, name, Role.COORDINATOR)
    phone.taps_raw(encode(actions.SetLanguage(actions.Language.DA)))
    return phone


def unbegun(world, number):
    """So many pairs without a first meeting, and the first of them longest."""
    found = []
    for each in range(number):
        found.append(Couple(world, (f"Mentor{each}", f"Mentee{each}")))
        world.now += HOUR
    return found


# --- What happened -----------------------------------------------------------------------------------------


def test_a_good_week_is_three_lines_and_no_card(world, mette):
    couple = Couple(world).agrees()
    happened(couple)
    heard = len(mette.screens)
    world.moves_to(MONDAY + 7 * DAY)
    week = next(screen for screen in reversed(mette.screens) if "Your week" in screen.text)
    assert str(week.text).split("\n") == [
        "<b>Your week</b>",
        "",
        "Last week: one meeting held, one small step taken. This week: one meeting planned.",
        "All is well: nobody needs a hand right now. Jonas and Anna have met for the first time.",
    ]
    # The first Monday's digest, and the second's: one message each, as there are no cards.
    assert len(mette.screens) == heard + 2
    assert digests(world, "digest.cards") == [("dropped", "all_well")] * 2
    assert mette.labels() == ["To the desk"]


def test_what_is_ahead_is_told_where_there_is_something(world, mette):
    Couple(world).agrees(months=1)
    Couple(world, ("Ole", "Bo"))
    for name, role in (("Ida", Role.MENTOR), ("Eva", Role.MENTEE)):
        come_in(world, name, role).taps("I'm ready to be matched")
    world.moves_to(MONDAY)
    assert "Two new pairs. One course ends in the next eight weeks. Two people wait for a match." in news(mette)


def test_the_picture_has_twelve_weeks_with_what_was_held_and_what_is_planned(world, mette):
    couple = Couple(world).agrees()
    Couple(world, ("Ole", "Bo")).agrees(weekday=1)
    held(couple, 0, 1, 3)
    held(couple, 2, state=MeetingState.MISSED)
    world.jumps_to(MONDAY + 28 * DAY)
    seen = picture(mette)
    assert (seen.title, seen.words, seen.this) == ("Meetings, week by week", ["Held", "Planned"], "this week")
    assert seen.days[0] == "26 Oct"
    assert seen.days[seen.now] == "21 Dec"
    assert len(seen.days) == len(seen.held) == len(seen.planned) == 12
    # What nobody told of stands as planned; what did not happen stands nowhere.
    assert seen.held == [0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0]
    assert seen.planned[4:] == [1, 1, 1, 1, 2, 2, 2, 2]


def test_a_programme_without_a_meeting_has_no_picture_and_still_its_news(world, mette):
    Couple(world)
    world.moves_to(MONDAY)
    assert "One new pair." in news(mette)
    assert mette.last.picture is None


# --- The cards ---------------------------------------------------------------------------------------------


def test_the_first_card_comes_right_after_without_a_second_ring(world, mette):
    unbegun(world, 2)
    world.moves_to(MONDAY + 14 * DAY)
    week, card = mette.screens[-2:]
    assert "Two pairs could use a hand." in plain(week.text)
    assert not week.silent
    assert card.silent
    mette.sees("Mentor0 and Mentee0 (1 of 2)", "No first meeting yet, 16 days after they were matched.")
    mette.sees("You could help them to a first time, or be there yourself.")
    assert digests(world, "digest.cards")[-1] == ("sent", None)


def test_five_cards_worst_first_and_then_how_many_more_and_what_went_well(world, mette):
    unbegun(world, 7)
    well = Couple(world, ("Jonas", "Anna")).agrees()
    held(well, 0, 1)
    worst = Couple(world, ("Lis", "Mia")).agrees()
    world.moves_to(MONDAY + 10 * DAY)
    world.write(lambda unit: unit.people.unreachable(worst.pair.mentee, world.now))
    world.moves_to(MONDAY + 14 * DAY)
    assert "Eight pairs could use a hand." in news(mette)
    mette.sees("Lis and Mia (1 of 5)", "My messages don't reach Mia.")
    for place in range(2, 6):
        mette.taps("Next").sees(f"Mentor{place - 2} and Mentee{place - 2} ({place} of 5)")
        assert not mette.last.fresh
    mette.taps("Back").sees("(4 of 5)").taps("Next").taps("Next")
    mette.sees("That was the week", "What went well:", "Three more could use a hand, too.")
    mette.sees("One pair has met each time in the last four weeks.")
    mette.taps("From the beginning").sees("(1 of 5)")


def test_a_reason_takes_its_turn_on_the_card_and_all_of_them_stand_there(world, mette):
    couple = Couple(world).agrees()
    held(couple, 0)
    held(couple, 1, 2, state=MeetingState.MISSED)
    world.moves_to(MONDAY + 21 * DAY)
    mette.sees("Jonas and Anna", "I've heard of no meeting for two weeks. It didn't happen twice in a row.")
    mette.taps("See the pair").sees("I've heard of no meeting for two weeks; it didn't happen twice in a row")


def test_asked_for_it_is_as_of_now_and_the_cards_are_a_tap_away(world, mette):
    unbegun(world, 1)
    world.now += 12 * DAY
    mette.follows(actions.Digest(1)).sees("Your week", "One pair could use a hand.")
    mette.taps("See who could use a hand").sees("Mentor0 and Mentee0", "12 days after they were matched")
    assert mette.last.fresh
    assert "of 1" not in mette.text


def test_an_old_card_of_a_pair_that_needs_no_hand_any_more_says_so(world, mette):
    (couple,) = unbegun(world, 1)
    world.moves_to(MONDAY + 14 * DAY)
    couple.agrees()
    mette.follows(actions.HandCard(couple.pair.id)).sees("Mentor0 and Mentee0", "Nobody needs a hand here right now.")
    mette.follows(actions.Hands(1)).sees("That was the week", "Thank you for looking after them.")
    couple.mentor.follows(actions.Stop(couple.pair.id))
    mette.follows(actions.HandCard(couple.pair.id))
    assert mette.last.toast


# --- Never what people wrote -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "da"])
def test_neither_notes_nor_goals_nor_faces_nor_breaks_are_ever_in_it(world, language):
    reader = come_in(world, "Mette", Role.COORDINATOR) if language == "en" else dane(world, "Mette")
    couple = Couple(world, language=language).agrees()
    happened(couple)
    held(couple, 1, 2, state=MeetingState.MISSED)
    away = Couple(world, ("Ole", "Bo"), language).agrees()
    away.mentee.types("At hospital").follows(actions.AskPause(away.pair.id))
    until = datetime(2027, 1, 4, 6, tzinfo=UTC)
    world.write(lambda unit: unit.pauses.take(away.pair.id, away.pair.mentee, world.now, until))
    heard = len(reader.screens)
    world.moves_to(MONDAY + 21 * DAY)
    for action in (actions.Digest(1), actions.Hands(1), actions.HandCard(couple.pair.id), actions.WentWell(1)):
        reader.follows(action)
    for action in (actions.PutAside(couple.pair.id, actions.Snooze.SHORT), actions.TakeCare(couple.pair.id)):
        reader.follows(action)
    world.moves_to(MONDAY + 29 * DAY)
    said = [f"{plain(each.text)} {each.picture} {each.rows}" for each in reader.screens[heard:]]
    assert len(said) >= 12
    assert not [(secret, words) for secret in SECRETS for words in said if secret in words]
    assert not any("Ole" in plain(each.text) for each in reader.screens[heard:])


# --- When --------------------------------------------------------------------------------------------------


def test_it_is_in_the_coordinators_language(world):
    mette = dane(world, "Mette")
    Couple(world).agrees()
    world.moves_to(MONDAY)
    mette.sees("Din uge", "Alt ser fint ud")
    assert picture(mette).this == "denne uge"


def test_without_pairs_or_with_all_on_a_break_there_is_nothing_to_tell(world, mette):
    world.moves_to(MONDAY)
    couple = Couple(world).agrees()
    until = MONDAY.astimezone(UTC) + 30 * DAY
    world.write(lambda unit: unit.pauses.take(couple.pair.id, couple.pair.mentee, world.now, until))
    world.moves_to(MONDAY + 7 * DAY)
    assert digests(world) == [("dropped", "none_active")] * 2
    assert digests(world, "digest.cards") == [("dropped", "all_well")] * 2


@pytest.mark.parametrize("monday", ["2027-03-22", "2027-03-29", "2026-10-19", "2026-10-26"])
def test_it_is_half_past_eight_on_both_sides_of_summer_time(world, monday):
    at = datetime.fromisoformat(f"{monday}T08:30").replace(tzinfo=COPENHAGEN).astimezone(UTC)
    world.now = at - DAY
    mette = come_in(world, "Mette", Role.COORDINATOR)
    Couple(world)
    world.moves_to(at - timedelta(minutes=15))
    assert digests(world) == []
    world.moves_to(at)
    assert digests(world) == [("sent", None)]
    mette.sees("Your week")


def test_down_from_eight_to_two_it_comes_that_day_once_and_says_that_it_is_late(world, mette):
    unbegun(world, 1)
    world.moves_to(MONDAY + 7 * DAY - HOUR)
    world.jumps_to(MONDAY + 7 * DAY + timedelta(hours=5, minutes=30))
    world.ticks()
    assert "It comes later than usual today. Sorry, that was my fault." in news(mette)
    world.moves_to(MONDAY + 13 * DAY)
    assert digests(world) == [("sent", None)] * 2


def test_half_an_hour_is_not_late_and_neither_is_what_waited_for_the_readers_own_quiet_hours(world, mette):
    Couple(world)
    world.now = MONDAY + HOUR / 2
    world.ticks()
    assert "later than usual" not in news(mette)
    sleeper = mette.person.id
    world.write(lambda unit: unit.people.set(sleeper, quiet_until=datetime(2026, 1, 1, 11).time()))
    world.moves_to(MONDAY + 7 * DAY + 3 * HOUR)
    assert digests(world)[-1] == ("sent", None)
    assert "later than usual" not in news(mette)


def test_down_until_tuesday_both_messages_say_why_they_did_not_come(world, mette):
    unbegun(world, 1)
    world.now = MONDAY + DAY
    heard = len(mette.screens)
    world.ticks()
    assert digests(world) == digests(world, "digest.cards") == [("expired", "too_late")]
    assert len(mette.screens) == heard
    assert world.read(lambda unit: unit.programmes.due_at(1)) == MONDAY + 7 * DAY


def test_after_weeks_away_each_one_that_did_not_come_says_why(world, mette):
    Couple(world)
    world.now = MONDAY + 16 * DAY
    heard = len(mette.screens)
    world.ticks()
    assert digests(world) == [("expired", "too_late")] * 3
    assert len(mette.screens) == heard


def test_every_coordinator_gets_their_own_once_in_their_own_language(world, mette):
    other = dane(world, "Bo")
    Couple(world)
    world.moves_to(MONDAY + DAY)
    assert digests(world) == [("sent", None)] * 2
    mette.sees("Your week")
    other.sees("Din uge")


def test_at_another_time_it_comes_at_that_time(world, mette):
    Couple(world)
    table = schema.programmes
    changed = table.update().values(digest_weekday=2, digest_time=datetime(2026, 1, 1, 14, 15).time(), due_at=world.now)
    world.write(lambda unit: unit.connection.execute(changed))
    world.ticks()
    world.moves_to(datetime(2026, 11, 25, 14, tzinfo=COPENHAGEN))
    before = len(digests(world))
    world.moves_to(datetime(2026, 11, 25, 14, 15, tzinfo=COPENHAGEN))
    assert len(digests(world)) == before + 1
    mette.sees("Your week")


def test_who_coordinates_no_more_hears_nothing_of_what_still_waits(world, mette):
    other = come_in(world, "Bo", Role.COORDINATOR)
    Couple(world)
    world.now = MONDAY
    number = other.person.id
    place = world.read(lambda unit: unit.people.places(number)[0].id)
    while world.write(lambda unit: ticker.decide(unit, world.now)):
        pass
    world.write(lambda unit: unit.people.end_place(place, world.now))
    world.deliver()
    assert digests(world) == [("sent", None), ("dropped", "left")]


# --- Write to ----------------------------------------------------------------------------------------------


def test_from_a_card_one_writes_to_whoever_it_is_about(world, mette):
    (couple,) = unbegun(world, 1)
    world.moves_to(MONDAY + 14 * DAY)
    assert mette.labels() == [
        "Write to Mentor0",
        "Snooze 3 days",
        "Snooze 14 days",
        "Taken care of",
        "See the pair",
        "Next",
    ]
    mette.taps("Write to Mentor0").sees("To Mentor0")
    assert mette.last.asks
    mentee = couple.pair.mentee
    for _ in range(2):
        world.write(lambda unit: unit.standings.said(mentee, "goal.first", world.now))
    couple.agrees()
    mette.follows(actions.HandCard(couple.pair.id)).sees("I haven't heard from Mentee0")
    assert mette.labels()[0] == "Write to Mentee0"


def test_who_cannot_be_reached_is_not_written_to(world, mette):
    (couple,) = unbegun(world, 1)
    world.moves_to(MONDAY + 14 * DAY)
    world.write(lambda unit: unit.people.unreachable(couple.pair.mentor, world.now))
    mette.follows(actions.HandCard(couple.pair.id)).sees("Try another way to Mentor0")
    assert mette.labels()[0] == "Write to Mentee0"
    world.write(lambda unit: unit.people.unreachable(couple.pair.mentee, world.now))
    mette.follows(actions.HandCard(couple.pair.id))
    assert mette.labels()[0] == "Snooze 3 days"


# --- The counts, on either database ------------------------------------------------------------------------


def test_the_database_counts_a_programmes_own_weeks(any_world):
    world = any_world
    here = Couple(world).agrees(months=1)
    over = Couple(world, ("Ole", "Bo")).agrees()
    for name in ("Kim", "Lis"):
        held(Couple(world, (name, f"{name}s makker"), programme="Peer Kolding").agrees(), 0)
    held(here, 0)
    held(here, 1, state=MeetingState.CALLED_OFF)
    held(over, 0)
    world.write(lambda unit: unit.pairs.close(over.pair.id, world.now))
    begins = monday(MONDAY, "Europe/Copenhagen")

    def counted(unit):
        weeks, number = unit.weeks, here.pair.programme
        first = weeks.tally(number, [begins + each * 7 * DAY for each in range(4)])
        ends = date(2026, 12, 20), date(2026, 12, 31)
        return first, weeks.active(number), weeks.begun(number, NOW, NOW + DAY), weeks.ending(number, *ends)

    first, *rest = world.read(counted)
    # What a pair held before it closed was held; what was called off stands nowhere.
    assert first == [Tally(2, 0), Tally(0, 1), Tally(0, 2)]
    assert rest == [1, 1, 1]
    found = world.read(lambda unit: unit.weeks.met(here.pair.programme, begins, begins, begins + 14 * DAY))
    assert found == [Met(here.pair.id, 0, 1, 1, 1)]


def test_pairs_that_it_is_time_to_talk_with_are_in_it(world, mette):
    Couple(world).agrees()
    world.moves_to(MONDAY + 14 * DAY)
    assert "It's time to talk with one pair." in news(mette)
    mette.follows(actions.Digest(1)).taps("Time for a talk").sees("Time for a talk")
    assert "Jonas and Anna" in mette.labels()
