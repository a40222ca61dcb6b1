"""The first questions after the yes: what somebody likes, when, how, and whether they are ready to be matched."""

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.pairs import Form
from bot.mentoring.people import Member, Person, Role
from handlers import actions
from handlers.access import Stale
from handlers.contact import coordinator, named
from handlers.desk import overview
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Said, Tap, Visitor
from handlers.texts import clean, short, too_long
from handlers.wording import form_words
from storage.unit import Unit

LONGEST = 500
NAME_LONGEST = 40
# Within this time a second yes is a double tap, and gets the same question.
_JUST_NOW = timedelta(hours=1)


def next_question(member: Member, visitor: Visitor, unit: Unit, say: Speech) -> Screen:
    """The first question that this person has not been asked in any programme; for a coordinator then the desk."""
    person = visitor.person
    if person is None or not person.name:
        return name_question(member, visitor.called, say)
    if member.role is Role.COORDINATOR:
        return overview.desk(Tap(visitor, actions.Desk(member.programme), say.now), unit, say)
    return likes_question(member, None, say)


def untold(member: Member, person: Person, now: datetime) -> bool:
    """Whether the person is still at the first question of this place."""
    told = member.likes or member.free or member.forms or member.ready_at
    return not person.name or (not told and now - member.consented_at < _JUST_NOW)


# --- The questions -----------------------------------------------------------------------------------------


def name_question(member: Member | None, called: str, say: Speech, first: Markup | None = None) -> Screen:
    """What may we call you? `member` is None in the settings; `called` is only suggested."""
    place, skip = 0, Button(say("Back"), actions.Settings())
    who = say("The people in your programme whom you meet or work with see it.")
    if member is not None and member.role is Role.COORDINATOR:
        place, skip = member.id, Button(say("Skip"), actions.Desk(member.programme))
    elif member is not None:
        place, skip = member.id, Button(say("Skip"), actions.AskLikes(member.id))
        who = say("The one you meet and your coordinator see it.")
    keep = (
        Button(Markup.escape(short(called, NAME_LONGEST)), actions.KeepName(place), Style.PRIMARY) if called else None
    )
    return Screen(
        paragraphs(
            first,
            bold(say("What may we call you?")),
            say("Write the name you like best."),
            who,
        ),
        column(keep, skip),
        asks=actions.SayName(place),
    )


def likes_question(member: Member, echo: Markup | None, say: Speech) -> Screen:
    """What a mentor likes and can help with; what a mentee would like."""
    if member.role is Role.MENTOR:
        question = say("What do you like, and what can you help with?")
        example = say("In your own words. For example: walks, cooking, letters from the authorities, football.")
    else:
        question = say("What would you like?")
        example = say("In your own words. For example: somebody to walk with, more Danish, getting started again.")
    fix = Button(say("Change my name"), actions.AskCalled(member.id)) if echo else None
    return Screen(
        paragraphs(echo, bold(question), example, _sight(say)),
        column(Button(say("Skip"), actions.AskFree(member.id)), fix),
        asks=actions.SayLikes(member.id),
    )


def free_question(member: Member, echo: Markup | None, say: Speech) -> Screen:
    """When there is time."""
    fix = Button(say("Write it again"), actions.AskLikes(member.id)) if echo else None
    return Screen(
        paragraphs(
            echo,
            bold(say("When do you have time?")),
            say("In your own words. For example: Thursdays after work, or every morning."),
            _sight(say),
        ),
        column(Button(say("Skip"), actions.AskForm(member.id)), fix),
        asks=actions.SayFree(member.id),
    )


def form_question(member: Member, echo: Markup | None, say: Speech) -> Screen:
    """How one likes to meet: one tap."""
    forms = [Button(form_words(form, say), actions.PreferForm(member.id, form)) for form in Form]
    fix = Button(say("Write it again"), actions.AskFree(member.id)) if echo else None
    skip = Button(say("Skip"), actions.AskReady(member.id))
    last = (skip, fix) if fix else (skip,)
    return Screen(
        paragraphs(echo, bold(say("How do you like to meet?")), _sight(say)),
        (tuple(forms[:3]), tuple(forms[3:]), last),
    )


def ready_question(member: Member, ask: Markup, say: Speech) -> Screen:
    """What was told, and: ready to be matched?"""
    return Screen(
        paragraphs(
            bold(say("Are you ready to be matched?")),
            told(member, say),
            say("When you say yes, {name} looks for a good match for you.", name=ask),
        ),
        column(
            Button(say("I'm ready to be matched"), actions.Ready(member.id), Style.PRIMARY),
            Button(say("Not yet"), actions.NotYet(member.id)),
            Button(say("Change my answers"), actions.AskLikes(member.id)),
        ),
    )


def ready_card(person: Person, member: Member, ask: Markup, say: Speech) -> Screen:
    """Thanks, what happens next, whom to ask."""
    thanks = say("Thank you, {name}", name=person.name) if person.name else say("Thank you")
    return Screen(
        paragraphs(
            bold(thanks),
            say("You're on the list. {name} looks for a good match, and you hear about it here.", name=capital(ask)),
            say("It can take a while: good matches do. If you wonder about anything, ask {name}.", name=ask),
        ),
        column(
            Button(say("Home"), actions.Home(), Style.PRIMARY),
            Button(say("Change my answers"), actions.AskLikes(member.id)),
            Button(say("Not yet after all"), actions.NotYet(member.id)),
        ),
    )


