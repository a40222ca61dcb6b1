"""One, two and four processes on a PostgreSQL of their own: what they get done, and the pace that they hold."""

import asyncio
import json
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from bot.webhook import HEADER
from tests.bench import engines
from tests.bench.processes import alternating, beside
from tests.bench.row import Goal, Measured, Row
from tests.bench.sending import PACE, QUICK
from tests.bench.strict import AT_MOST, JITTER
from tests.chaos.machines import postgres
from tests.ports import free_address

PROCESSES = (1, 2, 4)
MESSAGES, FEWER, WARM = 900, 300, 60
SECRET = "known-to-the-platform-alone"
STARTS, MORE = 30.0, 5.0  # seconds


def _rates(rounds):
    with postgres(safe=True) as server:
        each = {str(size): lambda size=size: engines.throughput(server.url, engines.OURS, size) for size in PROCESSES}
        found = alternating(rounds, each)
    values = [[rate for rate, _ in found[str(size)]] for size in PROCESSES]
    kept = statistics.median(cost for told in found.values() for _, cost in told)
    note = "The server shares the two cores with them, and one transaction writes at a time, whichever process has it."
    return Measured(values, {"one update written down": kept}, "ms", note)


def _pace(rounds):
    count = MESSAGES if rounds >= QUICK else FEWER
    rates, refused = [], []
    for _ in range(rounds):
        seen = _sent(max(PROCESSES), count)
        let_in = seen["let_in"]
        if len(let_in) < count:
            raise AssertionError(f"only {len(let_in)} of {count} were answered")
        rates.append((len(let_in) - 1 - WARM) / (let_in[-1] - let_in[WARM]))
        refused.append(float(seen["refused"]))
    return Measured([rates, refused], note=f"{count:,} people write, each to one of the processes.")


def _sent(size, count):
    """What the make-believe Telegram saw when so many people had written, and all were answered."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "taps.json").write_text("[]")
        server = stack.enter_context(postgres(safe=True))
        telegram = stack.enter_context(beside("tests.bench.strict", folder / "taps.json", 1))
        told = {"token": "1:bench", "api_url": f"http://127.0.0.1:{int(telegram.stdout.readline())}"}
        told |= {"database_url": server.url, "key_file": f"{folder}/makker.key", "send_rate": str(PACE)}
        told |= {"webhook_secret": SECRET}
        addresses = [free_address() for _ in range(size)]
        for core, at in enumerate(addresses):
            mine = told | {"http": at, "webhook_url": f"http://{at}/telegram"}
            env = {f"MAKKER_{name.upper()}": value for name, value in mine.items()}
            stack.enter_context(beside("tests.bench.makker", core=core, env=env, quiet=True))
            asyncio.run(_answers(at))
        asyncio.run(_written(addresses, count))
        time.sleep(count / PACE + MORE)
        telegram.stdin.write("end\n")
        telegram.stdin.flush()
        return json.loads(telegram.stdout.readline())


async def _answers(at):
    """Comes back when the process at that address is there."""
    async with asyncio.timeout(STARTS), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                await client.get(f"http://{at}/healthz")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return


async def _written(addresses, count):
    """So many people write."""
    async with httpx.AsyncClient(trust_env=False, headers={HEADER: SECRET}) as client:
        for number in range(1, count + 1):
            person = {"id": number, "is_bot": False, "first_name": "Anna"}
            place = {"message_id": 1, "date": 1, "chat": {"id": number, "type": "private"}, "text": "Hello"}
            update = {"update_id": number, "message": place | {"from": person}}
            at = addresses[number % len(addresses)]
            (await client.post(f"http://{at}/telegram", json=update)).raise_for_status()


THROUGHPUT = Row(
    "many",
    "Updates of 100 chats in the inbox of a PostgreSQL, worked on with their answers",
    tuple(
        Goal(f"{size} process{'es' * (size > 1)}", "/s", AT_MOST, 2 * AT_MOST, more_is_better=True)
        for size in PROCESSES
    ),
    _rates,
)
TOGETHER = Row(
    "together",
    f"{max(PROCESSES)} processes that send at one pace, with no more than {AT_MOST} in any second and 0 to "
    f"{1000 * JITTER:.0f} ms of jitter",
    (
        Goal("messages", "/s", 28.5, 28.9, more_is_better=True),
        Goal("refused", "429s", 0, 0),
    ),
    _pace,
)
