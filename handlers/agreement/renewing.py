"""What a yes to an agreement does to the meetings ahead: looked at before, carried out after."""

from datetime import datetime

from bot.mentoring.meetings import Meeting, MeetingState, Reply
from bot.mentoring.pairs import Agreement, AgreementState, Rhythm
from bot.mentoring.renewals import Renewal, renew
from handlers import pauses
from storage.states import MoveState
from storage.unit import Unit


def renewal(agreement: Agreement, unit: Unit, now: datetime) -> Renewal:
    """What a yes would do now."""
    meetings = [each for each in unit.meetings.all_of(agreement.pair) if _holds_its_time(each, unit)]
    return renew(agreement, unit.pairs.agreed(agreement.pair), meetings, now)


def _holds_its_time(meeting: Meeting, unit: Unit) -> bool:
    """Not what was called off for a break or an earlier agreement; what one of the two said no to is settled."""
    if meeting.state is not MeetingState.CALLED_OFF:
        return True
    return Reply.CANNOT in unit.meetings.replies(meeting.id).values()


def carry_out(proposed: Agreement, unit: Unit, now: datetime) -> Agreement:
    """The yes: the agreement stands, the meetings ahead follow it, and the next one keeps its small step."""
    plan = renewal(proposed, unit, now)
    step = next((each.step for each in unit.meetings.next_of(proposed.pair, now)), None)
    gone = [each.id for each in plan.gone]
    for number in gone:
        unit.meetings.settle_moves(number, MoveState.REPLACED)
    unit.meetings.make_way(proposed.pair, gone, now)
    first = None if proposed.rhythm is Rhythm.FREE else plan.first
    values = {"state": AgreementState.AGREED, "agreed_at": now, "ends_on": plan.ends_on, "first": first}
    agreed = unit.pairs.set_agreement(proposed.id, **values)
    unit.pairs.replace_others(agreed)
    for meeting, slot in plan.same:
        unit.meetings.take_terms(meeting.id, agreed, slot.day)
    for slot in plan.slots:
        # Due at once: the ticker works out itself when it has something to say.
        unit.meetings.add(agreed, slot.day, slot.starts_at, now, now)
    pauses.settle(unit.pairs.get(agreed.pair), unit, now)
    _hand_on(step, agreed, unit, now)
    return agreed


def _hand_on(step: int | None, agreed: Agreement, unit: Unit, now: datetime) -> None:
    for meeting in unit.meetings.next_of(agreed.pair, now):
        if step is not None and meeting.step is None:
            unit.meetings.set(meeting.id, step_id=step)
