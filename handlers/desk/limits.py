"""From when on a pair is among those who could use a hand: what counts, and another number for each with a tap."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.flags import BOUNDS, USUAL, Limit, Measure, Thresholds, choices
from handlers import actions
from handlers.access import Stale, runs
from handlers.desk.overview import page_of, page_row, to_desk
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech, capital, mark
from handlers.tap import Tap
from storage.changes import Change
from storage.unit import Unit

SET = "programme.threshold"
LISTED = 5
TENTHS = 10
SHOWN = [limit for limit, bounds in BOUNDS.items() if bounds.offered]
_NAMES = {
    Limit.QUIET_AMBER: mark("No meeting"),
    Limit.QUIET_RED: mark("No meeting, and it is urgent"),
    Limit.GRACE: mark("Time for a new pair"),
    Limit.FIRST_MEETING: mark("No first meeting planned"),
    Limit.MISSED: mark("It didn't happen"),
    Limit.NOT_TOLD: mark("Nobody told how it went"),
    Limit.DIFFERENCE: mark("They told different things"),
    Limit.UNREACHABLE: mark("My messages don't get through"),
    Limit.UNANSWERED: mark("No answer to me"),
    Limit.WORRY: mark("A mentor was worried"),
    Limit.NOT_QUITE: mark("The match is not quite right"),
    Limit.TALK_EARLY: mark("Time for a talk, the first month"),
    Limit.TALK: mark("Time for a talk, after that"),
}
_TOLD = {
    Limit.QUIET_AMBER: mark("A pair shows when so long has passed since their last meeting, by their own rhythm."),
    Limit.QUIET_RED: mark("From then on the pair comes first on the list."),
    Limit.GRACE: mark("A pair that has agreed and not met yet is left in peace for so long."),
    Limit.FIRST_MEETING: mark("A pair shows when nothing is planned so long after they were matched."),
    Limit.MISSED: mark("A pair shows when so many meetings in a row came to nothing."),
    Limit.NOT_TOLD: mark("A pair shows when nobody has told so long after a meeting."),
    Limit.DIFFERENCE: mark("A pair shows for so long after the meeting."),
    Limit.UNREACHABLE: mark("A pair shows when one of the two could not be reached for so long."),
    Limit.UNANSWERED: mark("A pair shows so long after I stopped asking one of the two."),
    Limit.WORRY: mark("A pair shows for so long after a worry that one of you took."),
    Limit.NOT_QUITE: mark("A pair shows for so long after one of the two said so, to the coordinators alone."),
    Limit.TALK_EARLY: mark("It is time for a talk so long after the last one, or after they were matched."),
    Limit.TALK: mark("After the first month it is time for a talk so long after the last one."),
}


def listed(tap: Tap[actions.Limits], unit: Unit, say: Speech) -> Screen:
    """What can be set, and how it is."""
    return list_card(tap.action.programme, unit.programmes.thresholds(tap.action.programme), tap.action.page, say)


def list_card(programme: int, thresholds: Thresholds, page: int, say: Speech) -> Screen:
    """A button for each, with its value."""
    shown, page, pages = page_of(SHOWN, page, LISTED)
    buttons = (Button(_label(limit, thresholds, say), actions.LimitCard(programme, limit)) for limit in shown)
    return Screen(
        paragraphs(
            bold(say("When could a pair use a hand?")),
            say("These are the reasons, and from when on they count here. Tap one to change it."),
        ),
        (
            *column(*buttons),
            *page_row(page, pages, lambda number: actions.Limits(programme, number), say),
            (Button(say("Programme"), actions.ProgrammeCard(programme)), to_desk(programme, say)),
        ),
    )


def card(tap: Tap[actions.LimitCard], unit: Unit, say: Speech) -> Screen:
    """One of them; raises Stale for one that nobody can set here."""
    if tap.action.limit not in SHOWN:
        raise Stale
    return limit_card(tap.action.programme, tap.action.limit, unit, say)


def choose(tap: Tap[actions.SetLimit], unit: Unit, say: Speech) -> Screen:
    """Another value; raises Stale for one that cannot be chosen any more."""
    programme, limit, value = tap.action.programme, tap.action.limit, tap.action.tenths / TENTHS
    thresholds = unit.programmes.thresholds(programme)
    before: float = getattr(thresholds, limit)
    if value == before:
        return limit_card(programme, limit, unit, say)
    if value not in choices(limit, thresholds):
        raise Stale
    unit.programmes.set_threshold(programme, limit, value)
    was, now = {"limit": limit.value, "value": before}, {"limit": limit.value, "value": value}
    change = unit.changes.add(tap.person.id, SET, programme, was, now, tap.now)
    screen = limit_card(programme, limit, unit, say)
    undo = (Button(say("Undo"), actions.Undo(change)),)
    return replace(screen, text=paragraphs(say("It's changed."), screen.text), rows=(undo, *screen.rows))


def limit_card(programme: int, limit: Limit, unit: Unit, say: Speech) -> Screen:
    """What it means, what it is, and what else it could be."""
    thresholds = unit.programmes.thresholds(programme)
    now: float = getattr(thresholds, limit)
    usual: float = getattr(USUAL, limit)
    was = say("Usual is: {value}.", value=value_words(limit, usual, say)) if now != usual else None
    rows = [
        Button(_marked(value_words(limit, value, say), here=value == now), _setting(programme, limit, value))
        for value in choices(limit, thresholds)
    ]
    back = Button(say("Back"), actions.Limits(programme, SHOWN.index(limit) // LISTED))
    return Screen(
        paragraphs(
            bold(say(_NAMES[limit])), say(_TOLD[limit]), say("Now: {value}.", value=value_words(limit, now, say)), was
        ),
        (*_pairs_of(rows), (back, to_desk(programme, say))),
    )


def value_words(limit: Limit, value: float, say: Speech) -> Markup:
    """Such as "1.5 times their rhythm", "10 days", "three times in a row"."""
    measure = BOUNDS[limit].measure
    if measure is Measure.INTERVALS:
        return say("{n} times their rhythm", n=say.decimal(value))
    if measure is Measure.TIMES:
        return say.many("{n} time in a row", "{n} times in a row", int(value))
    return say.many("{n} day", "{n} days", int(value)) if value else say("at once")


def _label(limit: Limit, thresholds: Thresholds, say: Speech) -> Markup:
    return say("{name}: {value}", name=say(_NAMES[limit]), value=value_words(limit, getattr(thresholds, limit), say))


def _setting(programme: int, limit: Limit, value: float) -> actions.SetLimit:
    return actions.SetLimit(programme, limit, round(value * TENTHS))


def _marked(words: Markup, *, here: bool) -> Markup:
    return Markup("✓ {}").format(words) if here else capital(words)


def _pairs_of(buttons: Sequence[Button]) -> Sequence[Sequence[Button]]:
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


# --- Undo --------------------------------------------------------------------------------------------------


def undo(change: Change, unit: Unit, say: Speech) -> None:
    """The value before; raises Stale when there is another by now."""
    del say
    limit, thresholds = Limit(change.after["limit"]), unit.programmes.thresholds(change.target)
    if getattr(thresholds, limit) != change.after["value"] or change.before["value"] not in choices(limit, thresholds):
        raise Stale
    unit.programmes.set_threshold(change.target, limit, change.before["value"])


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it is set then; raises LookupError when it is no longer the person's to see."""
    if not runs(change.person, change.target, unit):
        raise LookupError("not a coordinator here any more")
    return limit_card(change.target, Limit(change.after["limit"]), unit, say)
