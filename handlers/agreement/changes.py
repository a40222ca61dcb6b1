"""What an agreement would change, and from when: said before anybody says yes to it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.meetings import Meeting
from bot.mentoring.pairs import Agreement, Rhythm
from bot.mentoring.renewals import Renewal, is_changed_rhythm
from handlers.agreement.cards import first_start
from handlers.agreement.renewing import renewal
from handlers.screen import lines, paragraphs
from handlers.speech import Speech, capital
from handlers.wording import length_words, rhythm_words, terms, where
from storage.unit import Unit


def about(agreement: Agreement, unit: Unit, say: Speech) -> Markup:
    """The terms of a first agreement; of another one what it changes, from when, and what stays."""
    before = unit.pairs.agreed(agreement.pair)
    if before is None or before.id == agreement.id:
        return terms(agreement, first_start(agreement), say)
    plan = renewal(agreement, unit, say.now)
    changed = _changed(agreement, before, plan, say)
    if not changed:
        return paragraphs(terms(agreement, None, say), say("That is what you have agreed already."))
    return paragraphs(*changed, _from(agreement, before, plan, say))


def _changed(agreement: Agreement, before: Agreement, plan: Renewal, say: Speech) -> list[Markup]:
    found = []
    if is_changed_rhythm(agreement, before):
        found.append(_arrow(rhythm_words(before, say), rhythm_words(agreement, say), say))
    old, new = (where(each.form, each.place, say) or Markup() for each in (before, agreement))
    if old != new:
        found.append(_arrow(old, new, say))
    if agreement.months != before.months:
        longer = _arrow(length_words(before.months, say), length_words(agreement.months, say), say)
        found.append(lines(longer, say("Your course then runs to {date}.", date=say.month(plan.ends_on))))
    return found


def _arrow(old: Markup, new: Markup, say: Speech) -> Markup:
    return lines(say("Until now: {old}", old=old), say("New: {new}", new=new))


def _from(agreement: Agreement, before: Agreement, plan: Renewal, say: Speech) -> Markup | None:
    if not is_changed_rhythm(agreement, before):
        return None
    if agreement.rhythm is Rhythm.FREE:
        return lines(say("You then plan each meeting yourselves."), _kept(plan.stay, say))
    early = [each for each in plan.stay if say.local(each.starts_at).date() < plan.first]
    own = [each for each in plan.stay if each not in early]
    begins = say("It begins on {date}.", date=say.date(plan.first))
    later = say.many(
        "{n} meeting later on, which you planned yourselves, stays as it is.",
        "{n} meetings later on, which you planned yourselves, stay as they are.",
        len(own),
    )
    return lines(begins, _kept(early, say), capital(later) if own else None)


def _kept(meetings: Sequence[Meeting], say: Speech) -> Markup | None:
    if not meetings:
        return None
    if len(meetings) == 1:
        return say("Your meeting {when} stays.", when=say.when(meetings[0].starts_at))
    return say.many("{n} meeting before then stays.", "Your {n} meetings before then stay.", len(meetings))
