"""Days later: a pair that was put aside is back, and of one that was taken care of it is asked whether that helped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from markupsafe import Markup

from bot.mentoring.digest import last_digest
from bot.mentoring.followups import ASKED_FOR, Followup
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale, leads
from handlers.desk.digest.cards import hand_screen
from handlers.desk.digest.ranking import card_of
from handlers.desk.looking import looks
from handlers.desk.overview import to_desk
from handlers.desk.subject import names_of
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.changes import Change
from storage.unit import Unit

ANSWERED = "followup.helped"
LISTED = 5


# --- What was put aside ------------------------------------------------------------------------------------


def back(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """What the reader put aside until now, if it still wants a hand; a digest that comes now tells of it, too."""
    at = datetime.fromtimestamp(notice["at"], UTC)
    programme = unit.programmes.get(notice["programme"])
    if last_digest(programme, at) == at:
        return Dropped("in_digest")
    pairs = list(dict.fromkeys(each.pair for each in unit.followups.back_at(programme.id, notice.reader.id, at)))
    found = [card for each in pairs if (card := card_of(unit.pairs.get(each), notice.reader, unit, say.now))]
    waiting = [card.facts.pair for card in found if card.looked_after is None]
    if not waiting:
        return Dropped("all_well")
    first = bold(say("You wanted to come back to this."))
    if len(waiting) == 1:
        screen = hand_screen(waiting[0], notice.reader, unit, say)
        return replace(screen, text=paragraphs(first, screen.text))
    people = [[unit.people.get(each) for each in (pair.mentor, pair.mentee)] for pair in waiting]
    for two in people:
        looks(notice.reader, two, programme.id, unit, say)
    buttons = [Button(names_of(two, say), actions.HandCard(pair.id)) for two, pair in zip(people, waiting, strict=True)]
    told = say("You put them aside until today.")
    return Screen(paragraphs(first, told), column(*buttons[:LISTED], to_desk(programme.id, say)))


# --- Did it help? ------------------------------------------------------------------------------------------


def asked(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """Of what the reader took care of a week ago, one pair after the other in one message; silent beside a digest."""
    programme, at = unit.programmes.get(notice["programme"]), datetime.fromtimestamp(notice["at"], UTC)
    waiting = _unanswered(programme.id, notice.reader, unit, say)
    if not waiting:
        return Dropped("answered")
    return replace(_question(waiting[0], notice.reader, unit, say), silent=last_digest(programme, at) == at)


def did_help(tap: Tap[actions.DidHelp], unit: Unit, say: Speech) -> Screen:
    """The answer, which can be another one later; then the next one is asked about."""
    followup = unit.followups.get(tap.action.followup)
    if followup.asked_at is None:
        raise Stale
    better = tap.action.better
    if followup.helped is not better:
        unit.followups.helped(unit.followups.of_one_tap(followup), helped=better)
        facts = {"helped": followup.helped}, {"helped": better}
        unit.changes.add(tap.person.id, ANSWERED, followup.id, *facts, tap.now)
    return _answered(unit.followups.get(followup.id), tap.person, unit, say)


def _unanswered(programme: int, reader: Person, unit: Unit, say: Speech) -> Sequence[Followup]:
    """One row of each tap that was asked about and not answered, oldest first; of what the reader did."""
    found = unit.followups.unanswered(programme, reader.id, say.now - ASKED_FOR)
    return list({(each.pair, each.at): each for each in reversed(found)}.values())[::-1]


def _question(followup: Followup, reader: Person, unit: Unit, say: Speech) -> Screen:
    names = _names(followup, reader, unit, say)
    when = say.on(say.local(followup.at).date())
    return Screen(
        paragraphs(
            bold(say("Did it help?")), say("You took care of {names} {when}. How is it now?", names=names, when=when)
        ),
        (
            (
                Button(say("Yes, it's better"), actions.DidHelp(followup.id, better=True), Style.PRIMARY),
                Button(say("Not yet"), actions.DidHelp(followup.id, better=False)),
            ),
            *_ways(followup, unit, say),
        ),
    )


def _answered(followup: Followup, reader: Person, unit: Unit, say: Speech) -> Screen:
    names = _names(followup, reader, unit, say)
    if followup.helped is None:
        return _question(followup, reader, unit, say)
    if followup.helped:
        title, told = say("Good to hear"), say("{names} come back only if something new turns up.", names=names)
    else:
        title, told = say("Thanks for telling me"), say("{names} are on your list again.", names=names)
    change = unit.changes.last_of(reader.id, ANSWERED, followup.id)
    undo = Button(say("Undo"), actions.Undo(change)) if change else None
    programme = unit.pairs.get(followup.pair).programme
    waiting = _unanswered(programme, reader, unit, say)
    if not waiting:
        return Screen(paragraphs(bold(title), told), (*column(undo), *_ways(followup, unit, say)))
    following = _question(waiting[0], reader, unit, say)
    return replace(following, text=paragraphs(told, following.text), rows=(*following.rows, *column(undo)))


def _names(followup: Followup, reader: Person, unit: Unit, say: Speech) -> Markup:
    pair = unit.pairs.get(followup.pair)
    people = [unit.people.get(each) for each in (pair.mentor, pair.mentee)]
    looks(reader, people, pair.programme, unit, say)
    return names_of(people, say)


def _ways(followup: Followup, unit: Unit, say: Speech) -> Sequence[Sequence[Button]]:
    pair = unit.pairs.get(followup.pair)
    return column(Button(say("See the pair"), actions.PairCard(pair.id)), to_desk(pair.programme, say))


def unanswer(change: Change, unit: Unit, say: Speech) -> None:
    """Undo: the answer before, or none; raises Stale when there is another by now."""
    del say
    followup = unit.followups.get(change.target)
    if followup.helped is not change.after["helped"]:
        raise Stale
    unit.followups.helped(unit.followups.of_one_tap(followup), helped=change.before["helped"])


def show_question(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then; raises LookupError when it is no longer the person's to see."""
    followup = unit.followups.get(change.target)
    if not leads(change.person, unit.pairs.get(followup.pair).programme, unit):
        raise LookupError("not a coordinator here any more")
    return _answered(followup, unit.people.get(change.person), unit, say)
