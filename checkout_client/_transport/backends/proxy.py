"""The proxy that the user gives as a URL, or that the environment asks for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

import attrs

from ..._values import Value
from ..auth import InvalidSecret, SecretStr, reveal
from ..config import is_loopback

_DEFAULT_PORTS: Final = {"https": 443, "http": 80, "socks5": 1080, "socks5h": 1080}


@attrs.frozen(eq=False, repr=False)
class Proxy(Value):
    """The parts of a proxy's URL. No message and no repr shows the URL, which may hold a password."""

    url: SecretStr
    scheme: str
    host: str
    port: int
    login: tuple[bytes, bytes] | None = attrs.field(repr=False)
    """The user name and the password in the URL."""

    @classmethod
    def of(cls, url: object) -> Proxy:
        """Return the proxy at ``url``; raises ``TypeError`` or ``ValueError`` if it cannot be one."""
        if isinstance(url, InvalidSecret):
            raise TypeError(f"proxy must be a str, not {url.type_name}")
        if not isinstance(url, str):
            raise TypeError(f"proxy must be a str, not {type(url).__name__}")
        proxy = cls._parse(reveal(url))
        if proxy is None:  # raised here, where no local variable shows a password
            raise ValueError("proxy must look like http://host:port, with http, https, socks5 or socks5h")
        return proxy

    @classmethod
    def of_variable(cls, proxies: Mapping[str, str], scheme: str) -> Proxy | None:
        """Return the proxy that ``proxies`` has for ``scheme``, or ``None`` if it cannot be one."""
        value = proxies[scheme].strip()
        return cls._parse(value if "://" in value else f"http://{value}")

    @classmethod
    def _parse(cls, url: str) -> Proxy | None:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            return None
        if parts.scheme not in _DEFAULT_PORTS or not host or not url.isascii() or not url.isprintable():
            return None
        login = None
        if parts.username is not None or parts.password is not None:
            login = unquote(parts.username or "").encode(), unquote(parts.password or "").encode()
        return cls(SecretStr(url), parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme], login)

    @property
    def is_socks(self) -> bool:
        """Whether the proxy speaks SOCKS instead of HTTP."""
        return self.scheme.startswith("socks")


def proxy_from_environment(base_url: str) -> Proxy | None:
    """Return the proxy for ``base_url`` by ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``; ``None`` for loopback.

    Without a scheme it is an HTTP proxy, as in other programs. Raises ``ValueError`` if it cannot be a proxy.
    """
    url = urlsplit(base_url)
    host = url.hostname or ""
    if is_loopback(host):
        return None
    from urllib.request import getproxies, proxy_bypass  # slow to load, and hardly ever needed

    proxies = getproxies()
    if proxy_bypass(f"{host}:{url.port or _DEFAULT_PORTS[url.scheme]}"):
        return None
    for scheme in (url.scheme, "all"):
        if proxies.get(scheme, "").strip():
            proxy = Proxy.of_variable(proxies, scheme)
            if proxy is None:  # raised here, where no local variable shows a password
                del proxies
                raise ValueError(
                    f"{_variable(scheme)} must look like http://host:port, with http, https, socks5 or socks5h"
                )
            return proxy
    return None


def _variable(scheme: str) -> str:
    """Return what names the proxy for ``scheme``."""
    names = (f"{scheme}_proxy", f"{scheme.upper()}_PROXY")
    found = next((name for name in names if os.environ.get(name, "").strip()), None)
    return f"the proxy for {scheme} in the system's settings" if found is None else f"the environment variable {found}"
