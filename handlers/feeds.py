"""A secret address that a calendar follows: made, renewed, turned off; shown once, as only its hash is kept."""

from dataclasses import replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.calendars import entry
from handlers.screen import Button, Calendar, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

# A calendar keeps what it has read; further back nobody looks, and further ahead no course reaches.
BEHIND, AHEAD = timedelta(days=60), timedelta(days=800)


def card(tap: Tap[actions.FeedCard], unit: Unit, say: Speech) -> Screen:
    """Whether there is an address, and what can be done with it; Stale where the operator offers none."""
    return _card(tap.person, unit, say)


def _card(person: Person, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    if not unit.public_url:
        raise Stale
    made = unit.calendars.made_at(person.id)
    back = Button(say("Back to settings"), actions.Settings())
    if made is None:
        title = bold(say("Meetings in your own calendar"))
        told = say("Your calendar can follow your meetings here by itself, from an address of its own.")
        sees = say("Whoever has the address sees when you meet. Not with whom, and not why.")
        get = Button(say("Get the address"), actions.RenewFeed(0), Style.PRIMARY)
        return Screen(paragraphs(first, title, told, sees), column(get, back))
    title = bold(say("Your calendar has had an address since {date}.", date=say.month(say.local(made).date())))
    told = say("I don't keep it where anybody could read it, so I can't show it again. I can make a new one.")
    ends = say("The old address stops working then.")
    mark = _mark(made)
    rows = column(
        Button(say("Renew the address"), actions.RenewFeed(mark)),
        Button(say("Turn it off"), actions.StopFeed(mark)),
        back,
    )
    return Screen(paragraphs(first, title, told, ends), rows)


def renew(tap: Tap[actions.RenewFeed], unit: Unit, say: Speech) -> Screen:
    """A new address, in a message of its own, so that a second tap does not take it away: it changes nothing."""
    made = unit.calendars.made_at(tap.person.id)
    if not unit.public_url or _mark(made) != tap.action.made:
        return _card(tap.person, unit, say)
    address = f"{unit.public_url}/calendar/{unit.calendars.renew(tap.person.id, tap.now)}.ics"
    text = paragraphs(
        bold(say("The address for your calendar")),
        Markup("<code>{}</code>").format(address),
        say("Copy it, and add it in your calendar as a subscription, or a calendar from the web."),
        say("I show it only this once. Keep it to yourself."),
    )
    rows = ((Button(say("Back to settings"), actions.Settings()), home_button(say)),)
    return Screen(text, rows, fresh=True)


def stop(tap: Tap[actions.StopFeed], unit: Unit, say: Speech) -> Screen:
    """Nothing is at the address any more; an old button stops no newer one."""
    if _mark(unit.calendars.made_at(tap.person.id)) != tap.action.made:
        return _card(tap.person, unit, say)
    unit.calendars.forget(tap.person.id)
    return _card(tap.person, unit, say, say("It's turned off. What your calendar has read it may keep."))


def entries(person: Person, unit: Unit, now: datetime) -> list[Calendar]:
    """All that the person's calendar is told, in order: the same while nothing has changed."""
    say = Speech.to(person, now)
    found = [
        replace(entry(meeting, pair, say), made_at=meeting.settled_at)
        for pair in unit.pairs.of(person.id)
        for meeting in unit.meetings.of(pair.id, now - BEHIND, now + AHEAD)
    ]
    return sorted(found, key=lambda each: (each.starts_at, each.uid))


def _mark(made: datetime | None) -> int:
    """Which address a button is about; 0 for none yet."""
    return int(made.timestamp() * 1000) % actions.LARGEST if made else 0
