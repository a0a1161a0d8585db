"""Which proxy the environment asks for."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from .config import is_loopback


def proxy_from_environment(base_url: str) -> str | None:
    """The proxy for ``base_url`` by ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``; never one for this machine."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if is_loopback(host) or not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib.request import getproxies, proxy_bypass  # slow to load, and hardly ever needed

    proxies = getproxies()
    if proxy_bypass(host):
        return None
    return proxies.get(parts.scheme) or proxies.get("all")
