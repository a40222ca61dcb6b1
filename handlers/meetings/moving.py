"""Another time: one suggests, the other says yes or suggests another, in as many rounds as it takes."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.meetings import MeetingState, Move, Refusal, is_ahead, is_movable, refuses_move
from bot.mentoring.phrases import Reason
from handlers import actions
from handlers.access import Stale
from handlers.meetings import cards
from handlers.meetings.listing import changed, shown
from handlers.meetings.scene import Scene, holiday_line, rest, scene, suggestions, taken
from handlers.moments import moment
from handlers.screen import Button, Screen
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.wording import instant_of
from storage.states import MoveState
from storage.unit import Unit


def move_it(tap: Tap[actions.MoveIt], unit: Unit, say: Speech) -> Screen:
    """Three times, and free text; one of the rhythm can be skipped, or the rhythm moved."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_movable(seen.meeting):
        return changed(seen, unit, say)
    return ask_when(seen, unit, say)


def ask_when(
    seen: Scene, unit: Unit, say: Speech, *, title: Markup | None = None, first: Markup | None = None
) -> Screen:
    """The question about another time, with suggestions and the other ways out of the old one."""
    times, others = suggestions(seen, unit, say.now), _other_ways(seen, say)
    return cards.when_question(seen, times, say, title=title, first=first, others=others)


def _other_ways(seen: Scene, say: Speech) -> list[Button]:
    """One of the rhythm that is still ahead can be skipped, or the rhythm moved."""
    if seen.meeting.slot is None or not is_ahead(seen.meeting, say.now):
        return []
    return [
        Button(say("Skip this one"), actions.SkipMeeting(seen.meeting.id)),
        Button(say("Another time from now on"), actions.FromNowOn(seen.meeting.id)),
    ]


