"""The short run: each fault once; `uv run poe chaos` is the long one."""

import pytest

from tests.chaos.table import TABLE

SHORT = [
    pytest.param(check, told, id=f"{check.name}-{'-'.join(map(str, told.values()))}")
    for row in TABLE
    for check in row.checks
    for told in check.short or ()
]


@pytest.mark.parametrize(("check", "told"), SHORT)
def test_a_fault_is_survived(tmp_path, check, told):
    check.run(tmp_path / "here", told)
