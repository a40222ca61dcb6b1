"""The rest of the demo's programme: pairs with months behind them, put straight into their rows.

Anna, Jonas and those who come in beside them play their story on their phones. Forty pairs on forty pairs of phones
would take minutes, so these begin where a database of a real programme would be; from then on the bot treats them as
everybody else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto

from bot.mentoring.contacts import With
from bot.mentoring.fits import ROUNDS, Fit
from bot.mentoring.meetings import Log, Meeting, MeetingState, told
from bot.mentoring.nudges import NudgeKind
from bot.mentoring.pairs import AgreementState, Form, Pair, Rhythm
from bot.mentoring.people import Member, Person, Role
from bot.mentoring.profiles import Chip, Profile, tapped
from bot.mentoring.programmes import Programme
from handlers.agreement.renewing import carry_out
from handlers.privacy.consent import CONSENT_VERSION
from storage.unit import Unit

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
HOURS_LATER = timedelta(hours=2)
# With one pair in so many it is time for a talk.
TALK_DUE = 9


class Turn(Enum):
    """What happened to a pair, beside its meetings."""

    NONE = auto()
    NO_PLAN = auto()
    UNREACHABLE = auto()
    SILENT = auto()
    NOT_QUITE = auto()
    BREAK = auto()


@dataclass(frozen=True)
class Course:
    """A pair's way so far.

    `weeks` is how long ago it began; it meets on `weekday` at `hour`, for `months`. `lately` is what became of the
    last meetings, oldest first: `h` held, `m` it did not happen, `d` the two told different things, `-` nobody told,
    `c` called off. All before these were held.
    """

    mentor: str
    mentee: str
    weeks: int
    weekday: int = 3
    hour: int = 17
    rhythm: Rhythm = Rhythm.WEEKLY
    months: int = 6
    lately: str = ""
    turn: Turn = Turn.NONE


_TWO = Rhythm.FORTNIGHTLY
COURSES = (
    Course("Karen", "Bilal", 9, hour=16),
    Course("Henrik", "Amina", 14, 4, 10),
    Course("Lone", "Peter", 21, 4, 15),
    Course("Mikkel", "Yusuf", 6, 3, 19),
    Course("Birgit", "Maja", 11, 4, 13, _TWO),
    Course("Jens", "Samir", 18, 3, 16),
    Course("Hanne", "Elif", 7, 4, 11),
    Course("Thomas", "Oliver", 16, 3, 18, _TWO),
    Course("Kirsten", "Zahra", 23, 4, 14, months=9),
    Course("Anders", "Freja", 5, 3, 15),
    Course("Inge", "Mohammed", 12, 4, 10),
    Course("Søren", "Ida", 8, 3, 17, _TWO),
    Course("Lise", "Hassan", 15, 4, 16),
    Course("Niels", "Clara", 4, 3, 18),
    Course("Gitte", "Ahmed", 19, 4, 12, _TWO),
    Course("Poul", "Nadia", 10, 3, 14),
    Course("Bente", "Viktor", 13, 4, 17),
    Course("Rasmus", "Leyla", 17, 3, 19, months=9),
    Course("Ulla", "Emil", 20, 4, 9, _TWO, months=9),
    Course("Martin", "Sara", 22, 3, 16),
    Course("Else", "Daniel", 24, 4, 10),
    Course("Kasper", "Rania", 3, 3, 17),
    Course("Tove", "Noah", 2, 4, 15),
    # Who could use a hand, each for a reason of their own.
    Course("Vibeke", "Omar", 12, 3, 16, lately="ccc"),
    Course("Erik", "Laila", 16, 4, 11, lately="cc"),
    Course("Dorthe", "Tariq", 10, 4, 14, _TWO, lately="cc"),
    Course("Jakob", "Signe", 9, 3, 17, lately="mm"),
    Course("Susanne", "Ibrahim", 13, 4, 13, lately="hmm"),
    Course("Bo", "Aisha", 8, 4, 10, lately="-"),
    Course("Marianne", "Lucas", 11, 3, 15, lately="d"),
    Course("Torben", "Mina", 15, 4, 16, turn=Turn.UNREACHABLE),
    Course("Helle", "Karim", 7, 3, 18, lately="c", turn=Turn.SILENT),
    Course("Grethe", "Adam", 4, 4, 15, turn=Turn.NOT_QUITE),
    Course("Ole", "Julie", 3, turn=Turn.NO_PLAN),
    Course("Rikke", "Sami", 1, turn=Turn.NO_PLAN),
    # On a break: nothing is asked of them.
    Course("Flemming", "Dina", 14, 4, 12, lately="cc", turn=Turn.BREAK),
    Course("Annette", "Malik", 18, 3, 16, months=9, lately="c", turn=Turn.BREAK),
    # Nearly at the end.
    Course("Lars Erik", "Camilla", 25, 4, 14),
)


@dataclass(frozen=True)
class Waiter:
    """Somebody who waits for a match, since `days` ago, and what they have told."""

    name: str
    role: Role
    days: int
    profile: Profile


def _told(*chips: Chip, languages: str = "da", area: str = "") -> Profile:
    told = Profile(languages=frozenset(languages.split()), area=area)
    for chip in chips:
        told = tapped(told, chip, on=True)
    return told


WAITERS = (
    Waiter("Jytte", Role.MENTOR, 12, _told(Chip.WALKS, Chip.COOKING, Chip.EVENINGS, Chip.WOMAN, area="Vejle")),
    Waiter("Claus", Role.MENTOR, 5, _told(Chip.JOBS, Chip.TECHNOLOGY, Chip.AFTERNOONS, Chip.MAN, languages="da en")),
    Waiter("Samira", Role.MENTOR, 3, _told(Chip.WALKS, Chip.BOOKS, Chip.AFTERNOONS, Chip.WOMAN, languages="da ar")),
    Waiter("Hodan", Role.MENTEE, 19, _told(Chip.COOKING, Chip.EVENINGS, Chip.WISH_WOMAN, languages="da so")),
    Waiter("Rami", Role.MENTEE, 9, _told(Chip.JOBS, Chip.AFTERNOONS, languages="ar en")),
    Waiter("Lærke", Role.MENTEE, 6, _told(Chip.WALKS, Chip.BOOKS, Chip.AFTERNOONS, Chip.NO_MAN, area="Vejle")),
    Waiter("Olena", Role.MENTEE, 2, _told(Chip.LANGUAGE, Chip.WALKS, Chip.EVENINGS, languages="uk en", area="Vejle")),
)


def come(programme: str, number_of: Callable[[str], int], unit: Unit, now: datetime) -> None:
    """All of them, as of aware instant `now`; `number_of` gives somebody's address by name.

    Raises LookupError when there is no programme of that name.
    """
    found = unit.programmes.by_name(programme)
    if found is None:
        raise LookupError("no such programme")
    coordinators = unit.people.coordinators(found.id)
    for number, course in enumerate(COURSES):
        pair = _begins(course, found, number_of, unit, now)
        if coordinators and number % TALK_DUE:
            _talked(pair, coordinators[0], number, unit, now)
    for waiter in WAITERS:
        since = now - waiter.days * DAY
        place = _joins(number_of(waiter.name), waiter.name, waiter.role, found, unit, since)
        unit.people.profile(place.id, waiter.profile)
        unit.people.ready(place.id, since)


def _begins(course: Course, programme: Programme, number_of: Callable[[str], int], unit: Unit, now: datetime) -> Pair:
    since = now - course.weeks * WEEK
    mentor, mentee = (
        _joins(number_of(name), name, role, programme, unit, since).person
        for name, role in ((course.mentor, Role.MENTOR), (course.mentee, Role.MENTEE))
    )
    pair = unit.pairs.add(programme.id, mentor, mentee, since)
    if course.turn is not Turn.NO_PLAN:
        _agree(course, pair, programme.zone, unit, since)
        past = [each for each in unit.meetings.all_of(pair.id) if each.ends_at + HOURS_LATER < now]
        for meeting, word in zip(past, _words(course.lately, len(past)), strict=True):
            _becomes(word, meeting, pair, unit)
    _takes_turn(course.turn, pair, unit, now)
    return pair


def _talked(pair: Pair, coordinator: Person, number: int, unit: Unit, now: datetime) -> None:
    """Twice in the first month, and then some time in the last weeks."""
    lately = now - (number % 21 + 1) * DAY
    for at in {pair.since + 4 * DAY, pair.since + 18 * DAY, lately}:
        if pair.since < at <= now:
            unit.contacts.add(pair, coordinator.id, With.BOTH, at)


def _joins(chat: int, name: str, role: Role, programme: Programme, unit: Unit, now: datetime) -> Member:
    person = unit.people.add(chat, name, programme.language, programme, now)
    return unit.people.join(programme.id, person.id, role, CONSENT_VERSION, now)


def _agree(course: Course, pair: Pair, zone: str, unit: Unit, now: datetime) -> None:
    draft = unit.pairs.draft(pair.id, pair.mentor, zone, course.months)
    first = (now + DAY).date()
    first += timedelta(days=(course.weekday - first.weekday()) % 7)
    values = {"rhythm": course.rhythm, "weekdays": (course.weekday,), "at": time(course.hour), "first": first}
    sent = {"form": Form.CAFE, "state": AgreementState.PROPOSED, "proposed_at": now}
    carry_out(unit.pairs.set_agreement(draft.id, **values, **sent), unit, now)


def _words(lately: str, n: int) -> Iterator[str]:
    return iter(("h" * n + lately)[-n:] if n else "")


def _becomes(word: str, meeting: Meeting, pair: Pair, unit: Unit) -> None:
    """What the two told of it, an hour or two after it."""
    held = {"h": (True, True), "m": (False, False), "d": (True, False)}.get(word, ())
    for person, met in zip((pair.mentor, pair.mentee), held, strict=False):
        agrees = len(set(held)) == 1
        unit.outcomes.log(Log(meeting.id, person, met, None, None, agrees, meeting.ends_at + HOURS_LATER))
    state = MeetingState.CALLED_OFF if word == "c" else told(unit.outcomes.logs(meeting.id))
    unit.meetings.set(meeting.id, state=state, due_at=None)


def _takes_turn(turn: Turn, pair: Pair, unit: Unit, now: datetime) -> None:
    if turn is Turn.UNREACHABLE:
        unit.people.unreachable(pair.mentee, now - 9 * DAY)
    elif turn is Turn.SILENT:
        for days in (12, 5):
            unit.standings.said(pair.mentee, NudgeKind.STEP, now - days * DAY)
    elif turn is Turn.NOT_QUITE:
        unit.fits.answer(pair.id, pair.mentee, ROUNDS, Fit.NOT_QUITE, now - 3 * DAY)
    elif turn is Turn.BREAK:
        unit.pauses.take(pair.id, pair.mentee, now - 10 * DAY, now + 11 * DAY)
