"""Hills at dawn, and a way up to them: a stone on it for each step, a flower beside it for each meeting."""

import bisect
import itertools
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

from bot.pictures.canvas import FINE, Box, Canvas, Colour, Spot, between, meet

WIDTH, HEIGHT = 1080, 1280
HORIZON, FOOT = 560, 1130
# More would cover each other; the counts in words stay true.
STONES, FLOWERS = 120, 150
PIECES = 600

SKY: tuple[Colour, Colour] = ((255, 247, 232), (251, 211, 182))
SUN: Colour = (255, 232, 168)
DISC: Colour = (255, 245, 214)
HILLS: tuple[Colour, ...] = ((206, 209, 178), (174, 193, 150), (142, 173, 127), (99, 135, 95))
WAY: Colour = (243, 228, 199)
STONE: Colour = (250, 245, 236)
SHADE: Colour = (84, 108, 82)
NEWEST: Colour = (244, 172, 74)
LIGHT: Colour = (255, 214, 140)
PETALS: tuple[Colour, ...] = ((233, 120, 102), (247, 202, 104), (255, 250, 242), (199, 143, 190))
_SUN_AT, _SUN_WIDE = (812, 500), 96


class Landscape:
    """The land with its way and stones; `way` is a line of spots, `spots` are the places of the stones."""

    def __init__(self, canvas: Canvas, stones: int) -> None:
        """Draws it all, but for the flowers."""
        self._canvas = canvas
        sky = _sky()
        canvas.image.paste(sky)
        for number, colour in enumerate(HILLS):
            canvas.shape([*_ridge(number), (WIDTH, HEIGHT), (0, HEIGHT)], colour)
        self.way = _winding(stones)
        for x, y in self.way:
            canvas.oval((x, y), 46 * near(y), 46 * near(y) * 0.55, WAY)
        # Where the way goes over the last hill, the sky is in front of it again.
        above = Image.new("L", sky.size)
        corners = [(x * FINE, y * FINE) for x, y in [(0, 0), *_ridge(0), (WIDTH, 0)]]
        ImageDraw.Draw(above).polygon(corners, fill=255)
        canvas.image.paste(sky, mask=above)
        self.spots = self._stones(stones)

    def _stones(self, count: int) -> list[Spot]:
        """From the foot up; the newest one glows."""
        shown = min(count, STONES)
        part = 0.8 * min(1.0, 0.25 + shown / 14)
        walked = self.way[int(PIECES * 0.16) : int(PIECES * (0.16 + part))]
        # What is far away stands closer together.
        far = list(itertools.accumulate(math.dist(*ends) / near(ends[0][1]) for ends in itertools.pairwise(walked)))
        apart = far[-1] / max(1, shown - 1)
        spots = [walked[min(bisect.bisect(far, apart * n), len(walked) - 1)] for n in range(shown)]
        size = min(34.0, apart * 0.44)
        for n, (x, y) in reversed(list(enumerate(spots))):
            newest = n == shown - 1
            wide = size * near(y) * (1.3 if newest else 1)
            self._canvas.oval((x, y + wide * 0.22), wide * 1.06, wide * 0.66, SHADE)
            self._canvas.oval((x, y), wide, wide * 0.62, NEWEST if newest else STONE)
            self._canvas.oval((x - wide * 0.2, y - wide * 0.16), wide * 0.5, wide * 0.24, LIGHT if newest else DISC)
        return spots

    def grow(self, count: int, away_from: Sequence[Box]) -> None:
        """So many flowers beside the way, from the foot up, the nearest drawn last; a meeting keeps its colour."""
        shown = min(count, FLOWERS)
        grown: list[tuple[Spot, Colour]] = []
        for n in range(shown):
            chance = random.Random(n)  # noqa: S311  a place in a meadow is no secret
            colour = PETALS[chance.randrange(len(PETALS))]
            grown.append(
                (self._place((n + 0.6) / max(shown, 8), chance, [spot for spot, _ in grown], away_from), colour)
            )
        for (x, y), colour in sorted(grown, key=lambda each: each[0][1]):
            _flower(self._canvas, (x, y), 15 * near(y), colour)

    def _place(self, part: float, chance: random.Random, taken: Sequence[Spot], away_from: Sequence[Box]) -> Spot:
        """A place near that part of the way: the freest of a few, neither on the way nor on another flower."""
        found = []
        for _ in range(24):
            at = min(PIECES - 1, max(1, int((0.1 + part * 0.82 + chance.uniform(-0.03, 0.03)) * PIECES)))
            x, y = self.way[at]
            scale = near(y)
            away = (70 + 120 * chance.random()) * scale
            turn = chance.random() * math.tau
            spot = (x + away * math.cos(turn), min(FOOT + 30, y + away * 0.75 * math.sin(turn)))
            if not 40 < spot[0] < WIDTH - 40 or spot[1] < _ridge_at(0, spot[0]) + 26:
                continue
            if any(meet((spot[0] - 18, spot[1] - 18, spot[0] + 18, spot[1] + 40), box) for box in away_from):
                continue
            clear = min(math.dist(spot, each) for each in self.way[::8]) / (62 * scale)
            free = min((math.dist(spot, each) for each in taken), default=WIDTH) / (40 * scale)
            found.append((min(1.0, clear, free), spot))
        return max(found, default=(0.0, self.way[int(part * PIECES)]))[1]


