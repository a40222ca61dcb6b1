"""The commands, their Danish aliases, and what the menu says of them in each language."""

from babel.support import Translations

from handlers import actions
from handlers.actions import Action
from handlers.speech import mark
from locales import catalog

# The name in English, the one in Danish (the same where Danish readers know it), the action, what the menu says.
_COMMANDS: tuple[tuple[str, str, Action, str], ...] = (
    ("home", "hjem", actions.Home(), mark("When do we meet, and what is our small step")),
    ("meetings", "moeder", actions.Meetings(), mark("Your next meetings")),
    ("goals", "maal", actions.Goals(), mark("Goals and small steps")),
    ("log", "log", actions.Log(), mark("Tell how a meeting went")),
    ("journey", "rejsen", actions.Journey(), mark("Look how far you have come together")),
    ("settings", "indstillinger", actions.Settings(), mark("Language, quiet hours, reminders")),
    ("help", "hjaelp", actions.Help(), mark("What I can do, and how to reach a person")),
    ("privacy", "privatliv", actions.Privacy(), mark("What is kept, and who sees it")),
    ("cancel", "fortryd", actions.Cancel(), mark("Never mind")),
    ("start", "start", actions.Home(), mark("Say hello")),
)

# What a keyboard with Danish letters writes for the names above, which the platform's menu only takes in plain ones.
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
# What people try, too.
_ALSO = {"annuller": "fortryd"}

_SHORT = mark("Keeps the thread between two people who meet.")
_LONG = mark(
    "I help the two of you keep the thread: the next meeting, one small step, a kind reminder. "
    "You come in with a link from your coordinator."
)


def action(name: str) -> Action | None:
    """What a command means, by its English or Danish name without the slash; None for one we do not know."""
    plain = name.lower().translate(_LETTERS)
    for english, danish, meant, _about in _COMMANDS:
        if _ALSO.get(plain, plain) in {english, danish}:
            return meant
    return None


def commands(language: str) -> list[tuple[str, str]]:
    """The menu in one language: (name, description)."""
    words = catalog(language)
    return [(danish if language == "da" else english, words.gettext(about)) for english, danish, _, about in _COMMANDS]


def about(language: str) -> tuple[str, str]:
    """What the platform shows of the bot: (short description, description)."""
    words: Translations = catalog(language)
    return words.gettext(_SHORT), words.gettext(_LONG)
