"""The parts together: they start, stop in order, and say when all is quiet."""

import asyncio
from datetime import timedelta

from bot.api import Api
from bot.app import App
from bot.clock import MovableClock
from bot.demo.faults import Trouble
from bot.mentoring.people import Role
from bot.tasks import Tasks
from tests.builders import NOON, Counting, draw, everything, open_store
from tests.telegram import switchboard


async def test_menu_and_description_are_told_in_both_languages(tmp_path):
    async with everything(tmp_path) as (board, _):
        await board.until(lambda: len(board.called("setMyDescription")) == 2)
        assert "home" in board.phone("Anna", "en").menu
        assert "hjem" in board.phone("Anna", "da").menu


async def test_a_menu_that_cannot_be_told_stops_nothing(tmp_path):
    async with switchboard() as board:
        board.faults.next("setMyCommands", Trouble.BROKEN, times=2)
        app = App(open_store(tmp_path), Api(board.token, board.url), MovableClock(NOON), answers=Counting(), draw=draw)
        await app.start()
        anna = board.phone("Anna")
        await anna.starts()
        await anna.sees("Hello")
        await app.stop()


async def test_a_signal_ends_the_run_even_when_it_comes_before_the_start(tmp_path):
    async with switchboard() as board:
        app = App(open_store(tmp_path), Api(board.token, board.url), MovableClock(NOON))
        app.finish()
        async with asyncio.timeout(5):
            await app.run()


async def test_a_stop_waits_for_nothing_that_hangs(tmp_path):
    async with everything(tmp_path, patience=60.0) as (board, _):
        anna = board.phone("Anna")
        board.faults.next("sendMessage", Trouble.HANG)
        await anna.starts()
        await board.until(lambda: board.called("sendMessage"))


async def test_what_was_sent_when_the_stop_came_is_written_down(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = board.phone("Anna")
        await anna.starts()
        await board.until(lambda: board.called("sendMessage"))
        await bot.app.stop()
    store = open_store(tmp_path)
    assert store.read_now(lambda unit: unit.backlog.messages()) == {("sent", ""): 1}
    store.close()


async def test_moving_the_clock_ticks_and_forgets_what_is_old(tmp_path):
    async with everything(tmp_path) as (board, bot):
        anna = board.phone("Anna")
        await anna.starts()
        await anna.sees("Hello")
        await bot.app.settled()
        bot.clock.advance(timedelta(days=30))
        await bot.app.settled()
        assert await bot.inbox() == []
        assert await bot.outbox() == []


async def test_a_task_that_fails_is_told_of():
    told = []
    tasks = Tasks(told.append)

    async def fails():
        raise ZeroDivisionError

    tasks.start(fails())
    await tasks.stop(1)
    assert [type(error) for error in told] == [ZeroDivisionError]


async def test_once_a_day_a_stranger_who_never_answered_is_forgotten(tmp_path):
    async with everything(tmp_path) as (_, bot):

        def knocks(unit):
            programme = unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", NOON)
            secret = unit.invitations.add(programme.id, Role.MENTEE, 1, None, NOON)
            unit.invitations.knock(7, unit.invitations.find(secret).id, "en", NOON)

        await bot.store.write(knocks)
        for days, known in ((6, True), (2, False)):
            bot.clock.advance(timedelta(days=days))
            await bot.app.settled()
            opening = await bot.store.read(lambda unit: unit.invitations.opening(7))
            assert (opening is not None) is known
