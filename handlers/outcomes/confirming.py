"""The other one's word: asked once when one has told, with a face from the mentee."""

from dataclasses import replace

from bot.mentoring.meetings import is_tellable
from handlers import actions
from handlers.access import Stale
from handlers.meetings.listing import changed
from handlers.meetings.scene import scene
from handlers.notice import Dropped, Notice
from handlers.outcomes import cards
from handlers.outcomes.recording import record_once
from handlers.outcomes.telling import following
from handlers.screen import Button, Screen, bold, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit


def confirm(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other told what became of the meeting: is it so?"""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    if notice.reader.id in seen.logs:
        return Dropped("logged")
    if seen.other.id not in seen.logs:
        return Dropped("undone")
    return cards.confirm_question(seen, say)


def confirm_met(tap: Tap[actions.ConfirmMet], unit: Unit, say: Speech) -> Screen:
    """Yes, we met; a mentee is asked how it was."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    seen = record_once(seen, unit, say, held=True)
    if seen.is_mentee:
        return cards.mood_question(seen, say)
    return cards.saved(seen, following(seen, unit, say), say)


def deny_met(tap: Tap[actions.DenyMet], unit: Unit, say: Speech) -> Screen:
    """We didn't meet: kept as told; a difference is seen by the coordinator only."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    seen = record_once(seen, unit, say, held=False)
    theirs = seen.logs.get(seen.other.id)
    if theirs is None or not theirs.held:
        return cards.missed(seen, say)
    told = say("That's quite all right. I don't tell {name} what you answered.", name=seen.name)
    undo = Button(say("Undo"), actions.UndoLog(seen.meeting.id))
    return Screen(paragraphs(bold(say("Thanks for telling me.")), told), ((undo, home_button(say)),))


def mood_was(tap: Tap[actions.MoodWas], unit: Unit, say: Speech) -> Screen:
    """A face from the mentee: kept for themselves."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    mine = seen.logs.get(tap.person.id)
    if not seen.is_mentee or mine is None or not mine.held:
        raise Stale
    if mine.mood is not tap.action.mood:
        unit.outcomes.log(replace(mine, mood=tap.action.mood))
    return cards.mood_saved(seen, tap.action.mood, following(seen, unit, say), say)