def not_yet_card(member: Member, say: Speech) -> Screen:
    """There is no hurry."""
    return Screen(
        paragraphs(
            bold(say("That's fine, take the time you need")),
            say("You can say it here or in the settings, whenever you're ready."),
        ),
        column(
            Button(say("Home"), actions.Home(), Style.PRIMARY),
            Button(say("I'm ready to be matched"), actions.Ready(member.id)),
        ),
    )


def told(member: Member, say: Speech) -> Markup | None:
    """What somebody told of themselves, a line each; None when they skipped it all."""
    rows = (
        _likes(member, say) if member.likes else None,
        say("Time: {text}", text=short(member.free)) if member.free else None,
        say("How to meet: {form}", form=form_words(Form(member.forms), say)) if member.forms else None,
    )
    return lines(*rows) or None


def _likes(member: Member, say: Speech) -> Markup:
    if member.role is Role.MENTOR:
        return say("Likes and can help with: {text}", text=short(member.likes))
    return say("Would like: {text}", text=short(member.likes))


def _sight(say: Speech) -> Markup:
    return say("Your coordinator and the one you meet can see it.")


# --- The answers -------------------------------------------------------------------------------------------


def ask_likes(tap: Tap[actions.AskLikes], unit: Unit, say: Speech) -> Screen:
    """The question about likes."""
    return likes_question(_place(tap.action.member, unit), None, say)


def said_likes(said: Said, action: actions.SayLikes, unit: Unit, say: Speech) -> Screen:
    """Keeps it, echoes it, asks for the time."""
    member = _place(action.member, unit)
    text = clean(said.text)
    if problem := _unusable(text, say):
        return _again(problem, likes_question(member, None, say))
    unit.people.describe(member.id, likes=text)
    return free_question(member, _echo(text, say), say)


def ask_free(tap: Tap[actions.AskFree], unit: Unit, say: Speech) -> Screen:
    """The question about time."""
    return free_question(_place(tap.action.member, unit), None, say)


def said_free(said: Said, action: actions.SayFree, unit: Unit, say: Speech) -> Screen:
    """Keeps it, echoes it, asks how they like to meet."""
    member = _place(action.member, unit)
    text = clean(said.text)
    if problem := _unusable(text, say):
        return _again(problem, free_question(member, None, say))
    unit.people.describe(member.id, free=text)
    return form_question(member, _echo(text, say), say)


def ask_form(tap: Tap[actions.AskForm], unit: Unit, say: Speech) -> Screen:
    """The question about how one likes to meet."""
    return form_question(_place(tap.action.member, unit), None, say)


def prefer_form(tap: Tap[actions.PreferForm], unit: Unit, say: Speech) -> Screen:
    """Keeps it, and asks whether they are ready."""
    member = _place(tap.action.member, unit)
    return _ready_or_not(unit.people.describe(member.id, forms=str(tap.action.form)), unit, say)


def ask_ready(tap: Tap[actions.AskReady], unit: Unit, say: Speech) -> Screen:
    """Ready to be matched?"""
    return _ready_or_not(_place(tap.action.member, unit), unit, say)


def ready(tap: Tap[actions.Ready], unit: Unit, say: Speech) -> Screen:
    """On the list, and the coordinators are told."""
    member = _place(tap.action.member, unit)
    if not may_wait(member, unit):
        raise Stale
    if member.ready_at is None:
        member = unit.people.ready(member.id, tap.now)
        _tell_coordinators(member, tap.now, unit)
    return ready_card(tap.person, member, _ask(member, unit, say), say)


def not_yet(tap: Tap[actions.NotYet], unit: Unit, say: Speech) -> Screen:
    """Off the list, or not on it yet."""
    member = _place(tap.action.member, unit)
    if not may_wait(member, unit):
        raise Stale
    return not_yet_card(unit.people.ready(member.id, None), say)


def may_wait(member: Member, unit: Unit) -> bool:
    """Whether this place can wait for a match: a mentor's can again and again, a mentee's until there is one."""
    if member.role is Role.MENTEE:
        pairs = unit.pairs.of(member.person)
        return not any(pair.programme == member.programme and pair.mentee == member.person for pair in pairs)
    return member.role is Role.MENTOR


def _tell_coordinators(member: Member, now: datetime, unit: Unit) -> None:
    for person in unit.people.coordinators(member.programme):
        # Once a day is enough, also for somebody who changes their mind back and forth.
        key = f"member.ready:{member.id}:{now.date()}:{person.id}"
        unit.outbox.notice("member.ready", to=person, key=key, facts={"member": member.id}, now=now)


def _ready_or_not(member: Member, unit: Unit, say: Speech) -> Screen:
    if not may_wait(member, unit):
        raise Stale
    return ready_question(member, _ask(member, unit, say), say)


def _place(member: int, unit: Unit) -> Member:
    found = unit.people.member(member)
    if found.role is Role.COORDINATOR:
        raise Stale
    return found


def _ask(member: Member, unit: Unit, say: Speech) -> Markup:
    return named(coordinator(member.programme, unit, but=member.person), say)


def _echo(text: str, say: Speech) -> Markup:
    return say("You wrote: {text}", text=short(text))


def _unusable(text: str, say: Speech) -> Markup | None:
    if not text:
        return say("Can you write it in words?")
    if too_long(text, LONGEST):
        return say("That's a long one, more than I can keep. Can you say it in {n} characters or fewer?", n=LONGEST)
    return None


def _again(problem: Markup, question: Screen) -> Screen:
    return Screen(paragraphs(problem, question.text), question.rows, asks=question.asks)
