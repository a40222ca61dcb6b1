"""Who may follow a button: always read from the database, never believed from the bytes that came."""

from collections.abc import Callable, Collection

from markupsafe import Markup

from bot.mentoring.alerts import Alert, AlertKind
from bot.mentoring.goals import Goal
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Member, Person, Role
from handlers.actions import Action
from storage.unit import Unit

DELETED_REMINDER = "reminder.deleted"
Guard = Callable[[Person, Action, Unit], bool]


class Stale(Exception):  # noqa: N818  it is no error: an old button, answered with how things are now
    """What the button points at has changed. Raised before anything is written."""


class Stays(Stale):
    """What cannot be taken back any more, and why, in the words that the person is told."""

    def __init__(self, words: Markup) -> None:
        """`words` is one whole sentence."""
        super().__init__(words)
        self.words = words


def pair_of(action: Action, unit: Unit) -> Pair:
    """The pair that an action is about, by whichever id it carries; raises LookupError when there is none."""
    if (pair := getattr(action, "pair", None)) is not None:
        return unit.pairs.get(pair)
    if (meeting := getattr(action, "meeting", None)) is not None:
        return unit.pairs.get(unit.meetings.get(meeting).pair)
    if (agreement := getattr(action, "agreement", None)) is not None:
        return unit.pairs.get(unit.pairs.agreement(agreement).pair)
    if (move := getattr(action, "move", None)) is not None:
        return unit.pairs.get(unit.meetings.get(unit.meetings.meeting_of_move(move)).pair)
    raise LookupError("the action is about no pair")


def pair_of_goal(goal: Goal, person: Person, unit: Unit) -> Pair:
    """The pair in which `person` works on the goal; raises LookupError for anybody else's.

    A mentee keeps their goals when the two have stopped: then it is the last pair that they had.
    """
    for pair in (*unit.pairs.of(person.id), *unit.pairs.ended_as_mentee(person.id)):
        if pair.programme == goal.programme and pair.mentee == goal.mentee:
            return pair
    raise LookupError("nobody's goal here")


def everybody(_person: Person, _action: Action, _unit: Unit) -> bool:
    """Anyone we know."""
    return True


def in_pair(person: Person, action: Action, unit: Unit) -> bool:
    """One of the two, while the pair is not closed; a goal in the action must be the pair's too."""
    pair = pair_of(action, unit)
    if pair.state is PairState.CLOSED or not pair.has(person.id):
        return False
    goal = getattr(action, "goal", None)
    return goal is None or _belongs(unit.goals.get(goal), pair)


def drafts(person: Person, action: Action, unit: Unit) -> bool:
    """One of the two; or, of a draft that they fill in for the two, the coordinator who began it."""
    return in_pair(person, action, unit) or own_draft_for(person, action, unit)


def own_draft_for(person: Person, action: Action, unit: Unit) -> bool:
    """The coordinator who began it for the two."""
    pair, found = pair_of(action, unit), unit.pairs.agreement(getattr(action, "agreement", 0))
    mine = found.proposed_by == person.id and not pair.has(person.id) and leads(person.id, pair.programme, unit)
    return mine and pair.state is not PairState.CLOSED


def in_pair_at(person: Person, action: Action, unit: Unit) -> bool:
    """As `in_pair`, and the meeting in the action is the pair's, or 0."""
    meeting = getattr(action, "meeting", 0)
    return in_pair(person, action, unit) and (
        not meeting or unit.meetings.get(meeting).pair == pair_of(action, unit).id
    )


def once_in_pair(person: Person, action: Action, unit: Unit) -> bool:
    """One of the two, also when the pair is closed."""
    return pair_of(action, unit).has(person.id)


def keeps_goals(person: Person, action: Action, unit: Unit) -> bool:
    """One of the two, and the mentee also when the pair is closed: the goals and the journey are theirs."""
    return in_pair(person, action, unit) or pair_of(action, unit).mentee == person.id


def mentee_of(person: Person, action: Action, unit: Unit) -> bool:
    """The mentee of the pair, also when it is closed."""
    return pair_of(action, unit).mentee == person.id


def with_goal(person: Person, action: Action, unit: Unit) -> bool:
    """The mentee whose goal it is, or the mentor whom they meet now."""
    goal = unit.goals.get(getattr(action, "goal", 0))
    return bool(pair_of_goal(goal, person, unit))


def owns_goal(person: Person, action: Action, unit: Unit) -> bool:
    """The mentee whose goal it is."""
    return with_goal(person, action, unit) and unit.goals.get(getattr(action, "goal", 0)).mentee == person.id


def coordinates(person: Person, action: Action, unit: Unit) -> bool:
    """Who has the desk of the programme that the action, or its pair, belongs to."""
    programme = getattr(action, "programme", None)
    if programme is None:
        programme = pair_of(action, unit).programme
    return leads(person.id, programme, unit)


