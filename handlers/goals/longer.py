"""Talking about more time: the other and the coordinator hear, once, that one of the two would like to."""

from datetime import timedelta

from markupsafe import Markup

from bot.mentoring.pairs import PairState
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stays
from handlers.contact import coordinator
from handlers.goals.cards import row
from handlers.goals.tree import LONGER, Tree, longer_asked, longer_than, tree_of
from handlers.goals.whole import tree_card
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.changes import Change
from storage.unit import Unit

DESK = "course.longer.desk"
# Until then nobody has heard, and it can be taken back.
WAITS = timedelta(minutes=2)


def talk_longer(tap: Tap[actions.TalkLonger], unit: Unit, say: Speech) -> Screen:
    """Tells the other, and the coordinator when they have not heard of it; a second tap tells nobody again."""
    tree = tree_of(unit.pairs.get(tap.action.pair), tap.person, unit, say)
    change = longer_asked(tree.pair, tap.person.id, tree.way, unit)
    if change is None:
        change = unit.changes.add(tap.person.id, LONGER, tree.pair.id, {}, longer_than(tree.way), tap.now)
        _tell(change, tree, tap.person, unit, say)
    ask = coordinator(tree.pair.programme, unit, but=tap.person.id)
    names = say.listed([tree.name, *([called(ask, say)] if ask else [])])
    told = lines(
        say("It's only a talk: nothing is decided by it."),
        say("{name} hears nothing of your goals.", name=called(ask, say)) if ask else None,
    )
    undo = Button(say("Undo"), actions.Undo(change))
    see = Button(say("The agreement"), actions.AgreementCard(tree.pair.id))
    text = paragraphs(bold(say("I'll tell {names} that you'd like more time", names=names)), told)
    return Screen(text, (row(undo, see), (home_button(say),)))


def _tell(change: int, tree: Tree, person: Person, unit: Unit, say: Speech) -> None:
    pair = tree.pair
    other = unit.people.get(pair.other(person.id))
    facts, soon = {"change": change, "pair": pair.id}, say.now + WAITS
    unit.outbox.notice(LONGER, other, f"{LONGER}:{change}:{other.id}", facts, say.now, not_before=soon)
    ask = coordinator(pair.programme, unit, but=person.id)
    if ask is not None and ask.id != other.id and longer_asked(pair, other.id, tree.way, unit) is None:
        unit.outbox.notice(DESK, ask, f"{DESK}:{change}:{ask.id}", facts, say.now, not_before=soon)


def undo_longer(change: Change, unit: Unit, say: Speech) -> None:
    """Nobody is told."""
    del unit
    if say.now >= change.at + WAITS:
        raise Stays(say("They have heard by now. It's only a talk: you can tell them if you've changed your mind."))


def show_goals(change: Change, unit: Unit, say: Speech) -> Screen:
    """The goals as they stand; raises LookupError when the pair is not the person's any more."""
    pair = unit.pairs.get(change.target)
    if pair.state is PairState.CLOSED:
        raise LookupError("the pair is closed")
    return tree_card(tree_of(pair, unit.people.get(change.person), unit, say), 0, say)


# --- The notices ---


def longer_told(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For the other of the two."""
    change, pair = unit.changes.get(notice["change"]), unit.pairs.get(notice["pair"])
    if change.undone_at is not None or pair.state is PairState.CLOSED:
        return Dropped("undone" if change.undone_at else "pair_closed")
    name = called(unit.people.get(change.person), say)
    tree = tree_of(pair, notice.reader, unit, say)
    too = None if tree.asked else Button(say("I'd like to, too"), actions.TalkLonger(pair.id), Style.PRIMARY)
    see = Button(say("See the agreement"), actions.AgreementCard(pair.id))
    told = say("It's a talk, not a decision. You can take it up when you meet.")
    text = paragraphs(bold(say("{name} would like to talk about more time with you.", name=name)), _runs(tree, say))
    return Screen(paragraphs(text, told), column(too, see, home_button(say)))


def longer_desk(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For the coordinator: who, and until when the course runs; never why."""
    change, pair = unit.changes.get(notice["change"]), unit.pairs.get(notice["pair"])
    if change.undone_at is not None or pair.state is PairState.CLOSED:
        return Dropped("undone" if change.undone_at else "pair_closed")
    asks = called(unit.people.get(change.person), say)
    other = called(unit.people.get(pair.other(change.person)), say)
    title = bold(say("{name} would like to talk about more time with {other}.", name=asks, other=other))
    agreement = unit.pairs.agreed(pair.id)
    ends_on = agreement.ends_on if agreement else None
    runs = say("Their course runs to {date}.", date=say.month(ends_on)) if ends_on else None
    told = say("{other} has heard it, too. A word with them both is a good beginning.", other=other)
    see = Button(say("See the pair"), actions.PairCard(pair.id), Style.PRIMARY)
    return Screen(paragraphs(title, lines(runs, told)), column(see, home_button(say)))


def _runs(tree: Tree, say: Speech) -> Markup | None:
    end = tree.way.ends_on
    return say("Your course runs to {date}.", date=say.month(end)) if end else None
