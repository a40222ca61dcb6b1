"""Updates come in: once, in order, and none is lost."""

from tests.builders import everything


async def test_somebody_starts_and_is_answered(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = board.phone("Anna")
        await anna.starts()
        await anna.sees("Hello")
        await anna.taps("Again")
        await anna.sees("Tapped 1")
        await anna.types("hi <b>&")
        await anna.sees("text: hi <b>& is 2")
        await bot.app.settled()
        assert {state for state, _ in await bot.inbox()} == {"done"}
        assert not anna.spins
