"""The built site in a browser: what the search lists first, and that no code scrolls sideways.

``CHECKOUT_DOCS_HTML`` names a site that is built already, for example docs/_build/html; otherwise one is built.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from support.browser import chromium, needs_chromium

ROOT = Path(__file__).parents[2]
BUILT = os.environ.get("CHECKOUT_DOCS_HTML")

pytestmark = [
    pytest.mark.long,
    needs_chromium,
    pytest.mark.skipif(not BUILT and find_spec("furo") is None, reason="the group docs is not installed"),
]

FOUND_FIRST = {
    "setup_future_usage": "reference/params/payments",
    "payment_intent_data.setup_future_usage": "reference/params/payments",
    "line_items.price_data.currency": "reference/params/line_items",
    "success_url": "reference/params/create",
    "idempotency": "guides/idempotency",
    "idempotency key": "guides/idempotency",
    "line items": "guides/line_items",
    "coupon": "guides/sessions",
    "discounts.coupon": "reference/params/line_items",
    "refund": "guides/other_apis",
    "django": "guides/django",
    "fastapi": "guides/fastapi",
    "flask": "guides/flask",
    "celery": "guides/celery",
    "lambda": "guides/webhooks_aws",
    "docker": "guides/containers",
    "rate limit": "guides/rate_limits",
    "csv": "guides/paid_sessions",
    "trial": "guides/subscriptions",
    "mypy": "guides/typing",
    "webhooks": "guides/webhooks",
    "upgrade": "guides/upgrade",
}

SEARCH = "const found = Search._performSearch(...Search._parseQuery(arguments[0])); return found[found.length - 1]"
WIDE = """
    const page = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('.content pre')].filter(one => one.scrollWidth > one.clientWidth + 1);
    return [page, ...wide.map(one => one.textContent.slice(0, 80))];
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    if BUILT:
        return Path(BUILT).absolute()
    built = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "docs", built], cwd=ROOT, check=True)
    return built


@pytest.fixture(scope="module")
def browser(site):
    with chromium("1280,900") as driver:
        yield driver


def test_what_the_search_lists_first(site, browser):
    browser.get((site / "search.html").as_uri() + "?q=coupon")
    first = {query: browser.execute_script(SEARCH, query)[0] for query in FOUND_FIRST}
    assert first == FOUND_FIRST


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_scrolls_sideways(site, browser, width):
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    pages = [page for page in site.rglob("*.html") if page.name not in ("genindex.html", "search.html")]
    assert len(pages) > 60
    found = {}
    for page in pages:
        browser.get(page.as_uri())
        too_wide, *blocks = browser.execute_script(WIDE)
        if too_wide > 0 or blocks:
            found[str(page.relative_to(site))] = (too_wide, blocks)
    assert found == {}
