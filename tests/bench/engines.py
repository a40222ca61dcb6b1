"""Our own locks and Procrastinate, side by side: the same update handling, driven by 1, 2 and 4 processes.

    uv run poe engines --server postgresql://... [--rounds NUMBER]

Updates of many chats lie in the inbox, each with its job in the other case; measured is how many a second come to
their end, what keeping one costs, and how long a chat waits when the process that worked on it has been killed.
"""

import argparse
import asyncio
import json
import secrets
import statistics
import sys
import time
from collections import deque
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import procrastinate
from sqlalchemy import create_engine, make_url, text

from bot import answers, updates
from bot.clock import SystemClock
from bot.mentoring.goals import GoalState
from bot.mentoring.people import Role
from bot.sharing import Hands, Sharing
from bot.tasks import Tasks
from handlers import actions, routes
from storage.claims import Claims
from storage.engine import Store
from storage.inbox import Arrival
from storage.migrate import migrate
from storage.states import InboxState, OutboxState
from storage.vault import Vault
from tests.bench.processes import beside

CHATS, EACH = 100, 10
AT_ONCE = 16
WORDS = "Read a page"
VAULT = Vault({1: bytes(32)}, 1)
OURS, OTHER, QUICK = "locks", "procrastinate", "procrastinate, heard each second"
HEARTBEATS = {OTHER: (10.0, 30.0), QUICK: (1.0, 3.0)}  # its own defaults, and what one might choose
CLOCK = SystemClock()


def _connector(url):
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _app(url):
    return procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=_connector(url), max_size=4))


# --- What there is to do ---


@contextmanager
def database(server):
    """An empty one, migrated, on the server; gone afterwards."""
    name = f"makker_bench_{secrets.token_hex(4)}"
    address = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = address.set(database=name).render_as_string(hide_password=False)
    try:
        migrate(url)
        yield url
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def filled(store, chats):
    """So many people, each with a goal; gives the goals by chat."""

    def people(unit):
        now = CLOCK.now()
        programme = unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", now)
        goals = {}
        for number in range(chats):
            two = []
            for chat, role in ((number + 1, Role.MENTEE), (number + 1_000_001, Role.MENTOR)):
                person = unit.people.add(chat, f"Anna{number}", "en", programme, now)
                unit.people.join(programme.id, person.id, role, 1, now)
                two.append(person)
            pair = unit.pairs.add(programme.id, two[1].id, two[0].id, now)
            goals[number + 1] = unit.goals.add(pair, None, WORDS, two[0].id, GoalState.OPEN, now).id
        return goals

    return store.write_now(people)


def arrivals(goals, each):
    """In each chat a tap, what it asked for, the next tap: in the order in which they might come."""
    number = 0
    for turn in range(each):
        for chat, goal in goals.items():
            number += 1
            who = {"id": chat, "is_bot": False, "first_name": "Anna"}
            place = {"message_id": turn + 1, "date": 1, "chat": {"id": chat, "type": "private"}}
            if turn % 2:
                raw = {"message": place | {"from": who, "text": f"{WORDS} {turn}"}}
            else:
                data = actions.encode(actions.AskStep(goal))
                query = {"id": str(number), "from": who, "chat_instance": "1", "message": place | {"text": "?"}}
                raw = {"callback_query": query | {"data": data}}
            yield Arrival(number, chat, json.dumps({"update_id": number} | raw))


def keep(store, arrival, task):
    """Writes one down, with its job in the same transaction where there is one."""

    def cause(unit):
        unit.inbox.receive([arrival], CLOCK.now() - timedelta(minutes=1))
        if task is not None:
            connection = unit.connection.connection.driver_connection
            task.configure(lock=str(arrival.chat), connection=connection).defer(number=arrival.update_id)

    store.write_now(cause)


# --- Those who do it ---


async def handle(store, arrival):
    """One update, and the end of its answer, as if it had been sent at once."""
    meaning, now = updates.read(arrival.raw), CLOCK.now()
    done = await store.write(lambda unit: answers.answer(arrival, meaning, routes, now, unit))
    await store.write(lambda unit: unit.outbox.close(done.letter, OutboxState.SENT, now, None, 1))


async def _hangs(*_):
    print("has it", flush=True)  # noqa: T201
    await asyncio.sleep(3600)


async def by_locks(url, work):
    """Works for ever, as the bot does."""
    store, queues, room = Store(url, VAULT), {}, asyncio.Semaphore(AT_ONCE)
    tasks = Tasks(lambda error: sys.exit(repr(error)))

    def take(found):
        for arrival in found:
            queue = queues.get(arrival.chat)
            if queue is None:
                queues[arrival.chat] = deque([arrival])
                tasks.start(one(arrival.chat))
            elif arrival not in queue:
                queue.append(arrival)

    async def one(chat):
        while queues[chat]:
            async with room:
                await work(store, queues[chat][0])
            queues[chat].popleft()
        del queues[chat]
        sharing.ended(chat)

    hands = Hands(take, lambda _answers: None, queues.__contains__)
    sharing = Sharing(Claims(url, VAULT), CLOCK, hands, swept=lambda: False, beat=lambda: None)
    await sharing.run()


