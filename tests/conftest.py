"""What every test begins with."""

import gc

import pytest
import structlog

import tests.loopback  # noqa: F401  from here on, nothing leaves this machine


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
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
