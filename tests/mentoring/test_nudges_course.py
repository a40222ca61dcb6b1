"""What is said of a pair on its way: each kind's hour, its reader, its end, and the breaks in between."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.mentoring import nudges
from bot.mentoring.cadence import to_instant
from bot.mentoring.fits import Fit, FitAnswer
from bot.mentoring.meetings import MeetingState
from bot.mentoring.nudges import (
    COURSE_RULES,
    MEETING_RULES,
    CourseFacts,
    MeetingFacts,
    NudgeKind,
    Standing,
    ruling,
    times,
)
from bot.mentoring.pairs import PairState
from tests.mentoring.facts import NOW, agreement, meeting, pair, pause, person

ZONE = "Europe/Copenhagen"
DAY = timedelta(days=1)
# NOW is a Friday noon: what is due then is said the next morning.
TEN = datetime(2026, 11, 21, 9, tzinfo=UTC)
END = date(2027, 3, 26)


# Both have said already whether it is the right match, so that it is asked about only where a test wants it.
FELT = [FitAnswer(1, who, number, Fit.RIGHT, NOW) for who in (1, 2) for number in (1, 2)]


def facts(*meetings, **changes):
    usual = {"agreement": agreement(ends_on=END), "has_goal": True, "pauses": (), "fits": FELT}
    whole = {**usual, "pair": pair(since=NOW), **changes}
    return CourseFacts(mentor=person(1), mentee=person(2), meetings=meetings, **whole)


def said(told, now, rules=COURSE_RULES):
    return [(nudge.kind, nudge.to.id) for nudge in nudges.due(rules, told, now) if not nudge.too_late]


def held(days_ago, number=1, state=MeetingState.HELD):
    return meeting(NOW - days_ago * DAY - timedelta(hours=1), number, state=state)


def morning(day):
    return to_instant(datetime.combine(day, time(10)), ZONE)


# --- pair.first ---


def test_ten_days_without_a_first_meeting_are_asked_about_next_morning():
    told = facts(agreement=None)
    assert said(told, TEN + 10 * DAY - timedelta(minutes=1)) == []
    assert said(told, TEN + 10 * DAY) == [(NudgeKind.FIRST, 1), (NudgeKind.FIRST, 2)]


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.HELD, MeetingState.MISSED])
def test_a_first_meeting_is_enough(state):
    assert said(facts(held(-9, state=state)), TEN + 10 * DAY) == []


def test_a_first_meeting_that_was_called_off_is_none():
    off = held(-9, state=MeetingState.CALLED_OFF)
    assert said(facts(off), TEN + 10 * DAY) == [(NudgeKind.FIRST, 1), (NudgeKind.FIRST, 2)]


def test_a_break_puts_the_tenth_day_off():
    told = facts(pauses=[pause(NOW + 2 * DAY, ended_at=NOW + 7 * DAY)])
    assert said(told, TEN + 14 * DAY) == []
    assert [kind for kind, _ in said(told, TEN + 15 * DAY)] == [NudgeKind.FIRST] * 2


# --- pair.quiet ---


def test_two_weeks_after_the_last_meeting_the_mentor_is_asked():
    told = facts(held(20), held(3, 2))
    assert said(told, TEN + 11 * DAY - timedelta(minutes=1)) == []
    assert said(told, TEN + 11 * DAY) == [(NudgeKind.QUIET, 1)]


def test_with_something_planned_it_is_not_quiet():
    assert said(facts(held(20), meeting(NOW + 3 * DAY, 2)), TEN) == []


def test_it_is_quiet_again_when_what_was_planned_is_called_off():
    off = replace(meeting(NOW + 3 * DAY, 2), state=MeetingState.CALLED_OFF)
    assert said(facts(held(40), off), NOW) == [(NudgeKind.QUIET, 1)]


def test_each_silence_is_asked_about_once():
    def keys(*meetings):
        return {nudge.key for nudge in nudges.due(COURSE_RULES, facts(*meetings), NOW)}

    assert keys(held(40)) == keys(held(40), held(20, 2, MeetingState.CALLED_OFF))
    assert not keys(held(40)) & keys(held(40), held(20, 2))


def test_in_the_last_week_of_the_course_nobody_is_asked_to_plan_more():
    week = END - 7 * DAY

    def last(days):
        return facts(meeting(morning(week) - days * DAY, state=MeetingState.HELD))

    assert (NudgeKind.QUIET, 1) in said(last(16), morning(week) - timedelta(minutes=1))
    assert NudgeKind.QUIET not in [kind for kind, _ in said(last(16), morning(week))]


def test_without_an_end_it_is_of_use_for_two_months():
    told = facts(held(14), agreement=None)
    assert said(told, TEN) == said(told, TEN + 59 * DAY) == [(NudgeKind.QUIET, 1)]
    assert said(told, TEN + 60 * DAY) == []


def test_a_break_is_no_silence():
    told = facts(held(10), pauses=[pause(NOW - 5 * DAY, ended_at=NOW + 20 * DAY)])
    assert said(told, TEN + 28 * DAY) == []
    assert said(told, TEN + 29 * DAY) == [(NudgeKind.QUIET, 1)]


# --- goal.first ---


def test_the_morning_after_the_second_meeting_the_mentee_is_asked_for_a_goal():
    told = facts(held(9), held(1, 2), meeting(NOW + DAY, 3), has_goal=False)
    assert said(told, TEN - DAY - timedelta(minutes=1)) == []
    assert said(told, TEN - DAY) == [(NudgeKind.GOAL, 2)]


def test_a_goal_or_a_first_meeting_only_is_no_reason_to_ask():
    assert said(facts(held(9), held(1, 2), meeting(NOW + DAY, 3)), TEN) == []
    assert said(facts(held(9), held(1, 2, MeetingState.MISSED), meeting(NOW + DAY, 3), has_goal=False), TEN) == []


# --- pair.fit ---


def test_the_morning_after_the_first_meeting_and_after_the_second_each_is_asked_about_the_match():
    for meetings in ([held(1)], [held(9), held(1, 2)]):
        told = facts(*meetings, meeting(NOW + DAY, 3), fits=())
        assert said(told, TEN - DAY - timedelta(minutes=1)) == []
        assert said(told, TEN - DAY) == [(NudgeKind.FIT, 1), (NudgeKind.FIT, 2)]
        assert said(told, TEN + 13 * DAY) == []


def test_whoever_has_said_how_it_is_after_that_meeting_is_not_asked_again():
    mentor = [FitAnswer(1, 1, 1, Fit.NOT_QUITE, NOW)]
    assert said(facts(held(1), meeting(NOW + DAY, 3), fits=mentor), TEN) == [(NudgeKind.FIT, 2)]
    second = facts(held(9), held(1, 2), meeting(NOW + DAY, 3), fits=mentor)
    assert said(second, TEN) == [(NudgeKind.FIT, 1), (NudgeKind.FIT, 2)]


def test_each_of_the_two_meetings_is_asked_about_once_and_a_third_is_not():
    def keys(*meetings):
        return {nudge.key for nudge in nudges.due(COURSE_RULES, facts(*meetings, fits=()), TEN)}

    first, second, third = held(9), held(2, 2), held(1, 3)
    ahead = meeting(NOW + DAY, 4)
    assert not keys(first, ahead) & keys(first, second, ahead)
    assert keys(first, second, ahead) == keys(first, second, third, ahead)


# --- pair.ending ---


@pytest.mark.parametrize(("weeks", "until"), [(8, 4), (4, 1), (1, 0)])
def test_both_hear_of_the_end_eight_and_four_weeks_and_a_week_before(weeks, until):
    told = facts(meeting(morning(END)))
    at = morning(END - weeks * 7 * DAY)
    assert said(told, at - timedelta(minutes=1)) == (
        [] if weeks == 8 else [(NudgeKind.ENDING, 1), (NudgeKind.ENDING, 2)]
    )
    found = [nudge for nudge in nudges.due(COURSE_RULES, told, at) if not nudge.too_late]
    assert [(n.kind, n.to.id, n.at, n.until) for n in found] == [
        (NudgeKind.ENDING, reader, at, morning(END - until * 7 * DAY)) for reader in (1, 2)
    ]


def test_a_short_course_is_told_of_its_end_only_from_where_it_begins():
    short = agreement(agreed_at=morning(END) - 30 * DAY, ends_on=END)
    told = facts(meeting(morning(END)), agreement=short)
    assert said(told, short.agreed_at) == []
    assert said(told, morning(END - 28 * DAY)) != []


def test_an_end_that_both_moved_is_told_of_anew():
    def keys(end):
        told = facts(meeting(morning(END)), agreement=agreement(ends_on=end, agreed_at=None))
        return {nudge.key for nudge in nudges.due(COURSE_RULES, told, morning(END))}

    assert not keys(END) & keys(END + 7 * DAY)


def test_without_an_agreed_end_there_is_none_to_tell_of():
    assert said(facts(meeting(morning(END)), agreement=None), morning(END)) == []
    assert said(facts(meeting(morning(END)), agreement=agreement()), morning(END)) == []
    open_end = facts(agreement=None)
    assert nudges.table.courses.ending_until(4)(open_end, person(1), NOW) == NOW


# --- pause.ending ---


def paused(**changes):
    away = pause(NOW, **changes)
    return facts(held(30), held(29, 2), pair=pair(state=PairState.PAUSED), pauses=[away], has_goal=False)


def test_who_took_a_break_hears_of_its_end_the_morning_before_and_nobody_hears_anything_else():
    told = paused()
    assert said(told, TEN + 12 * DAY - timedelta(minutes=1)) == []
    assert said(told, TEN + 12 * DAY) == [(NudgeKind.PAUSE_ENDING, 2)]
    assert said(told, NOW + 14 * DAY) == []


def test_a_break_that_a_coordinator_wrote_down_is_told_of_to_both():
    told = paused()
    by_desk = replace(told, pauses=[replace(each, by=9) for each in told.pauses])
    assert said(by_desk, TEN + 12 * DAY) == [(NudgeKind.PAUSE_ENDING, 1), (NudgeKind.PAUSE_ENDING, 2)]


def test_a_break_of_a_day_or_without_an_end_is_not_told_of():
    assert said(paused(until=NOW + timedelta(hours=20)), NOW + timedelta(hours=19)) == []
    assert said(paused(until=None), NOW + 400 * DAY) == []


def test_a_break_that_was_made_longer_is_told_of_anew():
    longer = paused(until=NOW + 21 * DAY)
    keys = [{n.key for n in nudges.due(COURSE_RULES, told, NOW + 20 * DAY)} for told in (paused(), longer)]
    assert not keys[0] & keys[1]


def test_nothing_is_told_of_a_break_that_is_over():
    over = replace(paused(), pair=pair())
    assert NudgeKind.PAUSE_ENDING not in [kind for kind, _ in said(over, TEN + 12 * DAY)]
    assert nudges.table.courses.pause_at(over, person(2)) is None
    assert nudges.table.courses.pause_until(over, person(2), NOW) == NOW
    assert nudges.table.courses.pause_subject(over) == "1"


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.CLOSED])
def test_a_pair_that_does_not_go_on_is_told_nothing_of_its_course(state):
    quiet = facts(held(40), held(30, 2), pair=pair(state=state), has_goal=False)
    begun = facts(pair=pair(state=state))
    assert said(quiet, morning(END)) == said(begun, TEN + 10 * DAY) == []


# --- step.next ---

THURSDAY = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)  # 16:30 in Copenhagen
FIVE = datetime(2026, 11, 25, 16, tzinfo=UTC)  # 17:00 the day before


def one(remind=False, pauses=(), **changes):
    return MeetingFacts(
        meeting(THURSDAY, **changes), pair(), person(1), person(2, remind_day_before=remind), {}, pauses
    )


def test_without_a_reminder_the_mentee_is_asked_for_a_step_the_afternoon_before():
    step = (NudgeKind.STEP, 2)
    assert step not in said(one(), FIVE - timedelta(minutes=1), MEETING_RULES)
    assert step in said(one(), FIVE, MEETING_RULES)
    assert step not in said(one(), THURSDAY - timedelta(hours=2), MEETING_RULES)


def test_the_reminder_of_the_day_before_asks_for_the_step_itself():
    assert [kind for kind, _ in said(one(remind=True), FIVE, MEETING_RULES)] == [NudgeKind.TOMORROW] * 2
    # Settled after the reminder's time: there was none, so the step is asked about by itself.
    late = one(remind=True, settled_at=FIVE - timedelta(minutes=10))
    assert said(late, FIVE, MEETING_RULES) == [(NudgeKind.STEP, 2)]


def test_a_step_that_is_chosen_or_a_time_found_since_is_not_asked_about():
    kinds = [said(told, FIVE + timedelta(hours=1), MEETING_RULES) for told in (one(step=7), one(settled_at=FIVE + DAY))]
    assert all(NudgeKind.STEP not in [kind for kind, _ in found] for found in kinds)


def test_nothing_is_said_of_a_meeting_in_a_break():
    away = pause(THURSDAY - DAY, ended_at=THURSDAY + DAY)
    assert said(one(pauses=[away]), THURSDAY + timedelta(hours=2), MEETING_RULES) == []
    assert said(one(pauses=[away]), FIVE, MEETING_RULES) == []


# --- How much ---


def test_a_day_is_the_readers_own():
    summer = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half an hour into 1 July in Copenhagen
    assert times.midnight_before(summer, ZONE) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert times.midnight_after(summer, ZONE) == datetime(2026, 7, 1, 22, tzinfo=UTC)
    assert times.midnight_after(summer, "Europe/London") == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_a_first_word_of_the_day_may_be_said():
    assert ruling(Standing(1, NOW, spoken=False), ZONE, NOW) is None


def test_a_second_one_waits_for_the_next_morning():
    assert ruling(Standing(0, None, spoken=True), ZONE, NOW) == nudges.Wait(TEN, "budget")


def test_not_today_is_until_tomorrow():
    midnight = datetime(2026, 11, 20, 23, tzinfo=UTC)
    assert ruling(Standing(0, midnight, spoken=False), ZONE, NOW) == nudges.Wait(TEN, "hushed")


@pytest.mark.parametrize(
    ("hushed", "ruled"),
    [
        (-timedelta(minutes=1), None),
        (timedelta(0), None),
        (timedelta(hours=26), nudges.Wait(TEN + DAY, "hushed")),
        (timedelta(hours=27), None),  # no day is so long: it was said by a clock that was ahead
        (timedelta(days=365), None),
    ],
)
def test_nobody_is_hushed_for_longer_than_a_day(hushed, ruled):
    assert ruling(Standing(0, NOW + hushed, spoken=False), ZONE, NOW) == ruled


def test_two_without_an_answer_are_enough():
    assert ruling(Standing(2, None, spoken=False), ZONE, NOW) == nudges.Stop("unanswered")
