"""Addresses on this machine that are free."""

import socket


def free_address():
    """Where nobody listens just now, as host:port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return "{}:{}".format(*listening.getsockname())
