"""A draft on its way to a proposal: whose it is, what is kept in it, and which question comes next."""

from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.mentoring.pairs import Agreement, AgreementState, Form, Pair, Rhythm, cadence, course, kept_away
from bot.mentoring.people import Person
from bot.mentoring.renewals import is_same
from handlers.access import Stale
from handlers.agreement import cards, for_both
from handlers.agreement.changes import about
from handlers.agreement.renewing import renewal
from handlers.names import called
from handlers.screen import Screen
from handlers.speech import Speech
from storage.unit import Unit


def own_draft(agreement: int, person: Person, unit: Unit) -> Agreement:
    """The person's own draft; raises Stale when it was sent or dropped, or is the other's."""
    found = unit.pairs.agreement(agreement)
    if found.state is not AgreementState.DRAFT or found.proposed_by != person.id:
        raise Stale
    return found


def begin(pair: Pair, person: Person, unit: Unit, now: datetime) -> Agreement:
    """A new draft, with all that stands between the two already, so that only what differs is asked."""
    programme = unit.programmes.get(pair.programme)
    draft = unit.pairs.draft(pair.id, person.id, programme.zone, programme.months)
    model = unit.pairs.proposed(pair.id) or unit.pairs.agreed(pair.id)
    if model is None:
        return draft
    since = None if model.state is AgreementState.AGREED else model.since
    return keep(draft, unit, now, **terms_of(model), months=model.months, since=since)


def terms_of(model: Agreement) -> dict[str, Any]:
    """What a draft takes over from what stands, but for the length."""
    return {
        "rhythm": model.rhythm,
        "weekdays": model.weekdays,
        "nth": model.nth,
        "at": model.at,
        "first": model.first,
        "form": model.form,
        "place": model.place,
        "minutes": model.minutes,
        "ends_on": model.ends_on,
    }


def keep(draft: Agreement, unit: Unit, now: datetime, **values: Any) -> Agreement:
    """The draft with these values; its first day and its outlook on the end are brought up to date."""
    changed = unit.pairs.set_agreement(draft.id, **values)
    if cadence(changed) is not None:
        changed = unit.pairs.set_agreement(draft.id, first=course(changed, now).first)
    return outlook(changed, unit, now) if changed.complete else changed


def outlook(draft: Agreement, unit: Unit, now: datetime) -> Agreement:
    """The draft with the day on which the course would end."""
    return unit.pairs.set_agreement(draft.id, ends_on=renewal(draft, unit, now).ends_on)


def following(draft: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    """The next question that was not asked yet, or the whole draft."""
    if draft.rhythm is None:
        return rhythm_card(draft, person, unit, say)
    if draft.rhythm is not Rhythm.FREE and (draft.at is None or draft.first is None):
        return cards.time_question(draft, say)
    if draft.form is None:
        return form_card(draft, unit, say)
    if for_both.is_for_both(draft, unit):
        return for_both.draft_card(draft if draft.ends_on else outlook(draft, unit, say.now), unit, say)
    return _whole(draft, person, unit, say)


def _whole(draft: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    """The length, and then the whole draft."""
    if draft.ends_on is None:
        return cards.months_question(draft, say)
    words = about(draft, unit, say)
    if stands_already(draft, unit):
        return cards.nothing_new(draft, words, say)
    other = unit.people.get(unit.pairs.get(draft.pair).other(person.id))
    return cards.draft(draft, words, called(other, say), say, alone=not other.has_chat)


def rhythm_card(draft: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    """How often?"""
    if for_both.is_for_both(draft, unit):
        return for_both.rhythm_question(draft, unit, say)
    other = other_of(draft, person, unit, say)
    asked = say("How often would you like to meet {name}?", name=other)
    told = say("You make a suggestion, and {name} says what suits. You can both change it later.", name=other)
    usual = unit.programmes.get(unit.pairs.get(draft.pair).programme).rhythm
    return cards.rhythm_question(draft, usual, asked, told, say)


def form_card(draft: Agreement, unit: Unit, say: Speech) -> Screen:
    """How?"""
    theirs = for_both.is_for_both(draft, unit)
    return cards.form_question(draft, say("How do they meet?") if theirs else say("How would you like to meet?"), say)


def place_card(draft: Agreement, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """Where?"""
    if for_both.is_for_both(draft, unit):
        return for_both.place_question(draft, say, first)
    how = say("Write the place, or skip it for now. The two of you can see it.")
    return cards.place_question(draft, say("Where will you meet?"), how, say, first)


def stands_already(draft: Agreement, unit: Unit) -> bool:
    """Whether the draft says what is suggested, or else agreed, between the two: there is nothing to send."""
    model = unit.pairs.proposed(draft.pair) or unit.pairs.agreed(draft.pair)
    if model is None or not is_same(draft, model):
        return False
    return model.state is AgreementState.AGREED or draft.since == model.since


def after_form(draft: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    """The place, except on the phone."""
    if draft.form is Form.PHONE:
        return following(draft, person, unit, say)
    return place_card(draft, unit, say)


def no_to(place: str, draft: Agreement, unit: Unit, say: Speech) -> Markup | None:
    """A kind no to a place at which the programme asks pairs not to meet; None for all others."""
    programme = unit.programmes.get(unit.pairs.get(draft.pair).programme)
    if not kept_away(place, programme.places_not_to_meet):
        return None
    return say(
        "{place} is a place that {programme} asks pairs not to meet at. Is there another one you like?",
        place=place,
        programme=programme.name,
    )


def other_of(agreement: Agreement, person: Person, unit: Unit, say: Speech) -> Markup:
    """What the other one is called."""
    pair = unit.pairs.get(agreement.pair)
    return called(unit.people.get(pair.other(person.id)), say)
