"""Languages by name: as the reader calls them, and as people type them in Danish or English."""

import re
from functools import cache

from babel import Locale
from markupsafe import Markup

from bot.mentoring.people import LANGUAGES
from handlers.speech import Speech
from handlers.texts import one_line

_LONGEST = 200
# What people say, beside the names in the tables.
_ALSO = {"farsi": "fa", "dari": "fa", "kurmanji": "ku", "mandarin": "zh", "tegnsprog": "dsl", "sign language": "dsl"}
_BETWEEN = re.compile(r"\s*(?:[,;/&+]|\band\b|\bog\b)\s*")


def tongue(code: str, say: Speech) -> Markup:
    """A language as the reader calls it, such as "Arabic", "arabisk"."""
    return Markup.escape(_names(say.language).get(code, code))


def tongues(text: str) -> frozenset[str] | None:
    """The codes of all languages that were typed; None when a word of it is not known as one."""
    parts = [part for part in _BETWEEN.split(one_line(text)[:_LONGEST].casefold()) if part]
    found = [_codes().get(part.strip(" .")) for part in parts]
    known = frozenset(code for code in found if code)
    return known if parts and None not in found else None


@cache
def _names(language: str) -> dict[str, str]:
    """Plain languages by their code; what is spoken in one country only is left to its words."""
    named = {code: name for code, name in Locale(language).languages.items() if "_" not in code}
    return named | {"dsl": {"da": "dansk tegnsprog"}.get(language, "Danish Sign Language")}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for language in LANGUAGES for code, name in _names(language).items()} | _ALSO
