"""How the agreement stands: agreed, suggested by the other, or waiting for them."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.pairs import Agreement, Pair
from bot.mentoring.people import Person
from handlers import actions
from handlers.agreement.changes import about
from handlers.agreement.drafts import other_of
from handlers.agreement.for_both import is_for_both
from handlers.agreement.inviting import invitation_card
from handlers.names import called
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button, terms
from storage.unit import Unit


def standing(pair: Pair, person: Person, unit: Unit, say: Speech) -> Screen:
    """What is suggested, else what is agreed, else the way there."""
    open_one, settled = unit.pairs.proposed(pair.id), unit.pairs.agreed(pair.id)
    if open_one is not None:
        return proposal_card(open_one, person, unit, say)
    other = called(unit.people.get(pair.other(person.id)), say)
    if settled is None:
        text = paragraphs(
            bold(say("You and {name} have no agreement yet.", name=other)),
            say("How often, when and where would suit you? It takes a minute."),
        )
        begin = Button(say("Plan your meetings"), actions.AgreementStart(pair.id), Style.PRIMARY)
        return Screen(text, (*column(begin), *_ways(pair, person, unit, say)))
    ends = say("Your course runs to {date}.", date=say.month(settled.ends_on)) if settled.ends_on else None
    first = unit.meetings.next_of(pair.id, say.now)
    following_one = say("Next time: {when}", when=say.full(first[0].starts_at)) if first else None
    title = bold(say("You and {name} have agreed", name=other))
    text = paragraphs(title, terms(settled, None, say), following_one, ends)
    return Screen(text, _settled_rows(pair, person, unit, say))


def _settled_rows(pair: Pair, person: Person, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    return (
        *column(
            Button(say("Meetings"), actions.Meetings()),
            Button(say("Change the agreement"), actions.AgreementStart(pair.id)),
        ),
        *_ways(pair, person, unit, say),
    )


def _ways(pair: Pair, person: Person, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    words = say("See the break") if unit.pauses.current(pair.id) else say("Take a break")
    rest = Button(words, actions.PauseCard(pair.id))
    # A mentor may see what a coordinator should know of; the mentee never sees that it was said.
    worry = (Button(say("I'm worried"), actions.AskWorried(pair.id)),) if pair.mentor == person.id else ()
    return ((rest, Button(say("Stop here"), actions.AskStop(pair.id))), (*worry, home_button(say)))


def proposal_card(found: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    """The proposal: to agree to, or, for whoever made it, to wait for."""
    if is_for_both(found, unit):
        return invitation_card(found, person, unit, say)
    other = other_of(found, person, unit, say)
    if found.proposed_by == person.id:
        return waiting_card(found, other, unit, say)
    rows = column(
        Button(say("That suits me"), actions.AcceptAgreement(found.id), Style.PRIMARY),
        Button(say("Suggest something else"), actions.AgreementStart(found.pair)),
        home_button(say),
    )
    if unit.pairs.agreed(found.pair) is None:
        first = say("{name} has suggested when you could meet.", name=other)
    else:
        first = say("{name} would like to change what you have agreed.", name=other)
    return Screen(paragraphs(bold(first), about(found, unit, say)), rows)


def waiting_card(found: Agreement, other: Markup, unit: Unit, say: Speech) -> Screen:
    """It is sent, and can be changed or taken back while nobody has answered."""
    told = say("I've sent it. You'll hear from me when {name} has answered.", name=other)
    text = paragraphs(bold(say("Your suggestion to {name}", name=other)), about(found, unit, say), told)
    ways = (
        Button(say("Change it"), actions.AgreementStart(found.pair)),
        Button(say("Undo"), actions.TakeBack(found.id)),
    )
    return Screen(text, (ways, (home_button(say),)))


def agreed_card(found: Agreement, first: Markup, person: Person, unit: Unit, say: Speech) -> Screen:
    """It is agreed: when the next meeting is, and the likely next thing."""
    pair = unit.pairs.get(found.pair)
    other = called(unit.people.get(pair.other(person.id)), say)
    meeting = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
    if meeting is None:
        told = say("You and {name} plan each meeting. When is the first one?", name=other)
        begin = Button(say("Plan a meeting"), actions.AskMeetingTime(pair.id), Style.PRIMARY)
        return Screen(paragraphs(first, told), column(begin, home_button(say)))
    when = say("You and {name} meet {when}.", name=other, when=say.when(meeting.starts_at))
    mine = pair.mentee == person.id and meeting.step is None
    asked = say("Is there a small step you'd like to take for it? It can wait, too.") if mine else None
    step = Button(say("Choose a small step"), actions.ChooseStep(meeting.id), Style.PRIMARY)
    rows = column(step if mine else None, Button(say("Meetings"), actions.Meetings()), home_button(say))
    return Screen(paragraphs(first, when, terms(found, None, say), asked), rows)


def changed(found: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    """An old button: how the agreement is now."""
    screen = standing(unit.pairs.get(found.pair), person, unit, say)
    return replace(screen, toast=say("This has changed since. Here is how it looks now."))
