"""The short run: each fault once; `uv run poe chaos` is the long one."""

import pytest

from tests.chaos.row import ROOT, Figures, NotHere
from tests.chaos.table import TABLE
from tests.chaos.trying import Outcome

SHORT = [
    pytest.param(check, told, id=f"{check.name}-{number}")
    for row in TABLE
    for check in row.checks
    for number, told in enumerate(check.short or ())
]


pytestmark = pytest.mark.long


@pytest.mark.parametrize(("check", "told"), SHORT)
def test_a_fault_is_survived(tmp_path, check, told):
    try:
        check.run(tmp_path / "here", told)
    except NotHere as why:
        pytest.skip(str(why))


def test_the_table_names_tests_that_are_there():
    for check in (check for row in TABLE for check in row.checks if hasattr(check.scenario, "names")):
        there = (ROOT / check.scenario.file).read_text(encoding="utf-8")
        assert not [name for name in check.scenario.names if f"def {name}(" not in there]


def test_what_cannot_be_tried_here_is_said_and_is_no_failure():
    outcome = Outcome(0, Figures(), [], ["server_killed: PostgreSQL, which is not installed"], 1.0)
    assert str(outcome) == "not tried; without server_killed: PostgreSQL, which is not installed (1 s)"
