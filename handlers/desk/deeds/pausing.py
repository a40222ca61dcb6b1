"""A break that a coordinator writes down for the two, and the thread taken up again; no reason is asked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.pauses import WEEKS, ends_at, is_day
from bot.mentoring.phrases import Reason, Unclear
from handlers import actions, pauses
from handlers.access import Stale
from handlers.desk.subject import audit, names, open_pair, to_deeds, to_pair
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Said, Tap
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit


def card(tap: Tap[actions.PauseFor], unit: Unit, say: Speech) -> Screen:
    """The break that lasts, or the question about one."""
    pair = open_pair(tap.action.pair, unit)
    return lasting_card(pair, None, unit, say) if unit.pauses.current(pair.id) else question(pair, unit, say)


def ask(tap: Tap[actions.AskPauseFor], unit: Unit, say: Speech) -> Screen:
    """For how long?"""
    return question(open_pair(tap.action.pair, unit), unit, say)


def question(pair: Pair, unit: Unit, say: Speech, first: Markup | None = None, days: Sequence[date] = ()) -> Screen:
    """Until when? `days` are what was typed can mean."""
    today = _today(pair, unit, say)
    usual = tuple(
        Button(capital(say.many("{n} week", "{n} weeks", weeks)), _until(pair, today + timedelta(weeks=weeks)))
        for weeks in WEEKS
    )
    meant = column(*(Button(capital(say.date(day)), _until(pair, day)) for day in days))
    return Screen(
        paragraphs(
            first,
            bold(say("A break for {names}?", names=names(pair, unit, say))),
            say("For how long? You can also write a day, such as <i>3 December</i>. Nobody needs to say why."),
        ),
        (*meant, usual, (to_deeds(pair, say), to_pair(pair, say))),
        asks=actions.SayPauseFor(pair.id),
    )


def said_until(said: Said, action: actions.SayPauseFor, unit: Unit, say: Speech) -> Screen:
    """Until when, in plain words: said back with what it means."""
    pair = open_pair(action.pair, unit)
    answer, today = pauses.read_until(said.text, pauses.zone_of(pair, unit), said.now, say), _today(pair, unit, say)
    if isinstance(answer, Unclear):
        meant = [each.date() if isinstance(each, datetime) else each for each in answer.choices]
        past = answer.reason is Reason.PAST
    else:
        meant, past = [answer.day] if answer.day else [], bool(answer.day and answer.day <= today)
    fit = [day for day in dict.fromkeys(meant) if is_day(day, today)]
    if len(fit) == 1:
        return _preview(pair, fit[0], unit, say)
    if fit:
        return question(pair, unit, say, say("That can mean two things. Which one is it?"), fit[:3])
    over = say("That day is over. Until when do they take a break?")
    far = say("That is a long way off. Is there a day within a year?")
    unread = say("I don't know that day yet: try <i>3 December</i>.")
    return question(pair, unit, say, over if past else far if meant else unread)


def preview(tap: Tap[actions.PauseForUntil], unit: Unit, say: Speech) -> Screen:
    """What it means, before it is written down; a day that is over is asked about anew."""
    pair, day = open_pair(tap.action.pair, unit), _day(tap.action.day)
    fits = day is not None and is_day(day, _today(pair, unit, say))
    return _preview(pair, day, unit, say) if day and fits else question(pair, unit, say)


def _preview(pair: Pair, day: date, unit: Unit, say: Speech) -> Screen:
    off, ends_on = pauses.foretold(pair, ends_at(day, pauses.zone_of(pair, unit)), unit, say.now)
    called_off = say.many(
        "Their meeting until then is called off.", "Their {n} meetings until then are called off.", len(off)
    )
    runs = say("Their course gets the days back: it then runs to {date}.", date=say.month(ends_on)) if ends_on else None
    title = say("A break for {names} until {date}?", names=names(pair, unit, say), date=say.date(day))
    return Screen(
        paragraphs(
            bold(title),
            lines(called_off if off else say("They have no meeting planned until then."), runs),
            say("Both hear it from me, without a reason, and I stay quiet until then."),
        ),
        column(
            Button(say("Write down the break"), actions.TakePauseFor(pair.id, day.toordinal()), Style.PRIMARY),
            Button(say("Another day"), actions.AskPauseFor(pair.id)),
            to_pair(pair, say),
        ),
        asks=actions.SayPauseFor(pair.id),
    )


def take(tap: Tap[actions.TakePauseFor], unit: Unit, say: Speech) -> Screen:
    """The break is written down, once, and both are told."""
    pair, day = open_pair(tap.action.pair, unit), _day(tap.action.day)
    if day is None or not is_day(day, _today(pair, unit, say)):
        return question(pair, unit, say)
    until = ends_at(day, pauses.zone_of(pair, unit))
    lasting = unit.pauses.current(pair.id)
    if lasting is None or lasting.until != until:
        pauses.for_them(pair, tap.person.id, until, unit, tap.now)
        audit(Deed.PAUSED, pair, tap.person, unit, say)
    return lasting_card(pair, tap.person.id, unit, say)


def end(tap: Tap[actions.EndPauseFor], unit: Unit, say: Speech) -> Screen:
    """The thread is taken up again, whoever took the break."""
    pair = open_pair(tap.action.pair, unit)
    if unit.pauses.current(pair.id) is not None:
        pauses.for_them(pair, tap.person.id, None, unit, tap.now)
        audit(Deed.RESUMED, pair, tap.person, unit, say)
    return lasting_card(pair, tap.person.id, unit, say)


def lasting_card(pair: Pair, me: int | None, unit: Unit, say: Speech) -> Screen:
    """How it stands, with Undo for what `me` has just changed."""
    lasting = unit.pauses.current(pair.id)
    change = unit.changes.last_of(me, pauses.FOR_THEM, pair.id) if me else None
    undo = Button(say("Undo"), actions.Undo(change)) if change else None
    who = names(pair, unit, say)
    if lasting is None or lasting.until is None:
        nxt = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
        meet = say("They meet {when}.", when=say.when(nxt.starts_at)) if nxt else None
        told = say("Both hear it from me.")
        again = Button(say("Write down a break"), actions.AskPauseFor(pair.id))
        title = bold(say("{names} take up the thread again", names=who))
        return Screen(paragraphs(title, lines(meet, told)), column(undo, again, to_pair(pair, say)))
    day = to_local(lasting.until, pauses.zone_of(pair, unit)).date()
    title = bold(say("{names} are on a break until {date}", names=who, date=say.date(day)))
    return Screen(
        paragraphs(title, say("Then it goes on by itself, and both hear from me.")),
        column(
            Button(say("Take up the thread now"), actions.EndPauseFor(pair.id)),
            Button(say("Another day"), actions.AskPauseFor(pair.id)),
            undo,
            to_pair(pair, say),
        ),
    )


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """Undoes a break, or its end; raises Stale when it was changed again since."""
    if not pauses.take_back_for_them(change, unit, say.now):
        raise Stale


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then; raises LookupError when the two no longer are a pair."""
    pair = unit.pairs.get(change.target)
    if pair.state is PairState.CLOSED:
        raise LookupError("the pair is closed")
    return lasting_card(pair, None, unit, say)


def _today(pair: Pair, unit: Unit, say: Speech) -> date:
    return to_local(say.now, pauses.zone_of(pair, unit)).date()


def _day(number: int) -> date | None:
    return date.fromordinal(number) if 0 < number <= date.max.toordinal() else None


def _until(pair: Pair, day: date) -> actions.PauseForUntil:
    return actions.PauseForUntil(pair.id, day.toordinal())
