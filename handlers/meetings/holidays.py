"""A meeting that the rhythm put on a public holiday: both are asked, and both see the answer."""

from bot.mentoring.meetings import Reply, holiday, is_ahead
from handlers import actions
from handlers.meetings.attending import key_of
from handlers.meetings.cards import ahead_card
from handlers.meetings.listing import changed
from handlers.meetings.scene import Scene, scene
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import holiday_words, home_button
from storage.facts import holiday_zone
from storage.unit import Unit

ON = "meeting.holiday.on"


def holiday_asked(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """It's a public holiday. Meet anyway? Not asked any more when one of the two has answered in any way."""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    if not is_ahead(seen.meeting, notice.now):
        return Dropped("not_planned")
    if seen.meeting.holiday is not None or seen.move is not None:
        return Dropped("answered")
    name = holiday_name(seen, unit, say)
    if name is None:
        return Dropped("moved")
    number = seen.meeting.id
    day = say.on(say.local(seen.meeting.starts_at).date())
    title = bold(say("It's {holiday} {day}. Meet anyway?", holiday=name, day=day))
    at = say.clock(say.local(seen.meeting.starts_at).time())
    told = say("You and {name} have planned to meet at {time}.", name=seen.name, time=at)
    asked = say("{name} is asked too, and you both see the answer.", name=seen.name)
    rows = column(
        Button(say("Meet anyway"), actions.MeetAnyway(number), Style.PRIMARY),
        Button(say("Find another time"), actions.MoveIt(number)),
        Button(say("Skip this one"), actions.SkipMeeting(number)),
        home_button(say),
    )
    return Screen(paragraphs(title, told, asked), rows)


def holiday_name(seen: Scene, unit: Unit, say: Speech) -> str | None:
    """The public holiday that the meeting is on, as in the middle of a sentence; None on other days."""
    zone, country = holiday_zone(seen.meeting, seen.pair, unit)
    return holiday_words(holiday(seen.meeting, zone, country, say.language), say)


def meet_anyway(tap: Tap[actions.MeetAnyway], unit: Unit, say: Speech) -> Screen:
    """Meet anyway: the reader comes, and the other hears it; the same tap again changes nothing."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_ahead(seen.meeting, tap.now):
        return changed(seen, unit, say)
    number = seen.meeting.id
    unit.meetings.reply(number, tap.person.id, Reply.COMING, tap.now)
    if seen.meeting.holiday is None:
        unit.meetings.set(number, holiday=True)
        facts = {"meeting": number}
        key = key_of(ON, seen, seen.meeting.version)
        unit.outbox.notice(ON, seen.other, key, facts, tap.now, expires=seen.meeting.starts_at)
    return ahead_card(scene(number, tap.person, unit, say), say, say("Good. {name} can see it here.", name=seen.name))


def holiday_on(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other would like to meet anyway."""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    name = holiday_name(seen, unit, say)
    if name is None or not is_ahead(seen.meeting, notice.now):
        return Dropped("not_planned")
    day = say.on(say.local(seen.meeting.starts_at).date())
    told = say("It's {holiday} {day}, and {name} would like to meet anyway.", holiday=name, day=day, name=seen.name)
    return ahead_card(seen, say, told, saves=False)
