"""What `/metrics` costs: all that is counted and timed of a tap, as a share of the tap's own work without the network.

python -m tests.bench.counting
"""

import json
import statistics
import tempfile
import time
from pathlib import Path

from bot import answers, updates
from bot.clock import MovableClock
from bot.metrics import Metrics
from bot.stock import Stock
from bot.tasks import Tasks
from handlers import routes
from storage.inbox import Arrival
from storage.opening import open_store
from storage.states import OutboxState
from tests.bench.filled import filled
from tests.bench.processes import fresh
from tests.bench.row import Goal, Measured, Row
from tests.world import NOW

TAPS, WARM = 600, 60


def taps(folder):
    """Seconds of processor time that each tap took, and that counting it took, turn by turn."""
    filled(folder, TAPS // 2, 1, asks=0)
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    stock = Stock(store, MovableClock(NOW), Tasks(lambda _error: None), time.monotonic)
    metrics = Metrics(stock, dict, lambda: True)
    worked, counted = [], []
    for number, (chat, data) in enumerate(json.loads((folder / "taps.json").read_text()), 1):
        begun = time.thread_time()
        done = _answered(store, number, chat, data)
        between = time.thread_time()
        _count(metrics, done)
        worked.append(between - begun)
        counted.append(time.thread_time() - between)
    store.close()
    return worked[WARM:], counted[WARM:]


def _answered(store, number, chat, data):
    """The tap from the inbox to the end of its answer's row: three transactions."""
    sender = {"id": chat, "is_bot": False, "first_name": "Jonas", "language_code": "en"}
    message = {"message_id": 5, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "How was it?"}
    query = {"id": str(number), "from": sender, "chat_instance": "1", "data": data, "message": message}
    arrival = Arrival(number, chat, json.dumps({"update_id": number, "callback_query": query}))
    store.write_now(lambda unit: unit.inbox.receive([arrival], NOW))
    meaning = updates.read(arrival.raw)
    done = store.write_now(lambda unit: answers.answer(arrival, meaning, routes, NOW, unit))
    store.write_now(lambda unit: unit.outbox.close(done.letter, OutboxState.SENT, NOW, None, 5))
    return done


def _count(metrics, done):
    """As the running bot counts a tap that was fetched alone."""
    metrics.called("getUpdates", 0.01, None)
    metrics.repeated(0)
    metrics.updated(done, time.perf_counter())
    metrics.called("answerCallbackQuery", 0.03, None)
    metrics.called("editMessageText", 0.03, None)
    metrics.closed(done.letter, OutboxState.SENT)


def _measure(rounds):
    found = [fresh("tests.bench.counting") for _ in range(rounds)]
    shares = [100 * counted / worked for worked, counted in found]
    bars = dict(zip(("the tap", "counting it"), map(statistics.median, zip(*found, strict=True)), strict=True))
    return Measured([shares], bars, "µs", "Processor time of one tap; fetching and sending it come on top.")


ROW = Row(
    "counting",
    "What `/metrics` costs a tap",
    (Goal("of the processor time of a tap without the network", "%", 1, 0.5),),
    _measure,
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as kept:
        medians = [1e6 * statistics.median(each) for each in taps(Path(kept))]
    print(json.dumps(medians))  # noqa: T201
