"""What needs a coordinator's eye: named criteria over a pair's facts, each with its reason as data."""

from bot.mentoring.flags.criteria import CRITERIA
from bot.mentoring.flags.facts import Flag, Level, PairFacts, Pulse, Reason, Terms, interval
from bot.mentoring.flags.thresholds import BOUNDS, USUAL, Bounds, Measure, Thresholds, is_threshold, with_values
from bot.mentoring.flags.verdict import flags, worst_first

__all__ = [
    "BOUNDS",
    "CRITERIA",
    "USUAL",
    "Bounds",
    "Flag",
    "Level",
    "Measure",
    "PairFacts",
    "Pulse",
    "Reason",
    "Terms",
    "Thresholds",
    "flags",
    "interval",
    "is_threshold",
    "with_values",
    "worst_first",
]