def near(y: float) -> float:
    """How large things are there: 1 at the foot, less towards the horizon."""
    return 0.4 + 0.6 * (y - HORIZON + 30) / (FOOT - HORIZON + 30)


def _sky() -> Image.Image:
    # One column, stretched: the library has no gradient between two colours.
    column = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        column.putpixel((0, y), between(*SKY, min(1.0, y / (HORIZON + 40))))
    sky = column.resize((WIDTH * FINE, HEIGHT * FINE))
    glow = Image.new("L", (WIDTH // 4, HEIGHT // 4))
    (x, y), wide = _SUN_AT, _SUN_WIDE
    for share, light in ((3.4, 70), (2.4, 120), (1.5, 200)):
        r = wide * share
        ImageDraw.Draw(glow).ellipse([each / 4 for each in (x - r, y - r, x + r, y + r)], fill=light)
    soft = glow.filter(ImageFilter.GaussianBlur(26)).resize(sky.size, Image.Resampling.BICUBIC)
    sky.paste(SUN, (0, 0, *sky.size), soft)
    ImageDraw.Draw(sky).ellipse([each * FINE for each in (x - wide, y - wide, x + wide, y + wide)], fill=DISC)
    return sky


def _ridge(number: int) -> list[Spot]:
    return [(x, _ridge_at(number, x)) for x in range(0, WIDTH + 10, 10)]


def _ridge_at(number: int, x: float) -> float:
    level, swing = HORIZON + 160 * number, 34 + 14 * number
    wave = swing * math.sin(x / (250 + 60 * number) + 1.9 * number)
    return level - wave - 18 * math.sin(x / 97 + number)


def _winding(stones: int) -> list[Spot]:
    """The way from beyond the left edge over the horizon, in even pieces; it winds more where there are many stones."""
    bends = 1.5 + min(2.5, stones / 20)
    # A bend that comes in at the left and ends upwards, where the winding begins.
    ahead = [n / 100 for n in range(101)]
    curve: list[Spot] = [(-80 + 210 * (2 * t - t * t), FOOT + 66 - 20 * t - 46 * t * t) for t in ahead]
    for n in range(1, 1201):
        far = (n / 1200) ** 0.85
        swing = (WIDTH / 2 - 130) * (1 - 0.72 * far)
        y = FOOT - (FOOT - HORIZON + 50) * far
        curve.append((WIDTH / 2 + 160 * far - swing * math.cos(n / 1200 * bends * math.pi), y))
    return _evenly(curve)


def _evenly(curve: Sequence[Spot]) -> list[Spot]:
    """So many points at the same distance along the curve."""
    lengths = [0.0]
    for before, here in itertools.pairwise(curve):
        lengths.append(lengths[-1] + math.dist(before, here))
    even, at = [], 0
    for n in range(PIECES + 1):
        while at < len(curve) - 1 and lengths[at] < lengths[-1] * n / PIECES:
            at += 1
        even.append(curve[at])
    return even


def _flower(canvas: Canvas, at: Spot, size: float, colour: Colour) -> None:
    x, y = at
    canvas.line(at, (x, y + size * 2.3), size * 0.3, SHADE)
    for n in range(5):
        turn = n * math.tau / 5 - math.pi / 2
        petal = (x + size * 0.72 * math.cos(turn), y + size * 0.72 * math.sin(turn))
        canvas.oval(petal, size * 0.54, size * 0.54, colour)
    canvas.oval(at, size * 0.42, size * 0.42, LIGHT if colour != PETALS[1] else PETALS[0])
