"""The dashboard and the alerts in docs/: they can be read, and ask for nothing that `/metrics` does not tell."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Came, Method, Outcome
from bot.reasons import Reason
from storage.states import InboxState, OutboxState
from tests.builders import everything

ROOT = Path(__file__).parent.parent
ALERTS, BOARD = ROOT / "docs" / "alerts.yaml", ROOT / "docs" / "grafana.json"
WORDS = {
    *Came,
    *Method,
    *Outcome,
    *Reason,
    *InboxState,
    *OutboxState,
    "lead",
    "polling",
    "ticking",
    "delivery",
    "makker",
}
WORDS |= {"$job"}


def alerts():
    return [rule for group in yaml.safe_load(ALERTS.read_text("utf-8"))["groups"] for rule in group["rules"]]


def panels():
    return json.loads(BOARD.read_text("utf-8"))["panels"]


def questions():
    """Every question to Prometheus, by where it is asked."""
    found = {rule["alert"]: [rule["expr"]] for rule in alerts()}
    return found | {panel["title"]: [target["expr"] for target in panel["targets"]] for panel in panels()}


async def test_they_ask_only_for_what_is_told(tmp_path):
    async with everything(tmp_path) as (_board, bot):
        page = (await bot.app.metrics()).decode()
    told = {sample.name for family in text_string_to_metric_families(page) for sample in family.samples}
    asked = {name for each in questions().values() for name in re.findall(r"\b(?:makker|process)_\w+", " ".join(each))}
    assert asked <= told
    assert {name for name in told if name.startswith("makker_")} - asked <= {
        f"makker_{what}_seconds_{part}" for what in ("answer", "tick", "api_call") for part in ("sum", "count")
    }, "told, and shown nowhere"


def test_they_ask_for_labels_and_values_that_there_are():
    for where, each in questions().items():
        for label, sign, value in re.findall(r'(\w+)(=~|!=|!~|=)"([^"]*)"', " ".join(each)):
            assert label in {"job", "outcome", "method", "state", "reason", "part"}, where
            for word in value.split("|"):
                known = [one for one in WORDS if re.fullmatch(word, one)] if "~" in sign else {word} & WORDS
                assert known, f"{where}: {label}={word}"


def test_each_alert_says_what_is_wrong_and_what_to_do():
    for rule in alerts():
        assert re.fullmatch(r"Makker[A-Z][A-Za-z]+", rule["alert"])
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert set(rule["annotations"]) == {"summary", "description"}


def test_each_panel_has_a_place_of_its_own_and_its_own_words():
    board = json.loads(BOARD.read_text("utf-8"))
    assert len({panel["id"] for panel in panels()}) == len({panel["title"] for panel in panels()}) == len(panels())
    taken = set()
    for panel in panels():
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells
        assert panel["description"].endswith(".")
        assert panel["datasource"]["uid"] == "${datasource}"
    assert {each["name"] for each in board["templating"]["list"]} == {"datasource", "job"}


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed (Debian: prometheus)")
@pytest.mark.parametrize("call", [("check", "rules", ALERTS), ("test", "rules", ROOT / "tests" / "alerts.yaml")])
def test_promtool_finds_the_alerts_right(call):
    run = subprocess.run(["promtool", *call], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
