"""What is said of a meeting unasked: reminders, and what the other did with it."""

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.meetings import SOON, MeetingState, Move, is_ahead, reminder_lapsed
from bot.mentoring.pauses import is_just_over
from handlers import actions
from handlers.meetings import cards
from handlers.meetings.scene import Scene, holiday_line, scene, suggestions
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button, step_question
from storage.unit import Unit

_First = Callable[[Scene], Markup]


def reminder(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The day before, and two hours before."""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    lapsed = reminder_lapsed(seen.meeting, notice.now)
    if lapsed:
        return Dropped(lapsed)
    screen = cards.ahead_card(seen, say, saves=False)
    over = is_just_over(unit.pauses.of(seen.pair.id), notice.now)
    back = say("Your break is over: the two of you take up the thread again.") if over else None
    screen = replace(screen, text=paragraphs(screen.text, back, _holiday(seen, unit, say)))
    if seen.step is not None or not seen.is_mentee or notice.now >= seen.meeting.starts_at - SOON:
        return screen
    # One ring, not two: the day before, the mentee is asked about the step on the same card.
    return replace(screen, text=paragraphs(screen.text, step_question(say)))


def _holiday(seen: Scene, unit: Unit, say: Speech) -> Markup | None:
    """That the day is a public holiday, until somebody has said that they meet anyway: the door may be shut."""
    return None if seen.meeting.holiday else holiday_line(seen.meeting.starts_at, seen.pair, unit, say)


def move_suggested(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other would like another time."""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    open_one = _open(seen, notice)
    if open_one is None:
        return Dropped("answered")
    return cards.move_card(seen, say)


def _open(seen: Scene, notice: Notice) -> Move | None:
    move = seen.move
    return move if move is not None and move.id == notice["move"] else None


def moved(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other said yes to the new time."""
    return _ahead(notice, unit, say, lambda seen: say("The new time works for {name}.", name=seen.name))


def planned(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other planned a meeting outside the rhythm."""
    return _ahead(notice, unit, say, lambda seen: say("{name} has planned a meeting.", name=seen.name))


def kept(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other would rather keep the old time."""
    return _ahead(notice, unit, say, lambda seen: say("{name} would like to keep the old time.", name=seen.name))


def on_after_all(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other can come after all."""
    return _ahead(notice, unit, say, lambda seen: say("{name} can come after all.", name=seen.name))


def _ahead(notice: Notice, unit: Unit, say: Speech, first: _First) -> Screen | Dropped:
    seen = scene(notice["meeting"], notice.reader, unit, say)
    if not is_ahead(seen.meeting, notice.now):
        return Dropped("not_planned")
    return cards.ahead_card(seen, say, first(seen))


def other_cannot(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other can't make it, with times to suggest."""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    if seen.meeting.state is not MeetingState.CALLED_OFF:
        return Dropped("on_again")
    day = say.on(say.local(seen.meeting.starts_at).date())
    title = bold(say("{name} can't make it {day} after all, and would like a new time.", name=seen.name, day=day))
    told = say("Does one of these suit you? Then I'll ask {name}.", name=seen.name)
    rows = (
        *cards.time_rows(seen.meeting.id, suggestions(seen, unit, notice.now), say),
        *column(Button(say("Another time"), actions.MoveIt(seen.meeting.id)), home_button(say)),
    )
    return Screen(paragraphs(title, told), rows)
