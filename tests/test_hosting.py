"""What stands in Dockerfile and docs/ for whoever hosts Makker is true: settings, paths, commands, what is allowed."""

import re
import shutil
import subprocess
from pathlib import Path, PurePosixPath

import pytest
import yaml

from bot.config import Settings, described
from bot.docs import commands
from bot.mentoring.retention import BACKUPS
from storage.engine import database
from storage.files import file_of

ROOT = Path(__file__).parent.parent
FILES = [ROOT / "Dockerfile", *sorted((ROOT / "docs").glob("makker*.*")), ROOT / "docs" / "compose.yaml"]
SETTINGS = {name for name, _, _ in described()}
BIN = "/opt/makker/bin/"


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def lines(word):
    """What stands after an instruction of the Dockerfile's last stage, where it goes on over lines too."""
    last = text("Dockerfile").rpartition("\nFROM ")[2].replace("\\\n", " ")
    return [line.removeprefix(word).split() for line in last.splitlines() if line.startswith(f"{word} ")]


def unit(name):
    """{section: {key: values}} of a unit."""
    found = {}
    for line in text(f"docs/{name}").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            section.setdefault(key, []).append(value)
    return found


def environment(pairs):
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def in_the_image():
    return environment(pair for pairs in lines("ENV") for pair in pairs)


def places(given):
    """Where the database and the key file of these settings are: their folders."""
    settings = Settings(database_url=given["MAKKER_DATABASE_URL"], key_file=given["MAKKER_KEY_FILE"])
    where = file_of(database(settings.database_url.get_secret_value())), settings.key_file
    return [str(PurePosixPath(each).parent) for each in where]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_setting_that_is_named_is_one(file):
    assert set(re.findall(r"MAKKER_[A-Z_]+", file.read_text(encoding="utf-8"))) <= SETTINGS


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_command_that_is_named_is_one(file):
    known = {name for name, _ in commands()}
    named = re.findall(
        r"(?:bin/makker|exec makker makker|--rm makker|(?<=&& )makker|(?<=\|\| )makker) (\w+)", file.read_text("utf-8")
    )
    assert set(named) <= known
    assert set(named) or file.name not in {"makker.service", "compose.yaml"}


def test_the_tests_that_stand_behind_the_threat_model_are_there():
    named = set(re.findall(r"`(tests/[\w/.]+)`", text("SECURITY.md")))
    assert len(named) > 9
    assert all((ROOT / name).is_file() for name in named)


# --- The container ---


def test_the_container_is_nobody_and_writes_to_its_volumes_only():
    ((user,),) = lines("USER")
    assert user not in {"root", "0"}
    (volumes,) = lines("VOLUME")
    assert places(in_the_image()) == volumes == ["/data", "/key"]
    assert f"--owner={user}" in text("Dockerfile")


def test_what_is_copied_into_it_is_there_and_no_secret_is():
    allowed = {line.removeprefix("!") for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert all((ROOT / name).exists() for name in allowed)
    assert text(".dockerignore").splitlines()[1] == "*"
    assert set(re.findall(r"^COPY (\w\S+) ", text("Dockerfile"), re.MULTILINE)) <= allowed
    project = text("pyproject.toml")
    packages = re.search(r"\npackages = \[(.*)\]", project).group(1).replace('"', "").split(", ")
    assert set(packages) | {"pyproject.toml", "README.md", "LICENSE"} <= allowed


def test_it_installs_what_is_locked():
    assert "pip install --no-cache-dir --require-hashes -r /src/requirements.lock" in text("Dockerfile")
    assert "--no-deps /src" in text("Dockerfile")


def test_the_container_asks_for_its_own_health():
    port = in_the_image()["MAKKER_HTTP"].rpartition(":")[2]
    assert f"http://127.0.0.1:{port}/healthz" in text("Dockerfile")
    assert lines("EXPOSE") == [[port]]


# --- Compose ---


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(text("docs/compose.yaml"))


def test_every_service_is_allowed_as_little_as_it_needs(compose):
    for service in compose["services"].values():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert (ROOT / "docs" / service["build"] / "Dockerfile").exists()


def test_the_key_has_a_volume_of_its_own_and_is_not_with_the_copies(compose):
    mounts = {name: dict(each.split(":") for each in one["volumes"]) for name, one in compose["services"].items()}
    assert mounts["makker"] == {"data": "/data", "key": "/key", "copies": "/copies"}
    assert mounts["copies"] == {"data": "/data", "copies": "/copies"}
    assert set(compose["volumes"]) == set(mounts["makker"])
    made = re.search(r"install --directory .* (/data .*)\n", text("Dockerfile")).group(1).split()
    assert set(made) == set(mounts["makker"].values())


def test_the_token_is_read_from_where_it_is_put(compose):
    makker = compose["services"]["makker"]
    assert makker["environment"]["MAKKER_TOKEN_FILE"] == f"/run/secrets/{makker['secrets'][0]}"
    assert compose["secrets"]["token"]["file"] in text(".gitignore").splitlines()


def test_copies_go_when_people_were_told_that_they_would(compose):
    for told in (compose["services"]["copies"]["command"][0], text("docs/makker-copy.service")):
        (days,) = re.findall(r"-mtime \+(\d+) ", told)
        # find counts whole days: more than 29 is 30.
        assert int(days) + 1 == BACKUPS.days


# --- systemd ---


def test_the_unit_keeps_database_and_key_apart_in_folders_of_its_own():
    service = unit("makker.service")["Service"]
    folders = [f"/var/lib/{name}" for name in service["StateDirectory"][0].split()]
    given = environment(service["Environment"])
    assert places(given) == folders
    assert given["MAKKER_TOKEN_FILE"] == "%d/" + service["LoadCredential"][0].partition(":")[0]


def test_the_copy_is_of_the_same_database_and_cannot_see_the_key():
    copy, service = unit("makker-copy.service")["Service"], unit("makker.service")["Service"]
    one, other = (environment(each["Environment"])["MAKKER_DATABASE_URL"] for each in (copy, service))
    assert one == other
    assert "makker-key" not in text("docs/makker-copy.service")
    folder = f"/var/lib/{copy['StateDirectory'][0].split()[1]}"
    assert folder in copy["ExecStart"][0]
    assert folder in copy["ExecStartPost"][0]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_understands_every_line(tmp_path):
    units = [tmp_path / each.name for each in sorted((ROOT / "docs").glob("makker*.*"))]
    for each in units:
        # It asks for the program, which is installed elsewhere.
        each.write_text(text(f"docs/{each.name}").replace(f"{BIN}makker", "/bin/true"))
    said = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout + said.stderr) == (0, "")
