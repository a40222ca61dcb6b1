"""What somebody tells so that a match can be found: chips to tap, times of the week, languages, and a few own words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from itertools import product

DAYS = range(7)
WORKDAYS = range(5)
WEEKEND = range(5, 7)


class Part(IntEnum):
    """A part of a day."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2


# One part of one weekday, as a number that can be kept: Monday morning is 0, Sunday evening 20.
Slot = int
SLOTS = range(len(DAYS) * len(Part))


def slot(day: int, part: Part) -> Slot:
    """The slot of a weekday (0 = Monday) and a part of it."""
    return day * len(Part) + part


def day_and_part(of: Slot) -> tuple[int, Part]:
    """The weekday (0 = Monday) and the part of it."""
    return of // len(Part), Part(of % len(Part))


class Topic(StrEnum):
    """What is asked about."""

    LIKES = "likes"
    FREE = "free"
    LANGUAGES = "languages"
    AREA = "area"
    ROOM = "room"
    ABOUT = "about"
    AGE = "age"
    WISHES = "wishes"
    NOES = "noes"


class Chip(StrEnum):
    """An answer to tap. What was kept is read again by these values, so none is ever given another meaning."""

    WALKS = "walks"
    COOKING = "cooking"
    SPORT = "sport"
    MUSIC = "music"
    GAMES = "games"
    CRAFTS = "crafts"
    NATURE = "nature"
    CULTURE = "culture"
    BOOKS = "books"
    TECHNOLOGY = "technology"
    LANGUAGE = "language"
    JOBS = "jobs"
    PAPERWORK = "paperwork"
    ANIMALS = "animals"
    FAMILY = "family"
    MORNINGS = "mornings"
    AFTERNOONS = "afternoons"
    EVENINGS = "evenings"
    WEEKENDS = "weekends"
    DANISH = "da"
    ENGLISH = "en"
    ARABIC = "ar"
    UKRAINIAN = "uk"
    TURKISH = "tr"
    POLISH = "pl"
    SOMALI = "so"
    PERSIAN = "fa"
    KURDISH = "ku"
    GERMAN = "de"
    ROOM_1 = "room_1"
    ROOM_2 = "room_2"
    ROOM_3 = "room_3"
    WOMAN = "woman"
    MAN = "man"
    NEITHER = "neither"
    PET = "pet"
    UNDER_30 = "under_30"
    FROM_30 = "from_30"
    FROM_50 = "from_50"
    FROM_65 = "from_65"
    WISH_WOMAN = "wish_woman"
    WISH_MAN = "wish_man"
    WISH_AGE = "wish_age"
    NO_WOMAN = "no_woman"
    NO_MAN = "no_man"
    NO_PETS = "no_pets"
    NO_ONLINE = "no_online"
    NO_PHONE = "no_phone"


_ORDER = tuple(Chip)


def _between(first: Chip, last: Chip) -> tuple[Chip, ...]:
    return _ORDER[_ORDER.index(first) : _ORDER.index(last) + 1]


CHIPS: Mapping[Topic, tuple[Chip, ...]] = {
    Topic.LIKES: _between(Chip.WALKS, Chip.FAMILY),
    Topic.FREE: _between(Chip.MORNINGS, Chip.WEEKENDS),
    Topic.LANGUAGES: _between(Chip.DANISH, Chip.GERMAN),
    Topic.AREA: (),
    Topic.ROOM: _between(Chip.ROOM_1, Chip.ROOM_3),
    Topic.ABOUT: _between(Chip.WOMAN, Chip.PET),
    Topic.AGE: _between(Chip.UNDER_30, Chip.FROM_65),
    Topic.WISHES: _between(Chip.WISH_WOMAN, Chip.WISH_AGE),
    Topic.NOES: _between(Chip.NO_WOMAN, Chip.NO_PHONE),
}
TOPICS: Mapping[Chip, Topic] = {chip: topic for topic, chips in CHIPS.items() for chip in chips}
INTERESTS = frozenset(CHIPS[Topic.LIKES])
GENDERS = frozenset({Chip.WOMAN, Chip.MAN, Chip.NEITHER})
AGES = frozenset(CHIPS[Topic.AGE])
# Of these only one can be true, so that another tap changes the answer.
_ONE_OF = (GENDERS, AGES, frozenset(CHIPS[Topic.ROOM]))
_ROOM = {Chip.ROOM_1: 1, Chip.ROOM_2: 2, Chip.ROOM_3: 3}
STRETCHES: Mapping[Chip, frozenset[Slot]] = {
    Chip.MORNINGS: frozenset(slot(day, Part.MORNING) for day in WORKDAYS),
    Chip.AFTERNOONS: frozenset(slot(day, Part.AFTERNOON) for day in WORKDAYS),
    Chip.EVENINGS: frozenset(slot(day, Part.EVENING) for day in WORKDAYS),
    Chip.WEEKENDS: frozenset(slot(day, part) for day, part in product(WEEKEND, Part)),
}


@dataclass(frozen=True)
class Profile:
    """What one person has told for one place; what is empty was not told, and counts neither for nor against anybody.

    `languages` are ISO 639 codes; `area`, `wish` and `no` are own words.
    """

    chips: frozenset[Chip] = frozenset()
    times: frozenset[Slot] = frozenset()
    languages: frozenset[str] = frozenset()
    area: str = ""
    wish: str = ""
    no: str = ""

    @property
    def interests(self) -> frozenset[Chip]:
        """What they like."""
        return self.chips & INTERESTS

    @property
    def room(self) -> int | None:
        """How many a mentor would like to meet; None when they have not said."""
        return next((_ROOM[chip] for chip in self.chips if chip in _ROOM), None)

    def has(self, chip: Chip) -> bool:
        """Whether the chip is chosen; a stretch of the week is when all of it is free."""
        if chip in STRETCHES:
            return STRETCHES[chip] <= self.times
        if TOPICS[chip] is Topic.LANGUAGES:
            return chip.value in self.languages
        return chip in self.chips

    def told(self, topic: Topic) -> bool:
        """Whether anything was said about it."""
        words = {
            Topic.FREE: self.times,
            Topic.LANGUAGES: self.languages,
            Topic.AREA: self.area,
            Topic.WISHES: self.wish,
            Topic.NOES: self.no,
        }.get(topic)
        return bool(words) or not self.chips.isdisjoint(CHIPS[topic])


NOTHING_TOLD = Profile()


def tapped(profile: Profile, chip: Chip, *, on: bool) -> Profile:
    """The profile with the chip chosen, or not; of what only one can be true, the others go."""
    if chip in STRETCHES:
        times = profile.times | STRETCHES[chip] if on else profile.times - STRETCHES[chip]
        return replace(profile, times=times)
    if TOPICS[chip] is Topic.LANGUAGES:
        code = {chip.value}
        return replace(profile, languages=profile.languages | code if on else profile.languages - code)
    others = next((group for group in _ONE_OF if chip in group), frozenset[Chip]())
    return replace(profile, chips=profile.chips - others | {chip} if on else profile.chips - {chip})


def worded(profile: Profile, topic: Topic, words: str) -> Profile | None:
    """The profile with these own words about the topic; None for a topic that takes none."""
    return {
        Topic.AREA: replace(profile, area=words),
        Topic.WISHES: replace(profile, wish=words),
        Topic.NOES: replace(profile, no=words),
    }.get(topic)
