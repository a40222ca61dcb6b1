"""What needs a coordinator's eye: named criteria over a pair's facts, each with its reason as data."""

from bot.mentoring.flags.criteria import CRITERIA, quiet_from
from bot.mentoring.flags.facts import Flag, Level, PairFacts, Pulse, Reason, Terms, interval
from bot.mentoring.flags.thresholds import (
    BOUNDS,
    USUAL,
    Bounds,
    Limit,
    Measure,
    Thresholds,
    choices,
    is_threshold,
    with_values,
)
from bot.mentoring.flags.verdict import flags, worst_first

__all__ = [
    "BOUNDS",
    "CRITERIA",
    "USUAL",
    "Bounds",
    "Flag",
    "Level",
    "Limit",
    "Measure",
    "PairFacts",
    "Pulse",
    "Reason",
    "Terms",
    "Thresholds",
    "choices",
    "flags",
    "interval",
    "is_threshold",
    "quiet_from",
    "with_values",
    "worst_first",
]
