"""What is kept about somebody: seeing it, erasing it, and the yes that it rests on."""

from handlers.privacy.cards import more, privacy
from handlers.privacy.consent import agree, gate
from handlers.privacy.erasing import ask_erase, erase
from handlers.privacy.leaving import LEFT, ask_withdraw, left_desk, withdraw
from handlers.privacy.looking import who_looked
from handlers.privacy.seeing import FILE, PAGE, data_file, data_page, see
from handlers.privacy.staying import SOON, soon

__all__ = [
    "FILE",
    "LEFT",
    "PAGE",
    "SOON",
    "agree",
    "ask_erase",
    "ask_withdraw",
    "data_file",
    "data_page",
    "erase",
    "gate",
    "left_desk",
    "more",
    "privacy",
    "see",
    "soon",
    "who_looked",
    "withdraw",
]