def move_to(tap: Tap[actions.MoveTo], unit: Unit, say: Speech) -> Screen:
    """This time instead: the other is asked, or, when they had suggested the same, it is settled."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    to = instant_of(tap.action.minute, tap.now)
    if to is None:
        raise Stale
    if to == seen.meeting.starts_at and is_ahead(seen.meeting, tap.now):
        return shown(seen, unit, say)
    if not is_movable(seen.meeting):
        return changed(seen, unit, say)
    others = taken(seen.pair, seen.meeting.id, unit, tap.now)
    refusal = refuses_move(seen.meeting, to, tap.now, others, rest(seen.pair, unit))
    if refusal is not None:
        return ask_when(seen, unit, say, first=refusal_words(refusal, say))
    return _suggest(seen, to, unit, say)


def _suggest(seen: Scene, to: datetime, unit: Unit, say: Speech) -> Screen:
    move = seen.move
    if move is not None and move.starts_at == to:
        return shown(seen, unit, say) if move.by == seen.person.id else _settle(seen, move, unit, say)
    made = unit.meetings.suggest(seen.meeting.id, seen.person.id, to, say.now)
    if not seen.other.has_chat:
        # Nobody could tap a yes: it is moved as the two have said.
        return _settle(seen, made, unit, say)
    key = f"meeting.move:{made.id}:{seen.other.id}"
    facts = {"move": made.id, "meeting": seen.meeting.id}
    unit.outbox.notice("meeting.move", seen.other, key, facts, say.now, expires=to)
    return cards.asked_card(seen, made.id, to, say, _crossed(seen, say))


def _crossed(seen: Scene, say: Speech) -> Markup | None:
    """The other has suggested a time meanwhile, which the reader may not have seen: the newer one stands."""
    if seen.move is None or seen.move.by == seen.person.id:
        return None
    return say(
        "{name} suggested {when}. Now your time stands instead.", name=seen.name, when=say.full(seen.move.starts_at)
    )


def said_move_time(said: Said, action: actions.SayMoveTime, unit: Unit, say: Speech) -> Screen:
    """A time in plain words: said back before the other is asked."""
    seen = scene(action.meeting, said.person, unit, say)
    if not is_movable(seen.meeting):
        return changed(seen, unit, say)
    found = moment(said.text, say.language, say.zone, said.now, seen.meeting.starts_at)
    if found.instants and found.only is None:
        return cards.when_question(seen, found.instants[:4], say, title=say("Which of these do you mean?"))
    if found.only is None:
        return ask_when(seen, unit, say, first=unread_words(found.reason, say))
    others = taken(seen.pair, seen.meeting.id, unit, said.now)
    refusal = refuses_move(seen.meeting, found.only, said.now, others, rest(seen.pair, unit))
    if refusal is not None:
        return ask_when(seen, unit, say, first=refusal_words(refusal, say))
    return cards.echo_card(seen, found.only, say, holiday_line(found.only, seen.pair, unit, say))


def accept_move(tap: Tap[actions.AcceptMove], unit: Unit, say: Speech) -> Screen:
    """Works for me: the meeting has its new time. A suggestion that is closed shows how things are."""
    seen = scene(unit.meetings.meeting_of_move(tap.action.move), tap.person, unit, say)
    move = seen.move
    if move is None:
        return _after(tap.action.move, seen, unit, say)
    if move.id != tap.action.move or move.by == tap.person.id:
        return changed(seen, unit, say)
    others = taken(seen.pair, seen.meeting.id, unit, tap.now)
    refusal = refuses_move(seen.meeting, move.starts_at, tap.now, others, rest(seen.pair, unit))
    if refusal is not None:
        return ask_when(seen, unit, say, first=refusal_words(refusal, say))
    return _settle(seen, move, unit, say)


def _after(asked: int, seen: Scene, unit: Unit, say: Speech) -> Screen:
    """How things are, when the suggestion waits no more: another time is asked for when its own is over."""
    _, state = unit.meetings.became_of_move(asked)
    if state is MoveState.OPEN and is_movable(seen.meeting):
        return ask_when(seen, unit, say, first=refusal_words(Refusal.PAST, say))
    return cards.settled_card(seen, say) if is_ahead(seen.meeting, say.now) else changed(seen, unit, say)


def _settle(seen: Scene, move: Move, unit: Unit, say: Speech) -> Screen:
    if not is_movable(seen.meeting):
        return changed(seen, unit, say)
    unit.meetings.set(
        seen.meeting.id,
        starts_at=move.starts_at,
        state=MeetingState.PLANNED,
        pause_id=None,
        settled_at=say.now,
        version=seen.meeting.version + 1,
        due_at=say.now,
    )
    unit.meetings.settle_moves(seen.meeting.id, MoveState.ACCEPTED)
    unit.meetings.unreply(seen.meeting.id)
    key = f"meeting.moved:{move.id}:{seen.other.id}"
    facts = {"meeting": seen.meeting.id}
    unit.outbox.notice("meeting.moved", seen.other, key, facts, say.now, expires=move.starts_at)
    return cards.settled_card(scene(seen.meeting.id, seen.person, unit, say), say)


def keep_time(tap: Tap[actions.KeepTime], unit: Unit, say: Speech) -> Screen:
    """The old time stays: the answer to a suggestion, or the suggester's own Undo."""
    asked, state = unit.meetings.became_of_move(tap.action.move)
    seen = scene(asked.meeting, tap.person, unit, say)
    move = seen.move
    if move is None:
        return shown(seen, unit, say, _became_of(asked, state, seen, say))
    if move.id != asked.id:
        return changed(seen, unit, say)
    unit.meetings.settle_moves(seen.meeting.id, MoveState.REPLACED)
    if move.by != tap.person.id:
        key = f"meeting.kept:{move.id}:{seen.other.id}"
        facts = {"meeting": seen.meeting.id}
        unit.outbox.notice("meeting.kept", seen.other, key, facts, tap.now, expires=seen.meeting.starts_at)
    else:
        unit.outbox.withdraw(f"meeting.move:{move.id}:{seen.other.id}", tap.now, "undone")
    seen = scene(seen.meeting.id, tap.person, unit, say)
    return shown(seen, unit, say, _became_of(asked, MoveState.REPLACED, seen, say))


def _became_of(move: Move, state: MoveState, seen: Scene, say: Speech) -> Markup:
    """What happened to a suggestion that waits no more, as its old button is tapped."""
    if not is_ahead(seen.meeting, say.now):
        return say("Nobody is asked about that time any more.")
    if state is not MoveState.ACCEPTED and seen.meeting.settled_at <= move.at:
        return say("Then the old time stands.")
    if state is not MoveState.ACCEPTED or move.starts_at != seen.meeting.starts_at:
        return say("This has changed since. Here is how it looks now.")
    if move.by == seen.person.id:
        return say("{name} has said yes already, so the new time stands. You can move it again.", name=seen.name)
    return say("You've said yes already, so the new time stands. You can move it again.")


def refusal_words(refusal: Refusal, say: Speech) -> Markup:
    """Why a time can't be, kindly."""
    return {
        Refusal.PAST: say("That time is over. Which one would suit you?"),
        Refusal.TOO_FAR: say("That is a long way off. Is there a time within a year?"),
        Refusal.SAME: say("That is the time it has already."),
        Refusal.BREAK: say("You two are on a break then. Is there a time after it?"),
        Refusal.TAKEN: say("You two have a meeting at that time already."),
    }[refusal]


def unread_words(reason: Reason | None, say: Speech) -> Markup:
    """Why a typed time was not understood, kindly."""
    if reason is Reason.PAST:
        return refusal_words(Refusal.PAST, say)
    return say("I don't know that time yet: try <i>Thursday 16.30</i>.")
