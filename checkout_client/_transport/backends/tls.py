"""The TLS settings of every connection that this package opens itself."""

from __future__ import annotations

import os
import ssl
from functools import cache

from ..._concurrency.fork_lock import ForkLock

_making = ForkLock()


def shared_tls_context() -> ssl.SSLContext:
    """Return the process's TLS context; it is made once, because reading the certificates takes 20 ms.

    It trusts what httpx would trust: ``SSL_CERT_FILE`` or ``SSL_CERT_DIR`` if set, else certifi's certificates. Raises
    ``ValueError`` if a variable names something that holds no certificates.
    """
    with _making:  # many threads may be first, and OpenSSL takes locks of its own, which a fork must not find held
        return cached_tls_context()


@cache
def cached_tls_context() -> ssl.SSLContext:
    """Make the context, or return the one made before."""
    if file := os.environ.get("SSL_CERT_FILE", "").strip():
        try:
            return ssl.create_default_context(cafile=file)
        except OSError as error:
            problem = "it has no certificate" if isinstance(error, ssl.SSLError) else error.strerror
            raise ValueError(
                f"the environment variable SSL_CERT_FILE must name a file with certificates (PEM), not {file!r} "
                f"({problem})"
            ) from None
    if folder := os.environ.get("SSL_CERT_DIR", "").strip():
        # OpenSSL accepts several folders, and those that do not exist.
        if not any(os.path.isdir(each) for each in folder.split(os.pathsep)):
            raise ValueError(
                f"the environment variable SSL_CERT_DIR must name a folder with certificates, not {folder!r} (there is "
                "no such folder)"
            )
        return ssl.create_default_context(capath=folder)
    import certifi  # slow to load

    return ssl.create_default_context(cafile=certifi.where())


def checked_ssl_context(value: object) -> ssl.SSLContext:
    """Return ``value`` if connections can be made with it; raise an error that says why not."""
    if not isinstance(value, ssl.SSLContext):
        raise TypeError(f"ssl_context must be an ssl.SSLContext, not {type(value).__name__}")
    if value.verify_mode != ssl.CERT_REQUIRED or not value.check_hostname:
        raise ValueError(
            "ssl_context does not verify certificates and host names, which would show the API key to anybody in "
            "between: make it with ssl.create_default_context(), and add an authority of your own with "
            "load_verify_locations()"
        )
    return value
