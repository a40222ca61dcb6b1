"""The list of named criteria: each looks at one pair's facts and gives a flag with its reason, or nothing."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from bot.mentoring.alerts import AlertState
from bot.mentoring.cadence import to_instant
from bot.mentoring.fits import Fit
from bot.mentoring.flags.facts import Flag, Level, PairFacts, Reason, Terms, between, interval
from bot.mentoring.flags.thresholds import Thresholds
from bot.mentoring.pairs import Rhythm
from bot.mentoring.pauses import elapsed

Criterion = Callable[[PairFacts, datetime], Flag | None]


def worried(facts: PairFacts, now: datetime) -> Flag | None:
    """A mentor is worried: red until somebody takes it, amber for two weeks. Source: product.md, "I'm worried"."""
    for alert in sorted(facts.worries, key=lambda each: (each.state is not AlertState.OPEN, each.at)):
        is_open, days = alert.state is AlertState.OPEN, _days(alert.at, now)
        if is_open or days < facts.limits.worry:
            return Flag(Reason.WORRIED, Level.RED if is_open else Level.AMBER, days, alert.by)
    return None


def unreachable(facts: PairFacts, now: datetime) -> Flag | None:
    """Messages to one of the two do not get through. Source: product.md, "bot blocked"."""
    return _of_one(Reason.UNREACHABLE, Level.RED, facts, facts.unreachable, facts.limits.unreachable, now)


def not_quite(facts: PairFacts, now: datetime) -> Flag | None:
    """The last that one of the two said of the match is "not quite". Source: product.md, The desk."""
    last = {fit.person: fit for fit in facts.fits}
    for person in facts.people:
        fit = last.get(person)
        if fit and fit.answer is Fit.NOT_QUITE and _days(fit.at, now) < facts.limits.not_quite:
            return Flag(Reason.NOT_QUITE, Level.AMBER, _days(fit.at, now), person)
    return None


def quiet(facts: PairFacts, now: datetime) -> Flag | None:
    """No meeting for 1.5 intervals is amber, for 2.5 red. Source: product.md, The desk.

    A pair that has not met yet has some days more.
    """
    terms = facts.terms
    if terms is None:
        return None
    # Most have met lately: of those, nothing more is asked.
    since = max(terms.agreed_at, facts.held_at or facts.pair.since)
    if now - since < quiet_from(terms.rhythm, terms.weekdays, facts.limits):
        return None
    usual = interval(terms)
    silent = elapsed(max(since, _begins(terms, usual)), now, facts.pauses)
    if facts.held_at is None and silent < timedelta(days=facts.limits.grace):
        return None
    for limit, level in ((facts.limits.quiet_red, Level.RED), (facts.limits.quiet_amber, Level.AMBER)):
        if silent >= usual * limit:
            return Flag(Reason.QUIET, level, silent.days)
    return None


def quiet_from(rhythm: Rhythm | None, weekdays: tuple[int, ...], limits: Thresholds) -> timedelta:
    """Whoever has met, or agreed, less long ago than this is not quiet."""
    return between(rhythm, weekdays) * min(limits.quiet_amber, limits.quiet_red)


def _begins(terms: Terms, usual: timedelta) -> datetime:
    """From when on the rhythm counts: one interval before the first time, which may be farther away than that."""
    if terms.first is None:
        return terms.agreed_at
    return to_instant(datetime.combine(terms.first, time()), terms.zone) - usual


def low_pulse(facts: PairFacts, now: datetime) -> Flag | None:
    """What somebody shared is at or below 4, or down by 3. Source: product.md, The desk."""
    for person in facts.people:
        shared = facts.pulses.get(person, ())[-2:]
        if not shared or _days(shared[-1].at, now) >= facts.limits.pulse:
            continue
        if (
            shared[-1].value <= facts.limits.low_pulse
            or shared[0].value - shared[-1].value >= facts.limits.fallen_pulse
        ):
            return Flag(Reason.LOW_PULSE, Level.AMBER, _days(shared[-1].at, now), person)
    return None


def pulse_gap(facts: PairFacts, now: datetime) -> Flag | None:
    """What the two shared lies 3 apart. Source: product.md, The desk."""
    last = [shared[-1] for person in facts.people if (shared := facts.pulses.get(person))]
    lately = [pulse for pulse in last if _days(pulse.at, now) < facts.limits.pulse]
    if len(lately) == 2 and abs(lately[0].value - lately[1].value) >= facts.limits.pulse_gap:
        return Flag(Reason.PULSE_GAP, Level.AMBER, min(_days(pulse.at, now) for pulse in lately))
    return None


def unanswered(facts: PairFacts, now: datetime) -> Flag | None:
    """One of the two did not answer twice, and the bot has stopped asking. Source: product.md, Nudges."""
    return _of_one(Reason.UNANSWERED, Level.AMBER, facts, facts.silent, facts.limits.unanswered, now)


def twice_missed(facts: PairFacts, now: datetime) -> Flag | None:
    """Two outcomes in a row that "didn't happen". Source: product.md, The desk."""
    if facts.missed_at is None or facts.missed < facts.limits.missed:
        return None
    return Flag(Reason.TWICE_MISSED, Level.AMBER, _days(facts.missed_at, now))


def not_begun(facts: PairFacts, now: datetime) -> Flag | None:
    """No first meeting planned ten days after the two became a pair. Source: product.md, The desk."""
    waited = elapsed(facts.pair.since, now, facts.pauses)
    if facts.planned or waited < timedelta(days=facts.limits.first_meeting):
        return None
    return Flag(Reason.NOT_BEGUN, Level.AMBER, waited.days)


def not_told(facts: PairFacts, now: datetime) -> Flag | None:
    """A meeting that was asked about twice and never told of. Source: product.md, "it shows in the digest"."""
    if facts.not_told_at is None or now - facts.not_told_at < timedelta(days=facts.limits.not_told):
        return None
    return Flag(Reason.NOT_TOLD, Level.AMBER, _days(facts.not_told_at, now))


def difference(facts: PairFacts, now: datetime) -> Flag | None:
    """The two told different things of a meeting. Source: product.md, Two taps."""
    if facts.differs_at is None or now - facts.differs_at >= timedelta(days=facts.limits.difference):
        return None
    return Flag(Reason.DIFFERENCE, Level.AMBER, _days(facts.differs_at, now))


def _of_one(
    reason: Reason, level: Level, facts: PairFacts, since: Mapping[int, datetime], days: float, now: datetime
) -> Flag | None:
    for person in facts.people:
        if person in since and now - since[person] >= timedelta(days=days):
            return Flag(reason, level, _days(since[person], now), person)
    return None


def _days(since: datetime, now: datetime) -> int:
    return max(0, (now - since).days)


# Worst first. Whoever does not answer is often one of a pair that has not begun, or has not met: that comes before it.
CRITERIA: tuple[Criterion, ...] = (
    worried,
    unreachable,
    not_quite,
    quiet,
    low_pulse,
    pulse_gap,
    unanswered,
    twice_missed,
    not_begun,
    not_told,
    difference,
)
