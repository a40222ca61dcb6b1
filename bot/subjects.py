"""What is due, each subject by itself: one that cannot be read or decided must not hold back all the others."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import structlog

from storage.inbox import Unwritable
from storage.unit import Unit

# Until then somebody may have mended it; it is looked at again, and told of again.
REST = timedelta(hours=1)
_log = structlog.get_logger()


def each(
    kind: str,
    numbers: Iterable[int],
    decide: Callable[[int], None],
    put_off: Callable[[int, datetime], None],
    unit: Unit,
    now: datetime,
) -> int:
    """Decides on each; what fails leaves no trace, and is put off. Gives how many there were."""
    count = 0
    for number in numbers:
        count += 1
        try:
            with unit.apart():
                decide(number)
        except Unwritable:
            raise
        except Exception:  # whatever it is, it is this subject's, and the next one has nothing to do with it
            _log.exception("subject_failed", kind=kind, id=number)
            put_off(number, now + REST)
    return count
