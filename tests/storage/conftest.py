"""Each test that asks for `store` runs on SQLite, and on PostgreSQL where there is one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.engine import Store
from storage.migrate import migrate
from storage.vault import Vault
from tests.storage.databases import KEY, KINDS, fresh


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    with fresh(request.param, tmp_path) as url:
        yield url


@pytest.fixture(scope="session", params=KINDS)
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A migrated database to copy for each test, and its kind."""
    with fresh(request.param, tmp_path_factory.mktemp("template")) as url:
        migrate(url)
        yield request.param, url


@pytest.fixture
def url(template: tuple[str, str], tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated database without rows."""
    kind, original = template
    source = make_url(original).database
    assert source
    with fresh(kind, tmp_path, source) as copy:
        if kind == "sqlite":
            shutil.copy(source, tmp_path / "makker.db")
        yield copy


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store on a fresh, migrated database."""
    opened = Store(url, Vault(KEY, 1))
    yield opened
    opened.close()
