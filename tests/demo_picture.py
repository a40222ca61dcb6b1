"""Makes docs/demo.png by running the demo in a browser: `uv run poe picture`."""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import MovableClock
from bot.demo.telegram import TOKEN
from bot.logs import set_up
from bot.showing import on_stage
from tests.page import screen

PICTURE = Path(__file__).parent.parent / "docs" / "demo.png"
WEDNESDAY = datetime(2026, 11, 18, 14, tzinfo=UTC)


async def take(path: Path) -> None:
    """Three months into the story: Anna has chosen a small step, Jonas is asked how it went, Mette reads her week."""
    with tempfile.TemporaryDirectory() as folder:
        async with on_stage(Path(folder), "en", MovableClock(WEDNESDAY), host="127.0.0.1", port=0) as show:
            await show.restart(story=True)
            async with screen(show.url, height=760) as shown:
                anna, jonas, mette = (shown.phone(name) for name in ("Anna", "Jonas", "Mette"))
                await anna.taps("Choose a small step")
                await anna.taps("Read her the first page")
                await anna.sees("Your small step")
                await shown.goes_to("2026-11-19T18:30")
                await jonas.sees("Did you and Anna get to meet?")
                await mette.chooses("/home")
                await mette.taps("This week")
                await mette.sees("Your week")
                await shown.page.screenshot(path=path)


def main() -> None:
    """Writes the picture over the old one."""
    set_up("text", "WARNING", TOKEN)
    asyncio.run(take(PICTURE))


if __name__ == "__main__":
    main()
