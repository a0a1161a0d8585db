"""The templates of the dashboard, with autoescape, and the headers of its pages."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from ..._shop.catalogue import Document
from ...fake import FakeCheckout
from ..money_text import money

NAVIGATION = (
    ("Sessions", "/"),
    ("Events", "/events"),
    ("Requests", "/requests"),
    ("Catalogue", "/catalogue"),
    ("Clock", "/clock"),
    ("Faults", "/faults"),
)


class Renderer:
    """Renders the pages."""

    def __init__(self, fake: FakeCheckout) -> None:
        self._fake = fake
        style, script = _file("style.css"), _file("live.js")
        self._environment = Environment(
            loader=PackageLoader("checkout_client.testing.server.dashboard"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )
        # The style and the script are part of the package, and the only markup that is not escaped.
        values: Any = {"style": Markup(style), "script": Markup(script), "navigation": NAVIGATION}  # noqa: S704
        self._environment.globals.update(values)
        filters: Any = {
            "ago": self._ago, "amount": _amount, "customer": _customer, "duration": duration, "iso": _iso,
            "money": money, "pretty": _pretty,
        }  # fmt: skip
        self._environment.filters.update(filters)
        self._headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Referrer-Policy": "same-origin",  # with no-referrer, browsers send "Origin: null" with forms
            "X-Content-Type-Options": "nosniff",
        }

    def page(
        self, template: str, section: str, *, http_status: int = 200, problem: str = "", notice: str = "", **values: Any
    ) -> HTMLResponse:
        """Return a page as a response. ``problem`` and ``notice`` are shown above its content."""
        common = {"section": section, "problem": problem, "notice": notice}
        html = self._environment.get_template(template).render(**common, **values)
        return HTMLResponse(html, http_status, self._headers)

    def _ago(self, at: float) -> str:
        seconds = self._fake.clock.now() - at
        if abs(seconds) < 10:
            return "just now"
        return f"{duration(seconds)} ago" if seconds > 0 else f"in {duration(-seconds)}"


@cache
def _file(name: str) -> str:
    return (files("checkout_client.testing.server.dashboard") / "templates" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def duration(seconds: float) -> str:
    """Return a duration as people say it.

    >>> duration(59), duration(3600), duration(200000)
    ('59 seconds', '1 hour', '2 days')
    """
    for unit, length in _UNITS:
        number = int(seconds // length)
        if number:
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "0 seconds"


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _amount(session: Mapping[str, Any]) -> str:
    return "" if session["amount_total"] is None else money(session["amount_total"], session["currency"])


def _customer(session: Mapping[str, Any]) -> str:
    details: Document = session["customer_details"] or {}
    known = [details.get("name"), details.get("email") or session["customer_email"], session["customer"]]
    return ", ".join(one for one in known if one)


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
