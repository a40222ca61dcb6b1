"""The digest's first message: what happened and what is ahead, in two or three lines and a small picture."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.mentoring import digest as rules
from bot.mentoring.digest import Week
from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from handlers import actions
from handlers.desk.digest.cards import whole_list
from handlers.desk.digest.gathering import Gathered, for_weekly, gather
from handlers.desk.digest.wins import told_wins
from handlers.desk.overview import to_desk
from handlers.notice import Dropped, Notice
from handlers.safety import digest_lines
from handlers.screen import Button, Screen, Style, Weeks, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from storage.unit import Unit

# Whoever gets it so much later than usual hears that it is not their fault.
LATE = timedelta(hours=1)


def weekly(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The digest that comes by itself, of the week that it was due in; the cards come right after it."""
    at, reader = datetime.fromtimestamp(notice["until"], UTC), notice.reader
    programme = unit.programmes.get(notice["programme"])
    found: Gathered = for_weekly(notice, unit) if notice.found is None else notice.found
    if not found.week.active and not digest_lines(programme.id, reader.id, unit, say)[0]:
        return Dropped("none_active")
    usual = after_quiet(at, reader.zone, Quiet(reader.quiet_from, reader.quiet_until))
    late = say("It comes later than usual today. Sorry, that was my fault.") if notice.now - usual >= LATE else None
    return _card(found, programme, reader, unit, say, late=late)


def digest(tap: Tap[actions.Digest], unit: Unit, say: Speech) -> Screen:
    """The digest as of now; the cards are a tap away."""
    programme = unit.programmes.get(tap.action.programme)
    see = Button(say("See who could use a hand"), actions.Hands(programme.id))
    found = gather(programme, tap.person, tap.now, tap.now, unit)
    return _card(found, programme, tap.person, unit, say, see=see)


def _card(
    found: Gathered,
    programme: Programme,
    reader: Person,
    unit: Unit,
    say: Speech,
    *,
    late: Markup | None = None,
    see: Button | None = None,
) -> Screen:
    """First of all whoever asked for a coordinator and was not answered; `see` leads to the cards, if there are any."""
    asked, buttons = digest_lines(programme.id, reader.id, unit, say)
    first = lines(say("Waits for an answer from you:"), *asked) if asked else None
    week, hands = found.week, found.hands
    if found.wins is None:
        told = capital(say.many("{n} pair could use a hand.", "{n} pairs could use a hand.", hands))
    else:
        # Where there are cards, what went well comes after them.
        wins = told_wins(found.wins, programme, reader, unit, say, most=1)
        told = Markup(" ").join([*([] if asked else [say("All is well: nobody needs a hand right now.")]), *wins])
    talk = Button(say("Time for a talk"), actions.DueContacts(programme.id, 0)) if week.talks else None
    buttons = [*buttons, *filter(None, (see if hands else None, talk))]
    whole = whole_list(programme.id, 0, say) if see and hands > rules.CARDS else None
    return Screen(
        paragraphs(bold(say("Your week")), first, lines(_week_line(week, say), _ahead_line(week, say), told), late),
        column(*_likely_first(buttons), whole, to_desk(programme.id, say)),
        picture=_picture(week, say),
    )


def _likely_first(buttons: Sequence[Button]) -> list[Button]:
    return [replace(button, style=Style.PRIMARY) if not at else button for at, button in enumerate(buttons)]


def _week_line(found: Week, say: Speech) -> Markup:
    """Steps only where there are any: a week without one is nobody's failing."""
    held = say.many("{n} meeting held", "{n} meetings held", found.held)
    planned = say.many("{n} meeting planned", "{n} meetings planned", found.planned)
    if not found.steps:
        return say("Last week: {held}. This week: {planned}.", held=held, planned=planned)
    steps = say.many("{n} small step taken", "{n} small steps taken", found.steps)
    return say("Last week: {held}, {steps}. This week: {planned}.", held=held, steps=steps, planned=planned)


def _ahead_line(found: Week, say: Speech) -> Markup | None:
    """New pairs, ends and people who wait: only where there are any."""
    told = [
        say.many("{n} new pair.", "{n} new pairs.", found.begun) if found.begun else None,
        say.many("{n} course ends in the next eight weeks.", "{n} courses end in the next eight weeks.", found.ending)
        if found.ending
        else None,
        say.many("{n} person waits for a match.", "{n} people wait for a match.", found.waiting)
        if found.waiting
        else None,
        say.many("It's time to talk with {n} pair.", "It's time to talk with {n} pairs.", found.talks)
        if found.talks
        else None,
    ]
    return Markup(" ").join(capital(each) for each in told if each)


def _picture(found: Week, say: Speech) -> Weeks | None:
    """None where nothing was held and nothing is planned."""
    if not any(each.held or each.planned for each in found.tallies):
        return None
    return Weeks(
        title=_plain(say("Meetings, week by week")),
        words=[_plain(say("Held")), _plain(say("Planned"))],
        this=_plain(say("this week")),
        days=[_plain(say.brief(day)) for day in found.days],
        held=[each.held for each in found.tallies],
        planned=[each.planned for each in found.tallies],
        now=rules.WEEKS_BACK,
    )


def _plain(words: Markup) -> str:
    return str(words.unescape())