def in_programme(person: Person, action: Action, unit: Unit) -> bool:
    """Anyone with a place in the programme."""
    programme = getattr(action, "programme", 0)
    return any(place.programme == programme for place in unit.people.places(person.id))


def mentors(person: Person, action: Action, unit: Unit) -> bool:
    """The mentor of the pair, while it is not closed."""
    return in_pair(person, action, unit) and pair_of(action, unit).mentor == person.id


def hears_alert(person: Person, action: Action, unit: Unit) -> bool:
    """Whoever is told of it."""
    return is_told(person.id, unit.alerts.get(getattr(action, "alert", 0)), unit)


def is_told(person: int, alert: Alert, unit: Unit) -> bool:
    """Whether the person is told of an alert that another asked: whoever has the desk; of a worry, every deputy."""
    worried = alert.kind is AlertKind.WORRIED
    called = worried and has_role(person, alert.programme, {Role.DEPUTY}, unit)
    return alert.by != person and (called or leads(person, alert.programme, unit))


def got_message(person: Person, action: Action, unit: Unit) -> bool:
    """Whoever a coordinator sent the message to, while both are in the programme."""
    message = unit.broadcasts.get(getattr(action, "broadcast", 0))
    stays = any(place.programme == message.programme for place in unit.people.places(person.id))
    return stays and unit.broadcasts.received(message.id, person.id)


def asked(person: Person, action: Action, unit: Unit) -> bool:
    """One of the two who were proposed to each other, while they have a place in the programme."""
    proposal = unit.proposals.get(getattr(action, "proposal", 0))
    places = [place for place in unit.people.places(person.id) if place.programme == proposal.programme]
    return bool(places) and person.id in {proposal.mentor, proposal.mentee}


def leads(person: int, programme: int, unit: Unit) -> bool:
    """Whether the person has the programme's desk: a coordinator, or a deputy while one of those is away."""
    if runs(person, programme, unit):
        return True
    return has_role(person, programme, {Role.DEPUTY}, unit) and unit.absences.somebody_away(programme)


def runs(person: int, programme: int, unit: Unit) -> bool:
    """Whether the person is a coordinator of the programme."""
    return has_role(person, programme, {Role.COORDINATOR}, unit)


def has_role(person: int, programme: int, roles: Collection[Role], unit: Unit) -> bool:
    """Whether the person has one of the roles in the programme."""
    return any(place.programme == programme and place.role in roles for place in unit.people.places(person))


def meets_there(person: Person, action: Action, unit: Unit) -> bool:
    """Whoever has a place as a mentor or a mentee in the programme."""
    return has_role(person.id, getattr(action, "programme", 0), {Role.MENTOR, Role.MENTEE}, unit)


def own_place(person: Person, action: Action, unit: Unit) -> bool:
    """The person whose membership it is; 0 means one's name in the settings."""
    member = getattr(action, "member", 0)
    return not member or own_member(member, person, unit).person == person.id


def own_member(member: int, person: Person, unit: Unit) -> Member:
    """The person's own membership; raises LookupError for anybody else's, or one that was left."""
    found = unit.people.member(member)
    if found.person != person.id or found.left_at is not None:
        raise LookupError("not one's own membership")
    return found


def own_change(person: Person, action: Action, unit: Unit) -> bool:
    """The person who made the change."""
    return unit.changes.get(getattr(action, "change", 0)).person == person.id


def hears_note(person: Person, action: Action, unit: Unit) -> bool:
    """Whoever may hear the spoken note: the one who spoke it, or both when it is shared, while they meet."""
    note = getattr(action, "note", 0)
    meeting = unit.meetings.get(unit.outcomes.meeting_of_note(note))
    pair = unit.pairs.get(meeting.pair)
    if pair.state is PairState.CLOSED or not pair.has(person.id):
        return False
    return any(note == each for each, _ in unit.outcomes.voices(meeting.id, person.id))


def own_note(person: Person, action: Action, unit: Unit) -> bool:
    """Who wrote or spoke the note, while the two meet."""
    note = unit.outcomes.note(getattr(action, "note", 0))
    pair = unit.pairs.get(unit.meetings.get(note.meeting).pair)
    return note.person == person.id and pair.state is not PairState.CLOSED and pair.has(person.id)


def own_reminder(person: Person, action: Action, unit: Unit) -> bool:
    """The person whose own small reminder it is, or was until they took it away."""
    reminder = getattr(action, "reminder", 0)
    try:
        return unit.reminders.get(reminder).person == person.id
    except LookupError:
        return unit.changes.last_of(person.id, DELETED_REMINDER, reminder) is not None


def _belongs(goal: Goal, pair: Pair) -> bool:
    return goal.programme == pair.programme and goal.mentee == pair.mentee
