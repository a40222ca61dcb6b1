"""The cards of logging: the question, the step, saved, the faces."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, is_whole
from bot.mentoring.meetings import Meeting, Mood, StepOutcome
from handlers import actions
from handlers.journey.cards import words_button
from handlers.meetings.scene import Scene
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.wording import home_button


def question(seen: Scene, say: Speech, first: Markup | None = None) -> Screen:
    """Did you get to meet?"""
    number = seen.meeting.id
    rows = column(
        Button(say("We met"), actions.Met(number), Style.PRIMARY),
        Button(say("It was moved"), actions.WasMoved(number)),
        Button(say("It didn't happen this time"), actions.DidNotHappen(number)),
        home_button(say),
    )
    asked = bold(say("Did you and {name} get to meet?", name=seen.name))
    move = seen.move
    waits = say("A new time is suggested: {when}", when=say.full(move.starts_at)) if move else None
    return Screen(paragraphs(first, asked, capital(say.full(seen.meeting.starts_at)), waits), rows)


def confirm_question(seen: Scene, say: Speech, first: Markup | None = None) -> Screen:
    """The other has told: one tap to confirm, one to say otherwise."""
    number = seen.meeting.id
    day = say.on(say.local(seen.meeting.starts_at).date())
    if seen.logs[seen.other.id].held:
        title = bold(say("{name} says you met {day}.", name=seen.name, day=day))
        yes = Button(say("Yes, we met"), actions.ConfirmMet(number), Style.PRIMARY)
        no = Button(say("We didn't meet"), actions.DenyMet(number))
        return Screen(paragraphs(first, title, say("Is that how you see it, too?")), column(yes, no, home_button(say)))
    title = bold(say("{name} says you didn't get to meet {day}.", name=seen.name, day=day))
    yes = Button(say("That's right"), actions.DenyMet(number), Style.PRIMARY)
    no = Button(say("We met"), actions.ConfirmMet(number))
    return Screen(paragraphs(first, title, say("That happens. Is it so?")), column(yes, no, home_button(say)))


def step_question(seen: Scene, step: Goal, say: Speech) -> Screen:
    """You met; and the step?"""
    number = seen.meeting.id

    def button(words: Markup, outcome: StepOutcome, style: Style = Style.PLAIN) -> Button:
        return Button(words, actions.StepWas(number, outcome), style)

    rows = (
        *column(
            button(say("We did it"), StepOutcome.DONE, Style.PRIMARY),
            button(say("Some of the way"), StepOutcome.SOME),
            button(say("Something else"), StepOutcome.OTHER),
        ),
        (Button(say("Undo"), actions.UndoLog(number)), home_button(say)),
    )
    text = paragraphs(bold(say("Good to hear that you met.")), say("And the step: {step}?", step=step.title))
    return Screen(text, rows)


def saved(seen: Scene, following: tuple[Meeting, Goal] | None, say: Speech) -> Screen:
    """It is kept. A mentee is asked how it was; a mentor may go on to a note or the next step."""
    number = seen.meeting.id
    title = bold(say("Saved. Thanks for telling me."))
    undo = Button(say("Undo"), actions.UndoLog(number))
    if seen.is_mentee:
        text = paragraphs(title, step_became(seen, say), _faces_words(say))
        return Screen(text, (*faces(number, say), (undo, home_button(say))))
    note = Button(say("Add a note"), actions.AskNote(number))
    text = paragraphs(title, step_became(seen, say), next_words(following, say))
    return Screen(text, (*next_row(following, say), (_own_words(seen, say),), (note, undo), (home_button(say),)))


def step_became(seen: Scene, say: Speech) -> Markup | None:
    """What became of the step, kindly."""
    if seen.step is None or seen.meeting.step_outcome is None:
        return None
    step = seen.step.title
    return {
        StepOutcome.DONE: say("You did it: {step}", step=step),
        StepOutcome.SOME: say("You came some of the way: {step}", step=step),
        StepOutcome.OTHER: say("It can wait: {step}", step=step),
    }[seen.meeting.step_outcome]


def next_words(following: tuple[Meeting, Goal] | None, say: Speech) -> Markup | None:
    """The step that could come next."""
    if following is None:
        return None
    meeting, step = following
    if is_whole(step):
        return say("For {when}, you could take a small step towards: {goal}", when=_day(meeting, say), goal=step.title)
    return say("For {when}, the next small step could be: {step}", when=_day(meeting, say), step=step.title)


def next_row(following: tuple[Meeting, Goal] | None, say: Speech) -> tuple[tuple[Button, ...], ...]:
    """The button that chooses it."""
    if following is None:
        return ()
    meeting, step = following
    if is_whole(step):
        return ((Button(say("Choose a small step"), actions.ChooseStep(meeting.id), Style.PRIMARY),),)
    return ((Button(say("Take that step"), actions.StepFor(meeting.id, step.id), Style.PRIMARY),),)


def _day(meeting: Meeting, say: Speech) -> Markup:
    return say.date(say.local(meeting.starts_at).date())


def faces(meeting: int, say: Speech) -> tuple[tuple[Button, ...], ...]:
    """How it was, in faces that a screen reader can read."""

    def face(mood: Mood) -> Button:
        return Button(mood_words(mood, say), actions.MoodWas(meeting, mood))

    return ((face(Mood.GREAT), face(Mood.GOOD)), (face(Mood.SOSO), face(Mood.HARD)))


def mood_words(mood: Mood, say: Speech) -> Markup:
    """A face and its word."""
    return {
        Mood.GREAT: say("😀 Really good"),
        Mood.GOOD: say("🙂 Good"),
        Mood.SOSO: say("😐 So-so"),
        Mood.HARD: say("😔 Hard"),
    }[mood]


def _faces_words(say: Speech) -> Markup:
    return say("How was it? Only you can see what you choose.")


def mood_question(seen: Scene, say: Speech) -> Screen:
    """How was it?"""
    number = seen.meeting.id
    rows = (*faces(number, say), (Button(say("Undo"), actions.UndoLog(number)), home_button(say)))
    return Screen(paragraphs(bold(say("Good to hear that you met.")), _faces_words(say)), rows)


def mood_saved(seen: Scene, mood: Mood, following: tuple[Meeting, Goal] | None, say: Speech) -> Screen:
    """The face is kept, and said back."""
    number = seen.meeting.id
    text = paragraphs(
        bold(say("Saved. Thanks for telling me.")),
        say("You chose: {mood}", mood=mood_words(mood, say)),
        next_words(following, say),
    )
    change = Button(say("Another face"), actions.ConfirmMet(number))
    note = Button(say("Add a note"), actions.AskNote(number))
    rows = (*next_row(following, say), (_own_words(seen, say),), (note, change), (home_button(say),))
    return Screen(text, rows)


def _own_words(seen: Scene, say: Speech) -> Button:
    return words_button(seen.pair.id, seen.meeting.id, seen.name, say, mentee=seen.is_mentee)


def missed(seen: Scene, say: Speech) -> Screen:
    """It didn't happen, and that happens."""
    told = say("It's noted, and nobody asks any more. Would you like to find a new time?")
    rows = (
        (Button(say("Find a new time"), actions.AskMeetingTime(seen.pair.id), Style.PRIMARY),),
        (Button(say("Undo"), actions.UndoLog(seen.meeting.id)), home_button(say)),
    )
    return Screen(paragraphs(bold(say("That happens.")), told), rows)
