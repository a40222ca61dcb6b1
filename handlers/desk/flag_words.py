"""Why a pair could use a hand, in words that blame nobody: no number of a mood, no note, no reason for a break."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.mentoring.flags import Flag, Level, Reason
from bot.mentoring.people import Person
from handlers.desk.overview import name_of
from handlers.speech import Speech

People = Mapping[int, Person]


def reasons(flags: Sequence[Flag], people: People, say: Speech) -> Markup:
    """All of them, one after the other; `people` are the two, by id."""
    return Markup("; ").join(reason(flag, people, say) for flag in flags)


def reason(flag: Flag, people: People, say: Speech) -> Markup:
    """Why, and since when: another week is another sentence."""
    if flag.who is not None:
        return _about(name_of(people[flag.who], say), flag, say)
    weeks = max(1, flag.days // 7)
    if flag.reason is Reason.QUIET:
        return say.many("I've heard of no meeting for {n} week", "I've heard of no meeting for {n} weeks", weeks)
    if flag.reason is Reason.NOT_BEGUN:
        return say.many(
            "no first meeting yet, {n} day after they were matched",
            "no first meeting yet, {n} days after they were matched",
            flag.days,
        )
    if flag.reason is Reason.PULSE_GAP:
        return say("it may not feel the same to both of them: a good time to ask each")
    return _lately(flag, say) if flag.days < 7 else _since(flag, weeks, say)


def _since(flag: Flag, weeks: int, say: Speech) -> Markup:
    """What came up in an earlier week."""
    if flag.reason is Reason.TWICE_MISSED:
        return say.many(
            "it didn't happen twice in a row, the last time {n} week ago",
            "it didn't happen twice in a row, the last time {n} weeks ago",
            weeks,
        )
    if flag.reason is Reason.NOT_TOLD:
        return say.many(
            "I haven't heard how the meeting {n} week ago went",
            "I haven't heard how the meeting {n} weeks ago went",
            weeks,
        )
    return say.many(
        "they told different things about the meeting {n} week ago",
        "they told different things about the meeting {n} weeks ago",
        weeks,
    )


def _lately(flag: Flag, say: Speech) -> Markup:
    """What came up in the last week."""
    if flag.reason is Reason.TWICE_MISSED:
        return say("it didn't happen twice in a row")
    if flag.reason is Reason.NOT_TOLD:
        return say("I haven't heard how the last meeting went")
    return say("they told different things about a meeting")


# --- About one of the two ----------------------------------------------------------------------------------


def _about(name: Markup, flag: Flag, say: Speech) -> Markup:
    if flag.reason is Reason.WORRIED and flag.level is Level.RED:
        return say("{name} is worried and waits for one of you", name=name)
    if flag.reason is Reason.WORRIED:
        return say("{name} was worried, and one of you is on it", name=name)
    if flag.reason is Reason.NOT_QUITE:
        return say("{name} said that the match is not quite right", name=name)
    if flag.reason is Reason.LOW_PULSE:
        return say("a good time to ask {name} how it goes", name=name)
    if flag.reason is Reason.UNREACHABLE:
        return _unreached(name, flag.days // 7, say)
    return _unheard(name, flag.days // 7, say)


def _unreached(name: Markup, weeks: int, say: Speech) -> Markup:
    if not weeks:
        return say("my messages don't reach {name}", name=name)
    return say.many(
        "my messages haven't reached {name} for {n} week",
        "my messages haven't reached {name} for {n} weeks",
        weeks,
        name=name,
    )


def _unheard(name: Markup, weeks: int, say: Speech) -> Markup:
    if not weeks:
        return say("I haven't heard from {name} for a while", name=name)
    return say.many(
        "I haven't heard from {name} for {n} week", "I haven't heard from {name} for {n} weeks", weeks, name=name
    )
