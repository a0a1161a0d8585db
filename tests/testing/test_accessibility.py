"""axe-core finds nothing on any page: customers' and dashboard's, on desktop and phone, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.axe import needs_axe, violations
from support.browser import chromium, emulate, needs_chromium
from support.every_page import customer_pages, dashboard_pages
from support.webhook_receiver import Shopfront

from checkout_client.testing import FakeCheckout

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

pytestmark = [needs_chromium, needs_axe, pytest.mark.long]

SCREENS = [(1100, "light"), (390, "dark"), (1100, "dark"), (390, "light")]
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium("1100,900") as driver:
        yield driver


def check(browser: Any, paths: list[str], url: str) -> None:
    browser.get_log("browser")
    for path in paths:
        browser.get(f"{url}{path}")
        browser.execute_script("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for width, scheme in SCREENS:
            emulate(browser, width, scheme)
            assert violations(browser) == [], (path, width, scheme)
            assert browser.execute_script(OVERFLOW) <= 0, (path, width, scheme)
    browser.get("about:blank")
    messages = [entry["message"] for entry in browser.get_log("browser")]
    assert [one for one in messages if "status of 4" not in one] == []


def test_the_pages_of_customers(browser: Any, fake: FakeCheckout) -> None:
    check(browser, customer_pages(fake), fake.page_url)


def test_an_error_at_a_field(browser: Any, fake: FakeCheckout) -> None:
    for path in customer_pages(fake)[:2]:
        browser.get(f"{fake.page_url}{path}")
        browser.execute_script("document.querySelector('form').noValidate = true")
        browser.execute_script("document.querySelector('#email').value = 'nobody'")
        browser.find_element("css selector", "button.pay").click()
        assert browser.find_element("id", "error-email").text == "Please enter an email address."
        for width, scheme in SCREENS:
            emulate(browser, width, scheme)
            assert violations(browser) == [], (path, width, scheme)


def test_the_dashboard(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    check(browser, dashboard_pages(fake, front), fake.page_url)


def test_what_breaks_the_rules_is_found(browser: Any, fake: FakeCheckout) -> None:
    browser.get(f"{fake.page_url}{customer_pages(fake)[0]}")
    browser.execute_script(
        "document.querySelector('label').remove(); document.querySelector('h1').style.color = '#aaa'"
    )
    found = " ".join(violations(browser))
    assert "label: " in found
    assert "color-contrast: " in found
