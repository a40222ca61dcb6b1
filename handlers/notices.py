"""Outbox kind -> Screen at sending time, or nothing, with the reason, when it is no longer true."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.mentoring.journey import REPLAY, replay_at
from bot.mentoring.nudges import NudgeKind
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Person
from bot.mentoring.reminders import OWN
from handlers import (
    agreement,
    calendars,
    closure,
    fit,
    goals,
    journey,
    meetings,
    nudges,
    outcomes,
    pauses,
    privacy,
    proposals,
    reminders,
)
from handlers.access import is_told, leads
from handlers.desk import away_for, deputies, digest, exporting, matching, moving, pairing, proposing
from handlers.desk.deeds import agreeing, ending, logged, logging, reassigning
from handlers.desk.messages import answering, following, sending
from handlers.journey import writing
from handlers.notice import Drawer, Dropped, Facts, Gatherer, Notice, Rests
from handlers.outcomes.recording import CONFIRM
from handlers.safety import asking, ringing, taking, worrying
from handlers.screen import Screen
from handlers.speech import Speech
from storage.unit import Unit

DRAWERS: Mapping[str, Drawer] = {
    NudgeKind.TOMORROW: nudges.of_meeting(NudgeKind.TOMORROW, meetings.reminder),
    NudgeKind.SOON: nudges.of_meeting(NudgeKind.SOON, meetings.reminder),
    NudgeKind.HOLIDAY: nudges.of_meeting(NudgeKind.HOLIDAY, meetings.holiday_asked),
    NudgeKind.OUTCOME: nudges.of_meeting(NudgeKind.OUTCOME, outcomes.asked),
    NudgeKind.OUTCOME_AGAIN: nudges.of_meeting(NudgeKind.OUTCOME_AGAIN, outcomes.asked),
    NudgeKind.STEP: nudges.step_next,
    NudgeKind.FIRST: nudges.first,
    NudgeKind.QUIET: nudges.quiet,
    NudgeKind.GOAL: nudges.goal,
    NudgeKind.FIT: fit.nudge,
    NudgeKind.ENDING: nudges.ending,
    NudgeKind.PAUSE_ENDING: nudges.pause_ending,
    NudgeKind.DIGEST: digest.weekly,
    NudgeKind.CARDS: digest.cards,
    NudgeKind.BACK: digest.back,
    NudgeKind.HELPED: digest.asked,
    CONFIRM: outcomes.confirm,
    "meeting.move": meetings.move_suggested,
    "meeting.moved": meetings.moved,
    "meeting.cannot": meetings.other_cannot,
    "meeting.skipped": meetings.skipped,
    "meeting.holiday.on": meetings.holiday_on,
    "meeting.on": meetings.on_after_all,
    "meeting.kept": meetings.kept,
    "meeting.planned": meetings.planned,
    calendars.CHANGED: calendars.changed_meeting,
    OWN: reminders.remind,
    "agreement.proposed": agreement.proposed,
    "agreement.agreed": agreement.agreed,
    agreement.INVITED: agreement.invited,
    agreement.SETTLED: agreement.settled,
    pauses.BEGUN: pauses.begun,
    pauses.OVER: pauses.over,
    pauses.FOR_THEM: pauses.told,
    "goal.suggested": goals.suggested,
    "goal.taken": goals.taken,
    "goal.left": goals.left,
    REPLAY: journey.replay,
    writing.STRENGTH_SEEN: journey.strength_seen,
    "course.longer": goals.longer_told,
    "course.longer.desk": goals.longer_desk,
    proposals.ASKED: proposals.asked,
    proposals.REMINDED: proposals.reminded,
    proposals.OVER: proposals.over,
    proposals.DESK: proposing.told_desk,
    pairing.MADE: pairing.pair_made,
    pairing.TAKEN_BACK: pairing.taken_back,
    closure.STOPPED: closure.stopped,
    closure.TOLD: closure.told_desk,
    closure.ENDED: closure.ended,
    moving.ENDED: moving.ended,
    logging.LOGGED: logged.told,
    logging.UNLOGGED: logged.untold,
    ending.ROUNDED: ending.rounded,
    agreeing.WRITTEN: agreeing.written,
    agreeing.UNWRITTEN: agreeing.unwritten,
    ending.GOES_ON: ending.goes_on,
    reassigning.THANKED: reassigning.thanked,
    reassigning.INTRODUCED: reassigning.introduced,
    deputies.AHEAD: deputies.ahead,
    deputies.BEGINS: deputies.begins,
    deputies.OVER: deputies.over,
    away_for.SAID: away_for.said,
    away_for.BACK: away_for.over,
    "member.ready": matching.member_ready,
    sending.WRITTEN: sending.written,
    answering.ANSWERED: answering.answered,
    following.PROGRESS: following.progress,
    answering.BACK: answering.back,
    exporting.SENT: exporting.made,
    privacy.LEFT: privacy.left_desk,
    privacy.PAGE: privacy.data_page,
    privacy.FILE: privacy.data_file,
    privacy.SOON: privacy.soon,
    ringing.WORRIED: taking.asked,
    ringing.TAKEN: worrying.taken,
    ringing.UNTAKEN: worrying.untaken,
    ringing.HEAR: taking.asked,
    ringing.HEARD: asking.seen,
    ringing.OTHERS: taking.others,
}

# What takes long where there is much is gathered before the notice is drawn: nobody who writes waits for it then.
GATHERERS: Mapping[str, Gatherer] = {NudgeKind.DIGEST: digest.for_weekly, NudgeKind.CARDS: digest.for_cards}

OF_DIGEST = frozenset({NudgeKind.DIGEST, NudgeKind.CARDS, NudgeKind.BACK, NudgeKind.HELPED})

# What only a coordinator may read: whoever is none any more hears nothing of what still waits for them.
DESK = frozenset(
    {
        *OF_DIGEST,
        away_for.SAID,
        away_for.BACK,
        "course.longer.desk",
        closure.TOLD,
        "member.ready",
        answering.ANSWERED,
        following.PROGRESS,
        proposals.DESK,
        ringing.WORRIED,
        ringing.HEAR,
        ringing.OTHERS,
        exporting.SENT,
        privacy.LEFT,
    }
)

# Breaks freeze whatever the clock says, and what is asked of a meeting, but for the word that a break is about to end.
FROZEN = frozenset({*NudgeKind, CONFIRM, REPLAY}) - {NudgeKind.PAUSE_ENDING, *OF_DIGEST}


def gather(kind: str, facts: Facts, reader: Person, now: datetime, unit: Unit) -> Any:
    """What `draw` may be given of a kind that takes long; reads only. None where it must find it by itself."""
    try:
        return GATHERERS[kind](Notice(facts, reader, now), unit)
    except LookupError:
        return None


def draw(
    kind: str, facts: Facts, reader: Person, now: datetime, unit: Unit, found: Any = None
) -> Screen | Dropped | Rests:
    """The screen of an outbox row, drawn from how things are now; a look back rests as long as a break lasts."""
    drawer = DRAWERS.get(kind)
    if drawer is None:
        return Dropped("unknown_kind")
    try:
        if kind in DESK and not _may_read(facts, reader, unit):
            return Dropped("left")
        still = nudges.stands_still(facts, unit) if kind in FROZEN else None
        if still is not None:
            rests = kind == REPLAY and still == PairState.PAUSED
            return Rests(replay_at(now, reader.zone)) if rests else Dropped(still)
        return drawer(Notice(facts, reader, now, found), unit, Speech.to(reader, now))
    except LookupError:
        return Dropped("gone")


def _may_read(facts: Facts, reader: Person, unit: Unit) -> bool:
    """Whether a notice for the desk is still the reader's."""
    if "alert" in facts:
        return is_told(reader.id, unit.alerts.get(int(facts["alert"])), unit)
    return leads(reader.id, _programme(facts, unit), unit)


def _programme(facts: Facts, unit: Unit) -> int:
    """The programme that a coordinator's notice is about, by whichever id it carries."""
    if "proposal" in facts:
        return unit.proposals.get(int(facts["proposal"])).programme
    if "member" in facts:
        return unit.people.member(int(facts["member"])).programme
    return unit.pairs.get(int(facts["pair"])).programme if "pair" in facts else int(facts["programme"])
