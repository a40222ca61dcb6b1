"""The README keeps its word: its settings are the settings, its files exist, its commands are the ones that run."""

import re
from pathlib import Path

import pytest

from bot import docs
from bot.config import described

ROOT = Path(__file__).parent.parent
README = docs.README.read_text(encoding="utf-8")
# What it links to or shows, and the tests named in the promises.
LINKS = set(re.findall(r"\[[^\]]+\]\((?!https?:)([^)#]+)\)", README)) | set(re.findall(r"`(tests/[\w/.]+)`", README))
COMMANDS = re.findall(r"```sh\n(.+)\n```", README)


def test_its_settings_and_commands_are_fresh():
    assert docs.readme() == README, "run: uv run poe tables"


@pytest.mark.parametrize("name", [name for name, _, _ in described()])
def test_each_setting_is_in_it(name):
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("link", sorted(LINKS))
def test_what_it_links_to_is_there(link):
    assert (ROOT / link).exists()


def test_its_two_commands_need_nothing_before_them():
    assert [line.removeprefix("python3 -m pip install uv && uv run ") for line in COMMANDS] == [
        "makker demo",
        "poe check",
    ]


def test_ci_runs_its_test_command():
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert last == COMMANDS[1]
