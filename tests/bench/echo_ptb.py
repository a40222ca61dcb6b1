"""python-telegram-bot's bare echo with its defaults, without a database: `python -m tests.bench.echo_ptb URL`."""

import os
import sys

os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes


async def tapped(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """What a tap is everywhere here: the spinner stops, and the card says something else."""
    query = update.callback_query
    await query.answer()
    await query.edit_message_text("Saved. Thanks for telling me.")


def main(url):
    """Until it is killed."""
    application = Application.builder().token("1:bench").base_url(f"{url}/bot").build()
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling(allowed_updates=["callback_query"])


if __name__ == "__main__":
    main(sys.argv[1])
