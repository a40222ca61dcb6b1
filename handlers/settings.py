"""Settings: each change shows at once, and one tap changes it back."""

from dataclasses import replace
from datetime import time

from bot.mentoring.people import Person
from handlers import actions, moments, profile, reminders, zones
from handlers.access import Stale
from handlers.screen import Button, Screen, paragraphs
from handlers.settings_cards import language_card, quiet_card, reminders_card, settings_card, zone_card
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import one_line, short
from storage.changes import Change
from storage.unit import Unit

NAME, ZONE = "person.name", "person.zone"


def settings(tap: Tap[actions.Settings], unit: Unit, say: Speech) -> Screen:
    """The card of all settings."""
    return _card(tap.person, unit, say)


def named_card(person: Person, before: str, unit: Unit, say: Speech) -> Screen:
    """After a new name: the card of all settings, with the name said back and a way to undo."""
    if person.name == before:
        return _card(person, unit, say)
    change = unit.changes.add(person.id, NAME, person.id, {"name": before}, {"name": person.name}, say.now)
    first = say("I'll call you {name}.", name=person.name)
    screen = settings_card(person, (), say, feeds=bool(unit.public_url))
    undo = (Button(say("Undo"), actions.Undo(change)),)
    return replace(screen, text=paragraphs(first, screen.text), rows=(undo, *screen.rows))


def undo_name(change: Change, unit: Unit, say: Speech) -> None:
    """Takes a name back; raises Stale when there is another one by now."""
    del say
    if unit.people.get(change.target).name != change.after["name"]:
        raise Stale
    unit.people.rename(change.target, change.before["name"])


def undo_zone(change: Change, unit: Unit, say: Speech) -> None:
    """Takes a zone back; raises Stale when there is another one by now."""
    if unit.people.get(change.target).zone != change.after["zone"]:
        raise Stale
    reminders.rezone(unit.people.set(change.target, zone=change.before["zone"]), unit, say.now)


def show_undone(change: Change, unit: Unit, say: Speech) -> Screen:
    """The settings after a name was taken back."""
    return _card(unit.people.get(change.target), unit, say)


def show_undone_zone(change: Change, unit: Unit, say: Speech) -> Screen:
    """The zone after another was taken back."""
    person = unit.people.get(change.target)
    return zone_card(person, Speech.to(person, say.now))


def ask_language(tap: Tap[actions.AskLanguage], unit: Unit, say: Speech) -> Screen:
    """Which language?"""
    del unit
    return language_card(tap.person, say)


def set_language(tap: Tap[actions.SetLanguage], unit: Unit, say: Speech) -> Screen:
    """The card at once in the new language."""
    person = unit.people.set(tap.person.id, language=str(tap.action.language))
    return language_card(person, Speech.to(person, say.now))


def ask_zone(tap: Tap[actions.AskZone], unit: Unit, say: Speech) -> Screen:
    """Which zone?"""
    del unit
    return zone_card(tap.person, say)


def set_zone(tap: Tap[actions.SetZone], unit: Unit, say: Speech) -> Screen:
    """One of the usual zones."""
    return _move(tap.person, str(tap.action.zone), unit, say)


def said_zone(said: Said, action: actions.SayZone, unit: Unit, say: Speech) -> Screen:
    """A city, a country or a zone, in own words."""
    del action
    person = said.visitor.person
    if person is None:
        raise LookupError("a stranger has no settings")
    found = zones.find(said.text)
    if len(found) == 1:
        return _move(person, found[0], unit, say)
    if found:
        return zone_card(person, say, say("There is more than one time there. Which city is it?"))
    place = short(one_line(said.text), 40)
    return zone_card(person, say, say("I don't know {place} yet. Try a big city near you.", place=place))


def ask_quiet(tap: Tap[actions.AskQuiet], unit: Unit, say: Speech) -> Screen:
    """Which quiet hours?"""
    del unit
    return quiet_card(tap.person, say)


def set_quiet(tap: Tap[actions.SetQuiet], unit: Unit, say: Speech) -> Screen:
    """These quiet hours."""
    start, end = tap.action.start, tap.action.end
    if not (start < 24 and end < 24):
        raise Stale
    return quiet_card(unit.people.set(tap.person.id, quiet_from=time(start), quiet_until=time(end)), say)


def said_quiet(said: Said, action: actions.SayQuiet, unit: Unit, say: Speech) -> Screen:
    """From and until in own words, kept and said back."""
    del action
    found = moments.stretch(said.text, say.language)
    if found is None:
        return quiet_card(said.person, say, say("I don't know these hours yet: try <i>22 to 7</i>."))
    return quiet_card(unit.people.set(said.person.id, quiet_from=found[0], quiet_until=found[1]), say)


def ask_reminders(tap: Tap[actions.AskReminders], unit: Unit, say: Speech) -> Screen:
    """Which reminders?"""
    del unit
    return reminders_card(tap.person, say)


def toggle_day_before(tap: Tap[actions.ToggleDayBefore], unit: Unit, say: Speech) -> Screen:
    """The reminder the day before, on or off."""
    return reminders_card(unit.people.set(tap.person.id, remind_day_before=tap.action.on), say)


def toggle_soon(tap: Tap[actions.ToggleSoon], unit: Unit, say: Speech) -> Screen:
    """The reminder two hours before, on or off."""
    return reminders_card(unit.people.set(tap.person.id, remind_soon=tap.action.on), say)


def _card(person: Person, unit: Unit, say: Speech) -> Screen:
    places = [place for place in unit.people.places(person.id) if place.role.meets]
    waiting = [place for place in places if profile.may_wait(place, unit)]
    met = None if waiting or not places else places[0]
    return settings_card(person, waiting, say, met=met, feeds=bool(unit.public_url))


def _move(person: Person, zone: str, unit: Unit, say: Speech) -> Screen:
    if zone == person.zone:
        return zone_card(person, say)
    change = unit.changes.add(person.id, ZONE, person.id, {"zone": person.zone}, {"zone": zone}, say.now)
    moved = unit.people.set(person.id, zone=zone)
    reminders.rezone(moved, unit, say.now)
    return zone_card(moved, Speech.to(moved, say.now), undo=change)
