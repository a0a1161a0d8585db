"""axe-core finds nothing on any page: customers' and dashboard's, on desktop and phone, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from support.axe import needs_axe, violations
from support.browser import chromium, emulate, needs_chromium
from support.every_page import customer_pages, dashboard_pages
from support.webhook_receiver import Shopfront

from checkout_client.testing import FakeCheckout

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.support.ui import WebDriverWait

pytestmark = [needs_chromium, needs_axe, pytest.mark.long]

SCREENS = [[(1100, "light"), (390, "dark")], [(1100, "dark"), (390, "light")]]
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium("1100,900") as driver:
        yield driver


def check(browser: Any, paths: list[str], url: str, *, is_short: bool = False) -> None:
    browser.get_log("browser")
    for path, screens in zip(paths, cycle(SCREENS), strict=False):
        browser.get(f"{url}{path}")
        browser.execute_script("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for width, scheme in screens[is_short:]:
            emulate(browser, width, scheme)
            assert violations(browser) == [], (path, width, scheme)
            assert browser.execute_script(OVERFLOW) <= 0, (path, width, scheme)
    browser.get("about:blank")
    messages = [entry["message"] for entry in browser.get_log("browser")]
    expected = ("status of 4", "poster.png")  # pages that say no, and a picture on another server
    assert [one for one in messages if not any(text in one for text in expected)] == []


def test_the_pages_of_customers(browser: Any, fake: FakeCheckout) -> None:
    pages = customer_pages(fake)
    check(browser, pages[:4], fake.page_url)
    check(browser, pages[4:], fake.page_url, is_short=True)


def test_an_error_at_a_field(browser: Any, fake: FakeCheckout) -> None:
    for path, screens in zip(customer_pages(fake)[1:3], SCREENS, strict=True):
        browser.get(f"{fake.page_url}{path}")
        browser.execute_script("document.querySelector('form').noValidate = true")
        browser.execute_script("document.querySelector('#email').value = 'nobody'")
        browser.find_element("css selector", "button.pay").click()
        error = WebDriverWait(browser, 10).until(lambda driver: driver.find_elements("id", "error-email"))[0]
        assert error.text in ("Please enter an email address.", "Bitte geben Sie eine E-Mail-Adresse ein.")
        for width, scheme in screens:
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
