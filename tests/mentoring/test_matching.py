"""Who might fit whom: best first and for reasons, in the same order every time, and a no stays a no."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.matching import Candidate, may_meet, reasons, suggest
from bot.mentoring.pairs import Form
from bot.mentoring.people import Role
from bot.mentoring.profiles import GENDERS, NOTHING_TOLD, SLOTS, STRETCHES, Chip, Part, Profile, slot

DAY = timedelta(days=1)
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)
THURSDAY = slot(3, Part.AFTERNOON)
REFUSED = {Chip.NO_WOMAN: Chip.WOMAN, Chip.NO_MAN: Chip.MAN, Chip.NO_PETS: Chip.PET}


def told(*chips, forms=(), meets=0, **values):
    """A mentor, number 2, who told this."""
    profile = Profile(chips=frozenset(chips), **{name: frozen(value) for name, value in values.items()})
    return Candidate(2, Role.MENTOR, BEGAN, profile, frozenset(forms), meets)


def frozen(value):
    return value if isinstance(value, str) else frozenset(value)


def mentee(*chips, **values):
    """A mentee, number 1, who told this."""
    return replace(told(*chips, **values), person=1, role=Role.MENTEE)


def names(one, *others):
    return [each.other.person for each in suggest(one, others)]


@pytest.mark.parametrize(
    ("anna", "jonas", "reason"),
    [
        (mentee(times={THURSDAY, 0}), told(times={THURSDAY, 1}), {"times": {THURSDAY}}),
        (mentee(Chip.WALKS, Chip.MUSIC), told(Chip.WALKS), {"interests": {Chip.WALKS}}),
        (mentee(languages={"ar", "da"}), told(languages={"ar"}), {"languages": {"ar"}}),
        (mentee(forms=[Form.WALK]), told(forms=[Form.WALK, Form.PHONE]), {"forms": {Form.WALK}}),
        (mentee(area="Vejle N."), told(area=" vejle  n"), {"same_area": True}),
        (mentee(Chip.WISH_WOMAN), told(Chip.WOMAN), {"wishes": {Chip.WISH_WOMAN}}),
        (mentee(Chip.WISH_MAN), told(Chip.MAN), {"wishes": {Chip.WISH_MAN}}),
        (mentee(Chip.WISH_AGE, Chip.FROM_30), told(Chip.FROM_30), {"wishes": {Chip.WISH_AGE}}),
        (mentee(), told(Chip.ROOM_2, meets=1), {"room": True}),
        (mentee(), told(Chip.ROOM_2), {}),
        (mentee(), told(), {}),
        (mentee(Chip.NO_MAN), told(), {"ask": {Chip.NO_MAN}}),
        (mentee(Chip.NO_MAN), told(Chip.NEITHER), {}),
        (mentee(Chip.NO_PETS), told(Chip.WOMAN), {"ask": {Chip.NO_PETS}}),
        (mentee(Chip.NO_ONLINE, forms=[Form.ONLINE]), told(forms=[Form.ONLINE, Form.WALK]), {}),
    ],
)
def test_the_reasons_are_what_the_two_have_told(anna, jonas, reason):
    (found,) = suggest(anna, [jonas])
    nothing = {"times": set(), "interests": set(), "languages": set(), "forms": set(), "wishes": set(), "ask": set()}
    assert vars(found.reasons) == nothing | {"same_area": False, "room": False} | reason


@pytest.mark.parametrize(
    ("anna", "better", "worse"),
    [
        (mentee(times={THURSDAY}), told(times={THURSDAY}), told()),
        (mentee(times={THURSDAY}), told(), told(times={0})),
        (mentee(languages={"ar"}), told(languages={"ar"}), told()),
        (mentee(languages={"ar"}), told(), told(languages={"da"})),
        (mentee(Chip.WALKS, Chip.MUSIC), told(Chip.WALKS, Chip.MUSIC), told(Chip.WALKS)),
        (mentee(Chip.WALKS), told(), told(Chip.MUSIC)),
        (mentee(forms=[Form.WALK]), told(forms=[Form.WALK]), told()),
        (mentee(forms=[Form.WALK]), told(), told(forms=[Form.PHONE])),
        (mentee(area="Nord"), told(area="nord"), told(area="syd")),
        (mentee(Chip.WISH_WOMAN), told(Chip.WOMAN), told()),
        (mentee(Chip.WISH_WOMAN), told(), told(Chip.MAN)),
        (mentee(Chip.WISH_AGE, Chip.FROM_30), told(Chip.FROM_30), told()),
        (mentee(Chip.WISH_AGE, Chip.FROM_30), told(), told(Chip.FROM_65)),
        (mentee(languages={"ar"}, times={THURSDAY}), told(languages={"ar"}), told(times={THURSDAY})),
    ],
)
def test_what_is_shared_comes_first_what_is_not_told_next_and_what_differs_last(anna, better, worse):
    # The one who fits less has waited longer, which helps only where two fit alike.
    first = replace(better, person=8, since=BEGAN + DAY)
    assert names(anna, replace(worse, person=9), first) == [8, 9]


@pytest.mark.parametrize(
    ("anna", "jonas"),
    [
        (mentee(Chip.NO_MAN), told(Chip.MAN)),
        (mentee(Chip.NO_WOMAN), told(Chip.WOMAN)),
        (mentee(Chip.WOMAN), told(Chip.NO_WOMAN)),
        (mentee(Chip.NO_PETS), told(Chip.PET)),
        (mentee(Chip.NO_ONLINE), told(forms=[Form.ONLINE])),
        (mentee(Chip.NO_ONLINE, Chip.NO_PHONE), told(forms=[Form.ONLINE, Form.PHONE])),
        (mentee(forms=[Form.PHONE]), told(Chip.NO_PHONE)),
        (mentee(), told(Chip.ROOM_1, meets=1)),
        (mentee(), replace(told(), role=Role.MENTEE)),
        (mentee(), replace(told(), role=Role.COORDINATOR)),
        (mentee(), replace(told(), person=1)),
        (mentee(), replace(told(), apart=frozenset({1}))),
        (replace(mentee(), apart=frozenset({2})), told()),
    ],
)
def test_a_no_stays_a_no_from_either_side(anna, jonas):
    perfect = {"times": frozenset(SLOTS), "languages": frozenset({"da"}), "area": "Nord"}
    anna, jonas = (replace(each, profile=replace(each.profile, **perfect)) for each in (anna, jonas))
    assert suggest(anna, [jonas]) == suggest(jonas, [anna]) == []


def test_of_two_who_fit_as_well_the_one_who_has_waited_longer_comes_first():
    people = [replace(told(), person=number, since=BEGAN - number * DAY) for number in (3, 5, 4)]
    assert names(mentee(), *people) == [5, 4, 3]


# --- Whatever they tell ---


chips = st.frozensets(st.sampled_from([chip for chip in Chip if chip not in STRETCHES]), max_size=8)
profiles = st.builds(
    Profile,
    chips=chips,
    times=st.frozensets(st.sampled_from(SLOTS), max_size=4),
    languages=st.frozensets(st.sampled_from(["da", "en", "ar"])),
    area=st.sampled_from(["", "Nord", "nord"]),
)


def candidates(role, first):
    made = st.builds(
        Candidate,
        person=st.integers(first, first + 20),
        role=st.just(role),
        since=st.integers(0, 3).map(lambda days: BEGAN + days * DAY),
        profile=profiles,
        forms=st.frozensets(st.sampled_from(Form)),
        meets=st.integers(0, 3),
        apart=st.frozensets(st.integers(1, 60), max_size=3),
    )
    return st.lists(made, max_size=8, unique_by=lambda each: each.person)


mentees, mentors = candidates(Role.MENTEE, 1), candidates(Role.MENTOR, 31)


@given(mentees, mentors)
def test_a_hard_no_is_never_suggested(people, others):
    for one in people:
        for found in suggest(one, others):
            for a, b in ((one, found.other), (found.other, one)):
                refused = {what for no, what in REFUSED.items() if no in a.profile.chips}
                assert not refused & b.profile.chips
                assert b.person not in a.apart
            assert found.other.profile.room is None or found.other.meets < found.other.profile.room


@given(mentees, mentors, st.randoms())
def test_the_order_is_the_same_however_the_others_come(people, others, random):
    mixed = list(others)
    random.shuffle(mixed)
    for one in people:
        assert suggest(one, others) == suggest(one, mixed)


@given(mentees, mentors)
def test_reasons_and_nos_are_the_same_from_either_side(people, others):
    for one in people:
        for other in others:
            assert may_meet(one, other) == may_meet(other, one)
            assert reasons(one, other) == reasons(other, one)


@given(mentees, mentors)
def test_whoever_told_nothing_stands_between_those_who_fit_and_those_who_do_not(people, others):
    nobody = Candidate(99, Role.MENTOR, BEGAN, NOTHING_TOLD)
    for one in people:
        order = names(one, nobody, *others)
        if 99 not in order:
            continue
        for found in suggest(one, others)[: order.index(99)]:
            shared = found.reasons
            fits = (
                shared.times or shared.interests or shared.languages or shared.forms or shared.same_area
            ) or shared.wishes
            assert fits or found.other.since < BEGAN or (found.other.since, found.other.person) < (BEGAN, 99)


def test_asking_is_only_about_what_was_not_told():
    for gender in GENDERS - {Chip.MAN}:
        assert not reasons(mentee(Chip.NO_MAN), told(gender)).ask
