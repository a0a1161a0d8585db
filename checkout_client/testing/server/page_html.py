"""What all pages for customers have in common: style, headers, amounts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape

from starlette.responses import HTMLResponse

from ...money import from_minor_units

_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}

STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a3f4a); --soft: light-dark(#57606f, #a7b0be);
  --accent: light-dark(#4338ca, #a5b4fc); --ground: light-dark(#fff, #1b1e25); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f8, #111318); }
header { background: #8a3c00; color: #fff; text-align: center; padding: .4rem; font-weight: 600; }
main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem 2rem; background: var(--ground);
  border: 1px solid var(--line); border-radius: .75rem; }
h1 { font-size: 1.25rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin-bottom: 1.25rem; }
img { width: 3rem; height: 3rem; object-fit: cover; border-radius: .4rem; float: left; margin-right: .75rem; }
th { text-align: left; font-weight: 400; overflow-wrap: anywhere; }
td { text-align: right; white-space: nowrap; vertical-align: top; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem 0; border-bottom: 1px solid var(--line); }
tfoot tr:last-child > * { font-weight: 700; border: 0; }
small { display: block; color: var(--soft); }
label, legend { font-weight: 600; display: block; margin-top: .8rem; padding: 0; }
input:not([type=radio], [type=checkbox], [type=hidden]), select { width: 100%; font: inherit; padding: .5rem .6rem;
  margin-top: .2rem;
  border: 1px solid #7c8696; border-radius: .4rem; background: transparent; color: inherit; }
fieldset { border: 0; padding: 0; margin: .8rem 0 0; }
legend { margin-top: 0; }
fieldset label { font-weight: 400; margin-top: .3rem; }
label.choice { font-weight: 400; }
fieldset fieldset label, fieldset > label { font-weight: 400; }
[aria-invalid=true] { border-color: #c02626; outline: 1px solid #c02626; }
.error { color: light-dark(#a61b1b, #ff9c9c); margin: .2rem 0 0; }
.text { color: var(--soft); overflow-wrap: anywhere; }
button { width: 100%; font: inherit; font-weight: 600; padding: .7rem; margin-top: .7rem; cursor: pointer;
  border: 1px solid #7c8696; border-radius: .4rem; background: transparent; color: inherit; }
button.on-enter { position: absolute; width: 1px; height: 1px; margin: 0; padding: 0; border: 0;
  clip-path: inset(50%); }
button.pay { margin-top: 1.4rem; background: #4338ca; border-color: #4338ca; color: #fff; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=alert]:not(.error) { border: 1px solid #c02626; border-left-width: .4rem; border-radius: .4rem;
  padding: .5rem .8rem; }
"""

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # with "no-referrer", a browser would send `Origin: null` with the form
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every page and redirect."""


def html_response(html: str, status: int) -> HTMLResponse:
    """Return a page as a response, with its headers. It may use its own style, and images if it has any."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    images = "img-src https: http:; " if "<img " in html else ""
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; {images}base-uri 'none'; frame-ancestors 'none'"
    return HTMLResponse(html, status, {**HEADERS, "Content-Security-Policy": policy})


def money(amount: int, currency: str) -> str:
    """Return ``amount``, in minor units, as people write it. The result is not escaped.

    >>> money(219800, "usd"), money(500, "jpy"), money(1050, "sek")
    ('$2,198.00', '¥500', '10.50 SEK')
    """
    try:
        text = f"{from_minor_units(amount, currency):,}"
    except ValueError:  # not a valid amount of the currency: shown as it is
        text = str(amount)
    symbol = _SYMBOLS.get(currency)
    return f"{text} {currency.upper()}" if symbol is None else f"{symbol}{text}"


def notice_page(heading: str, message: str) -> str:
    """Return a page with a heading and one paragraph."""
    return document_html(heading, f"<h1>{escape(heading)}</h1>\n<p>{escape(message)}</p>")


def document_html(title: str, body: str, *, language: str = "en", style: str = "") -> str:
    """Return a whole page. ``body`` is HTML, and ``style`` is CSS that only this page has."""
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} (test mode)</title>
<style>{STYLE}{style}</style>
</head>
<body>
<header>TEST MODE: a local fake of Stripe Checkout. No money moves.</header>
<main>
{body}
</main>
</body>
</html>
"""
