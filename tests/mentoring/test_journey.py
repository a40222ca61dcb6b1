"""Looking back: what is told, in which order, and how it is cut into pages that cut no entry."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.journey import EntryKind, Moment, is_worth_a_look, journey, page_sizes, replay_at
from bot.mentoring.meetings import Meeting, MeetingState, MomentKind
from bot.mentoring.pairs import Pair, PairState

SINCE = datetime(2026, 9, 1, 8, tzinfo=UTC)
PAIR = Pair(1, 1, 10, 20, PairState.ACTIVE, SINCE)


def day(n):
    return SINCE + timedelta(days=n)


def meeting(n, state=MeetingState.HELD):
    return Meeting(n, 1, 1, None, day(n), 60, None, "", state, None, None, SINCE, 0)


def step(title, done, state=GoalState.DONE):
    return Goal(1, 1, 20, None, 0, title, None, state, 20, SINCE, done, None)


def test_what_happened_is_told_oldest_first_in_whatever_order_it_is_kept():
    seen = journey(
        PAIR,
        [meeting(7), meeting(0), meeting(14, MeetingState.MISSED), meeting(21, MeetingState.PLANNED)],
        [step("Ring", day(3)), step("Open", None, GoalState.OPEN), step("Before we met", day(-9)), step("Odd", None)],
        [
            Moment(1, 1, 20, None, MomentKind.PROUD, "I rang", day(5)),
            Moment(2, 1, 10, None, MomentKind.STRENGTH, "Brave", day(4)),
        ],
    )
    told = [(entry.kind, entry.words) for entry in seen.entries]
    assert told == [
        (EntryKind.MET, ""),
        (EntryKind.STEP, "Ring"),
        (EntryKind.STRENGTH, "Brave"),
        (EntryKind.PROUD, "I rang"),
    ]
    assert (list(seen.met), list(seen.steps)) == ([day(0), day(7)], [day(3)])
    assert [entry.words for entry in seen.proud] == ["I rang"]


@pytest.mark.parametrize(
    ("meetings", "steps", "begun"),
    [
        ([meeting(0)], [], True),
        ([], [step("Ring", day(3))], True),
        ([meeting(0, MeetingState.MISSED)], [step("Open", None, GoalState.OPEN)], False),
    ],
)
def test_a_way_begins_with_a_meeting_or_a_step(meetings, steps, begun):
    assert journey(PAIR, meetings, steps, []).has_begun is begun


def test_of_many_meetings_the_first_and_each_fifth_are_told():
    seen = journey(PAIR, [meeting(n) for n in range(12)], [], [])
    assert [entry.count for entry in seen.entries] == [1, 5, 10]
    assert len(seen.met) == 12


@pytest.mark.parametrize(("held", "worth"), [(0, False), (1, False), (4, False), (5, True), (6, False), (10, True)])
def test_each_fifth_meeting_is_worth_a_look(held, worth):
    assert is_worth_a_look(held) is worth


@given(st.lists(st.integers(1, 900), max_size=60), st.integers(1, 8), st.integers(1, 500))
def test_pages_hold_every_entry_once_and_no_more_than_fits(lengths, most, room):
    sizes = page_sizes(lengths, most, room)
    assert sum(sizes) == len(lengths)
    end = len(lengths)
    for size in sizes:
        page = lengths[end - size : end]
        assert 1 <= size <= most
        assert sum(page) <= room or size == 1
        end -= size


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-26T17:30", "2026-11-27T09:00"),
        ("2026-11-26T23:30", "2026-11-28T09:00"),
        ("2027-03-27T17:30", "2027-03-28T08:00"),
        ("2026-10-24T17:30", "2026-10-25T09:00"),
    ],
)
def test_it_is_looked_back_on_the_next_morning_at_ten_on_the_readers_clock(now, morning):
    found = replay_at(datetime.fromisoformat(now).replace(tzinfo=UTC), "Europe/Copenhagen")
    assert found == datetime.fromisoformat(morning).replace(tzinfo=UTC)
