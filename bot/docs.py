"""Tables that stand in code and docs: nudges on a page, commands and settings in the README. Tests keep them fresh."""

import re
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.__main__ import app
from bot.config import as_table
from bot.mentoring.nudges import ENOUGH, TABLE, Rule
from handlers.desk import deputies
from handlers.outcomes.recording import CONFIRM
from handlers.safety import ringing

README = Path(__file__).parent.parent / "README.md"
PAGE = Path(__file__).parent.parent / "docs" / "nudges.md"
# Said at once when somebody acts: no rule of time, and yet a row that readers look for.
_CONFIRM = (CONFIRM, "at once, when one of the two has told how it went", "the other", "no")
_ALERTS = (
    (
        ringing.WORRIED,
        "at once, at night too, then every 30 minutes until one takes it; after six hours, every six hours",
        "the coordinators and the deputies",
        "no",
    ),
    (
        ringing.UNTAKEN,
        "30 minutes after the first of them, and when they become fewer; at night too",
        "the mentor",
        "no",
    ),
    (ringing.TAKEN, "at once, at night too, when a coordinator has taken it", "the mentor", "no"),
    (ringing.OTHERS, "when one of them has taken it", "the others who were told", "no"),
    (
        ringing.HEAR,
        "when somebody would like to hear from the coordinator, once an hour at most",
        "the coordinators, and the deputies while one is away",
        "no",
    ),
    (ringing.HEARD, "when a coordinator has seen it", "whoever asked", "no"),
    (deputies.AHEAD, "when a coordinator says that they will be away", "the deputies", "no"),
    (deputies.BEGINS, "on the first day of it", "the deputies", "no"),
    (deputies.OVER, "after the last day, or when they are there after all", "the deputies", "no"),
)
_HEADS = ("kind", "when", "to", "counts in the day")

_ABOVE = """# What Makker says of its own accord

This page is made from the table in `bot/mentoring/nudges/table.py` by `uv run poe tables`; do not edit it.
All times are the reader's own, but for the digest.
"""

_BELOW = f"""
## How much
- What **counts in the day** is said at most once a day to one person, whatever it is. Reminders of an agreed meeting,
  questions about one, confirmations, answers, and a person's own small reminders stand apart.
- What has lost its turn waits for 10:00 the next day while it is of use, else its row ends as `expired`, with the
  reason `budget`.
- **Not today** is on each of them: nothing more that day. What it holds back waits in the same way; the reason is
  `hushed`.
- When {ENOUGH} of one kind in a row were not answered (no tap, no word, about anything), the kind stops for that person
  (`unanswered`) until they tap or write something, and the coordinator sees it in the digest.

It is decided in the transaction that marks the message as *started*. Decided when it becomes due, a message would take
the turn of another and then be dropped, or wait through the night into a day that has its own; and two processes would
each have said one.

## When
- Never in the reader's quiet hours: it waits for their end, or expires (`quiet_hours`). Only what begins with `alert.`
  also goes at night: a mentor's worry, and what becomes of it. It goes before everything else that waits, and once more
  after a crash.
- Each is said once: its once-key names the kind, what it is about, and the reader.
- A break freezes all of it but `pause.ending`, and no time of a break counts as waiting. A meeting that lies in a break
  is neither reminded of nor asked about.
- What is no longer true when its turn comes is dropped, with the reason; when it comes true again it may be said, and
  what nobody agreed to not before the next morning. What downtime made too late is `too_late`.
- Both hear at 10:00 that a break is over, or on the reminder of the next meeting where that comes before.
- A look back at every fifth meeting waits for the end of a break.
- `step.next` and `meeting.tomorrow` never both ring: where the reminder goes to the mentee, it asks for the step, too.
"""


def page() -> str:
    """The whole page, as Markdown."""
    rows = [_HEADS, tuple("---" for _ in _HEADS), *(_row(rule) for rule in TABLE), _CONFIRM, *_ALERTS]
    return _ABOVE + "\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in rows) + _BELOW


def _row(rule: Rule[object]) -> tuple[str, ...]:
    return rule.kind.value, rule.when, rule.reader, "yes" if rule.unprompted else "no"


def readme() -> str:
    """The README with the commands and the settings as they are now."""
    text = README.read_text(encoding="utf-8")
    for head, table in {"Command": _commands(), "Setting": as_table()}.items():
        text = re.sub(rf"(?<=\n)\| {head} \|.*?(?=\n\n)", table.replace("\\", r"\\"), text, flags=re.DOTALL)
    return text


def _commands() -> str:
    rows = [f"| `makker {name}` | {about} |" for name, about in commands()]
    return "\n".join(["| Command | What it does |", "|---|---|", *rows])


def commands() -> Iterator[tuple[str, str]]:
    """Each command as (its words, what it does)."""
    whole = typer.main.get_command(app)
    for name, command in getattr(whole, "commands", {}).items():
        yield name, command.help
        yield from ((f"{name} {word}", below.help) for word, below in getattr(command, "commands", {}).items())


def write() -> None:
    """Puts the page and the table where they belong: `uv run poe tables`."""
    README.write_text(readme(), encoding="utf-8")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
