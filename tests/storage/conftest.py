"""Each test that asks for `store` runs on SQLite, and on PostgreSQL where there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.engine import Store
from storage.vault import Vault
from tests.storage.databases import KEY, KINDS, fresh, ready


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    with fresh(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated database without rows."""
    with ready(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store on a fresh, migrated database."""
    opened = Store(url, Vault(KEY, 1))
    yield opened
    opened.close()
