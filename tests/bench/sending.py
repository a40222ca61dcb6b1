"""Five thousand messages to as many chats, at the pace that Telegram allows, and taps that do not wait for them."""

from tests.bench.monday import lives, quantile, waits
from tests.bench.row import Goal, Measured, Row
from tests.bench.strict import AT_MOST, JITTER

MESSAGES, FEWER = 5_000, 600
QUICK = 3  # fewer rounds than these ask for a first look only
TAPS = 1  # a second
PACE = 29


def _measure(rounds):
    messages = MESSAGES if rounds >= QUICK else FEWER
    told, seen = lives(messages, messages / PACE, TAPS, "queued")
    let_in = [at for at in seen["let_in"] if at >= told["begun"]]
    last = min(seen["new"][-1], let_in[-1])
    sent = [at for at in let_in if at <= last]
    rate = (len(sent) - 1) / (sent[-1] - sent[0])
    found = waits(seen, sent[0], sent[-1])
    bars = {"a tap, median": quantile(found, 0.5)}
    note = f"{len(seen['new']):,} messages; the answers to {TAPS} tap a second are among what goes at that pace."
    return Measured([[rate], [float(seen["refused"])], [quantile(found, 0.99)]], bars, "ms", note)


ROW = Row(
    "sending",
    f"{MESSAGES:,} queued messages to distinct chats, with no more than {AT_MOST} in any second and 0 to "
    f"{1000 * JITTER:.0f} ms of jitter",
    (
        Goal("messages and answers", "/s", 28.5, 28.9, more_is_better=True),
        Goal("refused", "429s", 0, 0),
        Goal("p99 of taps answered meanwhile", "ms", 500, 80),
    ),
    _measure,
)
