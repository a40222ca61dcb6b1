"""What a yes to another agreement does: from when it holds, what stays, what makes way, and when the course ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Rhythm, begins_after, cadence, course, first_day
from bot.mentoring.renewals import from_meeting_on, is_changed_rhythm, is_over_already, is_same, renew
from tests.mentoring.facts import NOW, agreement, meeting

ZONE = "Europe/Copenhagen"
THURSDAYS = agreement(id=1, first=date(2026, 11, 26), ends_on=date(2027, 5, 26))
FRIDAYS = replace(THURSDAYS, id=2, weekdays=(4,), at=time(15), first=date(2026, 11, 27))


def slots(of=THURSDAYS, now=NOW, count=None):
    """The meetings that the agreement made, by their slots."""
    made = course(of, now).slots[:count]
    return [meeting(each.starts_at, n, slot=each.day, agreement=of.id) for n, each in enumerate(made, 1)]


def days(meetings):
    return [to_local(each.starts_at, ZONE).date() for each in meetings]


def local(day, at=time(16, 30)):
    return to_instant(datetime.combine(day, at), ZONE)


def test_of_several_a_week_the_earlier_ones_stay_when_it_changes_from_one_of_them_on():
    both = replace(THURSDAYS, weekdays=(0, 3), first=date(2026, 11, 26))
    thursday = date(2026, 12, 10)
    assert from_meeting_on(thursday, both) == thursday
    assert from_meeting_on(thursday, THURSDAYS) == date(2026, 12, 7)
    later = replace(both, id=2, weekdays=(1, 4), at=time(15), since=thursday, first=thursday)
    plan = renew(later, both, slots(both), NOW)
    assert plan.first == date(2026, 12, 11)
    assert days(plan.stay)[-1] == date(2026, 12, 7)
    assert days(plan.gone)[0] == thursday
    free = renew(replace(later, rhythm=Rhythm.FREE, at=None, first=None), both, slots(both), NOW)
    assert days(free.stay)[-1] == date(2026, 12, 7)


@given(
    st.dates(date(2026, 11, 20), date(2027, 5, 20)), st.integers(0, 6), st.sampled_from([Rhythm.WEEKLY, Rhythm.MONTHLY])
)
def test_nothing_changes_before_the_day_that_it_was_asked_for_from(since, weekday, rhythm):
    first = first_day(weekday, time(15), ZONE, begins_after(replace(THURSDAYS, since=since), NOW))
    asked = replace(THURSDAYS, id=2, rhythm=rhythm, weekdays=(weekday,), at=time(15), since=since, first=first)
    plan = renew(asked, THURSDAYS, slots(), NOW)
    assert all(slot.day >= since for slot in plan.slots)
    assert all(day >= since for day in days(plan.gone))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (replace(THURSDAYS, id=2, first=date(2026, 12, 3), ends_on=None), True),
        (FRIDAYS, False),
        (replace(THURSDAYS, place="Nordlys"), False),
        (replace(THURSDAYS, months=THURSDAYS.months + 1), False),
    ],
)
def test_what_says_the_same_is_no_other_agreement(other, same):
    assert is_same(other, THURSDAYS) is same


def test_a_first_agreement_only_makes_meetings():
    plan = renew(THURSDAYS, None, [], NOW)
    assert (plan.first, plan.ends_on, len(plan.slots)) == (date(2026, 11, 26), date(2027, 5, 26), 26)
    assert plan.stay == plan.same == plan.gone == ()


def test_another_day_takes_the_place_of_the_old_one_in_the_same_week():
    plan = renew(FRIDAYS, THURSDAYS, slots(), NOW)
    assert plan.first == date(2026, 11, 27)
    assert days(plan.gone)[0] == date(2026, 11, 26)
    assert plan.stay == ()
    assert {slot.day.weekday() for slot in plan.slots} == {4}
    assert plan.ends_on == THURSDAYS.ends_on


def test_it_begins_now_unless_it_was_asked_for_from_a_later_day():
    assert begins_after(THURSDAYS, NOW) == NOW
    assert begins_after(replace(THURSDAYS, since=date(2026, 12, 10)), NOW) == local(date(2026, 12, 10), time())
    assert begins_after(replace(THURSDAYS, since=date(2026, 11, 12)), NOW) == NOW


def test_what_lies_in_a_week_before_stays():
    wednesday = datetime(2026, 12, 2, 9, tzinfo=UTC)
    tuesdays = replace(THURSDAYS, id=2, weekdays=(1,), first=date(2026, 12, 8))
    plan = renew(tuesdays, THURSDAYS, slots(), wednesday)
    assert days(plan.stay) == [date(2026, 12, 3)]
    assert plan.first == date(2026, 12, 8)
    later = replace(tuesdays, first=date(2026, 12, 22))
    assert days(renew(later, THURSDAYS, slots(), wednesday).stay) == [date(2026, 12, n) for n in (3, 10, 17)]


def test_a_meeting_of_which_both_have_been_reminded_stays_and_stands_for_the_weeks_new_one():
    thursday_noon = datetime(2026, 11, 26, 11, tzinfo=UTC)
    plan = renew(FRIDAYS, THURSDAYS, slots(), thursday_noon)
    assert days(plan.stay) == [date(2026, 11, 26)]
    assert plan.first == date(2026, 12, 4)


def test_a_moved_meeting_stays_and_stands_for_the_new_one_of_its_week():
    first, second, *rest = slots()
    moved = replace(second, starts_at=local(date(2026, 12, 5), time(11)))
    plan = renew(FRIDAYS, THURSDAYS, [first, moved, *rest], NOW)
    assert plan.stay == (moved,)
    assert [slot.day for slot in plan.slots][:3] == [date(2026, 11, 27), date(2026, 12, 11), date(2026, 12, 18)]


def test_a_meeting_moved_to_the_next_week_stands_for_the_new_one_of_the_week_that_it_was_meant_for():
    first, *rest = slots()
    moved = replace(first, starts_at=local(date(2026, 12, 1), time(17)))
    plan = renew(FRIDAYS, THURSDAYS, [moved, *rest], NOW)
    assert plan.stay == (moved,)
    assert plan.first == date(2026, 12, 4)


def test_an_extra_meeting_stays_beside_the_new_ones_unless_they_would_meet_at_once():
    extra = meeting(local(date(2026, 12, 5), time(11)), 90)
    near = meeting(local(date(2026, 12, 11), time(14, 30)), 91)
    plan = renew(FRIDAYS, THURSDAYS, [*slots(), extra, near], NOW)
    assert plan.stay == (extra, near)
    assert [slot.day for slot in plan.slots][:3] == [date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 18)]


def test_at_the_same_times_every_meeting_stays_and_takes_the_new_terms():
    elsewhere = replace(THURSDAYS, id=2, place="The harbour")
    plan = renew(elsewhere, THURSDAYS, slots(), NOW)
    assert (len(plan.same), plan.slots, plan.gone) == (26, (), ())
    assert [slot.day for _, slot in plan.same] == days(slots())


def test_what_was_moved_or_called_off_by_hand_does_not_come_back_with_another_place():
    first, second, *rest = slots()
    off = replace(first, state=MeetingState.CALLED_OFF)
    moved = replace(second, starts_at=local(date(2026, 12, 16)))
    plan = renew(replace(THURSDAYS, id=2, place="The harbour"), THURSDAYS, [off, moved, *rest], NOW)
    assert plan.slots == ()
    assert plan.stay == (moved,)
    back = renew(THURSDAYS, FRIDAYS, [off], NOW)
    assert date(2026, 11, 26) not in [slot.day for slot in back.slots]


def test_fewer_and_more_meetings_keep_those_they_share():
    fortnightly = replace(THURSDAYS, id=2, rhythm=Rhythm.FORTNIGHTLY)
    plan = renew(fortnightly, THURSDAYS, slots(), NOW)
    assert (len(plan.same), len(plan.gone), plan.slots) == (13, 13, ())
    more = renew(THURSDAYS, fortnightly, slots(fortnightly), NOW)
    assert (len(more.same), len(more.slots)) == (13, 13)


def test_several_days_a_week_keep_the_one_they_share():
    both = replace(THURSDAYS, id=2, weekdays=(1, 3), first=date(2026, 11, 24))
    plan = renew(both, THURSDAYS, slots(), NOW)
    assert len(plan.same) == 26
    assert {slot.day.weekday() for slot in plan.slots} == {1}
    assert plan.first == date(2026, 11, 24)


def test_without_a_fixed_time_this_weeks_meeting_stays():
    tuesday = datetime(2026, 11, 24, 9, tzinfo=UTC)
    free = replace(THURSDAYS, id=2, rhythm=Rhythm.FREE, at=None, first=None, weekdays=())
    plan = renew(free, THURSDAYS, slots(), tuesday)
    assert days(plan.stay) == [date(2026, 11, 26)]
    assert (plan.slots, plan.ends_on) == ((), THURSDAYS.ends_on)
    back = renew(FRIDAYS, free, list(plan.stay), tuesday)
    assert back.gone == plan.stay


@pytest.mark.parametrize(
    ("months", "ends_on"),
    [(6, date(2027, 5, 26)), (9, date(2027, 8, 26)), (3, date(2027, 2, 26)), (7, date(2027, 6, 26))],
)
def test_another_length_counts_from_the_beginning_of_the_course(months, ends_on):
    january = datetime(2027, 1, 8, 9, tzinfo=UTC)
    plan = renew(replace(THURSDAYS, id=2, months=months), THURSDAYS, slots(), january)
    assert plan.ends_on == ends_on
    assert len(plan.gone) == sum(day > ends_on for day in days(slots()))
    assert all(slot.day <= ends_on for slot in plan.slots)


def test_a_course_that_is_over_begins_anew():
    june = datetime(2027, 6, 4, 9, tzinfo=UTC)
    again = replace(THURSDAYS, id=2, first=date(2027, 6, 10))
    assert renew(again, THURSDAYS, [], june).ends_on == date(2027, 12, 10)
    assert renew(again, replace(THURSDAYS, ends_on=None), [], june).ends_on == date(2027, 12, 10)


def test_a_course_can_be_too_short_to_have_a_day_left():
    january = datetime(2027, 1, 8, 9, tzinfo=UTC)
    one = replace(THURSDAYS, id=2, months=1)
    assert is_over_already(one, THURSDAYS, january)
    assert not is_over_already(replace(one, months=2), THURSDAYS, january)
    assert not is_over_already(one, None, january)


def test_the_last_days_of_a_course_may_have_no_slot():
    monthly = replace(THURSDAYS, id=2, rhythm=Rhythm.MONTHLY, nth=-1, ends_on=None)
    near = replace(THURSDAYS, ends_on=date(2026, 11, 25))
    plan = renew(monthly, near, [], NOW)
    assert (plan.slots, plan.first, plan.ends_on) == ((), date(2026, 11, 26), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({"place": "The harbour"}, False),
        ({"months": 9}, False),
        ({"at": time(17)}, True),
        ({"weekdays": (4,)}, True),
        ({"rhythm": Rhythm.FORTNIGHTLY}, True),
        ({"rhythm": Rhythm.FREE, "at": None}, True),
        ({"nth": 4}, True),
    ],
)
def test_the_rhythm_is_changed_when_they_would_meet_at_other_times(change, changed):
    assert is_changed_rhythm(replace(THURSDAYS, **change), THURSDAYS) is changed


def test_no_fixed_time_is_no_fixed_time():
    free = replace(THURSDAYS, rhythm=Rhythm.FREE)
    assert not is_changed_rhythm(free, replace(free, at=None, weekdays=()))


def test_the_last_thursday_of_the_month_is_kept():
    monthly = replace(THURSDAYS, rhythm=Rhythm.MONTHLY, nth=-1)
    assert cadence(monthly).nth == -1
    found = [slot.day for slot in course(monthly, NOW).slots]
    assert found[:3] == [date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28)]


@given(
    weekday=st.integers(0, 6),
    rhythm=st.sampled_from([Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.MONTHLY]),
    hours=st.integers(0, 24 * 150),
    moved=st.integers(0, 25),
)
def test_nothing_is_lost_and_no_two_meetings_are_at_once(weekday, rhythm, hours, moved):
    now = NOW + timedelta(hours=hours)
    before = slots()
    before[moved] = replace(before[moved], starts_at=before[moved].starts_at + timedelta(days=2, hours=1))
    first = (now + timedelta(days=2)).date() + timedelta(days=(weekday - (now + timedelta(days=2)).weekday()) % 7)
    other = replace(THURSDAYS, id=2, weekdays=(weekday,), rhythm=rhythm, first=first)
    plan = renew(other, THURSDAYS, before, now)
    ahead = [each for each in before if each.starts_at > now]
    told = [*plan.stay, *(each for each, _ in plan.same), *plan.gone]
    assert sorted(each.id for each in told) == [each.id for each in sorted(ahead, key=lambda each: each.id)]
    starts = sorted(
        [each.starts_at for each in told if each not in plan.gone] + [slot.starts_at for slot in plan.slots]
    )
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(starts))
    assert all(slot.starts_at > now and slot.day <= plan.ends_on for slot in plan.slots)
