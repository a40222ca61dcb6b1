"""Tell a little more: what helps to find somebody who fits, one question at a time, each of them for who likes."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.people import Member
from bot.mentoring.profiles import CHIPS, TOPICS, Profile, Topic, tapped, worded
from handlers import actions
from handlers.access import Stale
from handlers.profile import SHORT, as_usable, place_of
from handlers.questions import free_question, likes_question
from handlers.screen import Screen, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import one_line
from handlers.tongues import tongues
from handlers.topic_cards import PAGE, asked_of, more_card, topic_card
from storage.unit import Unit


def more(tap: Tap[actions.TellMore], unit: Unit, say: Speech) -> Screen:
    """What could be told, and what was."""
    member = place_of(tap.action.member, unit)
    return more_card(member, unit.people.coordinators(member.programme), say)


def ask(tap: Tap[actions.AskTopic], unit: Unit, say: Speech) -> Screen:
    """One question; a page of its chips."""
    return _card(place_of(tap.action.member, unit), tap.action.topic, tap.action.page, unit, say)


def tap_chip(tap: Tap[actions.TapChip], unit: Unit, say: Speech) -> Screen:
    """Chosen, or no longer."""
    member, chip = place_of(tap.action.member, unit), tap.action.chip
    topic = TOPICS[chip]
    if not asked_of(member.role, topic):
        raise Stale
    member = unit.people.profile(member.id, tapped(member.profile, chip, on=tap.action.on))
    return _card(member, topic, CHIPS[topic].index(chip) // PAGE, unit, say)


def said(said: Said, action: actions.SayTopic, unit: Unit, say: Speech) -> Screen:
    """Own words, kept and said back; languages are kept as such, so that they can be compared."""
    member, topic = place_of(action.member, unit), action.topic
    text = one_line(said.text)
    if topic is Topic.LANGUAGES:
        return _said_languages(text, member, unit, say)
    profile = worded(member.profile, topic, text)
    if profile is None or not asked_of(member.role, topic):
        raise Stale
    if problem := as_usable(text, SHORT, say):
        return _card(member, topic, 0, unit, say, problem)
    return _card(unit.people.profile(member.id, profile), topic, 0, unit, say)


def clear(tap: Tap[actions.ClearWords], unit: Unit, say: Speech) -> Screen:
    """The own words about it go; what was tapped stays."""
    member, topic = place_of(tap.action.member, unit), tap.action.topic
    tappable = {chip.value for chip in CHIPS[topic]}
    profile: Profile | None = replace(member.profile, languages=member.profile.languages & tappable)
    if topic is not Topic.LANGUAGES:
        profile = worded(member.profile, topic, "")
    if profile is None:
        raise Stale
    return _card(unit.people.profile(member.id, profile), topic, 0, unit, say)


def _said_languages(text: str, member: Member, unit: Unit, say: Speech) -> Screen:
    found = tongues(text)
    if found is None:
        unknown = say("I don't know that language yet. Try its name alone, such as <i>Arabic</i>.")
        return _card(member, Topic.LANGUAGES, 0, unit, say, unknown)
    profile = replace(member.profile, languages=member.profile.languages | found)
    return _card(unit.people.profile(member.id, profile), Topic.LANGUAGES, 0, unit, say)


def _card(member: Member, topic: Topic, page: int, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    if topic is Topic.LIKES:
        return likes_question(member, None, say, page)
    if topic is Topic.FREE:
        return free_question(member, None, say)
    if not asked_of(member.role, topic):
        raise Stale
    screen = topic_card(member, topic, page, unit.people.coordinators(member.programme), say)
    return replace(screen, text=paragraphs(first, screen.text))
