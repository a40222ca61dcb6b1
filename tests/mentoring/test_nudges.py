"""Which nudge is due, when, to whom, until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring import nudges
from bot.mentoring.flags import Level, Reason
from bot.mentoring.followups import Followup, FollowupState
from bot.mentoring.meetings import Log, MeetingState, Move
from bot.mentoring.nudges import (
    FOLLOWUP_RULES,
    MEETING_RULES,
    PROGRAMME_RULES,
    FollowupFacts,
    MeetingFacts,
    NudgeKind,
    ProgrammeFacts,
)
from bot.mentoring.pairs import PairState
from tests.mentoring.facts import NOW, meeting, pair, person, programme

THURSDAY = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)  # 16:30 in Copenhagen


def facts(**changes):
    return MeetingFacts(
        **{
            "meeting": meeting(THURSDAY),
            "pair": pair(),
            "mentor": person(1),
            "mentee": person(2),
            "logs": {},
            **changes,
        }
    )


def said(told, now):
    return [(nudge.kind, nudge.to.id) for nudge in nudges.due(MEETING_RULES, told, now) if not nudge.too_late]


@pytest.mark.parametrize(
    ("suggested", "again"),
    [
        (timedelta(minutes=-1), datetime(2026, 11, 27, 9, tzinfo=UTC)),  # before it should have ended: it stood
        (timedelta(), datetime(2026, 11, 30, 9, tzinfo=UTC)),  # the day after the time that it was moved to
    ],
)
def test_a_time_suggested_after_the_meeting_puts_the_second_question_off(suggested, again):
    ended = meeting(THURSDAY).ends_at
    move = Move(1, 1, 1, datetime(2026, 11, 29, 12, tzinfo=UTC), ended + suggested)
    assert nudges.asked_again_at(facts(move=move)) == again


@pytest.mark.parametrize(
    ("before_the_start", "kinds"),
    [
        (timedelta(hours=24, minutes=1), []),
        (timedelta(hours=24), [NudgeKind.TOMORROW]),
        (timedelta(hours=2, minutes=1), [NudgeKind.TOMORROW]),
        (timedelta(hours=2), [NudgeKind.SOON]),
        (timedelta(hours=0), []),
        (-timedelta(hours=1, minutes=59), []),
        (-timedelta(hours=2), [NudgeKind.OUTCOME]),
        (-timedelta(hours=17, minutes=29), [NudgeKind.OUTCOME]),
        (-timedelta(hours=17, minutes=30), [NudgeKind.OUTCOME_AGAIN]),
        (-timedelta(days=7, hours=17, minutes=30), []),
    ],
)
def test_each_nudge_has_its_hour(before_the_start, kinds):
    found = said(facts(), THURSDAY - before_the_start)
    assert sorted({kind for kind, _ in found}) == sorted(kinds)


def test_both_are_reminded_and_the_mentor_is_asked():
    assert [to for _, to in said(facts(), THURSDAY - timedelta(hours=24))] == [1, 2]
    assert [to for _, to in said(facts(), THURSDAY + timedelta(hours=2))] == [1]


def test_the_mentee_is_asked_when_the_mentor_cannot_be_reached():
    away = facts(mentor=person(1, unreachable_since=NOW))
    assert said(away, THURSDAY + timedelta(hours=2)) == [(NudgeKind.OUTCOME, 2)]


def test_a_reminder_that_somebody_switched_off_is_not_for_them():
    told = facts(mentor=person(1, remind_day_before=False), mentee=person(2, remind_soon=False))
    assert said(told, THURSDAY - timedelta(hours=24)) == [(NudgeKind.TOMORROW, 2)]
    assert said(told, THURSDAY - timedelta(hours=2)) == [(NudgeKind.SOON, 1)]


def test_nobody_is_reminded_of_a_time_they_have_just_agreed_on():
    fresh = facts(meeting=meeting(THURSDAY, settled_at=THURSDAY - timedelta(hours=20)))
    assert said(fresh, THURSDAY - timedelta(hours=19)) == []
    assert said(fresh, THURSDAY - timedelta(hours=2)) == [(NudgeKind.SOON, 1), (NudgeKind.SOON, 2)]


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.MISSED, MeetingState.CALLED_OFF])
def test_nothing_is_said_of_a_meeting_that_is_over_or_off(state):
    told = facts(meeting=meeting(THURSDAY, state=state))
    assert said(told, THURSDAY - timedelta(hours=2)) == said(told, THURSDAY + timedelta(hours=2)) == []


def test_a_paused_pair_is_not_nudged():
    assert said(facts(pair=pair(state=PairState.PAUSED)), THURSDAY - timedelta(hours=2)) == []


def test_nobody_is_asked_once_one_of_the_two_has_told():
    log = Log(1, 2, held=True, step_outcome=None, mood=None, confirmed=False, at=THURSDAY)
    assert said(facts(logs={2: log}), THURSDAY + timedelta(hours=2)) == []


def test_after_three_days_down_what_is_too_late_says_so_and_one_question_is_left():
    found = list(nudges.due(MEETING_RULES, facts(), THURSDAY + timedelta(days=3)))
    assert [(n.kind, n.too_late) for n in found if n.to.id == 1] == [
        (NudgeKind.TOMORROW, True),
        (NudgeKind.SOON, True),
        (NudgeKind.OUTCOME, True),
        (NudgeKind.OUTCOME_AGAIN, False),
    ]


def test_an_evening_meeting_is_asked_about_next_morning_and_again_the_day_after_that():
    evening = facts(meeting=meeting(datetime(2026, 11, 26, 19, tzinfo=UTC)))  # 20:00 to 21:00
    assert nudges.asked_at(evening) == datetime(2026, 11, 27, 7, tzinfo=UTC)  # 8:00 next morning
    assert nudges.asked_again_at(evening) == datetime(2026, 11, 28, 9, tzinfo=UTC)  # 10:00


def test_a_meeting_that_was_moved_is_reminded_of_anew():
    def keys(told):
        return {n.key for n in nudges.due(MEETING_RULES, told, THURSDAY)}

    moved = facts(meeting=replace(meeting(THURSDAY), starts_at=THURSDAY + timedelta(minutes=30)))
    assert not keys(facts()) & keys(moved)


def test_the_digest_is_for_each_coordinator_and_only_on_its_day():
    monday = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # 8:30
    told = ProgrammeFacts(programme(), [person(3), person(4)], monday)

    def sent(now, kind=NudgeKind.DIGEST):
        return [(n.to.id, n.too_late) for n in nudges.due(PROGRAMME_RULES, told, now) if n.kind is kind]

    assert sent(monday - timedelta(minutes=1)) == []
    assert sent(monday, NudgeKind.CARDS) == sent(monday)
    assert sent(monday) == [(3, False), (4, False)]
    assert sent(monday + timedelta(hours=15)) == [(3, False), (4, False)]
    assert sent(monday + timedelta(hours=16)) == [(3, True), (4, True)]


@pytest.mark.parametrize(
    ("state", "kind"), [(FollowupState.SNOOZED, NudgeKind.BACK), (FollowupState.DONE, NudgeKind.HELPED)]
)
def test_what_one_coordinator_looked_after_on_one_day_is_spoken_of_once_and_while_it_is_of_use(state, kind):
    at, by = datetime(2026, 11, 26, 7, 30, tzinfo=UTC), person(3)

    def said_of(pair_id, now, due_at=at):
        followup = Followup(pair_id, pair_id, Reason.QUIET, Level.AMBER, at, 3, state, at, None, due_at, None, None)
        return list(nudges.due(FOLLOWUP_RULES, FollowupFacts(followup, programme(), by), now))

    (one,), (other,) = said_of(1, at), said_of(2, at)
    assert (one.kind, one.to, one.too_late) == (kind, by, False)
    assert one.key == other.key
    assert said_of(1, at - timedelta(minutes=1)) == said_of(1, at, None) == []
    assert [each.too_late for each in said_of(1, at + timedelta(days=3))] == [True]
    assert said_of(1, at + timedelta(days=1), at + timedelta(days=1))[0].key != one.key


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31)), st.integers(0, 10 * 24 * 60))
def test_the_ticker_is_always_told_to_look_again_before_the_next_nudge(start, minutes):
    told = facts(meeting=meeting(start.replace(tzinfo=UTC)))
    now = start.replace(tzinfo=UTC) - timedelta(days=2) + timedelta(minutes=minutes)
    again = nudges.next_at(MEETING_RULES, told, now)
    before = {n.key for n in nudges.due(MEETING_RULES, told, now)}
    if again is None:
        assert before == {n.key for n in nudges.due(MEETING_RULES, told, now + timedelta(days=400))}
    else:
        assert again > now
        assert before == {n.key for n in nudges.due(MEETING_RULES, told, again - timedelta(seconds=1))}
        assert before < {n.key for n in nudges.due(MEETING_RULES, told, again)}


# --- Public holidays ---


@pytest.mark.parametrize(
    ("changes", "now", "asked"),
    [
        ({"on_holiday": True}, THURSDAY - timedelta(days=7, minutes=1), []),
        ({"on_holiday": True}, THURSDAY - timedelta(days=7), [1, 2]),
        ({"on_holiday": True}, THURSDAY - timedelta(hours=2, minutes=1), [1, 2]),
        ({"on_holiday": True}, THURSDAY - timedelta(hours=2), []),
        ({"on_holiday": False}, THURSDAY - timedelta(days=1), []),
        ({"on_holiday": True, "meeting": meeting(THURSDAY, holiday=True)}, THURSDAY - timedelta(days=1), []),
        ({"on_holiday": True, "pair": pair(state=PairState.PAUSED)}, THURSDAY - timedelta(days=1), []),
    ],
)
def test_both_are_asked_of_a_holiday_from_a_week_before_until_somebody_answers(changes, now, asked):
    assert [to for kind, to in said(facts(**changes), now) if kind is NudgeKind.HOLIDAY] == asked
