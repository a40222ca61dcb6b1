"""What is typed on the way to a proposal: day and time, the place, the months."""

from dataclasses import replace
from datetime import date, datetime, time

from bot.mentoring.cadence import to_local
from bot.mentoring.pairs import Agreement, Rhythm, first_day, is_length, kept_away
from bot.mentoring.phrases import Reason, Unclear, Understood
from handlers import actions
from handlers.access import Stale
from handlers.agreement import cards
from handlers.agreement.asking import set_months
from handlers.agreement.drafts import following, keep, own_draft
from handlers.moments import read
from handlers.screen import Button, Screen, column
from handlers.speech import Speech, capital
from handlers.tap import Said
from handlers.texts import one_line, too_long
from handlers.wording import number_in
from storage.unit import Unit

PLACE_LIMIT = 120


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
    rhythm = _rhythm(answer) if answer.is_rhythm else draft.rhythm
    if rhythm is None:
        return cards.time_question(draft, say, say("I know every week, every other week and once a month."))
    # The day may have been chosen by button just before, or the time been left as it was.
    weekdays = answer.weekdays or ((answer.day.weekday(),) if answer.day else draft.weekdays)
    if answer.time is None and weekdays:
        kept = unit.pairs.set_agreement(draft.id, rhythm=rhythm, weekdays=weekdays, at=None, first=None)
        return cards.hour_question(kept, weekdays[0], say)
    if answer.time is None:
        return _unclear(draft, Unclear(Reason.NOTHING), say)
    if not weekdays:
        return cards.day_question(draft, answer.time, say)
    first = answer.day or _first(weekdays, answer.time, draft, said.now)
    kept = keep(draft, unit, said.now, rhythm=rhythm, weekdays=weekdays, at=answer.time, first=first)
    return following(kept, said.person, unit, say)


def _first(weekdays: tuple[int, ...], at: time, draft: Agreement, now: datetime) -> date:
    return min(first_day(day, at, draft.zone, now) for day in weekdays)


def _rhythm(answer: Understood) -> Rhythm | None:
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
        return cards.place_question(draft, say, say("Can you write it in words?"))
    if too_long(place, PLACE_LIMIT):
        return cards.place_question(draft, say, say("That's a long one. Can you say it shorter?"))
    programme = unit.programmes.get(unit.pairs.get(draft.pair).programme)
    if kept_away(place, programme.places_not_to_meet):
        no = say(
            "{place} is a place that {programme} asks pairs not to meet at. Is there another one you like?",
            place=place,
            programme=programme.name,
        )
        return cards.place_question(draft, say, no)
    return following(keep(draft, unit, said.now, place=place), person, unit, say)


def said_months(said: Said, action: actions.SayMonths, unit: Unit, say: Speech) -> Screen:
    """The number of months, such as "8" or "8 months"."""
    person = said.person
    draft = own_draft(action.agreement, person, unit)
    months = number_in(said.text)
    if not is_length(months):
        return cards.other_months_question(draft, say, say("I didn't get that number."))
    return following(set_months(draft, months, unit, said.now), person, unit, say)
