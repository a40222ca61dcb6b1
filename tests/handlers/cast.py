"""Everybody who might send a button: the pair that it is about, and all those around it who have no business there."""

from dataclasses import dataclass
from datetime import time, timedelta

from bot.mentoring.alerts import AlertKind
from bot.mentoring.contacts import With
from bot.mentoring.flags import Flag, Level, Reason
from bot.mentoring.followups import FollowupState
from bot.mentoring.goals import GoalState
from bot.mentoring.messages import Audience, Broadcast, BroadcastState
from bot.mentoring.pairs import AgreementState, Rhythm
from bot.mentoring.people import Role
from bot.mentoring.rosters import Guest, Roster
from handlers.tap import Visitor
from storage.states import NoteSight, Priority
from tests.world import NOW

# In every name of the pair, and in all that only they may read.
NAMED, WRITTEN = "Zyxnavn", "Zyxhemmelig"
# The table's columns; those of one column must be answered alike.
OUTSIDE = {
    "stranger": ("stranger",),
    "erased": ("erased",),
    "left": ("left",),
    "earlier": ("earlier",),
    "other-pair": ("other mentor", "other mentee"),
    "elsewhere": ("mentor elsewhere", "mentee elsewhere"),
    "other-desk": ("coordinator elsewhere",),
}
# These two are asked about what was theirs.
OVER = {"ex-mentor": ("mentor then",), "ex-mentee": ("mentee then",)}
INSIDE = {"mentor": ("mentor",), "mentee": ("mentee",), "desk": ("coordinator",)}
# The deputy has two columns: as long as the coordinator is there, and while they are away.
DEPUTY, STAND_IN = "deputy", "stand-in"
KINDS = OUTSIDE | OVER | INSIDE
DAY = timedelta(days=1)


@dataclass
class Cast:
    """`ids` of the pair's things by an action's field, of a closed pair's, and of others' own; `chats` of everybody."""

    ids: dict[str, int]
    over: dict[str, int]
    own: dict[str, dict[str, int]]
    chats: dict[str, int]

    def visitor(self, who, unit):
        """As whom the bot meets them."""
        chat = self.chats[who]
        return Visitor(chat, unit.people.by_chat(chat), "en", who)


def assemble(unit):
    """The pair in the middle of things and everybody around; gives the cast."""
    chats = {}

    def comes(who, name, place, role):
        chats[who] = 5000 + len(chats)
        person = unit.people.add(chats[who], name, "en", place, NOW)
        return unit.people.join(place.id, person.id, role, 1, NOW)

    here = unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", NOW)
    mentor = comes("mentor", f"{NAMED} Jonas", here, Role.MENTOR)
    mentee = comes("mentee", f"{NAMED} Anna", here, Role.MENTEE)
    ids = _in_the_middle(mentor, mentee, unit)
    then = [comes(f"{role} then", f"{NAMED} {role}", here, role) for role in (Role.MENTOR, Role.MENTEE)]
    over = _in_the_middle(*then, unit)
    unit.pairs.close(over["pair"], NOW)
    desk = comes("coordinator", "Mette", here, Role.COORDINATOR)
    for each in (ids, over):
        each.update(_written(each, desk.person, unit))
    comes(DEPUTY, "Bo", here, Role.DEPUTY)
    _before(here, mentee.person, comes, unit)
    neighbours = [comes(f"other {role}", "Sam", here, role) for role in (Role.MENTOR, Role.MENTEE)]
    away = unit.programmes.add("Peer Kolding", "en", "Europe/Copenhagen", NOW)
    ids["absence"] = _ahead(desk, unit)
    two = [comes(f"{role} elsewhere", "Sam", away, role) for role in (Role.MENTOR, Role.MENTEE)]
    mo = comes("coordinator elsewhere", "Mo", away, Role.COORDINATOR)
    chats["stranger"] = 5000 + len(chats)
    nearby, far = _in_the_middle(*neighbours, unit, "Sams"), _in_the_middle(*two, unit, "Sams")
    roster = Roster([Guest(f"{NAMED} Bo", Role.MENTOR)], [])
    for each, sender in ((ids, desk), (far, mo)):
        each["roster"] = unit.rosters.add(each["programme"], sender.person, roster, NOW).id
    over["roster"] = nearby["roster"] = ids["roster"]
    nearby |= _written(nearby, desk.person, unit)
    far |= _written(far, mo.person, unit)
    over["absence"] = nearby["absence"] = ids["absence"]
    far["absence"] = _ahead(mo, unit)
    own = {"other mentor": nearby, "other mentee": nearby, "mentor elsewhere": far, "coordinator elsewhere": far}
    return Cast(ids, over, own, chats)


