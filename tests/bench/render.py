"""What it takes to say a screen in Danish: sentences looked up, a plural, days and times, and the platform's message.

python -m tests.bench.render
"""

import itertools
import json
import statistics
import time
from datetime import timedelta

from bot import display
from handlers import actions
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button
from tests.bench.processes import fresh
from tests.bench.row import Goal, Measured, Row
from tests.world import NOW

SCREENS, WARM = 4000, 400


def screen(at, held, say):
    """A digest's line, when two meet, and four buttons; nobody's screen, but made as all of them are."""
    when = at + timedelta(hours=7 * held)
    return Screen(
        paragraphs(
            bold(say("You and {name} meet {when}.", name="Anna", when=say.when(when))),
            lines(
                say.many("{n} meeting held", "{n} meetings held", held),
                say.full(when),
            ),
        ),
        (
            *column(Button(say("I'm coming"), actions.Coming(held), Style.PRIMARY)),
            (Button(say("Move it"), actions.MoveIt(held)), Button(say("I can't make it"), actions.CannotCome(held))),
            (home_button(say),),
        ),
    )


def renders():
    """What each takes, in microseconds; the hundreds of days among them come again and again, as in a season."""
    took = []
    for held in itertools.islice(itertools.cycle(range(1, 400)), SCREENS):
        begun = time.perf_counter()
        display.draw(screen(NOW, held, Speech("da", "Europe/Copenhagen", NOW)), 1).dumps()
        took.append(1e6 * (time.perf_counter() - begun))
    return took[WARM:]


def _measure(rounds):
    found = [fresh("tests.bench.render") for _ in range(rounds)]
    bars = {"p99": statistics.median(sorted(took)[int(0.99 * len(took))] for took in found)}
    return Measured([[statistics.median(took) for took in found]], bars, "µs")


ROW = Row(
    "render",
    "A screen in Danish: lookup, plural, date",
    (Goal("median", "µs", 150, 50),),
    _measure,
)

if __name__ == "__main__":
    print(json.dumps(renders()))  # noqa: T201
