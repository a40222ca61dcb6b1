"""When the platform cannot be reached: nobody's message is risked to find out when it is back."""

import asyncio
from collections.abc import Callable

import structlog

from bot.api import Api
from bot.tasks import Tasks
from bot.verdicts import Halt, NotSent, Uncertain, Verdict, verdict

FLYING = 32
# One call may fail for a reason of its own; the second in a row does not.
ENOUGH = 2
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0
# Whoever has not said a word by then is not there. With the longest pause it is five seconds until we know better.
PATIENCE = 3.0
_log = structlog.get_logger()


class Outage:
    """Nothing is sent while it lasts: a harmless question is asked now and then, until there is an answer.

    `abreast` is how many messages may be under way at once: after a 429 one goes ahead of the others.
    """

    def __init__(self, api: Api, tasks: Tasks, over: Callable[[], None]) -> None:
        """`over` is called when the platform is back."""
        self._api, self._tasks, self._over = api, tasks, over
        self._failed = 0
        self._lasts = False
        self._halted = False

    @property
    def abreast(self) -> int:
        """None in an outage, one after a 429, and else many."""
        return 0 if self._lasts else 1 if self._halted else FLYING

    def heard(self, told: Verdict | None) -> None:
        """What a message came to: None when it was sent."""
        self._halted = isinstance(told, Halt)
        if not isinstance(told, (NotSent, Uncertain)):
            self._failed = 0
            return
        self._failed += 1
        if self._failed >= ENOUGH and not self._lasts:
            self._lasts = True
            _log.warning("platform_out_of_reach")
            self._tasks.start(self._wait())

    async def _wait(self) -> None:
        pause = FIRST_PAUSE
        while not await self._answers():
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        self._failed = 0
        self._lasts = False
        _log.info("platform_is_back")
        self._over()

    async def _answers(self) -> bool:
        try:
            await self._api.call("getMe", {}, within=PATIENCE)
        except Exception as error:  # the network can break in any way
            return not isinstance(verdict(error), (NotSent, Uncertain))
        return True
