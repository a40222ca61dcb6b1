"""aiogram's bare echo with its defaults, without a database: `python -m tests.bench.echo_aiogram URL`."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery

dispatcher = Dispatcher()


@dispatcher.callback_query()
async def tapped(query: CallbackQuery) -> None:
    """What a tap is everywhere here: the spinner stops, and the card says something else."""
    await query.answer()
    await query.message.edit_text("Saved. Thanks for telling me.")


async def main(url):
    """Until it is killed."""
    bot = Bot("1:bench", session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
