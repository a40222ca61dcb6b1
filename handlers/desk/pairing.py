"""Two become a pair: made once, told to both, and taken back while nothing has come of it."""

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Member, Person, Role
from handlers import actions
from handlers.access import Stale, Stays
from handlers.contact import coordinator, named
from handlers.desk.overview import name_of, to_desk
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Tap
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit

MADE = "pair.made"
TAKEN_BACK = "pair.taken_back"
# Later than this, two people have begun to look forward to each other: then a coordinator talks with them.
_UNDO_WITHIN = timedelta(hours=24)


def pair_both(tap: Tap[actions.PairBoth], unit: Unit, say: Speech) -> Screen:
    """Makes the two a pair, once; both are told, and leave the list."""
    programme, mentor, mentee = tap.action.programme, tap.action.mentor, tap.action.mentee
    pair = unit.pairs.between(programme, mentor, mentee)
    if pair is None:
        pair = make(programme, mentor, mentee, tap.person.id, unit, tap.now)
    undo = unit.changes.last_of(tap.person.id, MADE, pair.id)
    return paired_card(pair, (unit.people.get(mentor), unit.people.get(mentee)), undo, say)


def make(programme: int, mentor: int, mentee: int, by: int, unit: Unit, now: datetime) -> Pair:
    """The new pair of two who both wait; raises Stale, before anything is written, when they do not.

    A mentor with room for more stays on the list; `by` is the coordinator whose doing it is.
    """
    sides = ((mentor, Role.MENTOR), (mentee, Role.MENTEE))
    places = [
        place for person, role in sides for place in unit.people.waiting(programme, role) if place.person == person
    ]
    if len(places) != 2 or mentor == mentee:
        raise Stale
    pair = unit.pairs.add(programme, mentor, mentee, now)
    since = {str(place.id): place.ready_at.isoformat() for place in places if place.ready_at}
    unit.changes.add(by, MADE, pair.id, {"ready": since}, {}, now)
    leaving = [place for place in places if not _has_room(place, unit)]
    for place in leaving:
        unit.people.ready(place.id, None)
    unit.proposals.overtaken(programme, [place.person for place in leaving])
    for place in places:
        unit.audit.add(Deed.PAIRED, by, place.person, programme, now)
        person = unit.people.get(place.person)
        unit.outbox.notice(MADE, to=person, key=_key(MADE, pair, person), facts={"pair": pair.id}, now=now)
    return pair


def _has_room(place: Member, unit: Unit) -> bool:
    """Whether it is a mentor who said that they would meet more people than they do."""
    meets = [pair for pair in unit.pairs.of(place.person) if pair.programme == place.programme]
    mentors = [pair for pair in meets if pair.mentor == place.person]
    return place.role is Role.MENTOR and len(mentors) < (place.profile.room or 1)


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """Undoes a pair that nothing has come of; raises Stale when something has. Whoever was told is told kindly."""
    pair, now = unit.pairs.get(change.target), say.now
    begun = unit.pairs.agreed(pair.id) or unit.pairs.proposed(pair.id) or unit.meetings.all_of(pair.id)
    if pair.state is PairState.CLOSED:
        raise Stale
    if begun:
        raise Stays(say("The two have begun to plan, so they stay a pair."))
    if now - change.at > _UNDO_WITHIN:
        raise Stays(say("That is more than a day ago, so they stay a pair. A talk with them is the better way now."))
    unit.pairs.close(pair.id, now)
    for member, since in change.before["ready"].items():
        place = unit.people.member(int(member))
        unit.audit.add(Deed.UNPAIRED, change.person, place.person, pair.programme, now)
        _wait_again(place, datetime.fromisoformat(since), unit)
        person = unit.people.get(place.person)
        if unit.outbox.told(_key(MADE, pair, person)):
            unit.outbox.notice(
                TAKEN_BACK, to=person, key=_key(TAKEN_BACK, pair, person), facts={"pair": pair.id}, now=now
            )


def show_taken_back(change: Change, unit: Unit, say: Speech) -> Screen:
    """What the coordinator sees then: the pair if it stands, else that the two wait again."""
    pair = unit.pairs.get(change.target)
    people = (unit.people.get(pair.mentor), unit.people.get(pair.mentee))
    return (
        taken_back_card(pair, people, say) if pair.state is PairState.CLOSED else paired_card(pair, people, None, say)
    )


