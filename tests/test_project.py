"""The project's own files: what is locked is what is resolved, and nothing tells of the machine it was made on."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXPORT = "uv export -q --frozen --offline --no-dev --no-emit-project --no-header --no-annotate"


@pytest.fixture(scope="module")
def locked():
    """The lines of requirements.lock."""
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_is_what_uv_resolved(locked):
    if not (ROOT / "uv.lock").exists() or not (shutil.which("uv") or os.environ.get("UV")):
        pytest.skip("uv has resolved nothing here: run the tests by uv run")
    uv = os.environ.get("UV", "uv")
    resolved = subprocess.run([uv, *EXPORT.split()[1:]], cwd=ROOT, capture_output=True, text=True, check=True)
    assert resolved.stdout == locked, "run: uv run poe lock"


def test_every_locked_package_has_its_hashes_and_no_address(locked):
    packages = re.split(r"\n(?! )", locked.strip())
    assert len(packages) > 20
    for package in packages:
        assert re.match(r"[\w.\-]+==\S+( ; [^\\]+)? \\\n    --hash=sha256:", package), package
    assert "://" not in locked
    assert "index" not in locked


def test_the_lock_holds_what_makker_needs(locked):
    needs = re.search(r"\ndependencies = \[(.*?)\n\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.DOTALL)
    for name in re.findall(r'"([a-z-]+)', needs.group(1)):
        assert re.search(rf"^{name}==", locked, re.MULTILINE), f"{name}: run uv run poe lock"


def test_the_export_is_the_tasks_own():
    lock = re.search(r'lock.cmd = "(.+) -o requirements.lock"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert lock.group(1) == EXPORT.replace(" --offline", "")
