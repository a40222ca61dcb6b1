"""Tasks that lose no error: the only place that starts one."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

_log = structlog.get_logger()


class Tasks:
    """Holds each task until it is done. The first error is handed to `failed`; each one is logged."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        """`failed` is called with whatever a task raised, cancellation apart."""
        self._failed = failed
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Lets it run beside the others."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    async def stop(self, seconds: float) -> None:
        """Waits that long for all of them, then cancels the rest."""
        running = self._running - {asyncio.current_task()}
        if not running:
            return
        _done, late = await asyncio.wait(running, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            _log.error("task_failed", error=type(error).__name__)
            self._failed(error)
