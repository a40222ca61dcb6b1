"""A meeting outside the rhythm: one plans it, the other hears of it and can move it."""

from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from bot.mentoring.meetings import refuses
from bot.mentoring.pairs import Agreement, Pair
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.meetings.cards import ahead_card
from handlers.meetings.moving import refusal_words, unread_words
from handlers.meetings.scene import ALL, holiday_line, rest, scene, taken
from handlers.moments import moment
from handlers.names import called
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Said, Tap
from handlers.wording import home_button, instant_of, minute_of
from storage.unit import Unit


def ask_meeting_time(tap: Tap[actions.AskMeetingTime], unit: Unit, say: Speech) -> Screen:
    """When shall it be? Without an agreement there is nothing yet to plan by."""
    pair = unit.pairs.get(tap.action.pair)
    if unit.pairs.agreed(pair.id) is None:
        text = paragraphs(bold(say("First the agreement")), say("How often, when and where would suit you both?"))
        begin = Button(say("Plan your meetings"), actions.AgreementStart(pair.id), Style.PRIMARY)
        return Screen(text, column(begin, home_button(say)))
    return _question(pair, say)


def _question(pair: Pair, say: Speech, first: Markup | None = None) -> Screen:
    how = say("Write day and time as you would say it, such as <i>Thursday 16.30</i>.")
    text = paragraphs(first, bold(say("When would you like to meet?")), how)
    rows = ((Button(say("Meetings"), actions.Meetings()), home_button(say)),)
    return Screen(text, rows, asks=actions.SayMeetingTime(pair.id))


def said_meeting_time(said: Said, action: actions.SayMeetingTime, unit: Unit, say: Speech) -> Screen:
    """The time in plain words: said back before it is planned."""
    pair = unit.pairs.get(action.pair)
    agreement = _agreement(pair, unit)
    found = moment(said.text, say.language, say.zone, said.now, None)
    if found.instants and found.only is None:
        screen = _question(pair, say, say("Which of these do you mean?"))
        return replace(screen, rows=(*column(*(_plan(pair, at, say) for at in found.instants[:4])), *screen.rows))
    if found.only is None:
        return _question(pair, say, unread_words(found.reason, say))
    refusal = refuses(found.only, said.now, taken(pair, None, unit, said.now), agreement.minutes, rest(pair, unit))
    if refusal is not None:
        return _question(pair, say, refusal_words(refusal, say))
    name = called(unit.people.get(pair.other(said.person.id)), say)
    told = say("Shall I plan it? {name} will know.", name=name)
    plan = Button(say("Plan it"), actions.PlanMeeting(pair.id, minute_of(found.only)), Style.PRIMARY)
    again = Button(say("Another time"), actions.AskMeetingTime(pair.id))
    text = paragraphs(bold(capital(say.full(found.only))), holiday_line(found.only, pair, unit, say), told)
    return Screen(text, column(plan, again, home_button(say)), asks=action)


def _plan(pair: Pair, at: datetime, say: Speech) -> Button:
    return Button(capital(say.full(at)), actions.PlanMeeting(pair.id, minute_of(at)))


def plan_meeting(tap: Tap[actions.PlanMeeting], unit: Unit, say: Speech) -> Screen:
    """It is planned, once, and the other is told."""
    pair = unit.pairs.get(tap.action.pair)
    agreement = _agreement(pair, unit)
    at = instant_of(tap.action.minute, tap.now)
    if at is None:
        raise Stale
    there = [each.id for each in unit.meetings.next_of(pair.id, tap.now, ALL) if each.starts_at == at]
    refusal = refuses(at, tap.now, taken(pair, None, unit, tap.now), agreement.minutes, rest(pair, unit))
    if refusal is not None and not there:
        return _question(pair, say, refusal_words(refusal, say))
    meeting = there[0] if there else _add(agreement, pair, at, tap.person, unit, tap.now)
    return ahead_card(scene(meeting, tap.person, unit, say), say, say("It's planned."))


def _add(agreement: Agreement, pair: Pair, at: datetime, person: Person, unit: Unit, now: datetime) -> int:
    meeting = unit.meetings.add(agreement, None, at, now, now)
    other = unit.people.get(pair.other(person.id))
    key = f"meeting.planned:{meeting}:{other.id}"
    unit.outbox.notice("meeting.planned", other, key, {"meeting": meeting}, now, expires=at)
    return meeting


def _agreement(pair: Pair, unit: Unit) -> Agreement:
    found = unit.pairs.agreed(pair.id)
    if found is None:
        raise Stale
    return found
