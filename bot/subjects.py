"""What is due, each subject by itself: one that cannot be read or decided must not hold back all the others."""

from collections.abc import Callable, Iterable, Sequence
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


def together(
    kind: str,
    numbers: Sequence[int],
    decide: Callable[[Sequence[int]], None],
    put_off: Callable[[int, datetime], None],
    unit: Unit,
    now: datetime,
) -> int:
    """As `each`, of which very many may be due at once: all in one go, or, when one of them fails, each by itself."""
    if not numbers:
        return 0
    try:
        with unit.apart():
            decide(numbers)
    except Unwritable:
        raise
    except Exception:  # one of them; which one shows when each is tried by itself
        return each(kind, numbers, lambda number: decide([number]), put_off, unit, now)
    return len(numbers)
