"""The first questions as cards, and what is said once they are answered."""

from collections.abc import Sized

from markupsafe import Markup

from bot.mentoring.pairs import Form
from bot.mentoring.people import Member, Person, Role
from bot.mentoring.phrases import free_times
from bot.mentoring.profiles import Slot, Topic
from handlers import actions
from handlers.actions import Action
from handlers.chips import chips_words, times_words
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.texts import short
from handlers.topic_cards import chip_rows
from handlers.wording import form_words, in_rows, marked

NAME_LONGEST = 40
BETWEEN = Markup(" · ")


def name_question(member: Member | None, called: str, say: Speech, first: Markup | None = None) -> Screen:
    """What may we call you? `member` is None in the settings; `called` is only suggested."""
    place, skip = 0, Button(say("Back"), actions.Settings())
    who = say("The people in your programme whom you meet or work with see it.")
    if member is not None and not member.role.meets:
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


def likes_question(member: Member, echo: Markup | None, say: Speech, page: int = 0) -> Screen:
    """What a mentor likes and can help with; what a mentee would like."""
    if member.role is Role.MENTOR:
        question = say("What do you like, and what can you help with?")
        example = say("Tap what fits, or write it in your own words. For example: letters from the authorities.")
    else:
        question = say("What would you like?")
        example = say("Tap what fits, or write it in your own words. For example: somebody to walk with.")
    fix = Button(say("Change my name"), actions.AskCalled(member.id)) if echo else None
    told = member.likes or member.profile.interests
    return Screen(
        paragraphs(echo, bold(question), _now(member.likes, say) or example, _sight(say)),
        (
            *chip_rows(member, Topic.LIKES, page, say),
            *column(_past(told, actions.AskFree(member.id), say), fix, _ready(member, say)),
        ),
        asks=actions.SayLikes(member.id),
    )


def free_question(member: Member, echo: Markup | None, say: Speech) -> Screen:
    """When there is time."""
    fix = Button(say("Write it again"), actions.AskLikes(member.id)) if echo else None
    example = say("Tap, or write it in your own words. For example: Thursday afternoon.")
    return Screen(
        paragraphs(echo, bold(say("When do you have time?")), _now(member.free, say) or example, _sight(say)),
        (
            *chip_rows(member, Topic.FREE, 0, say),
            *column(
                _past(member.free or member.profile.times, actions.AskForm(member.id), say), fix, _ready(member, say)
            ),
        ),
        asks=actions.SayFree(member.id),
    )


def form_question(member: Member, echo: Markup | None, say: Speech) -> Screen:
    """How one likes to meet: as many as fit."""
    forms = [
        Button(
            marked(form_words(form, say), form in member.ways),
            actions.PreferForm(member.id, form, on=form not in member.ways),
        )
        for form in Form
    ]
    fix = Button(say("Write it again"), actions.AskFree(member.id)) if echo else None
    return Screen(
        paragraphs(echo, bold(say("How do you like to meet?")), say("Tap one or more."), _sight(say)),
        (
            *in_rows(forms, 3),
            *column(_past(member.forms, actions.AskReady(member.id), say), fix, _ready(member, say)),
        ),
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
            Button(say("Tell a little more"), actions.TellMore(member.id)),
            Button(say("Not yet"), actions.NotYet(member.id)),
            Button(say("Change my answers"), actions.AskLikes(member.id)),
        ),
    )


def told_card(member: Member, say: Speech) -> Screen:
    """What was told by somebody who has a match: they still like what they like."""
    return Screen(
        paragraphs(
            bold(say("Your answers")),
            told(member, say) or say("You have told nothing here, and that is fine."),
            say("Whoever you meet can see this. “A little more” is for the coordinators alone."),
        ),
        column(
            Button(say("Change my answers"), actions.AskLikes(member.id)),
            Button(say("A little more"), actions.TellMore(member.id)),
            Button(say("Back to settings"), actions.Settings()),
        ),
    )


def ready_card(person: Person, member: Member, ask: Markup, say: Speech) -> Screen:
    """Thanks, what happens next, whom to ask."""
    thanks = say("Thank you, {name}", name=person.name) if person.name else say("Thank you")
    return Screen(
        paragraphs(
            bold(thanks),
            say("You're on the list. {name} looks for a good match, and you hear about it here.", name=ask),
            say("It can take a while: good matches do. If you wonder about anything, ask {name}.", name=ask),
        ),
        column(
            Button(say("Home"), actions.Home(), Style.PRIMARY),
            Button(say("Tell a little more"), actions.TellMore(member.id)),
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
    likes = [*chips_words(member.profile.interests, say), *_words(member.likes)]
    # What was typed and understood stands there in own words already.
    times = [*_words(member.free), *times_words(member.profile.times - times_in(member.free), say)]
    ways = [form_words(form, say) for form in Form if form in member.ways]
    rows = (
        _likes(member, BETWEEN.join(likes), say) if likes else None,
        say("Time: {text}", text=BETWEEN.join(times)) if times else None,
        say("How to meet: {form}", form=BETWEEN.join(ways)) if ways else None,
    )
    return lines(*rows) or None


def times_in(text: str) -> frozenset[Slot]:
    """The parts of the week that somebody typed, in either language; none when a word of it is not understood."""
    return free_times(text, "da") or free_times(text, "en") or frozenset()


def _words(text: str) -> list[Markup]:
    return [Markup.escape(short(text))] if text else []


def _likes(member: Member, what: Markup, say: Speech) -> Markup:
    if member.role is Role.MENTOR:
        return say("Likes and can help with: {text}", text=what)
    return say("Would like: {text}", text=what)


def _now(text: str, say: Speech) -> Markup | None:
    """What was answered before; None when nothing was."""
    return say("Now it says: {text}", text=short(text)) if text else None


def _past(told: Sized, following: Action, say: Speech) -> Button:
    """Leaves the answer as it is, or out, and goes on."""
    return Button(say("Done") if told else say("Skip"), following)


def _ready(member: Member, say: Speech) -> Button | None:
    """Past all the questions at once, for whoever does not wait already."""
    return None if member.ready_at else Button(say("I'm ready to be matched"), actions.Ready(member.id))


def _sight(say: Speech) -> Markup:
    return say("Your coordinator and the one you meet can see it.")
