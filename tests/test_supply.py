"""What the check asks of others: is a vulnerability known in what we install, and did a secret slip in?"""

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.leaks import leaks
from tests.vulnerable import told

LOCK = "alembic==1.0 \\\n    --hash=sha256:{0}\nrich==2.0 \\\n    --hash=sha256:{0}\n".format("0" * 64)


@pytest.fixture
def lock(tmp_path):
    """Two packages."""
    (tmp_path / "requirements.lock").write_text(LOCK)
    return tmp_path / "requirements.lock"


class Osv(BaseHTTPRequestHandler):
    """A database that knows of one fault, in rich."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        package = {"name": asked["package"]["name"], "ecosystem": "PyPI"}
        ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0"}]}]
        fault = {"id": "GHSA-0000", "details": "", "affected": [{"package": package, "ranges": ranges}]}
        answer = json.dumps({"vulns": [fault]} if package["name"] in self.server.faulty else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_words):
        """Says nothing in between."""


@contextmanager
def database(*faulty):
    """Its address."""
    with HTTPServer(("127.0.0.1", 0), Osv) as server:
        server.faulty = faulty
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def test_a_known_vulnerability_fails_the_check(lock):
    with database("rich") as url:
        code, words = told(lock, url, or_say_so=True)
    assert (code, words.splitlines()[0]) == (1, "rich 2.0: GHSA-0000, mended in 3.0")


def test_where_none_is_known_it_says_of_how_many_it_asked(lock):
    with database() as url:
        assert told(lock, url) == (0, "No vulnerability is known in the 2 packages of requirements.lock.")


@pytest.mark.parametrize(("or_say_so", "expected"), [(False, 2), (True, 0)])
def test_where_nobody_can_be_asked_it_never_passes_in_silence(lock, or_say_so, expected):
    code, words = told(lock, "http://127.0.0.1:1/v1/query", or_say_so=or_say_so)
    assert (code, "NOT AUDITED: nobody could be asked" in words) == (expected, True)


RANDOM = base64.b64encode(hashlib.sha256(b"a key that nobody has").digest()).decode()


@pytest.mark.parametrize(
    "words",
    [
        f'TOKEN = "8123456789:AA{RANDOM[:33].replace("/", "-").replace("+", "_")}"',
        f'bot = Bot("8123456789:AA{RANDOM[:33].replace("/", "-").replace("+", "_")}")',
        json.dumps({"current": 1, "keys": {"1": RANDOM}}),
        f"MAKKER_DATABASE_URL=postgresql://makker:{RANDOM[:12].replace('/', 'x')}@db/makker",
        "-----BEGIN " + "RSA PRIVATE KEY-----",
    ],
)
def test_a_secret_is_seen_and_not_shown(tmp_path, words):
    (tmp_path / "notes.txt").write_text(f"Some words.\n{words}\n")
    ((file, line, kind),) = leaks([tmp_path / "notes.txt"])
    assert (file.name, line) == ("notes.txt", 2)
    assert RANDOM[:12] not in kind


def test_what_is_made_up_is_none():
    assert leaks([Path(__file__), Path(__file__).with_name("test_doctor.py")]) == []
