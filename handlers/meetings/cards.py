"""The cards of one meeting: what stands, what is suggested, and what can be done."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from bot.mentoring.goals import is_whole
from bot.mentoring.meetings import MeetingState, Reply, StepOutcome, is_ahead, is_unplanned
from handlers import actions
from handlers.meetings.scene import Scene
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.wording import home_button, label, minute_of, where

Rows = tuple[tuple[Button, ...], ...]
# The newest notes, and no more: a card is no archive.
NEWEST = 3


class Notes(NamedTuple):
    """The notes on a meeting that the reader may see, oldest first: (writer, text) and (note, speaker)."""

    written: Sequence[tuple[int, str]]
    spoken: Sequence[tuple[int, int]]


def meeting_card(seen: Scene, notes: Notes, say: Speech, first: Markup | None = None) -> Screen:
    """One meeting, whatever became of it."""
    if seen.move is not None and seen.meeting.state in {MeetingState.PLANNED, MeetingState.CALLED_OFF}:
        return move_card(seen, say, first)
    if is_ahead(seen.meeting, say.now):
        return ahead_card(seen, say, first)
    return past_card(seen, notes, say, first)


def ahead_card(seen: Scene, say: Speech, first: Markup | None = None, *, saves: bool = True) -> Screen:
    """A meeting to come: when, where, who comes, the step; a reminder leaves the calendar out (`saves`)."""
    title = bold(say("You and {name} meet {when}.", name=seen.name, when=say.when(seen.meeting.starts_at)))
    about = lines(where(seen.meeting.form, seen.meeting.place, say), _comers(seen, say))
    return Screen(paragraphs(first, title, about, step_line(seen, say)), ahead_rows(seen, say, saves=saves))


def ahead_rows(seen: Scene, say: Speech, *, saves: bool = True) -> Rows:
    """What can be done with a meeting to come."""
    number = seen.meeting.id
    come = seen.replies.get(seen.person.id) is Reply.COMING
    words = say("Another small step") if seen.step else say("Choose a small step")
    save = Button(say("Save to calendar"), actions.SaveMeeting(number)) if saves else None
    return (
        *column(None if come else Button(say("I'm coming"), actions.Coming(number), Style.PRIMARY)),
        (Button(say("Move it"), actions.MoveIt(number)), Button(say("I can't make it"), actions.CannotCome(number))),
        *column(Button(words, actions.ChooseStep(number)), save),
        (Button(say("Meetings"), actions.Meetings()), home_button(say)),
    )


def step_line(seen: Scene, say: Speech) -> Markup | None:
    """The small step for the meeting, if one was chosen."""
    if seen.step is None:
        return None
    title = seen.step.title
    return say("You take up: {goal}", goal=title) if is_whole(seen.step) else say("Small step: {step}", step=title)


def _comers(seen: Scene, say: Speech) -> Markup | None:
    mine = seen.replies.get(seen.person.id) is Reply.COMING
    theirs = seen.replies.get(seen.other.id) is Reply.COMING
    if mine and theirs:
        return say("You are both coming.")
    if mine:
        return say("You've said that you're coming.")
    return say("{name} is coming.", name=seen.name) if theirs else None


def past_card(seen: Scene, notes: Notes, say: Speech, first: Markup | None = None) -> Screen:
    """A meeting that is over, or was called off."""
    when = capital(say.full(seen.meeting.starts_at))
    title = bold(say("{when} with {name}", when=when, name=seen.name))
    story = paragraphs(_became(seen, say), _step_became(seen, say), _written(seen, notes, say))
    return Screen(paragraphs(first, title, story), _past_rows(seen, notes, say))


def _became(seen: Scene, say: Speech) -> Markup:
    return {
        MeetingState.PLANNED: say("How did it go?"),
        MeetingState.HELD: say("You met."),
        MeetingState.MISSED: say("It didn't happen this time."),
        MeetingState.CALLED_OFF: _off(seen, say),
    }[seen.meeting.state]


def _off(seen: Scene, say: Speech) -> Markup:
    if is_unplanned(seen.meeting):
        return say("That you met then was taken back.")
    return say("It was called off for your break.") if is_off_for_break(seen) else say("It was called off.")


def is_off_for_break(seen: Scene) -> bool:
    """Whether it was called off for a break, and nobody had said no to it."""
    off = seen.meeting.state is MeetingState.CALLED_OFF and seen.meeting.pause is not None
    return off and Reply.CANNOT not in seen.replies.values()


def _step_became(seen: Scene, say: Speech) -> Markup | None:
    if seen.step is None or seen.meeting.step_outcome is None:
        return None
    step = seen.step.title
    return {
        StepOutcome.DONE: say("You did it: {step}", step=step),
        StepOutcome.SOME: say("Some of the way: {step}", step=step),
        StepOutcome.OTHER: say("You did something else than this: {step}", step=step),
    }[seen.meeting.step_outcome]


def _written(seen: Scene, notes: Notes, say: Speech) -> Markup | None:
    told = [
        say("You: {note}", note=label(text, 300))
        if writer == seen.person.id
        else say("{name}: {note}", name=seen.name, note=label(text, 300))
        for writer, text in notes.written[-NEWEST:]
    ]
    return lines(*told) if told else None


def _spoken(seen: Scene, notes: Notes, say: Speech) -> list[Button]:
    """A button for each of them, numbered where there are several from the same person."""
    buttons = []
    for note, speaker in notes.spoken[-NEWEST:]:
        words = say("Hear your note") if speaker == seen.person.id else say("Hear the note from {name}", name=seen.name)
        same = [each for each, other in notes.spoken if other == speaker]
        words = Markup("{} ({})").format(words, same.index(note) + 1) if len(same) > 1 else words
        buttons.append(Button(words, actions.PlayNote(note)))
    return buttons


def _past_rows(seen: Scene, notes: Notes, say: Speech) -> Rows:
    number, state = seen.meeting.id, seen.meeting.state
    tell = Button(say("How did it go?"), actions.LogMeeting(number), Style.PRIMARY)
    again = (
        None if is_unplanned(seen.meeting) else Button(say("Find a new time"), actions.MoveIt(number), Style.PRIMARY)
    )
    change = Button(say("Tell it again"), actions.LogMeeting(number))
    mine = seen.person.id in seen.logs
    shown = (
        again if state is MeetingState.CALLED_OFF else change if mine else tell,
        *_spoken(seen, notes, say),
        Button(say("Add a note"), actions.AskNote(number)) if state is MeetingState.HELD else None,
    )
    return (*column(*shown), (Button(say("Meetings"), actions.Meetings()), home_button(say)))


# --- Another time ------------------------------------------------------------------------------------------


def move_card(seen: Scene, say: Speech, first: Markup | None = None) -> Screen:
    """A new time is suggested: by the other, to answer; by the reader, to wait for."""
    move = seen.move
    if move is None:
        raise LookupError("nothing is suggested")
    keep = Button(say("Keep the old time"), actions.KeepTime(move.id)) if is_ahead(seen.meeting, say.now) else None
    if move.by == seen.person.id:
        return asked_card(seen, move.id, move.starts_at, say, first)
    title = bold(say("{name} would like another time: {when}", name=seen.name, when=say.full(move.starts_at)))
    rows = column(
        Button(say("Works for me"), actions.AcceptMove(move.id), Style.PRIMARY),
        Button(say("Suggest another time"), actions.MoveIt(seen.meeting.id)),
        keep,
        home_button(say),
    )
    return Screen(paragraphs(first, title, _stands(seen, say)), rows)


def asked_card(seen: Scene, move: int, to: datetime, say: Speech, first: Markup | None = None) -> Screen:
    """The reader has suggested a time, and the other is asked."""
    title = bold(say("I've asked {name}: {when}", name=seen.name, when=say.full(to)))
    told = say("You'll hear from me when {name} has answered.", name=seen.name)
    rows = (
        (Button(say("Another time"), actions.MoveIt(seen.meeting.id)), Button(say("Undo"), actions.KeepTime(move))),
        (home_button(say),),
    )
    return Screen(paragraphs(first, title, told, _stands(seen, say)), rows)


def _stands(seen: Scene, say: Speech) -> Markup | None:
    if not is_ahead(seen.meeting, say.now):
        return None
    return say("Until then this time stands: {when}", when=say.full(seen.meeting.starts_at))


def when_question(
    seen: Scene,
    times: Sequence[datetime],
    say: Speech,
    *,
    title: Markup | None = None,
    first: Markup | None = None,
    others: Sequence[Button] = (),
) -> Screen:
    """To when? Three times, or free text; `others` are other ways out of the old time."""
    asked = bold(title or say("When would suit you better?"))
    how = say(
        "Choose a time and I'll ask {name}, or write one, such as <i>Friday 16.30</i>.",
        name=seen.name,
    )
    now = say("The time was: {when}", when=say.full(seen.meeting.starts_at))
    rows = (*time_rows(seen.meeting.id, times, say), *column(*others, _back(seen, say)))
    return Screen(paragraphs(first, asked, how, now), rows, asks=actions.SayMoveTime(seen.meeting.id))


def time_rows(meeting: int, times: Sequence[datetime], say: Speech) -> Rows:
    """Each time on a button that suggests it, the first as the likely one."""
    buttons = [Button(capital(say.full(each)), actions.MoveTo(meeting, minute_of(each))) for each in times]
    likely = [Button(each.label, each.action, Style.PRIMARY) for each in buttons[:1]]
    return column(*likely, *buttons[1:])


def _back(seen: Scene, say: Speech) -> Button:
    return Button(say("Back"), actions.MeetingCard(seen.meeting.id))


def echo_card(seen: Scene, to: datetime, say: Speech, note: Markup | None = None) -> Screen:
    """What was typed, as understood, before the other is asked; `note` is what to know of that day."""
    title = bold(capital(say.full(to)))
    told = say("Shall I ask {name} if this time works?", name=seen.name)
    rows = column(
        Button(say("Ask {name}", name=seen.name), actions.MoveTo(seen.meeting.id, minute_of(to)), Style.PRIMARY),
        Button(say("Another time"), actions.MoveIt(seen.meeting.id)),
        home_button(say),
    )
    return Screen(paragraphs(title, note, told), rows, asks=actions.SayMoveTime(seen.meeting.id))


def settled_card(seen: Scene, say: Speech) -> Screen:
    """The two have found a time."""
    return ahead_card(seen, say, say("Then that's settled."))
