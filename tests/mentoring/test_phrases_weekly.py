"""Parts of the week in plain words: what is meant, and nothing where a word is not understood."""

import pytest

from bot.mentoring.phrases import free_times
from bot.mentoring.profiles import SLOTS, STRETCHES, Chip, Part, slot

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
MORNING, AFTERNOON, EVENING = Part


def days(*named):
    return {slot(day, part) for day in named for part in Part}


def at(part, *named):
    return {slot(day, part) for day in named}


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("Thursday afternoon", "en", at(AFTERNOON, THU)),
        ("torsdag eftermiddag", "da", at(AFTERNOON, THU)),
        ("Torsdag om eftermiddagen.", "da", at(AFTERNOON, THU)),
        ("Thursdays", "en", days(THU)),
        ("torsdage", "da", days(THU)),
        ("Mondays and Thursday afternoons", "en", at(AFTERNOON, MON, THU)),
        ("mandag, tirsdag og torsdag formiddag", "da", at(MORNING, MON, TUE, THU)),
        ("Monday morning and Thursday evening", "en", at(MORNING, MON) | at(EVENING, THU)),
        ("weekday mornings and evenings", "en", at(MORNING, *range(5)) | at(EVENING, *range(5))),
        ("hverdagsaftener", "da", at(EVENING, *range(5))),
        ("hverdage om formiddagen", "da", at(MORNING, *range(5))),
        ("weekends", "en", STRETCHES[Chip.WEEKENDS]),
        ("i weekenden", "da", STRETCHES[Chip.WEEKENDS]),
        ("weekends and Thursday evenings", "en", STRETCHES[Chip.WEEKENDS] | at(EVENING, THU)),
        ("mornings", "en", at(MORNING, *range(7))),
        ("every day", "en", set(SLOTS)),
        ("Saturday or Sunday", "en", days(SAT, SUN)),
        ("Thursdays after work", "en", None),
        ("at night", "en", None),
        ("Thursday at 4", "en", None),
        ("i eftermiddag", "da", None),
        ("and", "en", None),
        ("on", "en", None),
        ("", "en", None),
        ("x" * 5000, "da", None),
    ],
)
def test_parts_of_the_week(text, language, meant):
    assert free_times(text, language) == meant
