"""Who might fit whom, and why: best first, never as a number. What is a no stays a no."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.mentoring.pairs import Form
from bot.mentoring.people import Role
from bot.mentoring.profiles import AGES, GENDERS, INTERESTS, Chip, Profile, Slot

# What is shared weighs so much; where both have told of it and share nothing, as much against. What one of them has
# not told weighs nothing. Source: product.md, Matching; the order of the weights is what coordinators ask about first.
_TIMES, _LANGUAGES, _FORMS, _AREA, _WISH = 3, 4, 2, 2, 3
# By the number of interests that are shared: more than three say no more about two people.
_INTERESTS = (-1, 1, 2, *([3] * len(INTERESTS)))
_OTHER = {Role.MENTOR: Role.MENTEE, Role.MENTEE: Role.MENTOR}
_REFUSED = {Chip.NO_WOMAN: Chip.WOMAN, Chip.NO_MAN: Chip.MAN, Chip.NO_PETS: Chip.PET}
_REFUSED_FORMS = {Chip.NO_ONLINE: Form.ONLINE, Chip.NO_PHONE: Form.PHONE}
_WISHED = {Chip.WISH_WOMAN: Chip.WOMAN, Chip.WISH_MAN: Chip.MAN}


@dataclass(frozen=True)
class Candidate:
    """Somebody who waits, since when, and what they told. `meets` is how many they meet as a mentor already.

    `apart` are people whom they are not suggested to: those they meet or have met, and where one of the two has said
    "not this time".
    """

    person: int
    role: Role
    since: datetime
    profile: Profile
    forms: frozenset[Form] = frozenset()
    meets: int = 0
    apart: frozenset[int] = frozenset()

    @cached_property
    def interests(self) -> frozenset[Chip]:
        """What they like."""
        return self.profile.interests

    @cached_property
    def ways(self) -> frozenset[Form]:
        """How they like to meet, without what is a no to them."""
        return self.forms - self.refused_ways

    @cached_property
    def refused_ways(self) -> frozenset[Form]:
        """How they do not meet."""
        return frozenset(form for no, form in _REFUSED_FORMS.items() if no in self.profile.chips)

    @cached_property
    def refused(self) -> frozenset[Chip]:
        """What the other must not have told of themselves."""
        return frozenset(what for no, what in _REFUSED.items() if no in self.profile.chips)

    @cached_property
    def gender(self) -> frozenset[Chip]:
        """A woman, a man or neither, once told."""
        return self.profile.chips & GENDERS

    @cached_property
    def age(self) -> frozenset[Chip]:
        """About how old, once told."""
        return self.profile.chips & AGES

    @cached_property
    def wished(self) -> frozenset[Chip]:
        """The genders that they would like to meet."""
        return frozenset(what for wish, what in _WISHED.items() if wish in self.profile.chips)

    @cached_property
    def wished_age(self) -> frozenset[Chip]:
        """The age that they would like to meet: their own, once told."""
        return self.age if Chip.WISH_AGE in self.profile.chips else frozenset()

    @cached_property
    def place(self) -> str:
        """Where, as it can be compared."""
        return " ".join(re.findall(r"[^\W_]+", self.profile.area.casefold()))

    @cached_property
    def full(self) -> bool:
        """Whether they meet as many as they have room for."""
        return self.role is Role.MENTOR and self.profile.room is not None and self.meets >= self.profile.room


@dataclass(frozen=True)
class Reasons:
    """Why two people might fit, the same read from either side.

    `room` says that the mentor meets somebody already, and has room for one more. `wishes` are those that are met.
    `ask` is what is a no to one of them, while the other has told nothing about it.
    """

    times: frozenset[Slot]
    interests: frozenset[Chip]
    languages: frozenset[str]
    forms: frozenset[Form]
    same_area: bool
    room: bool
    wishes: frozenset[Chip]
    ask: frozenset[Chip]


@dataclass(frozen=True)
class Suggestion:
    """Somebody whom one could meet."""

    one: Candidate
    other: Candidate

    @property
    def reasons(self) -> Reasons:
        """Why."""
        return reasons(self.one, self.other)


def suggest(one: Candidate, others: Iterable[Candidate]) -> list[Suggestion]:
    """Whom one could meet, best first; of two who fit as well, who has waited longer.

    Left out is whoever cannot be meant: the same role, somebody told "not this time", a mentor with no more room, and
    whatever is a no to either.
    """
    found = [(-_weight(one, other), other.since, other.person, other) for other in others if may_meet(one, other)]
    found.sort(key=lambda each: each[:3])
    return [Suggestion(one, other) for *_, other in found]


def may_meet(one: Candidate, other: Candidate) -> bool:
    """Whether nothing stands against it that either has told."""
    return (
        other.role is _OTHER.get(one.role)
        and one.person != other.person
        and other.person not in one.apart
        and one.person not in other.apart
        and not (one.full or other.full)
        and not _refuses(one, other)
        and not _refuses(other, one)
    )


def reasons(one: Candidate, other: Candidate) -> Reasons:
    """What the two have in common, and what to ask about first."""
    mentor = one if one.role is Role.MENTOR else other
    return Reasons(
        times=one.profile.times & other.profile.times,
        interests=one.interests & other.interests,
        languages=one.profile.languages & other.profile.languages,
        forms=one.ways & other.ways,
        same_area=_same_area(one, other),
        room=bool(mentor.profile.room) and mentor.meets > 0 and not mentor.full,
        wishes=_met(one, other) | _met(other, one),
        ask=_unsure(one, other) | _unsure(other, one),
    )


def _refuses(one: Candidate, other: Candidate) -> bool:
    if not one.refused.isdisjoint(other.profile.chips):
        return True
    return bool(one.refused_ways) and bool(other.forms) and other.forms <= one.refused_ways


# Five hundred and five hundred are 250,000 times this: it only compares what each candidate has put together once.
def _weight(one: Candidate, other: Candidate) -> int:
    a, b = one.profile, other.profile
    weight = _AREA if _same_area(one, other) else 0
    if a.times and b.times:
        weight += -_TIMES if a.times.isdisjoint(b.times) else _TIMES
    if a.languages and b.languages:
        weight += -_LANGUAGES if a.languages.isdisjoint(b.languages) else _LANGUAGES
    if one.ways and other.ways:
        weight += -_FORMS if one.ways.isdisjoint(other.ways) else _FORMS
    if one.interests and other.interests:
        weight += _INTERESTS[len(one.interests & other.interests)]
    return weight + _wishes(one, other) + _wishes(other, one)


def _same_area(one: Candidate, other: Candidate) -> bool:
    return bool(one.place) and one.place == other.place


def _wishes(one: Candidate, other: Candidate) -> int:
    """What wishes weigh: those that are met, less those that are known not to be."""
    weight = 0
    if one.wished and other.gender:
        weight += -_WISH if one.wished.isdisjoint(other.gender) else _WISH
    if one.wished_age and other.age:
        weight += _WISH if one.wished_age == other.age else -_WISH
    return weight


def _met(one: Candidate, other: Candidate) -> frozenset[Chip]:
    """The wishes of one that the other meets."""
    met = {wish for wish, what in _WISHED.items() if what in one.wished & other.gender}
    return frozenset(met | ({Chip.WISH_AGE} if one.wished_age & other.age else set()))


def _unsure(one: Candidate, other: Candidate) -> frozenset[Chip]:
    """What is a no to one, and the other has told nothing about it."""
    told = other.profile.chips
    return frozenset(
        no
        for no, what in _REFUSED.items()
        if no in one.profile.chips and (not other.gender if what in GENDERS else what not in told)
    )
