"""The questions on the way to a proposal, answered by button; each changes the draft and asks the next."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from bot.mentoring.pairs import MOST_DAYS, Agreement, Rhythm, begins_after, first_day, is_length
from bot.mentoring.people import Person
from bot.mentoring.renewals import from_meeting_on, is_over_already
from handlers import actions
from handlers.access import Stale
from handlers.agreement import cards
from handlers.agreement.drafts import (
    after_form,
    begin,
    following,
    form_card,
    keep,
    outlook,
    own_draft,
    place_card,
    rhythm_card,
)
from handlers.agreement.for_both import is_for_both
from handlers.screen import Screen
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def start(tap: Tap[actions.AgreementStart], unit: Unit, say: Speech) -> Screen:
    """A new suggestion: from scratch, or from what stands between the two."""
    draft = begin(unit.pairs.get(tap.action.pair), tap.person, unit, tap.now)
    return following(draft, tap.person, unit, say)


def from_now_on(tap: Tap[actions.FromNowOn], unit: Unit, say: Speech) -> Screen:
    """Another time for the rhythm: only that is asked, and what changes and from when is said before it is sent."""
    meeting = unit.meetings.get(tap.action.meeting)
    pair = unit.pairs.get(meeting.pair)
    draft = begin(pair, tap.person, unit, tap.now)
    if draft.rhythm is None or draft.rhythm is Rhythm.FREE:
        return following(draft, tap.person, unit, say)
    if meeting.slot is None:
        return cards.time_question(draft, say)
    draft = keep(draft, unit, tap.now, since=from_meeting_on(meeting.slot, unit.pairs.agreed(pair.id) or draft))
    before = say("What you've planned before {date} stays as it is.", date=say.date(meeting.slot))
    coming = unit.meetings.next_of(pair.id, tap.now)
    return cards.time_question(draft, say, before if coming and coming[0].starts_at < meeting.starts_at else None)


def ask_rhythm(tap: Tap[actions.AskRhythm], unit: Unit, say: Speech) -> Screen:
    """How often, once more."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    return rhythm_card(draft, tap.person, unit, say)


def choose_rhythm(tap: Tap[actions.ChooseRhythm], unit: Unit, say: Speech) -> Screen:
    """The rhythm is kept; one with no fixed time needs no time, and once a month is on one day."""
    draft, rhythm = own_draft(tap.action.agreement, tap.person, unit), tap.action.rhythm
    many = rhythm is Rhythm.MONTHLY and len(draft.weekdays) > 1
    anew: dict[str, Any] = {"weekdays": (), "at": None, "first": None} if rhythm is Rhythm.FREE or many else {}
    nth = draft.nth if rhythm is draft.rhythm else None
    return following(keep(draft, unit, tap.now, rhythm=rhythm, nth=nth, **anew), tap.person, unit, say)


def choose_several(tap: Tap[actions.ChooseSeveral], unit: Unit, say: Speech) -> Screen:
    """Several times a week: on which days? Only days that were said for every other week stay with it."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    fortnightly = draft.rhythm is Rhythm.FORTNIGHTLY and len(draft.weekdays) > 1
    rhythm = Rhythm.FORTNIGHTLY if fortnightly else Rhythm.WEEKLY
    kept = unit.pairs.set_agreement(draft.id, rhythm=rhythm, nth=None, at=None, first=None)
    return cards.days_question(kept, say)


def pick_day(tap: Tap[actions.PickDay], unit: Unit, say: Speech) -> Screen:
    """A day more, or one less; at most three."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    if tap.action.weekday > 6 or draft.rhythm not in {Rhythm.WEEKLY, Rhythm.FORTNIGHTLY}:
        raise Stale
    days = {*draft.weekdays, tap.action.weekday} if tap.action.on else {*draft.weekdays} - {tap.action.weekday}
    if len(days) > MOST_DAYS:
        return cards.days_question(draft, say, cards.enough_days(say))
    kept = unit.pairs.set_agreement(draft.id, weekdays=tuple(sorted(days)), at=None, first=None)
    return cards.days_question(kept, say)


def ask_hour(tap: Tap[actions.AskHour], unit: Unit, say: Speech) -> Screen:
    """At what time on the days that were chosen?"""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    return cards.hour_question(draft, say) if draft.weekdays else cards.days_question(draft, say)


