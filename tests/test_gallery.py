"""Every screen in both languages: a walk over all buttons, and what must hold of whatever is shown on the way."""

import random
import re
from collections import Counter
from datetime import timedelta

import pytest

from bot.demo.markup import parse, units
from bot.mentoring.people import Role
from handlers import actions, notices, routes
from handlers.actions import encode
from tests.world import World, label

STEPS = 1500
TYPED = [
    "Thursday 16:30",
    "torsdag halv fem",
    "i morgen kl. 15",
    "Cykle til havnen",
    "Ring to the library",
    "4",
    "København",
    "Anna-Sofie",
    "<b>&amp; \u202etset\u202c \x00 🙂",
    "x" * 5000,
    "?",
]
# A phone shows about this much before it must be scrolled; the rest belongs behind a button.
WALL = 700


class Walk:
    """Three people who tap whatever they tapped least, type odd things, and let time pass."""

    def __init__(self, folder, language):
        self.world = World(folder)
        self.random = random.Random(language)
        self.tapped = Counter()
        self.phones = [self.world.phone(name, language) for name in ("Mette", "Jonas", "Anna")]
        for phone, role in zip(self.phones, (Role.COORDINATOR, Role.MENTOR, Role.MENTEE), strict=True):
            phone.opens(self.world.invitation(role, language=language))

    def goes(self, steps):
        for step in range(steps):
            phone = self.phones[step % 3]
            if phone.last.asks is not None and self.random.random() < 0.5:
                phone.types(self.random.choice(TYPED))
            elif self.random.random() < 0.04:
                phone.types(
                    "/" + self.random.choice(["home", "goals", "meetings", "log", "settings", "help", "privacy"])
                )
            else:
                self._taps(phone)
            if step % 25 == 24:
                away = self.random.choice([timedelta(hours=3), timedelta(hours=20), timedelta(days=3)])
                self.world.moves_to(self.world.now + away)
        return self

    def _taps(self, phone):
        shown = [button.action for screen in phone.screens[-4:] for row in screen.rows for button in row]
        ways = [action for action in shown if action and type(action) is not actions.NoThanks] or [actions.Home()]
        self.random.shuffle(ways)
        action = min(ways, key=lambda way: (self.tapped[type(way)], self.tapped[way]))
        self.tapped.update([type(action), action])
        phone.taps_raw(encode(action))

    @property
    def screens(self):
        return [screen for phone in self.phones for screen in phone.screens]


@pytest.fixture(scope="module", params=["en", "da"])
def walk(request, tmp_path_factory):
    made = Walk(tmp_path_factory.mktemp("gallery"), request.param).goes(STEPS)
    if request.param == "da":
        made.phones[0].types("/hjaelp")
    return made


def test_the_walk_comes_by_every_button(walk):
    known = (set(routes.ROUTES) | set(routes.DOOR)) - {actions.NoThanks}
    missed = {kind.__name__ for kind in known if not walk.tapped[kind]}
    assert missed == set()


def test_the_walk_meets_every_notice(walk):
    assert set(notices.DRAWERS) - {kind for kind, _ in walk.world.told} == set()


def test_each_screen_is_html_that_telegram_reads_and_fits(walk):
    for screen in walk.screens:
        plain, _ = parse(str(screen.text))
        assert 0 < units(plain) <= (1024 if screen.picture else 4096)


def test_no_screen_is_a_wall(walk):
    # What a person wrote themselves may be long; our own words are not.
    long = {str(s.text) for s in walk.screens if len(s.text.striptags()) > WALL and "x" * 50 not in s.text}
    assert long == set()


def test_each_button_fits_and_says_what_it_does(walk):
    for screen in walk.screens:
        buttons = [button for row in screen.rows for button in row]
        assert len(buttons) <= 20, screen.text
        for button in buttons:
            assert 0 < len(label(button)) <= 64, label(button)
            assert (button.action is None) != (button.url is None)
            assert button.action is None or len(encode(button.action)) <= actions.LIMIT
        assert all(0 < len(row) <= 8 for row in screen.rows)


def test_no_screen_is_a_dead_end(walk):
    dead = {str(screen.text) for screen in walk.screens if not screen.rows}
    assert dead == set()


def test_the_likely_answer_comes_first(walk):
    for screen in walk.screens:
        styles = [button.style for row in screen.rows for button in row]
        assert styles.count("primary") <= 1, screen.text
        assert "primary" not in styles[1:] or styles[0] in {"primary", ""}, screen.text


def test_the_first_line_of_a_notice_tells_a_lock_screen_nothing(walk):
    for kind, screen in walk.world.told:
        first = str(screen.text).split("\n")[0]
        for sensitive in ("Peer Vejle", "Cykle til havnen", "Ring to the library"):
            assert sensitive not in first, (kind, first)


def test_nothing_shows_a_raw_placeholder_or_an_english_word_in_danish(walk):
    for screen in walk.screens:
        words = screen.text.striptags() + " ".join(label(b) for row in screen.rows for b in row)
        assert not re.search(r"\{(?!bot\})\w*\}", words), words
        if walk.phones[0].language == "da":
            assert not re.search(r"\b(the|you|your|and|meeting|with)\b", words), words
