"""The journey: look how far, in own words, what the mentor saw, and a look back at every fifth meeting."""

from handlers.journey.keeping import keep_picture
from handlers.journey.listing import mine, of_pair
from handlers.journey.replaying import replay
from handlers.journey.writing import ask_moment, said_moment, strength_seen

__all__ = ["ask_moment", "keep_picture", "mine", "of_pair", "replay", "said_moment", "strength_seen"]
