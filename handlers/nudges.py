"""What the bot says because time passed and nobody had agreed to: one question each, and "Not today"."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from bot.mentoring import nudges
from bot.mentoring.nudges import COURSE_RULES, MEETING_RULES, CourseFacts, Nudge, NudgeKind
from bot.mentoring.nudges.courses import ends_on, pausing
from bot.mentoring.nudges.times import midnight_after
from bot.mentoring.pairs import PairState
from handlers import actions
from handlers.names import called
from handlers.notice import Drawer, Dropped, Facts, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button, step_question
from storage import facts as told
from storage.outbox import NO_LONGER
from storage.unit import Unit

# Nearer than this the end is near; nearer than that it is here.
FAR, NEAR = 5, 1
_Card = Callable[[CourseFacts, Notice, Unit, Speech], Screen]


def stands_still(facts: Facts, unit: Unit) -> str | None:
    """Why nothing is said of the pair or the meeting now, as a reason for the row; None while they go on."""
    pair = facts.get("pair") or (unit.meetings.get(int(facts["meeting"])).pair if "meeting" in facts else None)
    if pair is None:
        return None
    state = unit.pairs.get(int(pair)).state
    return None if state is PairState.ACTIVE else state.value


def of_course(kind: NudgeKind, card: _Card) -> Drawer:
    """A drawer that asks the table once more before it draws: what has changed since is not said."""

    def draw(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
        facts = told.course(unit.pairs.get(notice["pair"]), unit)
        found = nudges.due(COURSE_RULES, facts, notice.now)
        return card(facts, notice, unit, say) if _still(found, kind, notice) else Dropped(NO_LONGER)

    return draw


def of_meeting(kind: NudgeKind, draw: Drawer) -> Drawer:
    """The same drawer, which asks the table once more: what has changed, or was switched off since, is not said."""

    def draw_if_due(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
        drawn = draw(notice, unit, say)
        if isinstance(drawn, Dropped):
            return drawn
        facts = told.meeting(unit.meetings.get(notice["meeting"]), unit)
        return drawn if _still(nudges.due(MEETING_RULES, facts, notice.now), kind, notice) else Dropped(NO_LONGER)

    return draw_if_due


def _still(found: Iterable[Nudge], kind: NudgeKind, notice: Notice) -> bool:
    return any(each.kind is kind and each.to.id == notice.reader.id and not each.too_late for each in found)


def _step_next(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The day before, and no small step is chosen."""
    facts = told.meeting(unit.meetings.get(notice["meeting"]), unit)
    when = say.when(facts.meeting.starts_at)
    title = bold(say("You and {name} meet {when}.", name=called(facts.mentor, say), when=when))
    choose = Button(say("Choose a small step"), actions.ChooseStep(facts.meeting.id), Style.PRIMARY)
    return _card(title, step_question(say), choose, say)


def _first(facts: CourseFacts, notice: Notice, unit: Unit, say: Speech) -> Screen:
    """Ten days, and no first meeting is planned."""
    name, pair = _other(facts, notice, say), facts.pair
    title = bold(say("Shall you and {name} find a first time?", name=name))
    open_one = unit.pairs.proposed(pair.id)
    if open_one is not None and pair.has(open_one.proposed_by):
        mine = open_one.proposed_by == notice.reader.id
        waits = say("Your suggestion waits for {name}. Another time may be easier: you can change it.", name=name)
        asked = say("{name} has suggested when you could meet.", name=name)
        see = Button(say("See the suggestion"), actions.ProposalCard(open_one.id), Style.PRIMARY)
        return _card(title, waits if mine else asked, see, say)
    easy = say("Suggest one, and {name} answers with a tap.", name=name)
    if facts.agreement is not None:
        return _card(title, easy, _plan(facts, say), say)
    begin = Button(say("Plan your meetings"), actions.AgreementStart(pair.id), Style.PRIMARY)
    return _card(title, easy, begin, say)


def _quiet(facts: CourseFacts, notice: Notice, _unit: Unit, say: Speech) -> Screen:
    """Two weeks, and nothing is planned."""
    title = bold(say("It's been a while since you and {name} met.", name=_other(facts, notice, say)))
    return _card(title, say("That's fine. Would you like to find a time?"), _plan(facts, say), say)


