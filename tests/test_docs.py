"""The page about nudges says what the table says."""

from bot import docs
from bot.mentoring.nudges import NudgeKind
from handlers import notices


def test_the_page_is_fresh():
    assert docs.PAGE.read_text(encoding="utf-8") == docs.page(), "run: uv run poe tables"


def test_each_kind_is_on_the_page():
    kinds = {line.split(" | ")[0].strip("| ") for line in docs.page().splitlines() if line.startswith("| ")}
    assert set(NudgeKind) | {"meeting.confirm"} <= kinds
    assert {kind for kind in notices.DRAWERS if kind.startswith(("alert.", "help."))} <= kinds


def test_writing_it_again_changes_nothing(tmp_path, monkeypatch):
    readme = docs.README.read_text(encoding="utf-8")
    monkeypatch.setattr(docs, "README", tmp_path / "README.md")
    docs.README.write_text(readme.replace("| `MAKKER_LOG` |", "| an old line |"), encoding="utf-8")
    monkeypatch.setattr(docs, "PAGE", tmp_path / "docs" / "nudges.md")
    docs.write()
    docs.write()
    assert docs.PAGE.read_text(encoding="utf-8") == docs.page()
    assert docs.README.read_text(encoding="utf-8") == readme
