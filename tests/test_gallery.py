"""Every screen in both languages: the scenes, a walk on from each, and what must hold of whatever is shown."""

import re

import pytest

from bot.demo.markup import parse, units
from handlers import actions, notices, routes
from handlers.actions import encode
from tests.scenes import PRIVATE
from tests.test_catalogs import NEVER
from tests.walking import NAMES, ODD, OWN, Walk
from tests.world import label

pytestmark = pytest.mark.long

# A phone shows about this much before it must be scrolled; the rest belongs behind a button. A list of the desk may be
# longer: it is looked through, not read.
WALL, LIST = 400, 700
# Words that are no Danish, in a screen for a Danish reader; what people write in the walk has none of them.
ENGLISH = re.compile(
    r"\b(the|you|your|and|meetings?|with|are|when|how|what|this|that|now|not|yet|steps?|months?|weeks?|back|of|it"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|june|july|october)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module", params=["en", "da"])
def walk(request, tmp_path_factory):
    return Walk(tmp_path_factory.mktemp("gallery"), request.param)


def buttons(screen):
    return [button for row in screen.rows for button in row]


def words(screen):
    """The card as it is read aloud: its text, then its buttons."""
    return "\n".join([str(screen.text.striptags()), *map(label, buttons(screen))])


def own(screen):
    """Whether the card shows one of the long odd things that people typed."""
    return "x" * 30 in screen.text


def unlike(walk, holds):
    """The cards for which something does not hold, with the scene that each came from."""
    return {words(screen): scene for scene, screen in walk.shown if not holds(screen)}


def test_every_button_is_tapped_and_a_new_one_has_a_scene(walk):
    assert {kind.__name__ for kind in {*routes.ROUTES, *routes.DOOR} - walk.followed} == set()


def test_every_question_is_answered(walk):
    assert {kind.__name__ for kind in set(routes.QUESTIONS) - walk.followed} == set()


def test_every_notice_is_drawn(walk):
    assert set(notices.DRAWERS) - {kind for kind, _ in walk.told} == set()


def test_each_screen_is_html_that_telegram_reads_and_fits(walk):
    def fits(screen):
        plain, _ = parse(str(screen.text))
        return 0 < units(plain) <= (1024 if screen.picture or screen.file else 4096)

    assert unlike(walk, fits) == {}


def test_no_screen_is_a_wall(walk):
    def short(screen):
        limit = LIST if "\n• " in screen.text else WALL
        # What people write themselves may be long; our own words are not.
        return own(screen) or len(screen.text.striptags()) <= limit

    assert unlike(walk, short) == {}


def test_each_button_fits_and_says_what_it_does(walk):
    def fits(button):
        one = (button.action is None) != (button.url is None)
        return (
            one and 0 < len(label(button)) <= 64 and (not button.action or len(encode(button.action)) <= actions.LIMIT)
        )

    assert unlike(walk, lambda screen: all(map(fits, buttons(screen))) and all(screen.rows)) == {}


def test_no_two_buttons_of_a_screen_are_the_same(walk):
    def differ(screen):
        # Somebody may write the same twice; we never say the same twice.
        ours = [label(each) for each in buttons(screen) if label(each) not in {*OWN, *ODD, *NAMES}]
        return len(set(ours)) == len(ours)

    assert unlike(walk, differ) == {}


def test_no_screen_has_more_buttons_than_one_can_choose_from(walk):
    # Six to choose from, or the days of a week; a way on, and a way back.
    assert unlike(walk, lambda screen: len(buttons(screen)) <= 9) == {}


def test_no_screen_is_a_dead_end(walk):
    assert unlike(walk, lambda screen: screen.rows) == {}


def test_the_likely_answer_comes_first(walk):
    def first(screen):
        styles = [button.style for button in buttons(screen)]
        return "primary" not in styles[1:]

    assert unlike(walk, first) == {}


def test_the_first_line_of_a_notice_tells_a_lock_screen_nothing(walk):
    for kind, screen in walk.told:
        first = str(screen.text).split("\n")[0]
        assert not any(each in first for each in PRIVATE), (kind, first)


def test_no_screen_blames_or_sounds_like_a_case(walk):
    cold = re.compile("|".join(NEVER[walk.language]), re.IGNORECASE)
    assert unlike(walk, lambda screen: not cold.search(words(screen))) == {}


def test_nothing_shows_a_raw_placeholder(walk):
    assert unlike(walk, lambda screen: not re.search(r"\{(?!bot\})\w*\}|None\b|<Markup", words(screen))) == {}


def test_a_danish_reader_reads_no_english(walk):
    if walk.language == "da":
        assert unlike(walk, lambda screen: not ENGLISH.search(words(screen))) == {}
