"""The coordinator's weekly digest, and the same asked for."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.mentoring.digest import Card, Week, monday, week
from bot.mentoring.flags import Flag, PairFacts, Reason
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from handlers import actions
from handlers.desk.looking import looks
from handlers.desk.overview import name_of
from handlers.notice import Dropped, Notice
from handlers.safety import digest_lines
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Tap
from storage.unit import Unit


def weekly(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The digest that comes by itself: as of its own time, even when it is sent a little later."""
    programme = unit.programmes.get(notice["programme"])
    found = gather(programme, datetime.fromtimestamp(notice["until"], UTC), unit)
    waiting = digest_lines(programme.id, notice.reader.id, unit, say)
    if not found.pairs and not waiting[0]:
        return Dropped("no_pairs")
    looks(notice.reader, _named(found), programme.id, unit, say)
    return card(found, programme.id, say, waiting)


def digest(tap: Tap[actions.Digest], unit: Unit, say: Speech) -> Screen:
    """The digest as of now."""
    programme = unit.programmes.get(tap.action.programme)
    waiting = digest_lines(programme.id, tap.person.id, unit, say)
    found = gather(programme, tap.now, unit)
    looks(tap.person, _named(found), programme.id, unit, say)
    return card(found, programme.id, say, waiting)


def _named(found: Week) -> list[Person]:
    """Whom the card names, with a reason."""
    return [person for each in found.cards for person in each.facts.people]


def gather(programme: Programme, at: datetime, unit: Unit) -> Week:
    """The programme's last week and this one, as of an instant."""
    facts = [pair_facts(pair, unit) for pair in unit.pairs.listed(programme.id)]
    begins = monday(at, programme.zone)
    last = monday(begins - timedelta(days=1), programme.zone)
    return week(facts, unit.goals.done_between(programme.id, last, begins), at, programme.zone)


def pair_facts(pair: Pair, unit: Unit) -> PairFacts:
    """What the flags need to know of a pair."""
    meetings = unit.meetings.all_of(pair.id)
    return PairFacts(
        pair,
        unit.pairs.agreed(pair.id),
        meetings,
        {meeting.id: logs for meeting in meetings if (logs := unit.outcomes.logs(meeting.id))},
        (unit.people.get(pair.mentor), unit.people.get(pair.mentee)),
        unit.pauses.of(pair.id),
        {each: since for each in (pair.mentor, pair.mentee) if (since := unit.standings.silent_since(each))},
    )


def card(
    found: Week, programme: int, say: Speech, waiting: tuple[Sequence[Markup], Sequence[Button]] = ((), ())
) -> Screen:
    """The week on one card: what happened, who could use a hand and why, a button for each.

    First of all whoever asked for a coordinator and was not answered: `waiting` is their lines and their buttons.
    """
    told = say(
        "Last week: {held}, {steps}. This week: {planned}.",
        held=say.many("{n} meeting held", "{n} meetings held", found.held),
        steps=say.many("{n} small step taken", "{n} small steps taken", found.steps),
        planned=say.many("{n} meeting planned", "{n} meetings planned", found.planned),
    )
    asked, buttons = waiting[0], list(waiting[1])
    buttons += [Button(pair_names(each, say), actions.PairCard(each.facts.pair.id)) for each in found.cards]
    if buttons:
        buttons[0] = Button(buttons[0].label, buttons[0].action, Style.PRIMARY)
    back = Button(say("To the desk"), actions.Desk(programme))
    first = lines(say("Waits for an answer from you:"), *asked) if asked else None
    well = None if asked else say("All is well: nobody needs a hand right now.")
    attention = _attention(found, say) if found.cards else well
    return Screen(paragraphs(bold(say("Your week")), first, told, attention), column(*buttons, back))


def _attention(found: Week, say: Speech) -> Markup:
    listed = [
        say("• {names}: {reason}", names=pair_names(each, say), reason=reasons(each.flags, say)) for each in found.cards
    ]
    more = say.many("and {n} more on the list", "and {n} more on the list", found.more) if found.more else None
    return lines(say("Who could use a hand:"), *listed, more)


def pair_names(each: Card, say: Speech) -> Markup:
    """Such as "Jonas and Anna"."""
    return opened(say.listed([name_of(person, say) for person in each.facts.people]))


def reasons(flags: Sequence[Flag], say: Speech) -> Markup:
    """All of them, one after the other."""
    return Markup("; ").join(_reason(flag, say) for flag in flags)


def _reason(flag: Flag, say: Speech) -> Markup:
    """Why a pair could use a hand and since when, in words that blame nobody: another week is another sentence."""
    if flag.who is not None:
        return _about(flag.who, flag, say)
    weeks = max(1, flag.days // 7)
    if flag.reason is Reason.QUIET:
        return say.many("no meeting for {n} week", "no meeting for {n} weeks", weeks)
    if flag.reason is Reason.NOT_BEGUN:
        return say.many(
            "no first meeting yet, {n} day after they were matched",
            "no first meeting yet, {n} days after they were matched",
            flag.days,
        )
    return _lately(flag, say) if flag.days < 7 else _since(flag, weeks, say)


def _since(flag: Flag, weeks: int, say: Speech) -> Markup:
    """What came up in an earlier week."""
    if flag.reason is Reason.TWICE_MISSED:
        return say.many(
            "it didn't happen twice in a row, the last time {n} week ago",
            "it didn't happen twice in a row, the last time {n} weeks ago",
            weeks,
        )
    if flag.reason is Reason.NOT_TOLD:
        return say.many(
            "I haven't heard how the meeting {n} week ago went",
            "I haven't heard how the meeting {n} weeks ago went",
            weeks,
        )
    return say.many(
        "they told different things about the meeting {n} week ago",
        "they told different things about the meeting {n} weeks ago",
        weeks,
    )


def _lately(flag: Flag, say: Speech) -> Markup:
    """What came up in the last week."""
    if flag.reason is Reason.TWICE_MISSED:
        return say("it didn't happen twice in a row")
    if flag.reason is Reason.NOT_TOLD:
        return say("I haven't heard how the last meeting went")
    return say("they told different things about a meeting")


def _about(person: Person, flag: Flag, say: Speech) -> Markup:
    name, weeks = name_of(person, say), flag.days // 7
    if flag.reason is Reason.UNREACHABLE and weeks:
        return say.many(
            "my messages haven't reached {name} for {n} week",
            "my messages haven't reached {name} for {n} weeks",
            weeks,
            name=name,
        )
    if flag.reason is Reason.UNREACHABLE:
        return say("my messages don't reach {name}", name=name)
    if weeks:
        return say.many(
            "I haven't heard from {name} for {n} week", "I haven't heard from {name} for {n} weeks", weeks, name=name
        )
    return say("I haven't heard from {name} for a while", name=name)
