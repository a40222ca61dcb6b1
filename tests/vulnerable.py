"""Asks the OSV database whether a known vulnerability is in what requirements.lock holds.

    python -m tests.vulnerable [--or-say-so]

Ends with 1 where there is one, and with 2 where nobody could be asked: then nothing is known. With `--or-say-so`, for a
machine without a network, that is said aloud and the check goes on.
"""

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"
OSV = "https://api.osv.dev/v1/query"
OPTIONS = ["--disable-pip", "--vulnerability-service=osv", "--format=json", "--progress-spinner=off", "--timeout=10"]


class NotAskedError(Exception):
    """Nobody answered, or not about every package; its words say why."""


def audit(lock, url):
    """A line for each known vulnerability, and how many packages were asked about; raises NotAskedError."""
    command = [sys.executable, "-m", "pip_audit", *OPTIONS, f"--requirement={lock}", f"--osv-url={url}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        raise NotAskedError(done.stderr.strip().rpartition("\n")[2]) from None
    for each in packages:
        if "skip_reason" in each:
            raise NotAskedError(each["skip_reason"])
    return [_line(each, one) for each in packages for one in each["vulns"]], len(packages)


def _line(package, vulnerability):
    mended = ", ".join(vulnerability["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {vulnerability['id']}, mended in {mended}"


def told(lock=LOCK, url=OSV, *, or_say_so=False):
    """The exit code, and what to say."""
    try:
        known, packages = audit(lock, url)
    except NotAskedError as error:
        stars = "*" * 70
        words = "NOT AUDITED: nobody could be asked about known vulnerabilities. With a network: uv run poe audit"
        return 0 if or_say_so else 2, f"{stars}\n{words}\n({error})\n{stars}"
    if known:
        return 1, "\n".join([*known, "Move them in pyproject.toml or by its date, then: uv run poe lock"])
    return 0, f"No vulnerability is known in the {packages} packages of {lock.name}."


if __name__ == "__main__":
    code, words = told(or_say_so="--or-say-so" in sys.argv[1:])
    sys.stdout.write(words + "\n")
    sys.exit(code)
