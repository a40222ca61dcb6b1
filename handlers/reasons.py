"""Why two might fit, in words: for the coordinator all of it, for the two what each may know of the other."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.matching import Reasons
from bot.mentoring.pairs import Form
from bot.mentoring.people import Person
from bot.mentoring.profiles import Slot
from handlers.chips import chips_words, times_words, tongues_words
from handlers.names import called
from handlers.speech import Speech
from handlers.wording import form_words

# More times than this are a timetable, no reason.
TIMES = 3
AND = Markup("; ")


def reasons_words(found: Reasons, usual: str, say: Speech) -> list[Markup]:
    """For the coordinator, a part of a sentence each. That both speak the programme's `usual` language is no news."""
    tongues = tongues_words(found.languages - {usual}, say)
    likes = chips_words(found.interests, say)
    ways = [form_words(form, say).lower() for form in Form if form in found.forms]
    rows = (
        say("both free {times}", times=_times(found.times, say)) if found.times else None,
        say("both like {what}", what=say.listed(likes)) if likes else None,
        say("both speak {languages}", languages=say.listed(tongues)) if tongues else None,
        say("as wished: {what}", what=say.listed(chips_words(found.wishes, say))) if found.wishes else None,
        say("both meet easily in the same place") if found.same_area else None,
        say("both would like: {forms}", forms=say.listed(ways)) if ways else None,
        say("there is room for one more") if found.room else None,
        say("ask first: {what}", what=say.listed(chips_words(found.ask, say))) if found.ask else None,
    )
    return [row for row in rows if row]


def shared_words(found: Reasons, say: Speech) -> Markup | None:
    """For one of the two: what they both like, and when both have time; nothing else that the other told."""
    likes = chips_words(found.interests, say)
    told = [
        say("You both like {what}.", what=say.listed(likes)) if likes else None,
        say("You both have time {times}.", times=_times(found.times, say)) if found.times else None,
    ]
    return Markup(" ").join(each for each in told if each) or None


def first_name(person: Person, say: Speech) -> Markup:
    """As much of a name as somebody is told whom they have not met."""
    return Markup.escape(person.name.split()[0]) if person.name.split() else called(person, say)


def _times(times: Sequence[Slot] | frozenset[Slot], say: Speech) -> Markup:
    words = times_words(times, say)
    return say.listed(words[:TIMES]) if len(words) <= TIMES else say.listed([*words[:TIMES], say("more")])
