"""A walk through a scene: people tap what was tapped least, write what is asked for and odd things, and time passes."""

import random
from collections import Counter
from datetime import timedelta

from handlers import actions
from handlers.actions import encode
from tests.scenes import GOAL, PLACE, SCENES, STEP, Stage
from tests.world import World

TAPS = 30
COMMANDS = ("home", "goals", "meetings", "log", "settings", "help", "privacy")
ODD = ("<b>&amp; \u202etset\u202c \x00 🙂", "x" * 5000, "?")
TIMES = {"da": ("torsdag halv fem", "i morgen kl. 15", "fredag"), "en": ("Thursday 16:30", "tomorrow 3pm", "Friday")}
DAYS = {"da": ("mandag til fredag", "næste uge"), "en": ("Monday to Friday", "next week")}
NUMBERS, NAMES, CITIES, OWN = ("4", "12", "0"), ("Anna-Sofie", "Bo"), ("København", "Tromsø", "x"), (GOAL, STEP, PLACE)


class Walk:
    """All scenes in one language, and whatever was shown on the way."""

    def __init__(self, folder, language):
        self.language = language
        self.tapped = Counter()
        self.shown = []
        self.told = []
        self.world = World(folder)
        for build in SCENES:
            self._plays(build, Stage(self.world.begins_again(), language))
        self.world.store.close()
        self.followed = self.world.followed

    def _plays(self, build, stage):
        build(stage)
        self.here, self.random = Counter(), random.Random(f"{self.language} {build.__name__}")
        for step in range(TAPS):
            self._moves(stage.walkers[step % len(stage.walkers)])
            if step in {TAPS // 3, 2 * TAPS // 3}:
                self.world.jumps_to(self.world.now + self.random.choice([timedelta(hours=5), timedelta(days=1)]))
        for phone in stage.walkers:
            self.shown += [(build.__name__, screen) for screen in phone.screens]
        self.told += self.world.told

    def _moves(self, phone):
        if not phone.screens:
            phone.types("/home")
        elif phone.last.asks is not None and (self._chance(0.4) or self._is_new(phone.last.asks)):
            phone.types(self.random.choice(self._words(type(phone.last.asks))))
        elif new := [way for way in self._ways(phone.screens) if self._is_new(way)]:
            self._taps(phone, new)
        elif self._chance(0.06):
            phone.types(f"/{self.random.choice(COMMANDS)}")
        else:
            self._taps(phone, self._ways(phone.screens[-8:]) or [actions.Home()])

    def _chance(self, part):
        return self.random.random() < part

    def _is_new(self, action):
        return type(action) not in self.world.followed

    def _taps(self, phone, ways):
        action = min(ways, key=lambda way: (self.here[way], self.tapped[type(way)]))
        self.tapped[type(action)] += 1
        self.here[action] += 1
        phone.taps_raw(encode(action))

    def _ways(self, screens):
        shown = [button.action for screen in screens for row in screen.rows for button in row if button.action]
        # Whoever reads Danish stays with it, so that what they read can be looked at.
        ways = [way for way in shown if getattr(way, "language", self.language) == self.language]
        self.random.shuffle(ways)
        return ways

    def _words(self, question):
        if question is actions.SayName:
            return NAMES
        wanted = {
            "Time": TIMES[self.language],
            "Pause": TIMES[self.language],
            "Unplanned": TIMES[self.language],
            "Months": NUMBERS,
            "Estimate": NUMBERS,
            "Zone": CITIES,
            "Away": DAYS[self.language],
        }
        return ODD + next((words for part, words in wanted.items() if part in question.__name__), OWN)
