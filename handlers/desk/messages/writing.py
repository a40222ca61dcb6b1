"""Writing a message: words to begin with where there is a reason, the coordinator's own, and the preview."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.flags import flags
from bot.mentoring.messages import LONGEST, MANY, Audience, Broadcast, BroadcastState, opening, too_long
from bot.mentoring.pairs import PairState
from handlers import actions
from handlers.access import Stale
from handlers.actions import Who
from handlers.desk.digest.ranking import card_of
from handlers.desk.facts import pair_facts
from handlers.desk.looking import looks
from handlers.desk.messages.prepared import prepared
from handlers.desk.messages.readers import asleep, away, readers_of, to_whom
from handlers.desk.overview import name_of, to_desk
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import clean
from storage.unit import Unit


def write_to(tap: Tap[actions.WriteTo], unit: Unit, say: Speech) -> Screen:
    """To one of a pair or to both: what was being written to them, else words that their reason suggests."""
    pair = unit.pairs.get(tap.action.pair)
    if pair.state is PairState.CLOSED:
        raise Stale
    audience = Audience(tap.action.who.value)
    return preview(_begun(_draft(pair.programme, audience, tap.person.id, say, pair=pair.id), unit, say), unit, say)


def write_all(tap: Tap[actions.WriteAll], unit: Unit, say: Speech) -> Screen:
    """To everybody of a kind in the programme."""
    draft = _draft(tap.action.programme, Audience(tap.action.group.value), tap.person.id, say)
    if not readers_of(draft, unit):
        nobody = bold(say("There is nobody to write to right now"))
        return Screen(nobody, column(back(draft, say), to_desk(draft.programme, say)))
    return preview(_begun(draft, unit, say), unit, say)


def write_to_place(tap: Tap[actions.WriteToPlace], unit: Unit, say: Speech) -> Screen:
    """To one person in the programme."""
    place = unit.people.member(tap.action.member)
    if place.person == tap.person.id:
        raise Stale
    draft = _draft(place.programme, Audience.PERSON, tap.person.id, say, person=place.person)
    return preview(_begun(draft, unit, say), unit, say)


def said_draft(said: Said, action: actions.SayDraft, unit: Unit, say: Speech) -> Screen:
    """The coordinator's own words take the place of what stood there; what is sent already stays as it is."""
    draft = unit.broadcasts.get(action.broadcast)
    text = clean(said.text)
    if not text:
        return preview(draft, unit, say, say("Can you write it in words?"))
    if too_long(text):
        return preview(draft, unit, say, longer_than_fits(say))
    # Another row, so that a button below the words that stood there cannot send these.
    unit.broadcasts.drop(draft.id)
    own = replace(draft, text=text, own=True, state=BroadcastState.DRAFT, at=say.now)
    return preview(unit.broadcasts.add(own), unit, say)


def longer_than_fits(say: Speech) -> Markup:
    """A kind word about a very long text."""
    return say("That's more than fits here. Can you say it in {n} characters or fewer?", n=LONGEST)


def preview(draft: Broadcast, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """To whom, the words as they will be read, who can see them, and Send."""
    found = readers_of(draft, unit)
    if not found:
        raise Stale
    names = to_whom(draft, unit, say)
    reachable = sum(each.reachable for each in found)
    send = Button(say("Send"), actions.SendDraft(draft.id), Style.PRIMARY) if draft.text and reachable else None
    ask = say("Send it as it is, or write it anew.") if draft.text else say("Write your message.")
    goes = say.many("It goes to {n} person.", "It goes to {n} people.", reachable)
    many = draft.audience in MANY
    return Screen(
        paragraphs(
            first,
            bold(say("To {names}", names=names)),
            quoted(draft.text),
            lines(goes if many else None, away(draft, found, say), asleep(draft, found, say)),
            lines(ask, _sight([name_of(each, say) for each in found], say, many=many)),
        ),
        (*column(send), *_others(draft, unit, say), (*_hand(draft, unit, say), back(draft, say))),
        asks=actions.SayDraft(draft.id),
    )


def _others(draft: Broadcast, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    """Of a pair: to the other one, or to both."""
    if draft.pair is None:
        return ()
    pair = unit.pairs.get(draft.pair)
    ways = {
        Audience.MENTOR: (name_of(unit.people.get(pair.mentor), say), Who.MENTOR),
        Audience.MENTEE: (name_of(unit.people.get(pair.mentee), say), Who.MENTEE),
        Audience.BOTH: (say("both"), Who.BOTH),
    }
    buttons = (
        Button(say("To {names}", names=words), actions.WriteTo(pair.id, who))
        for audience, (words, who) in ways.items()
        if audience is not draft.audience
    )
    return (tuple(buttons),)


def _hand(draft: Broadcast, unit: Unit, say: Speech) -> tuple[Button, ...]:
    """Back to the card that says why they could use a hand, where there is one."""
    if draft.pair is None or card_of(unit.pairs.get(draft.pair), unit.people.get(draft.by), unit, say.now) is None:
        return ()
    return (Button(say("Back"), actions.HandCard(draft.pair)),)


def _sight(names: Sequence[Markup], say: Speech, *, many: bool) -> Markup:
    if many:
        return say("Each gets it alone and can answer you. The coordinators here can see it, too.")
    who = say.listed([*names, say("the coordinators here")])
    if len(names) > 1:
        return say("{who} can see it, and both can answer you.", who=who)
    return say("{who} can see it, and {name} can answer you.", who=who, name=names[0])


def quoted(text: str) -> Markup | None:
    """What somebody wrote, set apart."""
    return Markup("<blockquote>{}</blockquote>").format(text) if text else None


def back(message: Broadcast, say: Speech) -> Button:
    """The way back to where it was begun."""
    if message.audience in MANY:
        return Button(say("Messages"), actions.Messages(message.programme))
    if message.pair is not None:
        return Button(say("See the pair"), actions.PairCard(message.pair))
    return to_desk(message.programme, say)


def _draft(
    programme: int, audience: Audience, by: int, say: Speech, *, pair: int | None = None, person: int | None = None
) -> Broadcast:
    """A message of which nothing is written yet."""
    return Broadcast(0, programme, audience, pair, person, by, "", own=False, state=BroadcastState.DRAFT, at=say.now)


def _begun(draft: Broadcast, unit: Unit, say: Speech) -> Broadcast:
    """The draft as it is kept: what the coordinator wrote before, else words to begin with."""
    before = unit.broadcasts.draft_like(draft)
    if before is not None and before.own:
        return before
    text = _suggested(draft, unit, say)
    if before is not None and before.text == text:
        return before
    return unit.broadcasts.add(replace(draft, text=text))


def _suggested(draft: Broadcast, unit: Unit, say: Speech) -> str:
    if draft.pair is None:
        return ""
    pair = unit.pairs.get(draft.pair)
    people = [unit.people.get(each) for each in (pair.mentor, pair.mentee)]
    looks(unit.people.get(draft.by), people, draft.programme, unit, say)
    found = readers_of(draft, unit)
    if not found:
        return ""
    other = next((each for each in people if each not in found), None)
    return prepared(
        opening(flags(pair_facts(pair, draft.by, say.now, unit), say.now)), found, other, _heard(found[0].language, say)
    )


def _heard(language: str, say: Speech) -> Speech:
    """The words are read by others than whoever sends them."""
    return replace(say, language=language)
