"""What the other hears of a break, and both on the day it is over."""

from bot.mentoring import nudges
from bot.mentoring.nudges import NudgeKind
from bot.mentoring.pairs import PairState
from handlers import actions
from handlers.notice import Dropped, Notice
from handlers.pauses import cards
from handlers.pauses.scene import Scene, scene
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button, minute_of
from storage import facts
from storage.unit import Unit


def begun(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other has taken a break, or changed its end; or theirs is over, and the reader's own goes on."""
    pause = unit.pauses.get(notice["pause"])
    if pause.ended_at is not None or pause.until is None or minute_of(pause.until) != notice["until"]:
        return Dropped("changed")
    seen = scene(pause.pair, notice.reader, unit, say)
    if seen.is_own:
        first = say("{name}'s break is over. Yours goes on until {date}.", name=seen.name, date=say.date(seen.day))
        rows = column(Button(say("See the break"), actions.PauseCard(seen.pair.id)), home_button(say))
        return Screen(paragraphs(bold(first)), rows)
    title = say("{name} would like a break until {date}.", name=seen.name, date=say.date(seen.day))
    told = say("It has nothing to do with you, and you need do nothing. Your meetings until then are called off.")
    after = say("I stay quiet, and write to you both when it is over.")
    see = Button(say("See the break"), actions.PauseCard(seen.pair.id))
    return Screen(paragraphs(bold(title), lines(told, after)), column(see, home_button(say)))


def over(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The break is over: by itself, or because the other takes the thread up again."""
    seen = scene(notice["pair"], notice.reader, unit, say)
    if seen.pair.state is not PairState.ACTIVE:
        return Dropped(seen.pair.state.value)
    if not notice["early"] and _reminded(seen, notice, unit):
        return Dropped("reminded")
    title = (
        say("{name} takes up the thread again.", name=seen.name)
        if notice["early"]
        else say("The break is over: you and {name} take up the thread again.", name=seen.name)
    )
    return Screen(paragraphs(bold(title), cards.meets(seen, say)), column(cards.plan(seen, say), home_button(say)))


def _reminded(seen: Scene, notice: Notice, unit: Unit) -> bool:
    """Whether the reader has been reminded of the next meeting already, and told there that the break is over."""
    coming = unit.meetings.next_of(seen.pair.id, notice.now)
    found = nudges.due(nudges.MEETING_RULES, facts.meeting(coming[0], unit), notice.now) if coming else ()
    reminders = {NudgeKind.TOMORROW, NudgeKind.SOON}
    return any(
        each.kind in reminders and each.to.id == notice.reader.id and unit.outbox.told(each.key) for each in found
    )
