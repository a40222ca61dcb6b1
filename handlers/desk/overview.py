"""The coordinator's desk: what needs an eye, and the ways on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from markupsafe import Markup

from bot.mentoring import digest
from bot.mentoring.people import Person, Role
from bot.mentoring.programmes import Programme, next_digest
from handlers import actions
from handlers.access import leads
from handlers.actions import Action
from handlers.desk.due import due_contacts
from handlers.desk.facts import facts_of
from handlers.desk.standing_in import deputy_card
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, StandIn, capital
from handlers.tap import Tap
from storage.unit import Unit

T = TypeVar("T")
# The desk is opened often: so many pairs are looked at each time, and more only where somebody asks.
COUNTED = 200


@dataclass(frozen=True)
class Overview:
    """What the desk tells. `elsewhere` says whether the coordinator has other places to go home to.

    `asked` is the first alert that nobody has taken yet, and who asked; `talks` is how many pairs it is time to
    talk with; `flagged` is how many could use a hand, None where there are too many to look at them all.
    `asking` is how many alerts nobody has taken.
    """

    programme: Programme
    pairs: int
    mentors: int
    mentees: int
    digest_at: datetime
    elsewhere: bool
    asked: tuple[int, str] | None = None
    talks: int = 0
    flagged: int | None = None
    asking: int = 0


def desk(tap: Tap[actions.Desk], unit: Unit, say: Speech) -> Screen:
    """The coordinator's desk; for a deputy it is a small card while no coordinator is away."""
    programme = unit.programmes.get(tap.action.programme)
    if not leads(tap.person.id, programme.id, unit):
        return deputy_card(programme.id, unit, say, elsewhere=len(unit.people.places(tap.person.id)) > 1)
    waiting = [each for each in unit.alerts.open_in(programme.id) if each.by != tap.person.id]
    found = Overview(
        programme,
        unit.pairs.count(programme.id),
        unit.people.how_many_wait(programme.id, Role.MENTOR),
        unit.people.how_many_wait(programme.id, Role.MENTEE),
        next_digest(programme, tap.now),
        len(unit.people.places(tap.person.id)) > 1,
        (waiting[0].id, name_of(unit.people.get(waiting[0].by), say)) if waiting else None,
        len(due_contacts(programme.id, tap.now, unit)),
        _flagged(programme, tap.person.id, tap.now, unit),
        len(waiting),
    )
    return desk_screen(found, say)


def _flagged(programme: Programme, reader: int, now: datetime, unit: Unit) -> int | None:
    """Those that somebody looks after are left out, as on the digest's cards."""
    if unit.pairs.count(programme.id) > COUNTED:
        return None
    facts, done = facts_of(programme.id, reader, now, unit), unit.followups.in_programme(programme.id)
    return len(digest.waiting(digest.cards(facts, done, digest.last_digest(programme, now), now)))


def desk_screen(found: Overview, say: Speech) -> Screen:
    """What needs the coordinator now, the likely next thing first, and the ways to everything else."""
    programme = found.programme.id
    likely = _likely(found, say)
    week = Button(say("This week"), actions.Digest(programme), Style.PLAIN if likely else Style.PRIMARY)
    return Screen(
        paragraphs(
            bold(Markup.escape(found.programme.name)),
            lines(
                _asking(found, say),
                _hands(found, say),
                say.many("Time to talk with {n} pair", "Time to talk with {n} pairs", found.talks)
                if found.talks
                else None,
                capital(say.many("{n} pair", "{n} pairs", found.pairs)),
                capital(say.many("{n} mentor waits for a match", "{n} mentors wait for a match", found.mentors)),
                capital(say.many("{n} mentee waits for a match", "{n} mentees wait for a match", found.mentees)),
            ),
            say("Your next weekly digest comes {when}.", when=say.when(found.digest_at)),
        ),
        (
            *column(likely, week),
            (Button(say("Pairs"), actions.Pairs(programme, 0)), Button(say("Waiting"), actions.Waiting(programme, 0))),
            (
                Button(say("Invitations"), actions.OpenLinks(programme, 0)),
                Button(say("Messages"), actions.Messages(programme)),
            ),
            (
                Button(say("Export"), actions.Exports(programme)),
                Button(say("Programme"), actions.ProgrammeCard(programme)),
            ),
            *column(Button(say("Home"), actions.Home()) if found.elsewhere else None),
        ),
    )


def _asking(found: Overview, say: Speech) -> Markup | None:
    if not found.asking:
        return None
    return capital(say.many("{n} person waits for your answer", "{n} people wait for your answer", found.asking))


def _hands(found: Overview, say: Speech) -> Markup | None:
    if found.flagged is None:
        return say("Who could use a hand stands under “This week”.")
    if not found.flagged:
        return None
    return capital(say.many("{n} pair could use a hand", "{n} pairs could use a hand", found.flagged))


def _likely(found: Overview, say: Speech) -> Button | None:
    """Whoever waits for an answer comes first; then a pair that could use a hand, two who could meet, a talk."""
    programme = found.programme.id
    if found.asked is not None:
        alert, name = found.asked
        return Button(say("{name} waits for you", name=name), actions.AlertCard(alert), Style.PRIMARY)
    if found.flagged:
        return Button(say("See who could use a hand"), actions.Hands(programme), Style.PRIMARY)
    if found.mentors and found.mentees:
        return Button(say("Pair now"), actions.PairNow(programme, 0), Style.PRIMARY)
    if found.talks:
        return Button(say("Time for a talk"), actions.DueContacts(programme, 0), Style.PRIMARY)
    if not found.pairs or found.mentors or found.mentees:
        return Button(say("Invite"), actions.Invite(programme), Style.PRIMARY)
    return None


# --- What the other desk cards share -----------------------------------------------------------------------


def to_desk(programme: int, say: Speech) -> Button:
    """The way back."""
    return Button(say("To the desk"), actions.Desk(programme))


def name_of(person: Person, say: Speech) -> Markup:
    """A person's name in a list or a sentence; those who skipped the question, or were erased, are in it too."""
    if person.erased:
        return StandIn(say("a former participant"))
    return Markup.escape(person.name) if person.name else StandIn(say("someone with no name yet"))


def apart(words: Sequence[Markup]) -> list[Markup]:
    """What the buttons of a list say; the second of two who are called the same gets a number."""
    earlier = [words[:at].count(each) for at, each in enumerate(words)]
    return [Markup("{} ({})").format(each, n + 1) if n else each for each, n in zip(words, earlier, strict=True)]


def find(programme: int, among: actions.Among, say: Speech) -> Button:
    """The way to whoever stands far down in a list."""
    return Button(say("Find"), actions.AskFind(programme, among))


def page_words(page: int, pages: int, say: Speech) -> Markup | None:
    """Such as "Page 2 of 7."; nothing where there is one."""
    return say("Page {page} of {pages}.", page=page + 1, pages=pages) if pages > 1 else None


def page_of(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """The items of a page, its number, and how many pages there are; a page that is gone gives the last one."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages - 1)
    return items[page * size : (page + 1) * size], page, pages


def page_row(page: int, pages: int, to: Callable[[int], Action], say: Speech) -> tuple[tuple[Button, ...], ...]:
    """A row with the ways to the pages before and after; no row when there is one page."""
    before = (Button(say("Back"), to(page - 1)),) if page > 0 else ()
    after = (Button(say("More"), to(page + 1)),) if page + 1 < pages else ()
    return ((*before, *after),) if before or after else ()
