"""Telegram hands out updates more than once, in any order, under numbers that begin anew; a phone taps and taps."""

import asyncio
import random
from collections import Counter
from types import SimpleNamespace

from bot.clock import MovableClock
from bot.demo.updates import PRESS_LIVES, Waiting
from handlers import actions, notices, routes
from tests.builders import NOON, everything, running
from tests.handlers.couples import Couple
from tests.telegram import switchboard

NEVER_FORGOTTEN = 4e9
CHATS = 4
UPDATES = 33  # Telegram hands out a hundred at a time


def _said(number, phone):
    """A raw update with a text that names its number."""
    message = {"message_id": number, "date": 1, "chat": phone.account.chat(), "from": phone.account.json()}
    return {"update_id": number, "message": message | {"text": f"no {number}"}}


async def any_order(folder, rounds):
    """As many updates a round as go into one fetch, each once to three times, in any order, under lower numbers."""
    dice = random.Random(rounds)
    async with everything(folder, poll=1) as (board, bot):
        phones = [board.phone(f"Anna{number}") for number in range(CHATS)]
        for phone in phones:
            await phone.starts()
            await phone.sees("Hello")
        updates, done = board.world.updates, Counter()
        for again in range(rounds):
            first = (rounds - again) * 10_000
            raws = [(number, dice.choice(phones)) for number in range(first, first + UPDATES)]
            done.update(phone.id for _, phone in raws)
            repeated = [each for each in raws for _ in range(dice.randint(1, 3))]
            dice.shuffle(repeated)
            updates.queue.extend(
                Waiting(number, "message", _said(number, phone), NEVER_FORGOTTEN) for number, phone in repeated
            )
            board.world.bell.ring()
            await board.until(lambda: not updates.queue, "all is fetched", 60)
        await bot.app.settled()
        for phone in phones:
            assert (await bot.person(phone)).name == str(done[phone.id])
            shown = [one.text.split()[2] for one in phone.received if one.text.startswith("text: no")]
            assert len(shown) == len(set(shown)) == done[phone.id]
        return {"updates": rounds * UPDATES}


async def fifty_taps(folder, taps=50):
    """The same "We met" so many times at once, on both phones: one answer, one effect, one word to the other."""
    clock = MovableClock(NOON)
    async with switchboard(clock.now) as board, running(board, folder, clock, answers=routes, draw=notices.draw) as bot:
        phones = {}

        def phone(name, language):
            made = phones[name] = board.phone(name, language)
            made.account.started = True
            return SimpleNamespace(chat=made.id, called=name)

        world = SimpleNamespace(phone=phone, write=bot.store.write_now, read=bot.store.read_now, now=NOON)
        couple = Couple(world).agrees()
        clock.move_to(couple.first.ends_at)
        await bot.app.settled()
        meeting = couple.first.id
        met = actions.encode(actions.Met(meeting))
        jonas, anna = phones["Jonas"], phones["Anna"]
        card = jonas.last if jonas.received else board.world.say(jonas.account.chat(), "Did you meet?", [])
        heard = len(anna.notifications)
        await asyncio.gather(*(jonas.taps_raw(met, card) for _ in range(taps)))
        await board.until(lambda: not board.world.updates.queue, "all is fetched")
        await bot.app.settled()
        [log] = bot.store.read_now(lambda unit: unit.outcomes.logs(meeting)).values()
        assert log.held
        edits = {one.params["text"] for one in board.called("editMessageText")}
        assert len(edits) == 1, edits
        assert len(anna.notifications) == heard + 1
        assert not jonas.spins
        return {"taps": taps}


async def too_old(folder):
    """A tap is fetched when Telegram has long forgotten that it waits for an answer: it has its effect all the same."""
    clock = MovableClock(NOON)
    async with switchboard(clock.now) as board, running(board, folder, clock) as bot:
        anna = board.phone("Anna")
        await anna.starts()
        await anna.sees("Hello")
        await anna.taps("Again")
        for press in board.world.presses.values():
            press.at -= PRESS_LIVES + 1
        await anna.sees("Tapped 1")
        await bot.app.settled()
        assert {call.status for call in board.called("answerCallbackQuery")} == {400}
        assert (await bot.person(anna)).name == "1"
        return {}
