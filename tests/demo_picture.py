"""Makes docs/demo.png and docs/desk.png by running the demo in a browser: `uv run poe picture`."""

import asyncio
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from bot.clock import MovableClock
from bot.demo.telegram import TOKEN
from bot.logs import set_up
from bot.showing import on_stage
from tests.page import Screen, screen

DOCS = Path(__file__).parent.parent / "docs"
WEDNESDAY = datetime(2026, 11, 18, 14, tzinfo=UTC)
PAPER, GAP = "#f4ece1", 20


async def take(folder: Path) -> None:
    """Three months into the story, both pictures from one start."""
    with tempfile.TemporaryDirectory() as stage:
        async with on_stage(Path(stage), "en", MovableClock(WEDNESDAY), host="127.0.0.1", port=0) as show:
            await show.restart(story=True)
            async with screen(show.url, height=860) as shown:
                await desk(shown, folder / "desk.png")
                await shown.page.set_viewport_size({"width": 1280, "height": 760})
                await phones(shown, folder / "demo.png")


async def desk(shown: Screen, path: Path) -> None:
    """Mette's phone three times: Monday's digest with its picture, the first card below it, and her desk."""
    mette = shown.phone("Mette")
    week = await mette.photographed("Your week")
    card = await mette.photographed("Torben and Mina (1 of 5)", at="center")
    home = await mette.photographed("Your next weekly digest")
    side_by_side([week, card, home]).save(path, optimize=True)


async def phones(shown: Screen, path: Path) -> None:
    """Anna has chosen a small step, Jonas is asked how it went, Mette reads her week."""
    anna, jonas, mette = (shown.phone(name) for name in ("Anna", "Jonas", "Mette"))
    await anna.taps("Choose a small step")
    await anna.taps("Read her the first page")
    await anna.sees("Your small step")
    await shown.goes_to("2026-11-19T18:30")
    await jonas.sees("Did you and Anna get to meet?")
    await mette.chooses("/home")
    await mette.taps("This week")
    await mette.photographed("Your week")
    await shown.page.screenshot(path=path)


def side_by_side(pngs: list[bytes]) -> Image.Image:
    """One picture of all of them, with paper between and around them."""
    images = [Image.open(io.BytesIO(png)) for png in pngs]
    width = sum(one.width for one in images) + GAP * (len(images) + 1)
    whole = Image.new("RGB", (width, max(one.height for one in images) + 2 * GAP), PAPER)
    left = GAP
    for one in images:
        whole.paste(one, (left, GAP))
        left += one.width + GAP
    return whole


def main() -> None:
    """Writes the pictures over the old ones."""
    set_up("text", "WARNING", TOKEN)
    asyncio.run(take(DOCS))


if __name__ == "__main__":
    main()
