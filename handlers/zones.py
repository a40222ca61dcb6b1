"""Where somebody is, in a zone's or a place's words in either language: "København", "New York", "Europe/Paris"."""

import unicodedata
from collections import defaultdict
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from markupsafe import Markup

from handlers.speech import Speech

_LOCALES = ("da", "en")
_DANISH_LETTERS = (str.maketrans({"ø": "o", "æ": "ae", "å": "a"}), str.maketrans({"ø": "oe", "æ": "ae", "å": "aa"}))
# Larger Danish towns: the zone tables only know the capital.
_TOWNS = (
    "Aabenraa Aalborg Aarhus Ålborg Århus Esbjerg Fredericia Frederikshavn Haderslev Helsingør Herning Hillerød "
    "Hjørring Holstebro Horsens Kolding Køge Næstved Odense Randers Ringsted Roskilde Rønne Silkeborg Skive "
    "Slagelse Svendborg Sønderborg Thisted Vejle Viborg"
)


def find(text: str) -> tuple[str, ...]:
    """The IANA zones that a typed city, country or zone can mean: none, the one, or several."""
    places = _places()
    found = next((places[key] for key in _keys(text) if key in places), ())
    return found[:1] if len({_offsets(zone) for zone in found}) == 1 else found


def city(zone: str, say: Speech) -> Markup:
    """The zone's city in the reader's language."""
    return Markup.escape(get_timezone_location(ZoneInfo(zone), locale=say.language, return_city=True))


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Every place that we know; a zone's or a city's own name wins over a country's."""
    # "GMT+5" means five hours *behind* there, the opposite of what people mean by it.
    zones = {zone for zone in available_timezones() if "GMT+" not in zone and "GMT-" not in zone}
    found = {**_countries(zones), **_cities(zones)}
    return {key: tuple(sorted(each)) for key, each in found.items()}


def _cities(zones: set[str]) -> dict[str, set[str]]:
    places: dict[str, set[str]] = defaultdict(set)
    aliases = get_global("zone_aliases")
    for zone in zones:
        for name in (zone, zone.rsplit("/", 1)[-1]):
            _learn(places, name, aliases.get(zone, zone))
    _learn(places, "Tórshavn", "Atlantic/Faroe")
    for town in _TOWNS.split():
        _learn(places, town, "Europe/Copenhagen")
    for language in _LOCALES:
        for zone, names in Locale(language).time_zones.items():
            if zone in zones and "city" in names:
                _learn(places, names["city"], zone)
    return places


def _countries(zones: set[str]) -> dict[str, set[str]]:
    places: dict[str, set[str]] = defaultdict(set)
    for language in _LOCALES:
        names = Locale(language).territories
        for territory, inside in get_global("territory_zones").items():
            for zone in zones.intersection(inside):
                if territory in names:
                    _learn(places, names[territory], zone)
    return places


def _offsets(zone: str) -> tuple[object, ...]:
    """What the zone's clocks show over a year: two names of one time are no question to anybody."""
    return tuple(datetime(2026, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() for month in range(1, 13))


def _learn(places: dict[str, set[str]], name: str, zone: str) -> None:
    for key in _keys(name):
        places[key].add(zone)


def _keys(text: str) -> tuple[str, ...]:
    """The ways in which a name may be written: as it is, without accents, without Danish letters."""
    plain = " ".join(text.casefold().replace("_", " ").replace(",", " ").split())
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return tuple(dict.fromkeys((plain, *(plain.translate(each) for each in _DANISH_LETTERS), bare)))
