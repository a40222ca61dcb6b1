"""What every test begins with."""

import gc

import pytest
import structlog

import tests.loopback  # noqa: F401  from here on, nothing leaves this machine
from tests.storage.databases import ADDRESS, KINDS, ready


@pytest.fixture(autouse=True, scope="session")
def _plain_log_lines():
    """One line each: drawing tracebacks in colour takes longer than most tests."""
    processors = [structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer(key_order=["event"])]
    structlog.configure(processors=processors)


def pytest_collection_finish():
    """What is imported and collected by now stays to the end: looking for waste in it takes a tenth of the time."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items):
    """The long ones first: begun last, one of them leaves a worker alone at the end while the other waits."""
    items[:] = [item for item in items if not _is_told_already(item)]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _is_told_already(item):
    """A database knows no language: what was told in both of them is told on PostgreSQL in Danish only."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return params.get("either") == "postgresql" and "en" in params.values()


@pytest.fixture(params=KINDS)
def either(request, tmp_path):
    """The bot of this test has its database in a file, and once more on PostgreSQL, where there is one."""
    if request.param == "sqlite":
        yield
        return
    with ready("postgresql", tmp_path) as url:
        (tmp_path / ADDRESS).write_text(url, encoding="utf-8")
        yield
