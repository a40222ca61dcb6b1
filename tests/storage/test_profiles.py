"""A profile as it is kept: sealed as text, and read as it was."""

from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.profiles import SLOTS, STRETCHES, Chip, Profile
from storage.profiles import read, written

profiles = st.builds(
    Profile,
    chips=st.frozensets(st.sampled_from([chip for chip in Chip if chip not in STRETCHES])),
    times=st.frozensets(st.sampled_from(SLOTS)),
    languages=st.frozensets(st.sampled_from(["da", "ar", "vi"])),
    area=st.text(max_size=20),
    wish=st.text(max_size=20),
    no=st.text(max_size=20),
)


@given(profiles)
def test_what_is_kept_is_read_as_it_was(profile):
    assert read(written(profile)) == profile


def test_what_a_newer_version_kept_is_left_out():
    assert read('{"chips": ["walks", "flying"], "times": [3, 99]}') == Profile(
        chips=frozenset({Chip.WALKS}), times=frozenset({3})
    )
