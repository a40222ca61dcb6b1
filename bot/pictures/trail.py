"""The way so far as a picture to keep: a landscape at dawn, its dates, and the words around it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers.screen import Trail

if TYPE_CHECKING:
    from bot.pictures.canvas import Box, Canvas, Colour
    from bot.pictures.landscape import Landscape

MARGIN = 72
LABELS = 6
DATE = (32, 500)
QUOTES = 3
QUOTE_LINES = 3
QUOTE_SIZE, QUOTE_STEP, QUOTE_GAP = 38, 52, 36
INK: "Colour" = (62, 58, 52)
SOFT: "Colour" = (104, 92, 80)
PAPER: "Colour" = (255, 250, 241)


def trail(seen: Trail) -> bytes:
    """A PNG, 1080 wide, of how far somebody has come. It takes half a second: draw it in a thread."""
    from bot.pictures.canvas import Canvas
    from bot.pictures.landscape import HEIGHT, WIDTH, Landscape

    quotes = _quotes(seen.words, WIDTH - 2 * MARGIN - 40)
    room = sum(QUOTE_STEP * len(lines) + QUOTE_GAP for lines in quotes)
    canvas = Canvas(WIDTH, HEIGHT + (room + 84 if quotes else 0), PAPER)
    land = Landscape(canvas, len(seen.stones))
    dates = _dates(seen.stones, land)
    land.grow(seen.meetings, [box for box, _ in dates])
    _write_dates(canvas, dates)
    _title(canvas, seen, HEIGHT)
    _write_quotes(canvas, quotes, HEIGHT)
    return canvas.png()


def _title(canvas: "Canvas", seen: Trail, foot: int) -> None:
    from bot.pictures.lettering import Lettering

    y = 128.0
    for size, weight, text, colour in (
        (70, 700, seen.title, INK),
        (44, 500, seen.counts, INK),
        (36, 400, seen.span, SOFT),
    ):
        letters = Lettering(size, weight)
        for line in letters.lines(text, canvas.width - 2 * MARGIN, 2):
            letters.write(canvas, (MARGIN, y), line, colour)
            y += size * 1.3
        y += 4
    legend = Lettering(34, 500)
    legend.write(canvas, (canvas.width / 2, foot - 40), legend.plain(seen.legend), PAPER, "m")


# --- The dates of the stones -------------------------------------------------------------------------------


def _dates(stones: Sequence[str], land: "Landscape") -> list[tuple["Box", str]]:
    """Where the dates of the newest stone, the first, and of some in between stand, as far as there is room."""
    from bot.pictures.lettering import Lettering

    letters = Lettering(*DATE)
    last = len(land.spots) - 1
    some = [last, 0, *(round(last * n / (LABELS - 1)) for n in range(1, LABELS - 1))]
    written: list[tuple[Box, str]] = []
    for n in dict.fromkeys(n for n in some if last >= 0):
        text = letters.plain(stones[len(stones) - 1 - last + n])
        box = _room(land, n, letters.width(text) + 32, [box for box, _ in written])
        if box is not None:
            written.append((box, text))
    return written


def _write_dates(canvas: "Canvas", dates: Sequence[tuple["Box", str]]) -> None:
    from bot.pictures.lettering import Lettering

    for box, text in dates:
        canvas.pill(box, 25, PAPER)
        Lettering(*DATE).write(canvas, ((box[0] + box[2]) / 2, box[3] - 14), text, INK, "m")


def _room(land: "Landscape", n: int, wide: float, written: Sequence["Box"]) -> "Box | None":
    """The best box beside a stone: clear of other dates and of all stones, and of the way where that can be."""
    from bot.pictures.canvas import meet
    from bot.pictures.landscape import HEIGHT, WIDTH, near

    x, y = land.spots[n]
    off, high = 40 * near(y), 50.0
    corners = [
        (x - wide / 2, y - off - high),
        (x - wide / 2, y + off),
        *((x + side, y + up) for up in (-high / 2, -high - 8, 8) for side in (off + 8, -off - 8 - wide)),
    ]
    best: tuple[float, Box] | None = None
    for order, (left, top) in enumerate(corners):
        left_ = min(WIDTH - 20 - wide, max(20.0, left))
        box = (left_, top, left_ + wide, top + high)
        if any(meet(box, other) for other in written) or box[3] > HEIGHT - 84:
            continue
        crowd = 9 * _within(land.spots, box, 16 * near(y)) + _within(land.way[::20], box, 0) + order * 0.1
        if best is None or crowd < best[0]:
            best = (crowd, box)
    ends = n in {0, len(land.spots) - 1}
    return best[1] if best and (ends or best[0] < 9) else None


def _within(spots: Sequence[tuple[float, float]], box: "Box", margin: float) -> int:
    left, top, right, bottom = box
    return sum(left - margin < x < right + margin and top - margin < y < bottom + margin for x, y in spots)


# --- Own words ---------------------------------------------------------------------------------------------


def _quotes(words: Sequence[str], room: float) -> list[list[str]]:
    """The newest of them in lines that fit; those that no font of ours can write are left out."""
    from bot.pictures.lettering import Lettering

    found = [Lettering(QUOTE_SIZE, 400).lines(each, room, QUOTE_LINES) for each in words]
    return [lines for lines in found if lines][-QUOTES:]


def _write_quotes(canvas: "Canvas", quotes: list[list[str]], top: int) -> None:
    from bot.pictures.landscape import NEWEST
    from bot.pictures.lettering import Lettering, is_right_to_left

    letters, y = Lettering(QUOTE_SIZE, 400), top + 92.0
    for lines in quotes:
        back = is_right_to_left(" ".join(lines))
        edge = canvas.width - MARGIN if back else MARGIN
        canvas.pill((edge - 4, y - 40, edge + 4, y - 40 + QUOTE_STEP * len(lines)), 4, NEWEST)
        for line in lines:
            letters.write(canvas, (edge - 32 if back else edge + 32, y), line, INK, "r" if back else "l")
            y += QUOTE_STEP
        y += QUOTE_GAP
