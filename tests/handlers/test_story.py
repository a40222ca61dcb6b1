"""The main job as a story: an agreement, a goal, reminders, a meeting logged in two taps."""

from datetime import UTC, datetime, timedelta

from bot.mentoring.cadence import to_local
from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState
from tests.handlers.couples import Couple


def test_two_agree_take_a_step_meet_and_tell(any_world):
    world = any_world
    couple = Couple(world)
    jonas, anna = couple.mentor, couple.mentee
    jonas.types("/home").taps("Plan your meetings").taps("Every week").types("Thursday 16.30")
    jonas.sees("Every week: Thursday at 16:30", "First time: Thursday 26 November at 16:30")
    jonas.taps("A café").types("Café Nordlys").sees("Café Nordlys").taps("6 months").sees("Your suggestion")
    jonas.taps("Send to Anna").sees("I've sent it")
    anna.sees("Jonas has suggested when you could meet", "Café Nordlys").taps("That suits me")
    anna.sees("You and Jonas meet on Thursday at 16:30")
    jonas.sees("Anna says yes")
    meetings = couple.meetings()
    assert {to_local(each.starts_at, "Europe/Copenhagen").time().isoformat() for each in meetings} == {"16:30:00"}
    assert len(meetings) == 26
    assert meetings[0].starts_at == datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
    assert meetings[-1].starts_at == datetime(2027, 5, 20, 14, 30, tzinfo=UTC)

    anna.types("/goals").taps("Something I'd like").types("Borrow books again").sees("Borrow books again").taps("3")
    anna.taps("Add a first small step").types("Ring to the library").taps("Add another step").types("Get a card")
    anna.types("/home").taps("Choose a small step").taps("Ring to the library").sees("Your small step for Thursday")

    world.moves_to(datetime(2026, 11, 25, 15, 45, tzinfo=UTC))
    jonas.sees("You and Anna meet tomorrow at 16:30", "Ring to the library").taps("I'm coming")
    anna.sees("You and Jonas meet tomorrow at 16:30").taps("I'm coming").sees("You are both coming.")
    world.moves_to(datetime(2026, 11, 26, 13, 45, tzinfo=UTC))
    jonas.sees("You and Anna meet today at 16:30")
    world.moves_to(datetime(2026, 11, 26, 17, 45, tzinfo=UTC))
    jonas.sees("Did you and Anna get to meet?").taps("We met").sees("Ring to the library").taps("We did it")
    jonas.sees("Saved. Thanks for telling me.")
    anna.sees("Jonas says you met today").taps("Yes, we met").taps("🙂 Good").sees("Saved", "🙂 Good")
    assert couple.first.state is MeetingState.HELD
    assert couple.tree()[1].state is GoalState.DONE
    jonas.taps("Undo").sees("Did you and Anna get to meet?")
    assert couple.first.state is MeetingState.HELD  # Anna's word stands
    assert couple.tree()[1].state is GoalState.OPEN
    jonas.taps("We met").taps("We did it").sees("Saved")
    before = len(jonas.screens), len(anna.screens)
    world.moves_to(world.now + timedelta(days=3))
    assert (len(jonas.screens), len(anna.screens)) == before
