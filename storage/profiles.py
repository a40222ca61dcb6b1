"""A profile as the text that is sealed, and back."""

import json

from bot.mentoring.profiles import NOTHING_TOLD, SLOTS, Chip, Profile

_CHIPS = {chip.value: chip for chip in Chip}


def written(profile: Profile) -> str:
    """The profile as JSON; an empty one as an empty text."""
    if profile == NOTHING_TOLD:
        return ""
    return json.dumps(as_plain(profile), ensure_ascii=False)


def as_plain(profile: Profile) -> dict[str, object]:
    """The profile as lists and texts, without what is empty."""
    told = {
        "chips": [chip.value for chip in Chip if chip in profile.chips],
        "times": sorted(profile.times),
        "languages": sorted(profile.languages),
        "area": profile.area,
        "wish": profile.wish,
        "no": profile.no,
    }
    return {name: value for name, value in told.items() if value}


def read(text: str) -> Profile:
    """The profile of such a text; a chip of a newer version than ours is left out."""
    if not text:
        return NOTHING_TOLD
    told = json.loads(text)
    return Profile(
        chips=frozenset(_CHIPS[value] for value in told.get("chips", ()) if value in _CHIPS),
        times=frozenset(value for value in told.get("times", ()) if value in SLOTS),
        languages=frozenset(told.get("languages", ())),
        area=told.get("area", ""),
        wish=told.get("wish", ""),
        no=told.get("no", ""),
    )
