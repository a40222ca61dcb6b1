"""The way to a person: numbers to ring, the coordinator who is told, a mentor's worry."""

from handlers.safety.ringing import ring
from handlers.safety.taking import digest_lines

__all__ = ["digest_lines", "ring"]
