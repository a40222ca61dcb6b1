"""The main story, over HTTP, in both languages: from the first link to Monday's digest."""

from datetime import datetime, time, timedelta

import pytest

from bot.mentoring.meetings import MeetingState
from handlers.speech import Speech
from tests.journeys import scenes
from tests.journeys.cast import COPENHAGEN, THURSDAY, cast

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("either")]

HOUR = timedelta(hours=1)


@pytest.fixture(params=["en", "da"])
async def story(request, tmp_path):
    async with cast(tmp_path, request.param) as made:
        yield made


async def meetings(story):
    return await story.bot.store.read(lambda unit: unit.meetings.all_of(1))


async def test_a_course_of_six_months_meets_at_half_past_four_on_both_sides_of_a_dst_change(story):
    await scenes.programme(story)
    await scenes.pair(story)
    await scenes.agreement(story)
    walls = [meeting.starts_at.astimezone(COPENHAGEN) for meeting in await meetings(story)]
    assert {(wall.weekday(), wall.hour, wall.minute) for wall in walls} == {(3, 16, 30)}
    assert {wall.utcoffset() for wall in walls} == {1 * HOUR, 2 * HOUR}
    assert len(walls) == 26


async def test_two_taps_log_a_meeting_and_monday_tells_of_it(story):
    anna, jonas, mette = story.anna, story.jonas, story.mette
    await scenes.beginning(story)
    before = {player: len(player.phone.notifications) for player in (anna, jonas)}

    await story.goes_to(THURSDAY - 24 * HOUR)
    await anna.taps("I'm coming")
    await jonas.taps("I'm coming")
    await story.goes_to(THURSDAY - 2 * HOUR)
    for player, count in before.items():
        assert len(player.phone.notifications) == count + 2

    await story.goes_to(THURSDAY + 2 * HOUR)
    await jonas.sees("Did you and {name} get to meet?", name="Anna")
    before = len(jonas.phone.messages)
    await jonas.taps("We met")
    await jonas.taps("We did it")
    assert len(jonas.phone.messages) == before  # two taps on the same message, no typing
    await jonas.sees("Saved. Thanks for telling me.")
    first = (await meetings(story))[0]
    step = await story.bot.store.read(lambda unit: unit.goals.get(first.step))
    assert (first.state, step.state) == (MeetingState.HELD, "done")

    await jonas.taps("Undo")
    assert (await meetings(story))[0].state is MeetingState.PLANNED
    await jonas.taps("We met")
    await jonas.taps("We did it")

    await anna.taps("Yes, we met")
    await anna.taps("🙂 Good")
    await anna.sees("Saved. Thanks for telling me.")

    await story.goes_to(datetime.combine(THURSDAY.date() + timedelta(days=4), time(8, 30), COPENHAGEN))
    digest = await mette.sees("Your week")
    say = Speech(mette.language, "Europe/Copenhagen", THURSDAY)
    assert say.many("{n} meeting held", "{n} meetings held", 1) in digest.text
    assert say.many("{n} small step taken", "{n} small steps taken", 1) in digest.text
    assert mette.rings("Your week") == 2  # the Monday before, and this one


async def test_a_meeting_is_moved_with_one_tap_each_and_called_off_kindly(story):
    anna, jonas = story.anna, story.jonas
    await scenes.beginning(story)
    await story.goes_to(THURSDAY - 24 * HOUR)
    asking = await anna.taps("Move it")
    suggested = [label for label in asking.buttons if ":" in label or "." in label]
    assert len(suggested) == 3
    await anna.phone.taps_old(asking, suggested[0])
    await story.settled()
    await jonas.taps("Works for me")
    moved = (await meetings(story))[0]
    assert moved.starts_at != THURSDAY
    assert moved.version == 1

    await jonas.types("/meetings")
    await story.goes_to(moved.starts_at - 2 * HOUR)
    await jonas.taps("I can't make it")
    told = anna.phone.notifications[-1].text
    assert "Jonas" in told
    assert (await meetings(story))[0].state is MeetingState.CALLED_OFF


async def test_a_question_that_nobody_answers_is_asked_once_more_and_then_never(story):
    jonas = story.jonas
    await scenes.beginning(story)
    await story.goes_to(THURSDAY + 6 * HOUR)
    assert jonas.rings("Did you and {name} get to meet?", name="Anna") == 1
    await story.goes_to(datetime.combine(THURSDAY.date() + timedelta(days=1), time(10), COPENHAGEN))
    assert jonas.rings("Did you and {name} get to meet?", name="Anna") == 2
    await story.goes_to(THURSDAY + timedelta(days=5))
    assert jonas.rings("Did you and {name} get to meet?", name="Anna") == 2


async def test_nothing_rings_at_night_or_twice_in_a_month(story):
    await scenes.beginning(story)
    before = {player: len(player.phone.notifications) for player in (story.anna, story.jonas, story.mette)}
    await story.goes_to(THURSDAY + timedelta(days=28))
    for player, count in before.items():
        rung = player.phone.notifications[count:]
        for message in rung:
            wall = datetime.fromtimestamp(message.date, COPENHAGEN).time()
            assert time(8) <= wall < time(21), (wall, message.text)
        assert len({(message.text, message.date) for message in rung}) == len(rung)


async def test_three_days_of_standing_still_make_no_flood(story):
    await scenes.beginning(story)
    await story.goes_to(THURSDAY - 30 * HOUR)
    before = {player: len(player.phone.notifications) for player in (story.anna, story.jonas, story.mette)}
    story.bot.clock.move_to(THURSDAY + timedelta(days=3, hours=-4))  # Sunday noon
    await story.settled()
    rung = {player: len(player.phone.notifications) - count for player, count in before.items()}
    assert rung == {story.anna: 0, story.jonas: 1, story.mette: 0}
    reasons = {reason for state, reason in await story.bot.notices() if state == "expired"}
    assert reasons == {"too_late"}