def _wait_again(place: Member, since: datetime, unit: Unit) -> None:
    if place.left_at is None and place.ready_at is None:
        unit.people.ready(place.id, since)


def _key(kind: str, pair: Pair, person: Person) -> str:
    return f"{kind}:{pair.id}:{person.id}"


# --- The coordinator's cards -------------------------------------------------------------------------------


def paired_card(pair: Pair, people: tuple[Person, Person], undo: int | None, say: Speech) -> Screen:
    """It is done, and what happens next."""
    names = {"mentor": name_of(people[0], say), "mentee": name_of(people[1], say)}
    return Screen(
        paragraphs(
            bold(say("{mentor} and {mentee} are a pair", **names)),
            say("Both hear it from me. {mentor} is asked to suggest when they meet.", **names)
            if all(each.has_chat for each in people)
            else _by_you(people, say),
        ),
        column(
            Button(say("See the pair"), actions.PairCard(pair.id)),
            Button(say("Pair two more"), actions.PairNow(pair.programme, 0)),
            Button(say("Undo"), actions.Undo(undo)) if undo else None,
            to_desk(pair.programme, say),
        ),
    )


def _by_you(people: tuple[Person, Person], say: Speech) -> Markup:
    """Who hears it from whom, where one of them or both have no Telegram."""
    hears = [say("{name} hears it from me.", name=opened(name_of(each, say))) for each in people if each.has_chat]
    away = [opened(name_of(each, say)) for each in people if not each.has_chat]
    told = [say("{name} has no Telegram, and hears it from you.", name=each) for each in away]
    return lines(*hears, *told, say("When they meet, you can write down under “More” on their card."))


def taken_back_card(pair: Pair, people: tuple[Person, Person], say: Speech) -> Screen:
    """They wait again."""
    both = say.listed([name_of(each, say) for each in people])
    return Screen(
        paragraphs(
            bold(say("Taken back")),
            say(
                "{names} are on the list again. If they have been told, I tell them kindly that it was a mix-up.",
                names=both,
            ),
        ),
        column(
            Button(say("Pair now"), actions.PairNow(pair.programme, 0), Style.PRIMARY), to_desk(pair.programme, say)
        ),
    )


# --- The notices -------------------------------------------------------------------------------------------


def pair_made(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """Both are told, warmly, and what comes next. What they told of themselves is a tap away, off the lock screen."""
    pair = unit.pairs.get(notice["pair"])
    if pair.state is PairState.CLOSED:
        return Dropped("pair_closed")
    other = called(unit.people.get(pair.other(notice.reader.id)), say)
    return made_card(pair, other, mentor=notice.reader.id == pair.mentor, say=say)


def made_card(pair: Pair, other: Markup, *, mentor: bool, say: Speech) -> Screen:
    """The beginning, for one of the two."""
    plan = Button(say("Plan your meetings"), actions.AgreementStart(pair.id), Style.PRIMARY if mentor else Style.PLAIN)
    wish = None if mentor else Button(say("Something I'd like"), actions.AskGoal(pair.id), Style.PRIMARY)
    if mentor:
        nxt = say("Would you suggest when to meet? {name} can say yes or suggest another time.", name=other)
    else:
        nxt = say(
            "{name} is asked to suggest when you meet. You can also do it, or think of something you'd like.",
            name=other,
        )
    return Screen(
        paragraphs(bold(say("You and {name} are a pair", name=other)), say("I'm happy for you both."), nxt),
        column(
            wish,
            plan,
            Button(say("About {name}", name=other), actions.Partner(pair.id)),
            Button(say("Home"), actions.Home()),
        ),
    )


def taken_back(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """A pair that was made by mistake: it is nobody's fault but ours."""
    pair = unit.pairs.get(notice["pair"])
    if unit.pairs.between(pair.programme, pair.mentor, pair.mentee):
        return Dropped("paired_again")
    other = called(unit.people.get(pair.other(notice.reader.id)), say)
    return taken_back_notice(other, named(coordinator(pair.programme, unit), say), say)


def taken_back_notice(other: Markup, ask: Markup, say: Speech) -> Screen:
    """For one of the two who had been told."""
    return Screen(
        paragraphs(
            bold(say("I wrote too soon about {name}", name=other)),
            say("That was a mix-up on our side, and has nothing to do with you. I'm sorry."),
            say(
                "You're on the list again. {name} looks for a good match, and you hear about it here.",
                name=capital(ask),
            ),
        ),
        column(Button(say("Home"), actions.Home())),
    )
