"""Scenes that several journeys share: each is a few lines of the story, played on phones or on the demo's page."""

from datetime import datetime, time, timedelta

from tests.journeys.cast import COPENHAGEN, first_meeting

DAY, HOUR, WEEK = timedelta(days=1), timedelta(hours=1), timedelta(days=7)


async def comes_in(player, payload, name):
    """Opens a link, consents, gives a name."""
    await player.starts(payload)
    await player.taps("Yes, that's fine")
    await player.types(name)


async def is_ready(player):
    """Skips what can be skipped."""
    for _ in range(3):
        await player.taps("Skip")
    await player.taps("I'm ready to be matched")


async def programme(cast):
    """A coordinator with her desk, a mentor and a mentee who are ready."""
    await comes_in(cast.mette, cast.invitation("coordinator"), "Mette")
    for player, kind, name in ((cast.jonas, "A mentor", "Jonas"), (cast.anna, "A mentee", "Anna")):
        await cast.mette.types("/home")
        await cast.mette.taps("Invitations")
        await cast.mette.taps("Invite")
        await cast.mette.taps(kind)
        await comes_in(player, cast.mette.payload(), name)
        await is_ready(player)
        await cast.mette.sees("{name} is ready to be matched.", name=name)


async def pair(cast):
    """The coordinator pairs the two, and both are told."""
    await cast.mette.types("/home")
    await cast.mette.taps("Pair now")
    await cast.mette.taps("Jonas")
    await cast.mette.taps("Anna")


async def agreement(cast):
    """The mentor proposes every Thursday at 16:30 for six months; the mentee agrees."""
    await cast.jonas.taps("Plan your meetings")
    await cast.jonas.taps("Every week")
    await cast.jonas.types("torsdag 16.30" if cast.language == "da" else "Thursday 16:30")
    await cast.jonas.taps("A café")
    await cast.jonas.taps("Skip")
    await cast.jonas.taps("{months} months", months=6)
    await cast.jonas.taps("Send to {name}", name="Anna")
    await cast.anna.taps("That suits me")


async def goal(cast):
    """The mentee writes a goal with an estimate and two steps, and chooses one for the next meeting."""
    danish = cast.language == "da"
    await cast.anna.types("/goals")
    await cast.anna.taps("Something I'd like")
    await cast.anna.types("Læse for min datter" if danish else "Read to my daughter")
    await cast.anna.taps("5")
    await cast.anna.taps("Add a first small step")
    await cast.anna.types("Find en bog" if danish else "Find a book")
    await cast.anna.taps("Add another step")
    await cast.anna.types("Læse en side højt" if danish else "Read a page aloud")
    await cast.anna.types("/meetings")
    await cast.anna.taps("Choose a small step")
    await cast.anna.taps("Find en bog" if danish else "Find a book")


async def beginning(cast):
    """Everything up to the first reminder."""
    await programme(cast)
    await pair(cast)
    await agreement(cast)
    await goal(cast)


async def reminders(cast, meets):
    """A day and two hours before: both hear of it, and say that they are coming."""
    await cast.goes_to(meets - DAY)
    await cast.jonas.taps("I'm coming")
    await cast.anna.taps("I'm coming")
    await cast.anna.sees("You are both coming.")
    await cast.goes_to(meets - 2 * HOUR)


async def telling(cast, meets):
    """Two hours later the mentor tells in two taps, takes it back and tells again; the mentee says how it was."""
    await cast.goes_to(meets + 2 * HOUR)
    await cast.jonas.sees("Did you and {name} get to meet?", name="Anna")
    for again in (False, True):
        await cast.jonas.taps("We met")
        await cast.jonas.taps("We did it")
        await cast.jonas.sees("Saved. Thanks for telling me.")
        if not again:
            await cast.jonas.taps("Undo")
    await cast.anna.taps("Yes, we met")
    await cast.anna.taps("🙂 Good")
    await cast.anna.sees("Saved. Thanks for telling me.")


async def monday(cast, meets):
    """The coordinator's digest, on the Monday after the meeting."""
    days = timedelta(days=7 - meets.astimezone(COPENHAGEN).weekday())
    await cast.goes_to(datetime.combine(meets.astimezone(COPENHAGEN).date() + days, time(8, 30), COPENHAGEN))
    await cast.mette.sees("Your week")


async def moving(cast, meets):
    """The mentee would like another time, and the mentor says yes to the first of three."""
    await cast.goes_to(meets - DAY)
    await cast.anna.taps("Move it")
    times = await cast.anna.times()
    assert len(times) == 3
    await cast.anna.taps(times[0])
    await cast.jonas.taps("Works for me")
    await cast.anna.sees("The new time works for {name}.", name="Jonas")


async def calling_off(cast, meets):
    """The mentor can't make it; the mentee hears it kindly, and asks for another time."""
    await cast.goes_to(meets - 2 * HOUR)
    await cast.jonas.taps("I can't make it")
    await cast.anna.sees("Does one of these suit you? Then I'll ask {name}.", name="Jonas")
    times = await cast.anna.times()
    await cast.anna.taps(times[0])
    await cast.jonas.taps("Works for me")


async def silence(cast, meets):
    """Nobody answers: the mentor is asked next day at ten once more, and then not again."""
    await cast.goes_to(meets + 2 * HOUR)
    await cast.jonas.sees("Did you and {name} get to meet?", name="Anna")
    await cast.goes_to(datetime.combine(meets.astimezone(COPENHAGEN).date() + DAY, time(10), COPENHAGEN))
    await cast.goes_to(meets + 4 * DAY)


async def whole_story(cast):
    """From the first link to the fourth week: agreed, met, moved, called off, and left unanswered."""
    first = first_meeting(cast.clock.now())
    await beginning(cast)
    await reminders(cast, first)
    await telling(cast, first)
    await monday(cast, first)
    await moving(cast, first + WEEK)
    await calling_off(cast, first + 2 * WEEK)
    await silence(cast, first + 3 * WEEK)
