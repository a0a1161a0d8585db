"""Which proxy the environment asks for."""

from __future__ import annotations

import os

import httpx

from .config import is_loopback

_USUAL_PORTS = {"https": 443, "http": 80}


def proxy_from_environment(base_url: str) -> str | None:
    """The proxy for ``base_url`` by ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``; never one for this machine."""
    url = httpx.URL(base_url)
    if is_loopback(url.host) or not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib.request import getproxies, proxy_bypass  # slow to load, and hardly ever needed

    proxies = getproxies()
    port = url.port or _USUAL_PORTS[url.scheme]
    if proxy_bypass(f"{url.host}:{port}"):
        return None
    return proxies.get(url.scheme) or proxies.get("all")
