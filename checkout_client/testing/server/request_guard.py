"""Refuses requests that web pages of other sites make to the server.

A developer's browser can reach the server, and so can every page that it shows. Three checks keep those pages out:

* The ``Host`` must be one of the server. A page that reaches the server through a name of its own (DNS rebinding)
  sends that name. IP addresses are always allowed, because rebinding needs a name.
* What changes state, and all of the API, must not be requested by a page of another origin: browsers say so in
  ``Origin`` and ``Sec-Fetch-Site``. A recovery URL may be followed from a link, but not loaded as an image or a frame.
* The payment page's form has a token (see :mod:`pages`).
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .._shop.error_responses import StripeErrorResponse
from ..fake import FakeCheckout
from .page_html import html_response, notice_page

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class RequestGuard:
    """ASGI middleware that answers requests of other sites with 403 and passes on the others."""

    def __init__(self, app: ASGIApp, fake: FakeCheckout, allowed_hosts: Iterable[str]) -> None:
        self._app = app
        self._fake = fake
        self._allowed_hosts = frozenset(name.lower().rstrip(".") for name in allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on."""
        if scope["type"] != "http":  # such as the start and the end of the server
            await self._app(scope, receive, send)
            return
        problem = self._problem(scope["method"], scope["path"], Headers(scope=scope))
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await _refusal(scope["path"], problem)(scope, receive, send)

    def _problem(self, method: str, path: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if not self._is_allowed_host(_host_name(host)):
            return (
                f"The host {host!r} is not one of this server. If it is meant to be, start the server with "
                "--allow-host, or pass allowed_hosts=."
            )
        is_api = path.startswith(("/v1/", "/_fake/"))
        if (is_api or method not in _SAFE_METHODS) and self._is_foreign(host, headers):
            return "This request was made by a page of another site."
        if path.startswith("/r/") and not _is_navigation(headers):
            return "A recovery URL must be opened as a page of its own."
        return None

    def _is_allowed_host(self, name: str | None) -> bool:
        if name is None:
            return False
        if name == "localhost" or name.endswith(".localhost") or name in self._allowed_hosts or _is_ip_address(name):
            return True
        return name == _host_name(urlsplit(self._fake.page_url).netloc)

    def _is_foreign(self, host: str, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return True
        origin = headers.get("origin")
        if origin is None:
            return False
        scheme, _, netloc = origin.partition("://")
        own = (host.lower(), urlsplit(self._fake.page_url).netloc.lower())
        return scheme not in ("http", "https") or netloc.lower() not in own


def _host_name(netloc: str) -> str | None:
    try:
        name = urlsplit(f"//{netloc}").hostname
    except ValueError:  # such as "[::1"
        return None
    return name.rstrip(".") if name else None


def _is_ip_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_navigation(headers: Headers) -> bool:
    mode, destination = headers.get("sec-fetch-mode", "navigate"), headers.get("sec-fetch-dest", "document")
    return mode == "navigate" and destination == "document"


def _refusal(path: str, problem: str) -> Response:
    if path.startswith(("/v1/", "/_fake/")):
        return JSONResponse(StripeErrorResponse(problem).body("req_none"), 403)
    return html_response(notice_page("Request refused", problem), 403)
