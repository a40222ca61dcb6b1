"""The cards of a break: how long, what it means for the meetings, and how it stands."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.mentoring.meetings import Meeting
from bot.mentoring.pauses import WEEKS
from handlers import actions
from handlers.pauses.scene import Scene
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.wording import home_button


def question(seen: Scene, say: Speech, first: Markup | None = None) -> Screen:
    """For how long?"""
    usual = tuple(
        Button(capital(say.many("{n} week", "{n} weeks", weeks)), _until(seen, seen.today + timedelta(weeks=weeks)))
        for weeks in WEEKS
    )
    told = say("You need not say why. {name} gets a kind word, and I stay quiet until it is over.", name=seen.name)
    how = say("For how long? You can also write a day, such as <i>3 December</i>.")
    back = Button(say("Back"), actions.AgreementCard(seen.pair.id))
    text = paragraphs(first, bold(say("A break from your meetings?")), told, how)
    return Screen(text, (usual, (back, home_button(say))), asks=actions.SayPause(seen.pair.id))


def choices(seen: Scene, days: Sequence[date], say: Speech) -> Screen:
    """The day can mean two things: which one?"""
    screen = question(seen, say, say("That can mean two things. Which one is it?"))
    shown = column(*(Button(capital(say.date(day)), _until(seen, day)) for day in days))
    return Screen(screen.text, (*shown, *screen.rows), asks=screen.asks)


def preview(seen: Scene, day: date, off: Sequence[Meeting], ends_on: date | None, say: Speech) -> Screen:
    """What a break until that day means, before it is taken."""
    text = paragraphs(
        bold(say("A break until {date}?", date=say.date(day))),
        lines(_off(off, say), _goes_on(ends_on, say)),
        say("{name} hears it from me, without a reason, and I stay quiet until then.", name=seen.name),
    )
    rows = column(
        Button(say("Take the break"), actions.TakePause(seen.pair.id, day.toordinal()), Style.PRIMARY),
        Button(say("Another day"), actions.AskPause(seen.pair.id)),
        home_button(say),
    )
    return Screen(text, rows, asks=actions.SayPause(seen.pair.id))


def beside(seen: Scene, day: date, longer: date, say: Speech) -> Screen:
    """The other needs longer, so nothing changes for now."""
    told = say(
        "{name} has a break until {date}, so nothing changes now. I keep yours, should that one end early.",
        name=seen.name,
        date=say.date(longer),
    )
    rows = column(
        Button(say("Take the break"), actions.TakePause(seen.pair.id, day.toordinal()), Style.PRIMARY),
        home_button(say),
    )
    return Screen(paragraphs(bold(say("A break until {date}?", date=say.date(day))), told), rows)


def _off(off: Sequence[Meeting], say: Speech) -> Markup:
    if not off:
        return say("You have no meeting planned until then.")
    if len(off) == 1:
        return say("Your meeting {when} is called off.", when=say.when(off[0].starts_at))
    return say.many("{n} meeting until then is called off.", "Your {n} meetings until then are called off.", len(off))


def _goes_on(ends_on: date | None, say: Speech) -> Markup | None:
    if ends_on is None:
        return None
    return say("Your course gets the days back: it then runs to {date}.", date=say.month(ends_on))


def lasting(seen: Scene, say: Speech, undo: int | None = None) -> Screen:
    """The break as it stands: who took it, when it is over, and the way back."""
    mine = seen.is_own
    after = say("After it, you meet {when}.", when=say.when(seen.next.starts_at)) if seen.next else None
    by_itself = say("Then it goes on by itself, and you both hear from me.")
    text = paragraphs(bold(on_break(seen, say)), lines(whose(seen, say), by_itself), after)
    longer = say("Another day") if mine else say("I need a break, too")
    rows = column(
        Button(say("Take up the thread now"), actions.EndPause(seen.pair.id)) if mine else None,
        Button(longer, actions.AskPause(seen.pair.id)),
        Button(say("Undo"), actions.Undo(undo)) if undo else None,
        home_button(say),
    )
    return Screen(text, rows)


def on_break(seen: Scene, say: Speech) -> Markup:
    """Until when, as a sentence."""
    return break_words(seen.name, seen.day, say)


def break_words(name: Markup, day: date, say: Speech) -> Markup:
    """Such as "You and Anna are on a break until Friday 4 December"."""
    return say("You and {name} are on a break until {date}.", name=name, date=say.date(day))


def whose(seen: Scene, say: Speech) -> Markup | None:
    """Who took it, and, when both did, that the shorter one is not forgotten."""
    if seen.is_own:
        return None
    if seen.own_day is None:
        return say("{name} needs a little time. You need do nothing.", name=seen.name)
    return say(
        "{name}'s break is the longer one. Should it end early, yours until {date} still holds.",
        name=seen.name,
        date=say.date(seen.own_day),
    )


def back(seen: Scene, say: Speech, undo: int | None = None) -> Screen:
    """The thread is taken up again."""
    text = paragraphs(
        bold(say("Good to have you back.")), lines(meets(seen, say), say("{name} will know.", name=seen.name))
    )
    rows = column(
        plan(seen, say),
        Button(say("Undo"), actions.Undo(undo)) if undo else None,
        home_button(say),
    )
    return Screen(text, rows)


def meets(seen: Scene, say: Speech) -> Markup:
    """What comes next."""
    if seen.next is None:
        return say("You and {name} have no meeting planned yet.", name=seen.name)
    return say("You and {name} meet {when}.", name=seen.name, when=say.when(seen.next.starts_at))


def plan(seen: Scene, say: Speech) -> Button:
    """The likely next thing: see the meetings, or plan one."""
    if seen.next is None:
        return Button(say("Plan a meeting"), actions.AskMeetingTime(seen.pair.id), Style.PRIMARY)
    return Button(say("Meetings"), actions.Meetings(), Style.PRIMARY)


def _until(seen: Scene, day: date) -> actions.PauseUntil:
    return actions.PauseUntil(seen.pair.id, day.toordinal())
