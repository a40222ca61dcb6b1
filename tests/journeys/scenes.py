"""Scenes that several journeys share: each is a few lines of the story, played on the phones."""

from tests.journeys.cast import Cast, Player


async def comes_in(player: Player, payload: str, name: str) -> None:
    """Opens a link, chooses the language, consents, gives a name, is ready."""
    await player.starts(payload)
    await player.taps("Yes, that's fine")
    await player.types(name)


async def is_ready(player: Player) -> None:
    """Skips what can be skipped."""
    await player.taps("Skip")
    await player.taps("Skip")
    await player.taps("Skip")
    await player.taps("I'm ready to be matched")


async def programme(cast: Cast) -> None:
    """A coordinator with her desk, a mentor and a mentee who are ready."""
    await comes_in(cast.mette, cast.invitation("coordinator", language=cast.mette.language), "Mette")
    for player, kind, name in ((cast.jonas, "A mentor", "Jonas"), (cast.anna, "A mentee", "Anna")):
        await cast.mette.types("/home")
        await cast.mette.taps("Invite")
        await cast.mette.taps(kind)
        await comes_in(player, cast.mette.payload(), name)
        await is_ready(player)


async def pair(cast: Cast) -> None:
    """The coordinator pairs the two."""
    await cast.mette.types("/home")
    await cast.mette.taps("Pair now")
    await cast.mette.taps("Jonas")
    await cast.mette.taps("Anna")


async def agreement(cast: Cast) -> None:
    """The mentor proposes every Thursday at 16:30 for six months; the mentee agrees."""
    await cast.jonas.taps("Plan your meetings")
    await cast.jonas.taps("Every week")
    await cast.jonas.types("torsdag 16.30" if cast.jonas.language == "da" else "Thursday 16:30")
    await cast.jonas.taps("A café")
    await cast.jonas.taps("Skip")
    await cast.jonas.taps("{months} months", months=6)
    await cast.jonas.taps("Send to {name}", name="Anna")
    await cast.anna.taps("That suits me")


async def goal(cast: Cast) -> None:
    """The mentee writes a goal with an estimate and two steps, and chooses one for the next meeting."""
    await cast.anna.types("/goals")
    await cast.anna.taps("Something I'd like")
    await cast.anna.types("Læse for min datter" if cast.anna.language == "da" else "Read to my daughter")
    await cast.anna.taps("5")
    await cast.anna.taps("Add a first small step")
    await cast.anna.types("Find en bog" if cast.anna.language == "da" else "Find a book")
    await cast.anna.taps("Add another step")
    await cast.anna.types("Læse en side højt" if cast.anna.language == "da" else "Read a page aloud")
    await cast.anna.types("/meetings")
    await cast.anna.taps("Choose a small step")
    await cast.anna.taps("Find en bog" if cast.anna.language == "da" else "Find a book")


async def beginning(cast: Cast) -> None:
    """Everything up to the first reminder."""
    await programme(cast)
    await pair(cast)
    await agreement(cast)
    await goal(cast)