async def by_procrastinate(url, work, engine):
    """Works for ever; once a second it looks for jobs whose worker is gone, and lets them begin again."""
    store, app = Store(url, VAULT), _app(url)
    heartbeat, gone = HEARTBEATS[engine]

    @app.task(name="update")
    async def update(number):
        arrival = await store.read(lambda unit: _found(unit, number))
        if arrival is not None:
            await work(store, arrival)

    async def retries():
        while True:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=gone):
                await app.job_manager.retry_job(job)
            await asyncio.sleep(1)

    async with app.open_async():
        retrying = asyncio.get_running_loop().create_task(retries())
        times = {"update_heartbeat_interval": heartbeat, "stalled_worker_timeout": gone}
        await app.run_worker_async(
            concurrency=AT_ONCE, install_signal_handlers=False, fetch_job_polling_interval=1.0, **times
        )
        retrying.cancel()


def _found(unit, number):
    query = text("SELECT update_id, chat, raw FROM inbox WHERE update_id = :number AND state = 'waiting'")
    row = unit.connection.execute(query, {"number": number}).one_or_none()
    return row and Arrival(row.update_id, row.chat, VAULT.open("inbox", "raw", row.update_id, row.raw))


def works(engine, url, work):
    """One process of those who work."""
    asyncio.run(by_locks(url, work) if engine == OURS else by_procrastinate(url, work, engine))


# --- What is measured ---


def _prepared(url, engine, chats, each):
    """The store, its updates written down, and what keeping one took, in milliseconds."""
    store, task = Store(url, VAULT), None
    if engine != OURS:
        app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(conninfo=_connector(url)))
        with app.open():
            app.schema_manager.apply_schema()
        task = app.task(lambda number: number, name="update")
    found = list(arrivals(filled(store, chats), each))
    began = time.perf_counter()
    for arrival in found:
        keep(store, arrival, task)
    return store, 1000 * (time.perf_counter() - began) / len(found)


def _left(store):
    return store.read_now(lambda unit: unit.backlog.updates()).get(InboxState.WAITING.value, 0)


def _until(store, left):
    while _left(store) > left:
        time.sleep(0.02)
    return time.perf_counter()


def throughput(server, engine, processes):
    """Updates a second, and the milliseconds that keeping one took."""
    with database(server) as url:
        store, kept = _prepared(url, engine, CHATS, EACH)
        first = CHATS * EACH // 10
        with ExitStack() as team:
            for core in range(processes):
                team.enter_context(beside("tests.bench.engines", "--work", engine, "--url", url, core=core))
            began = _until(store, CHATS * EACH - first)
            ended = _until(store, 0)
        store.close()
        return (CHATS * EACH - first) / (ended - began), kept


def wait_after_a_kill(server, engine):
    """Seconds from the kill of a process that has a chat in hand until what waited there has come to its end."""
    with database(server) as url:
        store, _ = _prepared(url, engine, 1, 2)
        told = ("--work", engine, "--url", url)
        with beside("tests.bench.engines", *told, "--hang") as one:
            assert one.stdout.readline().strip() == "has it"
            with beside("tests.bench.engines", *told):
                time.sleep(4)
                one.kill()
                killed = time.perf_counter()
                took = _until(store, 0) - killed
        store.close()
        return took


def _line(name, values, unit):
    print(f"| {name} | {statistics.median(values):.3g} {unit} | {min(values):.3g} to {max(values):.3g} |", flush=True)  # noqa: T201


def main():
    """All of it, in turn, as a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--work", default="")
    asked.add_argument("--url", default="")
    asked.add_argument("--server", default="")
    asked.add_argument("--hang", action="store_true")
    told = asked.parse_args()
    if told.work:
        works(told.work, told.url, _hangs if told.hang else handle)
        return
    kept = {OURS: [], OTHER: []}
    for processes in (1, 2, 4):
        rates = {OURS: [], OTHER: []}
        for _ in range(told.rounds):
            for engine, found in rates.items():
                rate, cost = throughput(told.server, engine, processes)
                found.append(rate)
                kept[engine].append(cost)
        for engine, found in rates.items():
            _line(f"{engine}, {processes} processes", found, "updates/s")
    for engine, found in kept.items():
        _line(f"{engine}, one update kept", found, "ms")
    for engine in (OURS, OTHER, QUICK):
        waits = [wait_after_a_kill(told.server, engine) for _ in range(told.rounds)]
        _line(f"{engine}, a chat after a kill", waits, "s")


if __name__ == "__main__":
    main()
