"""What a coordinator does about a pair: puts it aside, or takes care of it, and takes either back."""

from collections.abc import Sequence
from datetime import datetime

from bot.mentoring.digest import REASONS, Card
from bot.mentoring.followups import HELP_AFTER, FollowupState, on_morning
from bot.mentoring.pairs import PairState
from handlers import actions
from handlers.access import Stale, leads
from handlers.desk.digest.cards import MADE, hand_screen
from handlers.desk.digest.ranking import card_of
from handlers.screen import Screen
from handlers.speech import Speech
from handlers.tap import Tap
from storage.changes import Change
from storage.unit import Unit


def put_aside(tap: Tap[actions.PutAside], unit: Unit, say: Speech) -> Screen:
    """Not now; another number of days takes the place of the one before. What somebody else did stays as it is."""
    pair = unit.pairs.get(tap.action.pair)
    card = card_of(pair, tap.person, unit, tap.now) if pair.state is not PairState.CLOSED else None
    until = on_morning(unit.programmes.get(pair.programme), tap.now, tap.action.days.days)
    before = card.looked_after if card else None
    mine = before is None or (before.state is FollowupState.SNOOZED and before.by == tap.person.id)
    if card and mine and (before is None or before.until != until):
        if before is not None:
            unit.followups.remove([each.id for each in unit.followups.of_one_tap(before)])
        _look_after(card, tap.person.id, FollowupState.SNOOZED, unit, tap.now, until=until, due_at=until)
    return hand_screen(pair, tap.person, unit, say)


def take_care(tap: Tap[actions.TakeCare], unit: Unit, say: Speech) -> Screen:
    """It is done, also when it was put aside; a second tap, or another coordinator's, shows who did it."""
    pair = unit.pairs.get(tap.action.pair)
    card = card_of(pair, tap.person, unit, tap.now) if pair.state is not PairState.CLOSED else None
    if card and not (card.looked_after and card.looked_after.state is FollowupState.DONE):
        asked_at = on_morning(unit.programmes.get(pair.programme), tap.now, HELP_AFTER)
        _look_after(card, tap.person.id, FollowupState.DONE, unit, tap.now, until=None, due_at=asked_at)
    return hand_screen(pair, tap.person, unit, say)


def _look_after(
    card: Card, by: int, state: FollowupState, unit: Unit, now: datetime, *, until: datetime | None, due_at: datetime
) -> None:
    """What stands on the card is settled by it, and nothing else."""
    pair, told = card.facts.pair.id, card.flags[:REASONS]
    rows = unit.followups.add(pair, told, by, state, now, until=until, due_at=due_at)
    unit.changes.add(by, MADE, pair, {}, {"rows": rows}, now)


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """As if nothing had been done; raises Stale when it was changed again, or it was asked whether it helped."""
    del say
    rows: Sequence[int] = change.after["rows"]
    found = [each for each in unit.followups.of(change.target) if each.id in rows]
    if not found or any(each.asked_at for each in found):
        raise Stale
    unit.followups.remove(rows)


def show_pair(change: Change, unit: Unit, say: Speech) -> Screen:
    """The pair's card; raises LookupError when it is no longer the person's to see."""
    pair = unit.pairs.get(change.target)
    if pair.state is PairState.CLOSED or not leads(change.person, pair.programme, unit):
        raise LookupError("not to be seen any more")
    return hand_screen(pair, unit.people.get(change.person), unit, say)
