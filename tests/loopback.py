"""No test reaches beyond this machine: Python tells of each call to the network, and one that would leave is stopped.

pytest-socket stops connections only while a test function runs, and lets names be looked up.
"""

import ipaddress
import os
import sys
from pathlib import Path

# Each event, and which of its facts says where to.
ASKED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class OutsideError(Exception):
    """A test asked for something that is not on this machine."""


def stays(where):
    """Whether a host, a (host, port) or the path of a Unix socket is on this machine."""
    host = where[0] if isinstance(where, tuple) else where
    text = host.decode() if isinstance(host, bytes) else host or "localhost"
    if text == "localhost":
        return True
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return text.startswith(("/", "\0"))


def watch(event, facts):
    """What Python calls before each of its own calls that matter."""
    place = ASKED.get(event)
    if place is not None and not stays(facts[place]):
        raise OutsideError(f"{event} {facts[place]!r}: a test stays on this machine")


sys.addaudithook(watch)
# Nobody here shows a certificate, and each client of a test would read all those that the machine trusts.
os.environ |= {"SSL_CERT_FILE": "", "SSL_CERT_DIR": str(Path(__file__).parent)}
