"""Home: when do we meet, what is our small step, what waits for me."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, is_away, is_divided, is_whole
from bot.mentoring.meetings import Meeting, Move, is_tellable, was_moved_after
from bot.mentoring.pairs import Agreement, Pair, open_to
from bot.mentoring.people import Member, Person
from handlers import actions, pauses, proposals
from handlers.current import current, ended_before, pairs_before
from handlers.desk import doors, overview
from handlers.names import called
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Kind, Said, Tap, Visitor
from storage.unit import Unit

# So long one is still asked here how a meeting went; after that, /log is the place.
FRESH = timedelta(days=7)


@dataclass(frozen=True)
class Thread:
    """Where one pair's thread is: the next meeting and its step, and what waits for an answer."""

    pair: Pair
    other: Person
    meeting: Meeting | None
    step: Goal | None
    agreement: Agreement | None
    proposal: Agreement | None
    move: Move | None
    suggestions: Sequence[Goal]
    untold: Meeting | None = None
    break_until: date | None = None


def home(tap: Tap[actions.Home], unit: Unit, say: Speech) -> Screen:
    """The home card: of a pair's member their thread, of a coordinator the desk."""
    person = tap.person
    places = unit.people.places(person.id)
    threads = [thread(pair, person, unit, say) for pair in pairs_before(person, unit)]
    if not threads and len(places) == 1 and not places[0].role.meets:
        return overview.desk(Tap(tap.visitor, actions.Desk(places[0].programme), tap.now), unit, say)
    waits = proposals.open_for(person, unit, say.now)
    asked = Button(say("See the suggestion"), actions.MatchAsked(waits.id)) if waits else None
    ended = bool(ended_before(person, unit))
    ways = [*doors.desks(places, unit, say), *doors.switches(person, places, unit, say)]
    screen = home_card(person, threads, _here(person, places), ways, say, ended=ended, asked=asked)
    return replace(screen, text=paragraphs(screen.text, doors.shown(person, places, unit, say)))


def switch(tap: Tap[actions.SwitchProgramme], unit: Unit, say: Speech) -> Screen:
    """Home, of another programme that one meets people in."""
    person = unit.people.set(tap.person.id, programme_id=tap.action.programme)
    return home(Tap(replace(tap.visitor, person=person), actions.Home(), tap.now), unit, say)


def _here(person: Person, places: Sequence[Member]) -> list[Member]:
    """The places in the programme that is before them; the desks are told of by their own buttons."""
    before = current(person, places)
    return [each for each in places if each.programme == before or not each.role.meets]


def thread(pair: Pair, person: Person, unit: Unit, say: Speech) -> Thread:
    """What there is to tell of one pair, now."""
    meeting = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
    tree = unit.goals.tree(pair.programme, pair.mentee)
    waiting = [goal for goal in tree if goal.state is GoalState.SUGGESTED and pair.mentee == person.id]
    chosen = next((goal for goal in tree if meeting and goal.id == meeting.step and not is_away(tree, goal)), None)
    return Thread(
        pair,
        unit.people.get(pair.other(person.id)),
        meeting,
        # What was divided since is no small step any more: one of its own is asked for.
        None if chosen is None or is_divided(tree, chosen) else chosen,
        unit.pairs.agreed(pair.id),
        unit.pairs.proposed(pair.id),
        unit.meetings.next_move(pair.id, say.now),
        waiting,
        _untold(pair, person, unit, say),
        pauses.day_of(pair, unit),
    )


def _untold(pair: Pair, person: Person, unit: Unit, say: Speech) -> Meeting | None:
    """The last meeting, when it was lately and the reader has not told of it."""
    lately = [
        each
        for each in unit.meetings.of(pair.id, say.now - FRESH, say.now)
        if each.ends_at <= say.now and is_tellable(each, say.now, say.zone)
    ]
    if not lately or person.id in unit.outcomes.logs(lately[-1].id) or unit.outcomes.by_desk(lately[-1].id):
        return None
    move = unit.meetings.open_move(lately[-1].id)
    waits = move is not None and move.starts_at > say.now
    return None if waits and was_moved_after(lately[-1], move) else lately[-1]


def home_card(
    person: Person,
    threads: Sequence[Thread],
    places: Sequence[Member],
    ways: Sequence[Button],
    say: Speech,
    *,
    ended: bool = False,
    asked: Button | None = None,
) -> Screen:
    """The three questions answered, with the likely next step first; what one keeps of a time that `ended`.

    `ways` are those to their desks and to their other programmes, `asked` is whether they would like to meet somebody.
    """
    told = [_told(each, person, say) for each in threads] or [_unpaired(places, say)]
    own = [button for each in threads for button in _waits(each, person, say, many=len(threads) > 1)]
    waits = [*([asked] if asked else []), *own][:3]
    if waits:
        waits[0] = replace(waits[0], style=Style.PRIMARY)
    if not threads and not waits:
        waits = [_ready(place, say) for place in places if _could_wait(place, places)][:1]
    rows = (
        *column(*waits),
        *([_pair_buttons(say)] if threads else [_pair_buttons(say)[1:]] if ended else ()),
        *column(*ways),
        (Button(say("Settings"), actions.Settings()), Button(say("I need a person"), actions.Person())),
    )
    hello = say("Hi {name}", name=person.name) if person.name else say("Hi")
    return Screen(paragraphs(bold(hello), *told), rows)


def _pair_buttons(say: Speech) -> tuple[Button, ...]:
    return (
        Button(say("Meetings"), actions.Meetings()),
        Button(say("Goals"), actions.Goals()),
        Button(say("The journey"), actions.Journey()),
    )


