"""Whether this process leads: asked each second, so that somebody else's end is noticed, and the loss of our lock."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from storage.leading import Lead
from storage.trouble import StorageTrouble

LOOKS = 1.0  # seconds
_log = structlog.get_logger()


class Leader:
    """Tells of each change: `took` when this process begins to lead, `lost` when it does no longer.

    Whoever has no lead to ask is alone, and leads.
    """

    def __init__(
        self,
        lead: Lead | None,
        took: Callable[[], Awaitable[None]],
        lost: Callable[[], None],
        beat: Callable[[], None],
    ) -> None:
        """Asks nothing before `begin`. `beat` is called after each look that went well."""
        self._lead, self._took, self._lost, self._beat = lead, took, lost, beat
        self.leads = False

    async def begin(self) -> None:
        """Leads, if nobody else does. Raises StorageTrouble, and what `took` raises."""
        self.leads = self._lead is None or await asyncio.to_thread(self._lead.holds)
        self._beat()
        _log.info("leads" if self.leads else "stands_by")
        if self.leads:
            await self._took()

    async def watch(self) -> None:
        """Looks for ever."""
        while self._lead is not None:
            await asyncio.sleep(LOOKS)
            await self._look(self._lead)

    async def release(self) -> None:
        """Somebody else may lead, at once."""
        if self._lead is not None:
            await asyncio.to_thread(self._lead.release)

    async def _look(self, lead: Lead) -> None:
        try:
            holds = await asyncio.to_thread(lead.holds)
            self._beat()
        except StorageTrouble as trouble:
            _log.warning("lead_unknown", seen=str(trouble))
            holds = False
        if self.leads and not holds:
            self.leads = False
            _log.warning("stands_by")
            self._lost()
        elif holds and not self.leads:
            self.leads = True
            _log.info("leads")
            try:
                await self._took()
            except Exception:  # the database went away again: the next look begins anew
                _log.exception("lead_not_taken")
                self.leads = False
                self._lost()
