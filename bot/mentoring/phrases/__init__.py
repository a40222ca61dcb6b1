"""Plain words for times, Danish and English: "torsdag halv fem" -> what is meant, or why it is not clear."""

import re
from datetime import datetime, time, timedelta

from bot.mentoring.phrases.meaning import Reason, Unclear, Understood, first_start, local

__all__ = ["Reason", "Unclear", "Understood", "first_start", "local", "understand"]

DAYS = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}


def understand(text: str, now: datetime, language: str, *, early: bool = False) -> Understood | Unclear:
    """What `text` means at the naive local time `now`, read as Danish ("da") or English ("en").

    Every word has to be understood, else the answer is Unclear. Hours 1 to 7 without more mean the
    afternoon; with `early` ("wake me 7.15") they are taken as said. Never raises.
    """
    found = re.fullmatch(r"(\w+) (\d\d?)[.:](\d\d)", text.strip().lower())
    if not found or found[1] not in DAYS[language]:
        return Unclear(Reason.NOTHING)
    hour, minute = int(found[2]), int(found[3])
    if hour > 23 or minute > 59:
        return Unclear(Reason.NO_SUCH_TIME)
    clock = time(hour + 12 if 1 <= hour <= 7 and not early else hour, minute)
    weekday = DAYS[language].index(found[1])
    day = now.date() + timedelta(days=(weekday - now.weekday()) % 7)
    if datetime.combine(day, clock) <= now:
        day += timedelta(days=7)
    return Understood(day, clock, (weekday,))
