"""A place ends: somebody is moved out of a programme, or a coordinator hands over; everybody hears it kindly."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.people import Member, Role
from handlers import actions, closure, home
from handlers.contact import coordinator, named
from handlers.desk.links import take_away
from handlers.desk.overview import name_of, to_desk
from handlers.desk.people import pairs_of, place_words
from handlers.notice import Dropped, Notice
from handlers.privacy.leaving import stale
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Tap
from handlers.wording import home_button, minute_of
from storage.states import Deed
from storage.unit import Unit

ENDED = "place.ended"


def ask(tap: Tap[actions.AskEndPlace], unit: Unit, say: Speech) -> Screen:
    """Asked once, with what follows."""
    place = unit.people.member(tap.action.member)
    if _is_last(place, unit):
        return last_card(place, say)
    mine = place.person == tap.person.id
    name = name_of(unit.people.get(place.person), say)
    others = [name_of(unit.people.get(pair.other(place.person)), say) for pair in pairs_of(place, unit)]
    told = [] if mine else [name]
    hear = say("{names} get a kind message from me.", names=say.listed([*told, *others]))
    one = say("{names} gets a kind message from me.", names=say.listed([*told, *others]))
    return Screen(
        paragraphs(
            bold(say("Give up your place here?") if mine else say("End {name}'s place here?", name=name)),
            lines(
                say("The meetings with {names} are called off.", names=say.listed(others)) if others else None,
                (hear if len(told + others) > 1 else one) if told or others else None,
                _desk_words(place, say, mine=mine),
            ),
            say("This can't be undone; a new link brings somebody in again."),
        ),
        column(
            Button(
                say("Yes, I give it up") if mine else say("Yes, end it"),
                actions.EndPlace(place.id, minute_of(tap.now)),
                Style.DANGER,
            ),
            Button(say("Back"), actions.PlaceCard(place.id)),
        ),
    )


def end(tap: Tap[actions.EndPlace], unit: Unit, say: Speech) -> Screen:
    """It ends, in this one transaction; an old button asks again."""
    place, now = unit.people.member(tap.action.member), tap.now
    if stale(tap.action.minute, now) or _is_last(place, unit):
        return ask(Tap(tap.visitor, actions.AskEndPlace(place.id), now), unit, say)
    words, mine = opened(place_words(place, unit, say)), place.person == tap.person.id
    _end(place, tap.person.id, unit, now)
    if mine:
        return home.home(Tap(tap.visitor, actions.Home(), now), unit, say) if _stays(place, unit) else _gone(say)
    return Screen(
        paragraphs(bold(words), say("The place has ended. Whoever it concerns hears it from me.")),
        column(Button(say("Everybody"), actions.People(place.programme, 0)), to_desk(place.programme, say)),
    )


def last_card(place: Member, say: Speech) -> Screen:
    """A programme is never without a coordinator."""
    return Screen(
        paragraphs(
            bold(say("Somebody must be there for the others")),
            say("There is no other coordinator here. Invite one; when they are in, the place can be given up."),
        ),
        column(
            Button(
                say("Invite a coordinator"),
                actions.InviteRole(place.programme, Role.COORDINATOR, evening=False),
                Style.PRIMARY,
            ),
            Button(say("Back"), actions.PlaceCard(place.id)),
        ),
    )


def _is_last(place: Member, unit: Unit) -> bool:
    return place.role is Role.COORDINATOR and len(unit.people.coordinators(place.programme)) == 1


def _desk_words(place: Member, say: Speech, *, mine: bool) -> Markup | None:
    if place.role is not Role.COORDINATOR:
        return None
    if mine:
        return say("You no longer see the desk, and get no digest. Links for coordinators that you made stop working.")
    return say("They no longer see the desk. Links for coordinators that they made stop working.")


def _stays(place: Member, unit: Unit) -> bool:
    return bool(unit.people.places(place.person))


def _gone(say: Speech) -> Screen:
    return Screen(
        paragraphs(
            bold(say("You have given up your place.")),
            say("Thank you for the time you were here. What is kept you can still see or erase."),
        ),
        column(Button(say("What is kept"), actions.Privacy()), Button(say("I need a person"), actions.Person())),
    )


def _end(place: Member, by: int, unit: Unit, now: datetime) -> None:
    for pair in pairs_of(place, unit):
        closure.close(pair, unit, now)
        closure.tell_ended(pair, place.person, unit, now)
    unit.people.end_place(place.id, now)
    if place.role is Role.COORDINATOR:
        for each in unit.invitations.open_in(place.programme, now):
            if not each.role.meets and each.invited_by == place.person:
                take_away(each, by, unit, now)
    if not _stays(place, unit):
        unit.reminders.stop(place.person)
        unit.calendars.forget(place.person)
        unit.calendars.unsave(place.person)
        unit.outbox.silence(place.person, now, "left")
    unit.audit.add(Deed.PLACE_ENDED, by, place.person, place.programme, now)
    if by != place.person:
        person = unit.people.get(place.person)
        key = f"{ENDED}:{place.id}:{int(now.timestamp())}"
        unit.outbox.notice(ENDED, person, key, {"member": place.id}, now)


def ended(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For whoever had the place: kindly, and whom to ask. The first line is all that a lock screen shows."""
    place = unit.people.member(notice["member"])
    if place.left_at is None:
        return Dropped("back_again")
    programme = unit.programmes.get(place.programme)
    ask_whom = named(coordinator(place.programme, unit, but=place.person), say)
    return Screen(
        paragraphs(
            bold(say("Your place here has ended.")),
            say("It was your place in {programme}. Thank you for the time you were here.", programme=programme.name),
            say("{name} can say more, and is there if you'd like to talk.", name=capital(ask_whom)),
            say("What is kept you can still see or erase."),
        ),
        column(
            Button(say("What is kept"), actions.Privacy()),
            Button(say("I need a person"), actions.Person()),
            home_button(say),
        ),
    )
