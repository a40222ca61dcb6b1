"""Action -> answer, and who may call it: a table per room, all of them as one, and what the edges call."""

from handlers.desk.messages.following import follow
from handlers.routes.answering import answer_bytes, answer_command, answer_opened, answer_said, may, sorry, wants_file
from handlers.routes.tables import DOOR, QUESTIONS, ROUTES

__all__ = [
    "DOOR",
    "QUESTIONS",
    "ROUTES",
    "answer_bytes",
    "answer_command",
    "answer_opened",
    "answer_said",
    "follow",
    "may",
    "sorry",
    "wants_file",
]
