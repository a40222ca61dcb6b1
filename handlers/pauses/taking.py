"""Taking a break, changing its end, and taking the thread up again."""

from datetime import date, datetime, timedelta

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.pairs import PairState
from bot.mentoring.pauses import ends_at, is_day
from bot.mentoring.phrases import Reason, Unclear, Understood
from handlers import actions
from handlers.access import Stale
from handlers.moments import read
from handlers.pauses import cards
from handlers.pauses.clocks import WISH, foretold, wish
from handlers.pauses.scene import Scene, scene
from handlers.screen import Screen
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.wording import instant_of, minute_of
from storage.changes import Change
from storage.unit import Unit

# Later than this, a tap on an old button is no slip of the finger.
_JUST_NOW = timedelta(hours=1)
# What people put before a length or an end, and what makes a day of a bare length.
_UNTIL = ("until ", "till ", "til ", "indtil ")
_IN = {"en": "in ", "da": "om "}


def card(tap: Tap[actions.PauseCard], unit: Unit, say: Speech) -> Screen:
    """The break that lasts, or the question about one."""
    return _standing(scene(tap.action.pair, tap.person, unit, say), say)


def ask(tap: Tap[actions.AskPause], unit: Unit, say: Speech) -> Screen:
    """For how long?"""
    return cards.question(scene(tap.action.pair, tap.person, unit, say), say)


def preview(tap: Tap[actions.PauseUntil], unit: Unit, say: Speech) -> Screen:
    """What it means, before it is taken; a day that is over is asked about anew."""
    seen = scene(tap.action.pair, tap.person, unit, say)
    day = _day(tap.action.day)
    if day is None or not is_day(day, seen.today):
        return cards.question(seen, say)
    return _preview(seen, day, unit, say)


def said_until(said: Said, action: actions.SayPause, unit: Unit, say: Speech) -> Screen:
    """Until when, in plain words: said back with what it means."""
    seen = scene(action.pair, said.person, unit, say)
    answer = read_until(said.text, seen.zone, said.now, say)
    if isinstance(answer, Unclear):
        return _unclear(answer, seen, unit, say)
    if answer.day is None:
        return cards.question(seen, say, _unread(say))
    if not is_day(answer.day, seen.today):
        far = say("That is a long way off. Is there a day within a year?")
        return cards.question(seen, say, _over(say) if answer.day <= seen.today else far)
    return _preview(seen, answer.day, unit, say)


def _unclear(answer: Unclear, seen: Scene, unit: Unit, say: Speech) -> Screen:
    days = [each.date() if isinstance(each, datetime) else each for each in answer.choices]
    fit = [day for day in dict.fromkeys(days) if is_day(day, seen.today)]
    if len(fit) == 1:
        return _preview(seen, fit[0], unit, say)
    if fit:
        return cards.choices(seen, fit[:3], say)
    return cards.question(seen, say, _over(say) if answer.reason is Reason.PAST else _unread(say))


def read_until(text: str, zone: str, now: datetime, say: Speech) -> Understood | Unclear:
    """The day until which a break is to last, as it was typed."""
    words = text.strip()
    for before in _UNTIL:
        words = words[len(before) :] if words.lower().startswith(before) else words
    wall = to_local(now, zone)
    answer = read(words, wall, say.language)
    if not isinstance(answer, Unclear) or answer.reason is not Reason.NOTHING:
        return answer
    tries = (read(before + words, wall, language) for language, before in _IN.items())
    return next((each for each in tries if isinstance(each, Understood)), answer)


def _over(say: Speech) -> Markup:
    return say("That day is over. Until when would you like a break?")


def _unread(say: Speech) -> Markup:
    return say("I don't know that day yet: try <i>3 December</i>.")


def _preview(seen: Scene, day: date, unit: Unit, say: Speech) -> Screen:
    until = ends_at(day, seen.zone)
    longer = seen.others_day
    if longer is not None and longer > day:
        return cards.beside(seen, day, longer, say)
    off, ends_on = foretold(seen.pair, until, unit, say.now)
    return cards.preview(seen, day, off, ends_on, say)


def take(tap: Tap[actions.TakePause], unit: Unit, say: Speech) -> Screen:
    """The break is taken, once; the other is told, and what lies in it is called off."""
    seen = scene(tap.action.pair, tap.person, unit, say)
    day = _day(tap.action.day)
    if day is None or not is_day(day, seen.today):
        return cards.question(seen, say)
    until = ends_at(day, seen.zone)
    if seen.own is None or seen.own.until != until:
        wish(seen.pair, tap.person, until, unit, tap.now)
    return _shown(seen, unit, say)


def end(tap: Tap[actions.EndPause], unit: Unit, say: Speech) -> Screen:
    """The thread is taken up again: only by whoever took the break."""
    seen = scene(tap.action.pair, tap.person, unit, say)
    if seen.own is not None:
        wish(seen.pair, tap.person, None, unit, tap.now)
    return _shown(seen, unit, say)


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """Undoes a break, or its end; raises Stale when it was changed again since."""
    seen = _of(change, unit, say)
    now = minute_of(seen.own.until) if seen.own and seen.own.until else None
    if now != change.after["until"]:
        raise Stale
    before = instant_of(change.before["until"], say.now) if change.before["until"] else None
    wish(seen.pair, seen.person, before if before and before > say.now else None, unit, say.now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then; raises LookupError when the two no longer are a pair."""
    seen = _of(change, unit, say)
    return cards.lasting(seen, say) if seen.lasting else cards.back(seen, say)


def _of(change: Change, unit: Unit, say: Speech) -> Scene:
    seen = scene(change.target, unit.people.get(change.person), unit, say)
    if seen.pair.state is PairState.CLOSED:
        raise LookupError("the pair is closed")
    return seen


def _shown(before: Scene, unit: Unit, say: Speech) -> Screen:
    """What came of a tap, drawn from what stands now, with Undo for what this person has just changed."""
    seen = scene(before.pair.id, before.person, unit, say)
    number = unit.changes.last_of(seen.person.id, WISH, seen.pair.id)
    undo = number if number and say.now - unit.changes.get(number).at < _JUST_NOW else None
    return cards.lasting(seen, say, undo) if seen.lasting else cards.back(seen, say, undo)


def _standing(seen: Scene, say: Speech) -> Screen:
    return cards.lasting(seen, say) if seen.lasting else cards.question(seen, say)


def _day(number: int) -> date | None:
    return date.fromordinal(number) if 0 < number <= date.max.toordinal() else None
