"""The tests' own promise: nothing leaves this machine, and all that stays is as it was."""

import asyncio
import socket

import httpx
import pytest

from tests.loopback import OutsideError, stays


@pytest.mark.parametrize(
    "where", [("127.0.0.1", 80), ("::1", 80, 0, 0), "localhost", b"localhost", "/run/a.sock", None]
)
def test_this_machine_is_reached(where):
    assert stays(where)


@pytest.mark.parametrize("where", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0), "example.org", b"example.org"])
def test_no_other_is(where):
    assert not stays(where)


def test_no_name_is_looked_up():
    with pytest.raises(OutsideError):
        socket.getaddrinfo("example.org", 443)


def test_no_packet_leaves():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as packets, pytest.raises(OutsideError):
        packets.sendto(b"hello", ("192.0.2.1", 53))


async def test_no_client_connects():
    with pytest.raises(OutsideError):
        await asyncio.open_connection("192.0.2.1", 80)


def test_no_page_is_fetched():
    with httpx.Client(trust_env=False) as client, pytest.raises(OutsideError):
        client.get("http://192.0.2.1/")
