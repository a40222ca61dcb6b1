"""Whom we believe to be the platform: one answer for all that connects to it."""

import functools
import ssl


@functools.cache
def certificates() -> ssl.SSLContext:
    """What httpx believes: certifi's, or those that SSL_CERT_FILE names. To read them takes as long as many calls."""
    import httpx

    return httpx.create_ssl_context()
