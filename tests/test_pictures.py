"""Pictures: the way so far, with nothing, little and much on it, and words that no font was made for."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot import pictures
from handlers.screen import Trail, Weeks

WORDS = "Jeg ringede selv 😀🎉, og det gik godt"
ARABIC = "لقد ذهبت إلى المكتبة وحدي"
LONG = "Speciallægepraksisplanlægningsstabiliseringsperiode" * 10


def way(stones, meetings, words=()):
    dates = [f"{n % 28 + 1}. nov." for n in range(stones)]
    return Trail("Se, hvor langt", "Syv små skridt", "5. marts – 20. november 2026", "En sten", dates, meetings, words)


def drawn(seen):
    return Image.open(io.BytesIO(pictures.trail(seen)))


@pytest.mark.parametrize(("stones", "meetings"), [(0, 0), (1, 0), (0, 1), (1, 2), (7, 10), (60, 48), (500, 400)])
def test_however_long_the_way_is_it_is_one_picture_for_a_phone(stones, meetings):
    image = drawn(way(stones, meetings))
    assert (image.format, image.size) == ("PNG", (1080, 1280))


def test_the_same_way_is_the_same_picture_and_each_step_and_meeting_is_another():
    assert pictures.trail(way(3, 4)) == pictures.trail(way(3, 4))
    assert len({pictures.trail(way(*each)) for each in [(3, 4), (4, 4), (3, 5)]}) == 3


def test_own_words_make_room_for_themselves_and_stay_within_it():
    image = drawn(way(2, 2, (WORDS, ARABIC, LONG)))
    assert image.height > 1280
    edges = image.convert("L").crop((1040, 1300, 1080, image.height)).getextrema()
    assert edges[0] == edges[1]


def test_words_that_cannot_be_written_take_no_room():
    assert drawn(way(2, 2, ("😀🎉", "", "\u200d\ufe0f"))).height == 1280


def test_of_many_words_the_newest_are_shown():
    few = pictures.trail(way(1, 1, ("three", "four", "five")))
    assert pictures.trail(way(1, 1, ("one", "two", "three", "four", "five"))) == few


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_whatever_somebody_wrote_it_can_be_drawn(words):
    assert drawn(way(1, 1, words)).width == 1080


@pytest.mark.parametrize(
    ("text", "kept"), [("a😀b", "a b"), ("👩‍👧 og jeg", "og jeg"), ("2️⃣ gange", "2 gange"), ("🇩🇰", "")]
)
def test_signs_that_no_font_has_are_left_out_and_never_a_box(text, kept):
    from bot.pictures.lettering import Lettering

    assert Lettering(30, 400).plain(text) == kept


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(60, 900), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_its_room(text, room, most):
    from bot.pictures.lettering import Lettering

    letters = Lettering(38, 400)
    lines = letters.lines(text, room, most)
    assert len(lines) <= most
    assert all(letters.width(line) <= room for line in lines)


# --- A programme's weeks -----------------------------------------------------------------------------------

DAYS = ("28. sep.", "5. okt.", "12. okt.", "19. okt.", "26. okt.", "2. nov.", "9. nov.", "16. nov.")


def seen(held, planned, title="Møder, uge for uge", this="denne uge"):
    days = [DAYS[n % len(DAYS)] for n in range(len(held))]
    return Weeks(title, ["holdt", "aftalt"], this, days, held, planned, min(8, len(held) - 1))


@pytest.mark.parametrize(
    ("held", "planned"),
    [
        ([0] * 12, [0] * 12),
        ([0] * 11 + [1], [0] * 12),
        ([18, 22, 25, 21, 27, 30, 26, 28, 3, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 4, 27, 33, 31, 12]),
        ([99_999] * 12, [99_999] * 12),
        ([1], [0]),
    ],
)
def test_whatever_was_held_and_is_planned_it_is_one_picture_for_a_phone(held, planned):
    image = Image.open(io.BytesIO(pictures.drawn(seen(held, planned))))
    assert (image.format, image.size) == ("PNG", (1080, 760))


def test_one_meeting_more_is_another_picture_and_the_same_weeks_are_the_same():
    few, more = seen([1] * 12, [2] * 12), seen([1] * 11 + [2], [2] * 12)
    assert pictures.weeks(few) == pictures.weeks(few) != pictures.weeks(more)


def test_a_week_of_one_meeting_is_no_tower():
    def height(held):
        image = Image.open(io.BytesIO(pictures.weeks(seen([0] * 4 + [held] + [0] * 7, [0] * 12))))
        bars = [image.getpixel((540 - 45, y)) == (75, 122, 82) for y in range(image.height)]
        return sum(bars)

    assert height(1) * 4 - height(4) in range(-4, 5)
    assert height(40) == height(4)


def test_long_words_stay_within_the_picture():
    image = Image.open(io.BytesIO(pictures.weeks(seen([3] * 12, [3] * 12, title=LONG)))).convert("L")
    edge = image.crop((1040, 0, 1080, 100)).getextrema()
    assert edge[0] == edge[1]
