"""The table of nudges as a page of the docs: `uv run poe nudges` writes it, a test keeps it fresh."""

from pathlib import Path

from bot.mentoring.nudges import ENOUGH, TABLE, Rule

PAGE = Path(__file__).parent.parent / "docs" / "nudges.md"
# Said at once when somebody acts: no rule of time, and yet a row that readers look for.
_CONFIRM = ("meeting.confirm", "at once, when one of the two has told how it went", "the other", "no")
_HEADS = ("kind", "when", "to", "counts in the day")

_ABOVE = """# What Makker says of its own accord

This page is made from the table in `bot/mentoring/nudges/table.py` by `uv run poe nudges`; do not edit it.
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
- Never in the reader's quiet hours: it waits for their end, or expires (`quiet_hours`).
- Each is said once: its once-key names the kind, what it is about, and the reader.
- A break freezes all of it but `pause.ending`, and no time of a break counts as waiting. A meeting that lies in a break
  is neither reminded of nor asked about.
- What is no longer true when its turn comes is dropped, with the reason. What downtime made too late is `too_late`.
- `step.next` and `meeting.tomorrow` never both ring: where the reminder goes to the mentee, it asks for the step, too.
"""


def page() -> str:
    """The whole page, as Markdown."""
    rows = [_HEADS, tuple("---" for _ in _HEADS), *(_row(rule) for rule in TABLE), _CONFIRM]
    return _ABOVE + "\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in rows) + _BELOW


def _row(rule: Rule[object]) -> tuple[str, ...]:
    return rule.kind.value, rule.when, rule.reader, "yes" if rule.unprompted else "no"


def write() -> None:
    """Puts the page where it belongs."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
