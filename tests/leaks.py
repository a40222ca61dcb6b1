"""Looks for secrets in files: tokens, keys, passwords. Without names, in all that git tracks.

    python -m tests.leaks [FILES...]

Ends with 1 where something looks like one. What is made up, and only looks so, is named here.
"""

import subprocess
import sys
from pathlib import Path

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import get_settings, transient_settings

ROOT = Path(__file__).parent.parent
# What people who run or work on Makker have at hand: the bot's token, the key file, a database's password.
KINDS = (
    "TelegramBotTokenDetector",
    "Base64HighEntropyString",
    "BasicAuthDetector",
    "PrivateKeyDetector",
    "GitHubTokenDetector",
    "PypiTokenDetector",
)
LISTED = ["git", "-c", "safe.directory=*", "ls-files", "-z"]  # whoever owns the folder
MADE_UP = {
    "password",
    "hush",
    "hush-hush",
    "7001002003:AAE-a-token-for-the-demo-and-tests-",
    "7001002003:AAE-another-token-of-the-right-shap",
}


def leaks(files):
    """(file, line, kind) of each thing that looks like a secret; never the thing itself."""
    with transient_settings({"plugins_used": [{"name": kind} for kind in KINDS]}):
        # It would pass over a secret that is handed to a call, as in Bot("123:...").
        get_settings().disable_filters("detect_secrets.filters.heuristic.is_indirect_reference")
        return [
            (file, one.line_number, one.type)
            for file in files
            for one in scan_file(str(file))
            if one.secret_value not in MADE_UP
        ]


def tracked():
    """Every file of the project that git tracks; where there is no clone, every file that is not hidden."""
    listed = subprocess.run(LISTED, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in ROOT.rglob("*") if file.is_file() and not _hidden(file.relative_to(ROOT))]


def _hidden(file):
    return any(part.startswith(".") or part == "__pycache__" for part in file.parts)


def main():
    """The exit code."""
    found = leaks([Path(name) for name in sys.argv[1:]] or tracked())
    for file, line, kind in found:
        sys.stdout.write(f"{file}:{line}: {kind}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
