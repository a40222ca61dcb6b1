"""A programme's meetings, one bar a week: what was held, and above it what is planned, to be read on a phone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers.screen import Weeks

if TYPE_CHECKING:
    from bot.pictures.canvas import Canvas, Colour
    from bot.pictures.lettering import Lettering

WIDTH, HEIGHT, MARGIN = 1080, 760, 50
# The highest bar begins here, all of them stand there.
TOP, GROUND = 266, 610
# A bar's part of its place; and how many meetings are a full height at least, so that one is not a tower.
BAR, LEAST = 0.62, 4
# A number needs so much of a bar; every so many weeks a day is written.
ROOM, DAYS = 46, 4
# The largest letters in which every number stands clear of the next.
SIZES = (42, 34, 28, 22)
PAPER: "Colour" = (255, 250, 241)
INK: "Colour" = (62, 58, 52)
SOFT: "Colour" = (104, 92, 80)
GROUND_LINE: "Colour" = (214, 203, 184)
HELD: "Colour" = (75, 122, 82)
PLANNED: "Colour" = (190, 210, 168)
THIS: "Colour" = (253, 238, 208)


def weeks(seen: Weeks) -> bytes:
    """A PNG, 1080 wide. A bar's number is of what was held until this week, and from then on of what is planned."""
    from bot.pictures.canvas import Canvas

    canvas = Canvas(WIDTH, HEIGHT, PAPER)
    wide = (WIDTH - 2 * MARGIN) / max(1, len(seen.days))
    middles = [MARGIN + wide * (n + 0.5) for n in range(len(seen.days))]
    canvas.pill((middles[seen.now] - wide / 2, TOP - 70, middles[seen.now] + wide / 2, GROUND), 18, THIS)
    _heading(canvas, seen)
    _bars(canvas, seen, middles, wide)
    canvas.line((MARGIN, GROUND), (WIDTH - MARGIN, GROUND), 3, GROUND_LINE)
    _days(canvas, seen, middles)
    return canvas.png()


def _heading(canvas: "Canvas", seen: Weeks) -> None:
    from bot.pictures.lettering import Lettering

    title, legend = Lettering(56, 700), Lettering(42, 500)
    for line in title.lines(seen.title, WIDTH - 2 * MARGIN, 1):
        title.write(canvas, (MARGIN, 92), line, INK)
    x = float(MARGIN)
    for colour, words in zip((HELD, PLANNED), seen.words, strict=True):
        canvas.pill((x, 126, x + 36, 162), 6, colour)
        legend.write(canvas, (x + 50, 158), words, INK)
        x += 50 + legend.width(words) + 48


def _bars(canvas: "Canvas", seen: Weeks, middles: Sequence[float], wide: float) -> None:
    counts = list(zip(seen.held, seen.planned, strict=True))
    unit, half = (GROUND - TOP) / max(LEAST, *map(sum, counts)), wide * BAR / 2
    numbers = _numbers(counts, wide)
    for n, (x, (held, planned)) in enumerate(zip(middles, counts, strict=True)):
        foot = GROUND - held * unit
        head = foot - planned * unit
        _box(canvas, (x - half, head, x + half, foot), PLANNED)
        _box(canvas, (x - half, foot, x + half, GROUND), HELD)
        told = held if n < seen.now else planned or held
        if told:
            numbers.write(canvas, (x, head - 12), str(told), INK, "m")
        if n >= seen.now and held and planned and GROUND - foot >= ROOM:
            numbers.write(canvas, (x, (foot + GROUND) / 2 + 14), str(held), PAPER, "m")


def _numbers(counts: Sequence[tuple[int, int]], wide: float) -> "Lettering":
    from bot.pictures.lettering import Lettering

    longest = str(max(max(each) for each in counts))
    fitting = (letters for size in SIZES if (letters := Lettering(size, 600)).width(longest) <= wide - 8)
    return next(fitting, Lettering(SIZES[-1], 600))


def _box(canvas: "Canvas", box: tuple[float, float, float, float], colour: "Colour") -> None:
    left, top, right, bottom = box
    if bottom > top:
        canvas.shape([(left, top), (right, top), (right, bottom), (left, bottom)], colour)


def _days(canvas: "Canvas", seen: Weeks, middles: Sequence[float]) -> None:
    """The first days of some weeks, and of this one, which is named, too."""
    from bot.pictures.lettering import Lettering

    small, strong = Lettering(40, 500), Lettering(40, 700)
    for n, (x, day) in enumerate(zip(middles, seen.days, strict=True)):
        letters = strong if n == seen.now else small
        half = letters.width(day) / 2
        # The first and the last stay within the picture.
        at = min(WIDTH - 20 - half, max(20 + half, x))
        if n == seen.now:
            letters.write(canvas, (at, GROUND + 60), day, INK, "m")
            letters.write(canvas, (at, GROUND + 112), seen.this, INK, "m")
        elif (n - seen.now) % DAYS == 0 or n == len(middles) - 1:
            letters.write(canvas, (at, GROUND + 60), day, SOFT, "m")
