"""After the first and the second meeting each is asked, privately, whether it is the right match."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.fits import ROUNDS, Fit
from bot.mentoring.meetings import MeetingState
from bot.mentoring.nudges import CourseFacts, NudgeKind
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers import actions, nudges
from handlers.access import Stale
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit


def ask(tap: Tap[actions.AskFit], unit: Unit, say: Speech) -> Screen:
    """The question once more, for whoever answers another way now."""
    pair = unit.pairs.get(tap.action.pair)
    if not (_round(pair, unit) and _readers(pair, tap.person, unit)):
        raise Stale
    return _question(pair, tap.person, unit, say)


def said(tap: Tap[actions.FitIs], unit: Unit, say: Speech) -> Screen:
    """Kept for the coordinators; the other never sees it."""
    pair, number = unit.pairs.get(tap.action.pair), _round(unit.pairs.get(tap.action.pair), unit)
    readers = _readers(pair, tap.person, unit)
    if not (number and readers):
        raise Stale
    unit.fits.answer(pair.id, tap.person.id, number, tap.action.fit, tap.now)
    help_button = Button(say("I need a person"), actions.Person()) if tap.action.fit is Fit.NOT_QUITE else None
    return Screen(
        paragraphs(*_thanks(tap.action.fit, say), _sight(readers, say)),
        column(home_button(say), Button(say("Change my answer"), actions.AskFit(pair.id)), help_button),
    )


def _asked(facts: CourseFacts, notice: Notice, unit: Unit, say: Speech) -> Screen:
    """Asked by itself, on the morning after."""
    screen = _question(facts.pair, notice.reader, unit, say)
    last = (home_button(say), Button(say("Not today"), actions.NotToday()))
    return Screen(screen.text, (*screen.rows[:-1], last))


def nudge(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """As the table says; not where nobody but the other one would read the answer."""
    screen = _DUE(notice, unit, say)
    read = _readers(unit.pairs.get(notice["pair"]), notice.reader, unit)
    return screen if read or isinstance(screen, Dropped) else Dropped("nobody_reads")


_DUE = nudges.of_course(NudgeKind.FIT, _asked)


def _question(pair: Pair, reader: Person, unit: Unit, say: Speech) -> Screen:
    name = called(unit.people.get(pair.other(reader.id)), say)
    return Screen(
        paragraphs(
            bold(say("How is it with you and {name} so far?", name=name)),
            say("Does it feel like the right match? Every answer is fine."),
            _sight(_readers(pair, reader, unit), say),
        ),
        (
            *column(
                Button(say("The right match"), actions.FitIs(pair.id, Fit.RIGHT), Style.PRIMARY),
                Button(say("Still deciding"), actions.FitIs(pair.id, Fit.DECIDING)),
                Button(say("Not quite"), actions.FitIs(pair.id, Fit.NOT_QUITE)),
            ),
            (home_button(say),),
        ),
    )


def _thanks(fit: Fit, say: Speech) -> tuple[Markup, Markup]:
    return {
        Fit.RIGHT: (bold(say("I'm glad to hear it")), say("Saved. Thanks for telling me.")),
        Fit.DECIDING: (bold(say("That's fine, take the time you need")), say("It often takes a few meetings to know.")),
        Fit.NOT_QUITE: (
            bold(say("Thank you for saying it")),
            say("It happens, and it is nobody's fault. Somebody will ask you what could help."),
        ),
    }[fit]


def _round(pair: Pair, unit: Unit) -> int:
    """After which meeting it is: the first, the second or a later one; 0 before they have met."""
    held = [each for each in unit.meetings.all_of(pair.id) if each.state is MeetingState.HELD]
    return min(len(held), ROUNDS)


def _readers(pair: Pair, reader: Person, unit: Unit) -> Sequence[Person]:
    """The coordinators who may read it: nobody where the other one of the two is a coordinator, too."""
    found = unit.people.coordinators(pair.programme)
    other = pair.other(reader.id)
    return [] if any(each.id == other for each in found) else [each for each in found if each.id != reader.id]


def _sight(readers: Sequence[Person], say: Speech) -> Markup:
    if len(readers) == 1 and readers[0].name:
        return say("Only {name} sees your answer.", name=readers[0].name)
    return say("Only your programme's coordinators see your answer.")
