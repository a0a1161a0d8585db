"""The dashboard in headless Chromium: with its script, on a desktop and on a phone, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from support.browser import chromium, emulate, needs_chromium
from support.every_page import dashboard_pages
from support.shop import ONE_ITEM, call, created
from support.webhook_receiver import Shopfront

from checkout_client import CheckoutClient
from checkout_client.testing import FakeCheckout

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = needs_chromium

SCRIPT = "<img src=x onerror=\"document.title='pwned'\"><script>document.title='pwned'</script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium("1100,900") as driver:
        yield driver


@pytest.fixture(autouse=True)
def _nothing_is_open_afterwards(browser: Any) -> Iterator[None]:
    yield
    browser.get("about:blank")  # pages ask for news every two seconds
    errors(browser)


def press(browser: Any, label: str) -> None:
    browser.find_element(By.XPATH, f"//button[contains(., '{label}')] | //a[contains(., '{label}')]").click()


def wait_for(browser: Any, condition: Callable[[str], bool]) -> None:
    WebDriverWait(browser, 15).until(lambda driver: condition(driver.find_element(By.TAG_NAME, "main").text))


def test_paying_on_the_dashboard(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    browser.get(f"{fake.page_url}/sessions/{created(fake)['id']}")
    press(browser, "Pay")
    wait_for(browser, lambda text: "checkout.session.completed" in text)
    assert len(front.webhooks) == 1


@pytest.mark.long
def test_a_demonstration(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    browser.get(fake.page_url)
    wait_for(browser, lambda text: "There are no Sessions yet" in text)
    with CheckoutClient("sk_test_shop", base_url=fake.page_url) as client:
        session = client.sessions.create(**ONE_ITEM)
    wait_for(browser, lambda text: "$21.98" in text)  # nobody has reloaded the page
    browser.find_element(By.PARTIAL_LINK_TEXT, session.id).click()
    wait_for(browser, lambda text: "Timeline" in text)
    press(browser, "Decline")
    wait_for(browser, lambda text: "The card was declined." in text)
    front.status = 500
    press(browser, "Pay with a method that takes days")
    wait_for(browser, lambda text: "Let the payment succeed" in text)
    press(browser, "Let the payment succeed")
    wait_for(browser, lambda text: text.count("500") >= 2)
    front.status = 200
    press(browser, "checkout.session.async_payment_succeeded")
    wait_for(browser, lambda text: "failed, will be retried" in text)
    press(browser, "Resend")
    wait_for(browser, lambda text: "delivered" in text)
    assert len(front.webhooks) == 3
    browser.get(f"{fake.page_url}/sessions/{session.id}")
    wait_for(browser, lambda text: "paid" in text)
    assert errors(browser) == []


def errors(browser: Any) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser")]


CONTRAST = """
const numbers = text => (text.match(/[0-9.]+/g) || []).map(Number);
const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
  .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
const ground = element => {
  for (; element; element = element.parentElement) {
    const color = numbers(getComputedStyle(element).backgroundColor);
    if (color.length === 3 || color[3] === 1) return color;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
};
return [...document.querySelectorAll("body *")].filter(one =>
  [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && one.checkVisibility()
  && !["SCRIPT", "STYLE", "OPTION"].includes(one.tagName)
).map(one => {
  const [a, b] = [light(numbers(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
  return [(a + .05) / (b + .05), one.outerHTML.slice(0, 200)];
}).filter(([ratio]) => ratio < 4.5);
"""
"""Returns the elements whose text has too little contrast (WCAG 2: 4.5 to 1), with their contrast."""


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 360])
def test_every_page_fits_and_can_be_read(
    browser: Any, fake: FakeCheckout, front: Shopfront, scheme: str, width: int
) -> None:
    emulate(browser, width, scheme)
    errors(browser)
    for path in dashboard_pages(fake, front):
        browser.get(f"{fake.page_url}{path}")
        for details in browser.find_elements(By.TAG_NAME, "summary"):
            details.click()
        overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert browser.execute_script(overflow) <= 0, path
        assert browser.execute_script(CONTRAST) == [], path
        controls = browser.find_elements(By.CSS_SELECTOR, "input:not([type=hidden]), select, button, a, summary")
        assert [one.get_attribute("outerHTML") for one in controls if not one.accessible_name] == [], path
        assert browser.execute_script("return getComputedStyle(document.body).margin") == "0px"
        assert len(browser.find_elements(By.TAG_NAME, "h1")) == 1
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert [entry for entry in errors(browser) if "404" not in entry] == []


@pytest.mark.long
def test_hostile_values_run_nowhere(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    fake.add_price("price_evil", unit_amount=100, product_name=SCRIPT)
    session = created(fake, line_items=[{"price": "price_evil", "quantity": 1}], metadata={"a": SCRIPT},
                      client_reference_id=SCRIPT, branding_settings={"display_name": SCRIPT})["id"]  # fmt: skip
    call(fake, "POST", f"/v1/{SCRIPT}", {"a": SCRIPT}, headers={"Idempotency-Key": SCRIPT, "User-Agent": SCRIPT})
    fake.complete(session, customer_details={"name": SCRIPT})
    event, request = fake.events[-1].id, fake.requests[-1].request_id
    for path in (f"/?q={quote(SCRIPT)}", "/", f"/sessions/{session}", f"/events/{event}", "/requests",
                 f"/requests/{request}", "/catalogue"):  # fmt: skip
        browser.get(f"{fake.page_url}{path}")
        assert "pwned" not in browser.title or browser.title.startswith("POST"), path
        assert browser.execute_script("return document.title === 'pwned'") is False, path
        assert browser.find_elements(By.TAG_NAME, "img") == [], path
    assert errors(browser) == []


@pytest.mark.long
def test_a_form_on_another_page_is_refused(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    session = created(fake)
    form = f"<form method=post action={fake.page_url}/sessions/{session['id']}/complete><button>Win"
    browser.get(f"data:text/html,{quote(form)}")
    press(browser, "Win")
    WebDriverWait(browser, 10).until(lambda driver: driver.title.startswith("Request refused"))
    assert fake.session(session["id"]) == session
