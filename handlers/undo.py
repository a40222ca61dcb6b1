"""Undo: takes one change back, also after other things happened, or says kindly that it no longer can."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from handlers import actions, pauses, reminders, settings
from handlers.access import Stale, Stays, leads
from handlers.desk import (
    absences,
    away_for,
    contacts,
    desk_notes,
    digest,
    limits,
    links,
    pair_log,
    pairing,
    programme,
    programme_settings,
)
from handlers.desk.deeds import adding, agreeing, ending, extending, logging, pausing, reassigning
from handlers.goals import changes, longer, tree
from handlers.journey import writing
from handlers.outcomes import notes
from handlers.safety import asking, taking
from handlers.screen import Screen, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.changes import Change
from storage.desk_notes import REWRITTEN
from storage.unit import Unit


@dataclass(frozen=True)
class Reversal:
    """How one kind of change is taken back, and what is shown then; the second tap shows the same.

    `take_back` raises Stale, before it writes anything, when what was changed has been changed again since, and
    Stays when it cannot be taken back for another reason. Where what is shown `says_so`, nothing is said beside it.
    Done `at` a programme's desk, it is taken back only by who has that desk still.
    """

    take_back: Callable[[Change, Unit, Speech], None]
    show: Callable[[Change, Unit, Speech], Screen]
    says_so: bool = False
    at: Callable[[Change, Unit], int] | None = None


def _of_pair(change: Change, unit: Unit) -> int:
    return unit.pairs.get(change.target).programme


def _of_agreement(change: Change, unit: Unit) -> int:
    return unit.pairs.get(unit.pairs.agreement(change.target).pair).programme


def _of_meeting(change: Change, unit: Unit) -> int:
    return unit.pairs.get(unit.meetings.get(change.target).pair).programme


def _of_place(change: Change, unit: Unit) -> int:
    return unit.people.member(change.target).programme


REVERSALS: Mapping[str, Reversal] = {
    settings.NAME: Reversal(settings.undo_name, settings.show_undone),
    settings.ZONE: Reversal(settings.undo_zone, settings.show_undone_zone),
    pairing.MADE: Reversal(pairing.take_back, pairing.show_taken_back, says_so=True, at=_of_pair),
    logging.LOGGED: Reversal(logging.take_back, logging.show, at=_of_meeting),
    ending.ROUNDED: Reversal(ending.take_back, ending.show, says_so=True, at=_of_pair),
    contacts.TALKED: Reversal(contacts.take_back, contacts.shows(pair_log.show)),
    desk_notes.NOTED: Reversal(desk_notes.take_back, contacts.shows(pair_log.show)),
    REWRITTEN: Reversal(desk_notes.put_back, contacts.shows(pair_log.show)),
    pauses.FOR_THEM: Reversal(pausing.take_back, pausing.show, says_so=True, at=_of_pair),
    extending.ASKED: Reversal(extending.take_back, extending.show, at=_of_agreement),
    reassigning.REASSIGNED: Reversal(reassigning.take_back, reassigning.show, says_so=True, at=_of_pair),
    agreeing.WRITTEN: Reversal(agreeing.take_back, agreeing.show, at=_of_agreement),
    adding.ADDED: Reversal(adding.take_back, adding.show, at=_of_place),
    links.WITHDRAWN: Reversal(links.take_back, links.show),
    programme.PHONE: Reversal(programme_settings.undo, programme.show),
    programme.COUNTRY: Reversal(programme_settings.undo, programme.show),
    limits.SET: Reversal(limits.undo, limits.show),
    digest.MADE: Reversal(digest.take_back, digest.show_pair),
    digest.ANSWERED: Reversal(digest.unanswer, digest.show_question),
    programme_settings.SET: Reversal(programme_settings.undo, programme_settings.show),
    absences.SAID: Reversal(absences.undo_said, absences.show),
    away_for.SAID: Reversal(away_for.undo, away_for.show),
    absences.BACK: Reversal(absences.undo_back, absences.show),
    changes.STATES: Reversal(changes.undo_states, changes.show_goal),
    changes.TITLE: Reversal(changes.undo_title, changes.show_goal),
    changes.ESTIMATE: Reversal(changes.undo_estimate, changes.show_goal),
    changes.PLACE: Reversal(changes.undo_place, changes.show_goal),
    changes.ORDER: Reversal(changes.undo_order, changes.show_order),
    changes.STEP: Reversal(changes.undo_step, changes.show_meeting),
    changes.NEW_STEP: Reversal(changes.undo_new_step, changes.show_meeting),
    tree.LONGER: Reversal(longer.undo_longer, longer.show_goals),
    reminders.ADDED: Reversal(reminders.undo_added, reminders.show_listed),
    reminders.CHANGED: Reversal(reminders.undo_changed, reminders.show_changed),
    reminders.DELETED: Reversal(reminders.undo_deleted, reminders.show_listed),
    pauses.WISH: Reversal(pauses.take_back, pauses.show, says_so=True),
    writing.MOMENT: Reversal(writing.undo_moment, writing.show_journey),
    asking.ASKED: Reversal(asking.take_back, asking.show),
    taking.TOOK: Reversal(taking.take_back, taking.show),
    notes.NOTE: Reversal(notes.undo_note, notes.show_meeting),
}


def undo(tap: Tap[actions.Undo], unit: Unit, say: Speech) -> Screen:
    """Takes the change back, once, and shows how things are then."""
    change = unit.changes.get(tap.action.change)
    reversal = REVERSALS.get(change.what)
    if reversal is None:
        raise Stale
    try:
        if reversal.at is not None and not leads(tap.person.id, reversal.at(change, unit), unit):
            raise Stale
        now = reversal.show(change, unit, say)
    except LookupError:
        # It is no longer the person's to see, so it is not theirs to change.
        raise Stale from None
    if change.undone_at is None:
        try:
            reversal.take_back(change, unit, say)
        except Stays as reason:
            return replace(now, text=paragraphs(reason.words, now.text))
        except Stale:
            left = say("This has been changed again since, so I leave it as it is.")
            return replace(now, text=paragraphs(left, now.text))
        unit.changes.undone(change.id, tap.now)
    then = reversal.show(change, unit, say)
    return then if reversal.says_so else replace(then, text=paragraphs(say("It's taken back."), then.text))