def ask_time(tap: Tap[actions.AskTime], unit: Unit, say: Speech) -> Screen:
    """Day and time, once more."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    if draft.rhythm is None or draft.rhythm is Rhythm.FREE:
        return rhythm_card(draft, tap.person, unit, say)
    return cards.time_question(draft, say)


def choose_day(tap: Tap[actions.ChooseDay], unit: Unit, say: Speech) -> Screen:
    """The day was chosen: at what time? The draft waits for it with the day and no time."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    if tap.action.weekday > 6:
        raise Stale
    kept = unit.pairs.set_agreement(draft.id, weekdays=(tap.action.weekday,), nth=None, at=None, first=None)
    return cards.hour_question(kept, say)


def choose_hour(tap: Tap[actions.ChooseHour], unit: Unit, say: Speech) -> Screen:
    """Day and time by button: said back with the next question. A day of several stands for all of them."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    if tap.action.weekday > 6 or tap.action.minute >= 24 * 60:
        raise Stale
    at = time(*divmod(tap.action.minute, 60))
    kept = set_time(draft, tap.action.weekday, at, unit, tap.now)
    return following(kept, tap.person, unit, say)


def set_time(draft: Agreement, weekday: int, at: time, unit: Unit, now: datetime) -> Agreement:
    """The draft at that time, the first time on the next such day."""
    among = weekday in draft.weekdays
    days, nth = (draft.weekdays, draft.nth) if among else ((weekday,), None)
    first = min(first_day(day, at, draft.zone, begins_after(draft, now)) for day in days)
    return keep(draft, unit, now, weekdays=days, nth=nth, at=at, first=first)


def ask_form(tap: Tap[actions.AskMeetingForm], unit: Unit, say: Speech) -> Screen:
    """How will we meet?"""
    return form_card(own_draft(tap.action.agreement, tap.person, unit), unit, say)


def choose_form(tap: Tap[actions.ChooseForm], unit: Unit, say: Speech) -> Screen:
    """The form is kept; a place belongs to the form it was said for."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    place = draft.place if tap.action.form is draft.form else ""
    kept = keep(draft, unit, tap.now, form=tap.action.form, place=place)
    return after_form(kept, tap.person, unit, say)


def ask_place(tap: Tap[actions.AskPlace], unit: Unit, say: Speech) -> Screen:
    """Where will we meet, once more."""
    return place_card(own_draft(tap.action.agreement, tap.person, unit), unit, say)


def ask_months(tap: Tap[actions.AskMonths], unit: Unit, say: Speech) -> Screen:
    """For how long? A coordinator is not asked: what is longer needs both."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    return following(draft, tap.person, unit, say) if is_for_both(draft, unit) else cards.months_question(draft, say)


def ask_other_months(tap: Tap[actions.AskOtherMonths], unit: Unit, say: Speech) -> Screen:
    """Another number of months."""
    return cards.other_months_question(own_draft(tap.action.agreement, tap.person, unit), say)


def choose_months(tap: Tap[actions.ChooseMonths], unit: Unit, say: Speech) -> Screen:
    """The length by button, then the whole."""
    draft = own_draft(tap.action.agreement, tap.person, unit)
    if not is_length(tap.action.months) or is_for_both(draft, unit):
        raise Stale
    return set_months(draft, tap.action.months, tap.person, unit, say)


def set_months(draft: Agreement, months: int, person: Person, unit: Unit, say: Speech) -> Screen:
    """The draft with that length, and so with an outlook on its end; a course that would be over is asked about."""
    before = unit.pairs.agreed(draft.pair)
    if is_over_already(replace(draft, months=months), before, say.now):
        over = say("Your course would be over by then. How long shall it be in all?")
        return cards.other_months_question(draft, say, over)
    kept = unit.pairs.set_agreement(draft.id, months=months)
    return following(outlook(kept, unit, say.now), person, unit, say)


def draft_card(tap: Tap[actions.DraftCard], unit: Unit, say: Speech) -> Screen:
    """The whole draft, or the question that is still open in it."""
    return following(own_draft(tap.action.agreement, tap.person, unit), tap.person, unit, say)