def _goal(facts: CourseFacts, notice: Notice, _unit: Unit, say: Speech) -> Screen:
    """Two meetings, and no goal."""
    title = bold(say("You and {name} have met a couple of times now.", name=_other(facts, notice, say)))
    asked = say("Is there something you'd like, big or small? You write it in your own words. It can wait, too.")
    write = Button(say("Something I'd like"), actions.AskGoal(facts.pair.id), Style.PRIMARY)
    return _card(title, asked, write, say)


def _ending(facts: CourseFacts, notice: Notice, unit: Unit, say: Speech) -> Screen:
    """Eight, four weeks and one week before the end."""
    name, end = _other(facts, notice, say), ends_on(facts)
    if end is None:
        raise LookupError("no end is agreed on")
    left = -(-(end - say.local(say.now).date()).days // 7)
    title = bold(say("Your course with {name} runs to {date}.", name=name, date=say.month(end)))
    if left <= NEAR:
        coming = unit.meetings.next_of(facts.pair.id, say.now)
        last = Button(say("See the meeting"), actions.MeetingCard(coming[0].id), Style.PRIMARY) if coming else None
        return _card(
            title, say("A last meeting is a good place to say goodbye and thanks."), last or _plan(facts, say), say
        )
    weeks = say.many("About {n} week is left.", "About {n} weeks are left.", left)
    talk = (
        say("A good time to talk about what you'd still like to do, and whether you'd like to go on.")
        if left > FAR
        else say("Is there something you'd like to do together before then?")
    )
    see = Button(say("See the agreement"), actions.AgreementCard(facts.pair.id), Style.PRIMARY)
    return _card(title, lines(weeks, talk), see, say, _goals(facts, say))


def _pause_ending(facts: CourseFacts, notice: Notice, _unit: Unit, say: Speech) -> Screen:
    """The day before the break is over."""
    pause = pausing(facts)
    if pause is None or pause.until is None:
        raise LookupError("no break that ends")
    day = say.on(say.local(pause.until).date())
    title = bold(say("You and {name} take up the thread again {day}.", name=_other(facts, notice, say), day=day))
    told_so = say("It happens by itself: from then on I remind you of your meetings as before.")
    return _card(title, told_so, Button(say("Meetings"), actions.Meetings(), Style.PRIMARY), say)


def _other(facts: CourseFacts, notice: Notice, say: Speech) -> Markup:
    return called(facts.mentor if notice.reader.id == facts.mentee.id else facts.mentee, say)


def _plan(facts: CourseFacts, say: Speech) -> Button:
    return Button(say("Plan a meeting"), actions.AskMeetingTime(facts.pair.id), Style.PRIMARY)


def _goals(facts: CourseFacts, say: Speech) -> Button:
    return Button(say("Goals"), actions.GoalsOf(facts.pair.id))


def _card(title: Markup, asked: Markup, likely: Button, say: Speech, other: Button | None = None) -> Screen:
    last = (home_button(say), Button(say("Not today"), actions.NotToday()))
    return Screen(paragraphs(title, asked), (*column(likely, other), last))


step_next = of_meeting(NudgeKind.STEP, _step_next)
first = of_course(NudgeKind.FIRST, _first)
quiet = of_course(NudgeKind.QUIET, _quiet)
goal = of_course(NudgeKind.GOAL, _goal)
ending = of_course(NudgeKind.ENDING, _ending)
pause_ending = of_course(NudgeKind.PAUSE_ENDING, _pause_ending)


def not_today(tap: Tap[actions.NotToday], unit: Unit, say: Speech) -> Screen:
    """Nothing more is asked until tomorrow, on the reader's clock."""
    unit.standings.hush(tap.person.id, midnight_after(tap.now, tap.person.zone))
    told_so = say("I won't ask about anything more today. Reminders of your meetings still come.")
    home = Button(say("Home"), actions.Home(), Style.PRIMARY)
    return Screen(paragraphs(bold(say("That's quite all right.")), told_so), column(home))