def _told(each: Thread, person: Person, say: Speech) -> Markup:
    other = called(each.other, say)
    if each.break_until is not None:
        meets = pauses.break_words(other, each.break_until, say)
    elif each.meeting is None:
        meets = say("You and {name} have no meeting planned yet.", name=other)
    else:
        meets = say("You and {name} meet {when}.", name=other, when=say.when(each.meeting.starts_at))
    parts = [meets]
    if each.break_until is not None and each.meeting is not None:
        parts.append(say("After it, you meet {when}.", when=say.when(each.meeting.starts_at)))
    if each.step is not None:
        step = each.step.title
        parts.append(
            say("You take up: {goal}", goal=step) if is_whole(each.step) else say("Your small step: {step}", step=step)
        )
    if each.move is not None:
        parts.append(_asked(each.move, person, other, say))
    if each.proposal is not None and open_to(each.proposal, person.id):
        mine = each.pair.has(each.proposal.proposed_by)
        longer = say("There is a question for you and {name} about going on.", name=other)
        parts.append(say("{name} has suggested when you could meet.", name=other) if mine else longer)
    return Markup("\n").join(parts)


def _asked(move: Move, person: Person, other: Markup, say: Speech) -> Markup:
    if move.by != person.id:
        return say("{name} suggests another time.", name=other)
    return say(
        "You've asked {name} about another time: {when}. You'll hear from me when {name} has answered.",
        name=other,
        when=say.full(move.starts_at),
    )


def _waits(each: Thread, person: Person, say: Speech, *, many: bool) -> list[Button]:
    """What waits for this person in one pair, the likely one first; with `many` pairs it says in which."""
    waits: list[Button] = []
    if each.move is not None and each.move.by != person.id:
        waits.append(Button(say("See the new time"), actions.MeetingCard(each.move.meeting)))
    if each.proposal is not None and open_to(each.proposal, person.id):
        waits.append(Button(say("See the suggestion"), actions.ProposalCard(each.proposal.id)))
    if each.untold is not None:
        day = say.on(say.local(each.untold.starts_at).date())
        waits.append(Button(say("Tell how it went {day}", day=day), actions.LogMeeting(each.untold.id)))
    if each.break_until is not None:
        waits.append(Button(say("See the break"), actions.PauseCard(each.pair.id)))
    elif each.agreement is None and each.proposal is None:
        plan = say("Plan with {name}", name=called(each.other, say)) if many else say("Plan your meetings")
        waits.append(Button(plan, actions.AgreementStart(each.pair.id)))
    if each.suggestions:
        words = say("A suggestion from {name}", name=called(each.other, say))
        waits.append(Button(words, actions.GoalCard(each.suggestions[0].id)))
    if each.meeting and each.step is None and each.pair.mentee == person.id and each.break_until is None:
        waits.append(Button(say("Choose a small step"), actions.ChooseStep(each.meeting.id)))
    if each.move is not None and each.move.by == person.id:
        waits.append(Button(say("See the time you asked about"), actions.MeetingCard(each.move.meeting)))
    return waits


def _could_wait(place: Member, places: Sequence[Member]) -> bool:
    """Whether somebody who meets nobody yet could say here that they are ready to."""
    return place.role.meets and not any(each.ready_at for each in places)


def _ready(place: Member, say: Speech) -> Button:
    return Button(say("I'm ready to be matched"), actions.Ready(place.id), Style.PRIMARY)


def _unpaired(places: Sequence[Member], say: Speech) -> Markup:
    if any(place.ready_at for place in places):
        return say("You're on the list. Your coordinator looks for a good match and writes to you here.")
    if any(place.role.meets for place in places):
        return say("You're welcome here. Say when you're ready to be matched; there is no hurry.")
    if places:
        return say("You have a desk here.")
    return say("You're not in a programme right now. A coordinator can send you a link.")


def cancel(tap: Tap[actions.Cancel], unit: Unit, say: Speech) -> Screen:
    """Never mind: the question that waited is forgotten, and here is home."""
    screen = home(Tap(tap.visitor, actions.Home(), tap.now), unit, say)
    return replace(screen, text=paragraphs(say("That's all right, never mind."), screen.text))


def unasked(said: Said, unit: Unit, say: Speech) -> Screen:
    """Something came that nothing had asked for: it is not kept, and here is home."""
    screen = home(Tap(said.visitor, actions.Home(), said.now), unit, say)
    first = {
        Kind.EDITED: say("I can't see changes to messages that were sent. Write it again, if it matters."),
        Kind.VOICE: say("I can't hear voice messages here, so it isn't kept."),
    }.get(said.kind, say("Thanks for writing. I only understand an answer when I've asked, so this isn't kept."))
    return replace(screen, text=paragraphs(first, screen.text))


def only_text(said: Said, say: Speech) -> Screen:
    """The question wants words and got something else: it still waits."""
    words = (
        say("I can't hear voice messages here. Can you write it in words?")
        if said.kind is Kind.VOICE
        else say("Can you write it in words?")
    )
    return Screen(words, column(Button(say("Never mind"), actions.Cancel())))


def sorry(visitor: Visitor, say: Speech) -> Screen:
    """Our fault: what came could not be kept, and we say so."""
    words = say("Something went wrong on our side. I'm not sure that was saved. Try again?")
    return Screen(words, column(Button(say("Home"), actions.Home())) if visitor.person else (), fresh=True)
