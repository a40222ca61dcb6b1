"""What is typed on the way to a proposal: day and time, the place, the months."""

import re
from dataclasses import replace
from datetime import date, datetime, time

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.pairs import MOST_DAYS, Agreement, Rhythm, begins_after, first_day, is_length
from bot.mentoring.phrases import Reason, Unclear, Understood
from handlers import actions
from handlers.access import Stale
from handlers.agreement import cards
from handlers.agreement.asking import set_months
from handlers.agreement.drafts import following, keep, no_to, own_draft, place_card
from handlers.moments import read
from handlers.screen import Button, Screen, column
from handlers.speech import Speech, capital
from handlers.tap import Said
from handlers.texts import one_line, too_long
from handlers.wording import number_in
from storage.unit import Unit

PLACE_LIMIT = 120
# What says how often, beside the day.
EVERY = re.compile(r"\b(every|each|weekly|a week|hver|ugentlig\w*|om ugen)\b", re.IGNORECASE)


def said_time(said: Said, action: actions.SayTime, unit: Unit, say: Speech) -> Screen:
    """Day and time in plain words: said back with the next question, or asked again."""
    person = said.person
    draft = own_draft(action.agreement, person, unit)
    if draft.rhythm is None or draft.rhythm is Rhythm.FREE:
        raise Stale
    now = to_local(said.now, draft.zone)
    answer = read(said.text, now, say.language)
    if isinstance(answer, Unclear):
        return _unclear(draft, answer, say)
    return _understood(draft, answer, said, unit, say)


def _understood(draft: Agreement, answer: Understood, said: Said, unit: Unit, say: Speech) -> Screen:
    rhythm = _rhythm(answer, draft, said.text)
    # The day may have been chosen by button just before, or the time been left as it was.
    weekdays = answer.weekdays or ((answer.day.weekday(),) if answer.day else draft.weekdays)
    problem = _problem(rhythm, weekdays, say)
    if rhythm is None or problem is not None:
        return cards.time_question(draft, say, problem)
    chosen = {"rhythm": rhythm, "weekdays": weekdays, "nth": _nth(answer, rhythm, draft)}
    if answer.time is None and weekdays:
        return cards.hour_question(unit.pairs.set_agreement(draft.id, **chosen, at=None, first=None), say)
    if answer.time is None:
        return _unclear(draft, Unclear(Reason.NOTHING), say)
    if not weekdays:
        return cards.day_question(draft, answer.time, say)
    first = answer.day
    if first is None or first < (draft.since or first):
        first = _first(weekdays, answer.time, draft, said.now)
    kept = keep(draft, unit, said.now, **chosen, at=answer.time, first=first)
    return following(kept, said.person, unit, say)


def _problem(rhythm: Rhythm | None, weekdays: tuple[int, ...], say: Speech) -> Markup | None:
    if rhythm is None:
        return say("I know every week, every other week and once a month.")
    if rhythm is Rhythm.MONTHLY and len(weekdays) > 1:
        return say("Once a month is on one day. Which one?")
    return cards.enough_days(say) if len(weekdays) > MOST_DAYS else None


def _first(weekdays: tuple[int, ...], at: time, draft: Agreement, now: datetime) -> date:
    return min(first_day(day, at, draft.zone, begins_after(draft, now)) for day in weekdays)


def _nth(answer: Understood, rhythm: Rhythm, draft: Agreement) -> int | None:
    """Which such day of the month: as said, or as it was when only the time is new."""
    if rhythm is not Rhythm.MONTHLY:
        return None
    return answer.nth if answer.weekdays or answer.day else draft.nth


def _rhythm(answer: Understood, draft: Agreement, text: str) -> Rhythm | None:
    """The rhythm that was said, else the one that was chosen: "Thursdays" says nothing on how often."""
    if not answer.is_rhythm or (draft.rhythm and answer.every == 1 and answer.nth is None and not EVERY.search(text)):
        return draft.rhythm
    if answer.nth is not None:
        return Rhythm.MONTHLY if answer.every == 1 else None
    return {1: Rhythm.WEEKLY, 2: Rhythm.FORTNIGHTLY}.get(answer.every or 0)


def _unclear(draft: Agreement, answer: Unclear, say: Speech) -> Screen:
    if answer.reason is Reason.AMBIGUOUS and answer.choices:
        screen = cards.time_question(draft, say, say("That can mean two things. Which one is it?"))
        choices = column(*(_choice(draft, choice, say) for choice in answer.choices[:4]))
        return replace(screen, rows=(*choices, *screen.rows))
    if answer.reason is Reason.PAST:
        return cards.time_question(draft, say, say("That time is over. When is the next one?"))
    return cards.time_question(draft, say, say("I don't know that time yet: try <i>Thursday 16.30</i>."))


def _choice(draft: Agreement, choice: datetime | date, say: Speech) -> Button:
    day = say.weekday(choice)
    if not isinstance(choice, datetime):
        return Button(capital(say.date(choice)), actions.ChooseDay(draft.id, choice.weekday()))
    words = say("{day} at {time}", day=day, time=say.clock(choice.time()))
    return Button(words, actions.ChooseHour(draft.id, choice.weekday(), choice.hour * 60 + choice.minute))


def said_place(said: Said, action: actions.SayPlace, unit: Unit, say: Speech) -> Screen:
    """The place: kept and said back, or a kind no."""
    person = said.person
    draft = own_draft(action.agreement, person, unit)
    place = one_line(said.text)
    if not place:
        return place_card(draft, unit, say, say("Can you write it in words?"))
    if too_long(place, PLACE_LIMIT):
        return place_card(draft, unit, say, say("That's a long one. Can you say it shorter?"))
    no = no_to(place, draft, unit, say)
    if no is not None:
        return place_card(draft, unit, say, no)
    return following(keep(draft, unit, said.now, place=place), person, unit, say)


def said_months(said: Said, action: actions.SayMonths, unit: Unit, say: Speech) -> Screen:
    """The number of months, such as "8" or "8 months"."""
    person = said.person
    draft = own_draft(action.agreement, person, unit)
    months = number_in(said.text)
    if not is_length(months):
        return cards.other_months_question(draft, say, say("I didn't get that number."))
    return set_months(draft, months, person, unit, say)
