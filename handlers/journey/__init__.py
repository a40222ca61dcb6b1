"""The journey: look how far, in own words, what the mentor saw, and a look back at every fifth meeting."""

from handlers.journey.listing import mine, of_pair
from handlers.journey.writing import ask_moment, said_moment, strength_seen

__all__ = ["ask_moment", "mine", "of_pair", "said_moment", "strength_seen"]
