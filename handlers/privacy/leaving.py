"""Taking one's yes back: nothing more is kept or sent, and everybody hears it kindly."""

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person, Role
from handlers import actions, closure
from handlers.contact import coordinator_of, named
from handlers.desk.overview import name_of, to_desk
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.privacy.consent import left_card
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import instant_of, minute_of
from storage.states import Deed
from storage.unit import Unit

LEFT = "member.left"
# A button that does what cannot be undone is good for as long as somebody may still be reading its card.
FRESH = timedelta(hours=1)


def ask_withdraw(tap: Tap[actions.AskWithdraw], unit: Unit, say: Speech) -> Screen:
    """What it means, with a break and erasing beside it."""
    if not unit.people.places(tap.person.id):
        return left_card(say)
    if (alone := only_coordinator(tap.person, unit, say)) is not None:
        return alone
    told = lines(
        say("Nothing more is kept or sent. Meetings are called off, and your reminders stop."),
        who_hears(tap.person, unit, say),
    )
    kept = say("What is here stays until you erase it, at most six months. You can come back with a new link.")
    return Screen(
        paragraphs(bold(say("Take back your yes?")), told, kept),
        column(
            Button(say("Yes, I take it back"), actions.Withdraw(minute_of(tap.now)), Style.DANGER),
            Button(say("Erase me instead"), actions.AskErase()),
            Button(say("Back"), actions.Privacy()),
        ),
    )


def withdraw(tap: Tap[actions.Withdraw], unit: Unit, say: Speech) -> Screen:
    """It is taken back; a second tap shows the same, and an old button asks again."""
    person, now = tap.person, tap.now
    if not unit.people.places(person.id):
        return left_card(say)
    if stale(tap.action.minute, now) or only_coordinator(person, unit, say) is not None:
        return ask_withdraw(Tap(tap.visitor, actions.AskWithdraw(), now), unit, say)
    part(person, unit, now)
    unit.people.leave(person.id, now)
    unit.reminders.stop(person.id)
    unit.calendars.forget(person.id)
    unit.calendars.unsave(person.id)
    unit.outbox.silence(person.id, now, "withdrawn")
    unit.audit.add(Deed.WITHDREW, person.id, person.id, None, now)
    return Screen(
        paragraphs(
            bold(say("You have taken back your yes.")),
            say("Thank you for the time you were here. I keep nothing new, and I don't write to you by myself."),
            say("What was kept you can still see or erase under /privacy."),
        ),
        column(Button(say("What is kept"), actions.Privacy()), Button(say("I need a person"), actions.Person())),
    )


def part(person: Person, unit: Unit, now: datetime) -> None:
    """Ends the person's pairs, kindly; the others and the coordinators hear of it, without a reason."""
    pairs = unit.pairs.of(person.id)
    for pair in pairs:
        closure.close(pair, unit, now)
        closure.tell_other(pair, person, unit, now)
        _tell_desk(pair.programme, person, pair, unit, now)
    met = {pair.programme for pair in pairs}
    for programme in {place.programme for place in unit.people.places(person.id)} - met:
        _tell_desk(programme, person, None, unit, now)


def _tell_desk(programme: int, person: Person, pair: Pair | None, unit: Unit, now: datetime) -> None:
    other = pair.other(person.id) if pair else 0
    facts = {"programme": programme, "by": person.id, "other": other}
    for each in unit.people.at_desk(programme):
        if each.id not in {person.id, other}:
            key = f"{LEFT}:{programme}:{person.id}:{minute_of(now)}:{other}:{each.id}"
            unit.outbox.notice(LEFT, each, key, facts, now)


def left_desk(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For a coordinator: somebody has left, and who could use a word; never why."""
    by = unit.people.get(notice["by"])
    other = unit.people.get(notice["other"]) if notice["other"] else None
    if by.erased:
        title = say("Somebody has left, and asked to be erased.")
        done = say("It is done, and there is nothing you need to do. They need not say why.")
    else:
        title = say("{name} has left.", name=name_of(by, say))
        done = say("They took their yes back, and need not say why. A new link brings them in again.")
    word = say("{name} met them, and may be glad of a word from you.", name=name_of(other, say)) if other else None
    return Screen(paragraphs(bold(title), done, word), column(to_desk(notice["programme"], say)))


def stale(minute: int, now: datetime) -> bool:
    """Whether that was asked too long ago, or never."""
    asked = instant_of(minute, now)
    return asked is None or not timedelta(minutes=-1) <= now - asked <= FRESH


def who_hears(person: Person, unit: Unit, say: Speech) -> Markup:
    """Who hears that the person has left, in one sentence."""
    others = [called(unit.people.get(pair.other(person.id)), say) for pair in unit.pairs.of(person.id)]
    desk = named(coordinator_of(person, unit), say)
    return say("{names} will hear that you left, not why.", names=say.listed([*others, desk]))


def only_coordinator(person: Person, unit: Unit, say: Speech) -> Screen | None:
    """What somebody is told who is the only coordinator of a programme with people in it; None for all others."""
    for place in unit.people.places(person.id):
        if place.role is Role.COORDINATOR and len(unit.people.coordinators(place.programme)) == 1:
            programme = unit.programmes.get(place.programme)
            return Screen(
                paragraphs(
                    bold(say("Somebody must be there for the others")),
                    say("You are the only coordinator of {programme}.", programme=programme.name),
                    say("Whoever runs Makker where you are can invite another one. Then you can leave at any time."),
                ),
                column(Button(say("Back"), actions.Privacy()), Button(say("Home"), actions.Home())),
            )
    return None
