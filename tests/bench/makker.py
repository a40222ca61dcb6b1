"""Makker as it runs, with the settings of the environment and a clock that begins at noon: no quiet hours here."""

from bot.clock import MovableClock
from bot.config import load_settings
from bot.running import run
from tests.world import NOW

if __name__ == "__main__":
    run(load_settings(), MovableClock(NOW))
