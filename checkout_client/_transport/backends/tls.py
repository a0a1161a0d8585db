"""The TLS settings of every connection that this package opens itself."""

from __future__ import annotations

import os
import ssl
from functools import cache

from ..._concurrency.fork_lock import ForkLock

_making = ForkLock()


def shared_tls_context() -> ssl.SSLContext:
    """Return the process's TLS context; it is made once, because reading the certificates takes 20 ms.

    It trusts what httpx would trust: ``SSL_CERT_FILE`` or ``SSL_CERT_DIR`` if set, else certifi's certificates.
    """
    with _making:  # many threads may be first, and OpenSSL takes locks of its own, which a fork must not find held
        return cached_tls_context()


@cache
def cached_tls_context() -> ssl.SSLContext:
    """Make the context, or return the one made before."""
    if file := os.environ.get("SSL_CERT_FILE"):
        return ssl.create_default_context(cafile=file)
    if folder := os.environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context(capath=folder)
    import certifi  # slow to load

    return ssl.create_default_context(cafile=certifi.where())