def _ahead(desk, unit):
    """Days on which a coordinator will be away."""
    first = (NOW + 9 * DAY).date()
    return unit.absences.add(desk.programme, desk.person, first, first, "Europe/Copenhagen", NOW).id


def goes_away(cast, unit):
    """The coordinator is away from now on."""
    mette = unit.people.by_chat(cast.chats["coordinator"])
    unit.absences.add(cast.ids["programme"], mette.id, NOW.date(), NOW.date(), "Europe/Copenhagen", NOW)


def _before(here, mentee, comes, unit):
    """Those who met the same mentee before: one is still in the programme, one has left it, one was erased."""
    for who in ("earlier", "left", "erased"):
        member = comes(who, "Kim", here, Role.MENTOR)
        unit.pairs.close(unit.pairs.add(here.id, member.person, mentee, NOW - 9 * DAY).id, NOW - 8 * DAY)
        if who != "earlier":
            unit.people.leave(member.person, NOW)
        if who == "erased":
            unit.erasing.person(unit.people.get(member.person), NOW)


def _written(ids, coordinator, unit):
    """A message of the coordinator to both of the pair, and what the mentee answered."""
    message = Broadcast(
        *(0, ids["programme"], Audience.BOTH, ids["pair"], None, coordinator, f"{NAMED} message"),
        own=True,
        state=BroadcastState.DRAFT,
        at=NOW,
    )
    sent = unit.broadcasts.add(message).id
    unit.broadcasts.send(sent, NOW)
    both = [unit.people.get(ids[who]) for who in ("mentor", "mentee")]
    unit.outbox.bring("desk.message", both, sent, NOW, NOW + DAY, Priority.NOTICE)
    answer = unit.broadcasts.answer(sent, ids["mentee"], ids["mentee"], f"{NAMED} answer", NOW)
    pair = unit.pairs.get(ids["pair"])
    # The first pair's may be read by its own programme's coordinators, and nobody else's.
    seen = NAMED if NAMED in unit.people.get(pair.mentor).name else "Sams"
    return {
        "broadcast": sent,
        "answer": answer.id,
        "contact": unit.contacts.add(pair, coordinator, With.BOTH, NOW).id,
        "desk_note": unit.desk_notes.add(pair, coordinator, f"{seen} at the desk", NOW).id,
    }


def _in_the_middle(mentor, mentee, unit, mark=WRITTEN):
    """A pair with one of each thing that a button can name; gives their numbers."""
    pair = unit.pairs.add(mentor.programme, mentor.person, mentee.person, NOW)
    draft = unit.pairs.draft(pair.id, pair.mentor, "Europe/Copenhagen", 6)
    agreement = unit.pairs.set_agreement(
        draft.id, rhythm=Rhythm.FREE, state=AgreementState.PROPOSED, place=f"{mark} café", months=6
    )
    meeting = unit.meetings.add(agreement, None, NOW + 2 * DAY, NOW, None)
    goal = unit.goals.add(pair, None, f"{mark} goal", pair.mentee, GoalState.OPEN, NOW)
    reminder = unit.reminders.add(
        pair.mentee, f"{mark} wake", weekdays=(0,), day=None, at=time(9), now=NOW, due_at=NOW + DAY
    )
    mine = NoteSight.MINE
    link = unit.invitations.find(unit.invitations.add(pair.programme, Role.MENTOR, 1, None, NOW))
    flag, state = Flag(Reason.QUIET, Level.AMBER, 12), FollowupState.DONE
    (followup,) = unit.followups.add(pair.id, [flag], pair.mentor, state, NOW, until=None, due_at=None)
    unit.followups.asked(followup, NOW)
    return {
        "programme": pair.programme,
        "member": mentee.id,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "pair": pair.id,
        "agreement": agreement.id,
        "meeting": meeting,
        "move": unit.meetings.suggest(meeting, pair.mentor, NOW + 3 * DAY, NOW).id,
        "goal": goal.id,
        "under": goal.id,
        "note": unit.outcomes.add_note(meeting, pair.mentee, mine, "", NOW, voice=f"{mark} voice"),
        "reminder": reminder.id,
        "alert": unit.alerts.add(AlertKind.WORRIED, pair.programme, pair.mentor, pair.id, NOW).id,
        "invitation": link.id,
        "followup": followup,
        "proposal": unit.proposals.add(pair.programme, pair.mentor, pair.mentee, pair.mentor, NOW).id,
        "change": unit.changes.add(pair.mentee, "goal.tick", goal.id, {}, {}, NOW),
    }
