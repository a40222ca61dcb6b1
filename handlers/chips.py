"""The words of what can be tapped about oneself, and of what was told so, as parts of a sentence."""

from collections.abc import Collection, Iterable, Mapping

from markupsafe import Markup

from bot.mentoring.profiles import (
    AGES,
    CHIPS,
    DAYS,
    GENDERS,
    STRETCHES,
    Chip,
    Part,
    Profile,
    Slot,
    Topic,
    day_and_part,
    slot,
)
from handlers.speech import Speech, mark
from handlers.tongues import tongue

_WORDS: Mapping[Chip, str] = {
    Chip.WALKS: mark("walks"),
    Chip.COOKING: mark("cooking"),
    Chip.SPORT: mark("sport"),
    Chip.MUSIC: mark("music"),
    Chip.GAMES: mark("games"),
    Chip.CRAFTS: mark("crafts"),
    Chip.NATURE: mark("nature"),
    Chip.CULTURE: mark("culture"),
    Chip.BOOKS: mark("books"),
    Chip.TECHNOLOGY: mark("technology"),
    Chip.LANGUAGE: mark("practising a language"),
    Chip.JOBS: mark("looking for work"),
    Chip.PAPERWORK: mark("letters and forms"),
    Chip.ANIMALS: mark("animals"),
    Chip.FAMILY: mark("family life"),
    Chip.MORNINGS: mark("weekday mornings"),
    Chip.AFTERNOONS: mark("weekday afternoons"),
    Chip.EVENINGS: mark("weekday evenings"),
    Chip.WEEKENDS: mark("weekends"),
    Chip.ROOM_1: mark("one"),
    Chip.ROOM_2: mark("two"),
    Chip.ROOM_3: mark("three"),
    Chip.WOMAN: mark("a woman"),
    Chip.MAN: mark("a man"),
    Chip.NEITHER: mark("neither of the two"),
    Chip.PET: mark("with a pet at home"),
    Chip.UNDER_30: mark("under 30"),
    Chip.FROM_30: mark("30 to 49"),
    Chip.FROM_50: mark("50 to 64"),
    Chip.FROM_65: mark("65 or more"),
    Chip.WISH_WOMAN: mark("a woman"),
    Chip.WISH_MAN: mark("a man"),
    Chip.WISH_AGE: mark("my own age"),
    Chip.NO_WOMAN: mark("not a woman"),
    Chip.NO_MAN: mark("not a man"),
    Chip.NO_PETS: mark("not with pets"),
    Chip.NO_ONLINE: mark("not online"),
    Chip.NO_PHONE: mark("not by phone"),
}


def chip_words(chip: Chip, say: Speech) -> Markup:
    """What a chip says, in the middle of a sentence."""
    return say(_WORDS[chip]) if chip in _WORDS else tongue(chip.value, say)


def chips_words(chips: Collection[Chip], say: Speech) -> list[Markup]:
    """What each of the chips says, in the order in which they are asked about."""
    return [chip_words(chip, say) for chip in Chip if chip in chips]


def times_words(times: Collection[Slot], say: Speech) -> list[Markup]:
    """Whole stretches of the week, then whole days, then single parts of days, such as "Thursday afternoon"."""
    whole = [chip for chip, stretch in STRETCHES.items() if stretch <= set(times)]
    left = set(times).difference(*(STRETCHES[chip] for chip in whole))
    days = [day for day in DAYS if {slot(day, part) for part in Part} <= left]
    parts = [each for each in sorted(left) if day_and_part(each)[0] not in days]
    return [
        *chips_words(whole, say),
        *(say.weekday(day) for day in days),
        *(slot_words(each, say) for each in parts),
    ]


def slot_words(of: Slot, say: Speech) -> Markup:
    """Such as "Thursday afternoon"."""
    day, part = day_and_part(of)
    return {
        Part.MORNING: say("{weekday} morning", weekday=say.weekday(day)),
        Part.AFTERNOON: say("{weekday} afternoon", weekday=say.weekday(day)),
        Part.EVENING: say("{weekday} evening", weekday=say.weekday(day)),
    }[part]


def tongues_words(languages: Iterable[str], say: Speech) -> list[Markup]:
    """The languages by name, in the order of the alphabet."""
    return sorted(tongue(code, say) for code in languages)


def profile_lines(profile: Profile, say: Speech) -> list[Markup]:
    """All that was told, a line for each thing."""
    return [*shared_lines(profile, say), *private_lines(profile, say)]


def shared_lines(profile: Profile, say: Speech) -> list[Markup]:
    """What the one they meet may see, too."""
    rows = (
        say("Likes: {what}", what=say.listed(chips_words(profile.interests, say))) if profile.interests else None,
        say("Times: {what}", what=say.listed(times_words(profile.times, say))) if profile.times else None,
    )
    return [row for row in rows if row]


def private_lines(profile: Profile, say: Speech) -> list[Markup]:
    """What only the coordinator sees."""
    about = chips_words((GENDERS | AGES | {Chip.PET}) & profile.chips, say)
    wishes = _with_words(Topic.WISHES, profile, profile.wish, say)
    noes = _with_words(Topic.NOES, profile, profile.no, say)
    room = next(iter(chips_words(profile.chips & set(CHIPS[Topic.ROOM]), say)), None)
    tongues = tongues_words(profile.languages, say)
    rows = (
        say("Languages: {what}", what=say.listed(tongues)) if tongues else None,
        say("Where: {what}", what=profile.area) if profile.area else None,
        say("Has room for: {what}", what=room) if room else None,
        say("About: {what}", what=say.listed(about)) if about else None,
        say("Would like: {what}", what=say.listed(wishes)) if wishes else None,
        say("A no: {what}", what=say.listed(noes)) if noes else None,
    )
    return [row for row in rows if row]


def _with_words(topic: Topic, profile: Profile, words: str, say: Speech) -> list[Markup]:
    chosen = chips_words(profile.chips & set(CHIPS[topic]), say)
    return [*chosen, Markup.escape(words)] if words else chosen
