"""What all pages for customers have in common: style, script, headers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

from starlette.responses import HTMLResponse

from .pay_page.wording import Wording


def _asset(name: str) -> str:
    return (files("checkout_client.testing.server.pay_page") / "assets" / name).read_text("utf-8")


STYLE: Final = _asset("customer_pages.css")
UPDATE_TOTAL: Final = _asset("update_total.js")
"""The script of a page whose total changes with the customer's choices."""

ENGLISH: Final = Wording("en")

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # with "no-referrer", a browser would send `Origin: null` with the form
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every page and redirect."""


def html_response(html: str, status: int) -> HTMLResponse:
    """Return a page as a response, with its headers.

    It may use its own style, the script of the package if it has it, and images if it has any.
    """
    style = html.partition("<style>")[2].partition("</style>")[0]
    images = "img-src https: http:; " if "<img " in html else ""
    script = f"script-src '{_hash(UPDATE_TOTAL)}'; connect-src 'self'; " if UPDATE_TOTAL in html else ""
    policy = f"default-src 'none'; style-src '{_hash(style)}'; {script}{images}base-uri 'none'; frame-ancestors 'none'"
    return HTMLResponse(html, status, {**HEADERS, "Content-Security-Policy": policy})


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def notice_page(heading: str, message: str, say: Wording = ENGLISH) -> str:
    """Return a page with a heading and one paragraph."""
    return document_html(heading, f"<h1>{escape(heading)}</h1>\n<p>{escape(message)}</p>", say)


def document_html(title: str, body: str, say: Wording = ENGLISH, *, style: str = "", script: str = "") -> str:
    """Return a whole page. ``body`` is HTML, ``style`` is CSS that only this page has, and ``script`` is JavaScript."""
    scripts = f"<script>{script}</script>\n" if script else ""
    return f"""<!doctype html>
<html lang="{escape(say.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} ({escape(say("test mode"))})</title>
<style>{STYLE}{style}</style>
</head>
<body>
<header>{escape(say("TEST MODE: a local fake of Stripe Checkout. No money moves."))}</header>
<main>
{body}
</main>
{scripts}</body>
</html>
"""
