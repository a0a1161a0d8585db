"""A customer in a real browser pays and cancels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from support.browser import chromium, emulate, needs_chromium
from support.every_page import EVERYTHING
from support.shop import created
from support.webhook_receiver import Shopfront

from checkout_client import CheckoutClient
from checkout_client.testing import FakeCheckout

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium("900,1000") as driver:
        yield driver


def open_session(fake: FakeCheckout, front: Shopfront, **params: Any) -> dict[str, Any]:
    success = f"{front.url}/thanks?session={{CHECKOUT_SESSION_ID}}"
    return created(fake, success_url=success, cancel_url=f"{front.url}/basket", **params)


def press(browser: Any, label: str) -> None:
    browser.find_element(By.XPATH, f"//button[contains(., '{label}')]").click()


def wait_for_title(browser: Any, title: str) -> None:
    WebDriverWait(browser, 10).until(lambda driver: driver.title.startswith(title))


def test_paying_end_to_end(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    session = open_session(fake, front, discounts=[{"coupon": "TEN"}])
    browser.get(session["url"])
    wait_for_title(browser, "Pay $19.78 (test mode)")
    press(browser, "declined")
    alert = browser.find_element(By.CSS_SELECTOR, "[role=alert]")
    assert alert.text == "Your card was declined. You have not been charged. Please try again."
    email = browser.find_element(By.ID, "email")
    email.clear()
    email.send_keys("bob@example.com")
    press(browser, "Pay")
    wait_for_title(browser, "Shop")
    assert browser.current_url == f"{front.url}/thanks?session={session['id']}"
    ((body, signature),) = front.webhooks
    check_webhook(body, signature, fake, session["id"])
    with CheckoutClient("sk_test_shop", base_url=fake.page_url) as client:
        paid = client.sessions.retrieve(session["id"])
    assert paid.is_paid
    assert paid.customer_details is not None
    assert paid.customer_details.email == "bob@example.com"


def check_webhook(body: bytes, signature: str, fake: FakeCheckout, session: str) -> None:
    from checkout_client.webhooks import construct_event

    event: Any = construct_event(body, signature, fake.webhook_secret)
    assert (event.type, event.data.object.id) == ("checkout.session.completed", session)


def test_cancelling(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    session = open_session(fake, front)
    browser.get(session["url"])
    press(browser, "Cancel")
    wait_for_title(browser, "Shop")
    assert browser.current_url == f"{front.url}/basket"
    assert fake.session(session["id"]) == session
    assert front.webhooks == []


def test_a_form_on_another_page_is_refused(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    session = open_session(fake, front)
    token = re.findall('name="token" value="(.+?)"', httpx.get(session["url"]).text)[0]
    form = (
        f"<form method=post action={session['url']}><input name=token value={token}><button name=action value=pay>Win"
    )
    browser.get(f"data:text/html,{quote(form)}")
    press(browser, "Win")
    wait_for_title(browser, "Request refused")
    assert fake.session(session["id"]) == session
    assert front.webhooks == []


@pytest.mark.long
def test_no_payment_without_an_address(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    session = open_session(fake, front)
    browser.get(session["url"])
    browser.find_element(By.ID, "email").clear()
    press(browser, "Pay")
    assert browser.current_url == session["url"]
    assert fake.events == []


@pytest.mark.long
def test_the_page_works_with_a_keyboard_and_a_screen_reader(
    browser: Any, fake: FakeCheckout, front: Shopfront, tmp_path: Path
) -> None:
    fake.add_price("price_evil", unit_amount=2499, product_name="Poster <img src=x onerror=alert(1)>")
    session = open_session(
        fake,
        front,
        line_items=[{"price": "price_shirt", "quantity": 2}, {"price": "price_evil", "quantity": 1}],
        discounts=[{"coupon": "TEN"}],
        shipping_options=[{"shipping_rate": "shr_post"}, {"shipping_rate": "shr_air"}],
        branding_settings={"display_name": "Corner Shop"},
    )
    browser.get(session["url"])
    wait_for_title(browser, "Pay $49.27")
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert browser.execute_script("return document.documentElement.lang") == "en"
    # Every control has an accessible name.
    controls = browser.find_elements(By.CSS_SELECTOR, "input:not([type=hidden]), select, button:not([aria-hidden])")
    shown = [control for control in controls if control.is_displayed()]
    assert len(shown) == 8
    assert all(control.accessible_name for control in shown)
    assert [row.text for row in browser.find_elements(By.CSS_SELECTOR, "tfoot tr")] == [
        "Subtotal $46.97", "Discount \N{MINUS SIGN}$4.70", "Shipping $7.00", "Total $49.27",
    ]  # fmt: skip
    # The page's content security policy blocked nothing, in particular not its style.
    assert browser.execute_script("return getComputedStyle(document.body).margin") == "0px"
    assert [entry for entry in browser.get_log("browser") if "Content Security Policy" in entry["message"]] == []
    assert browser.save_screenshot(str(tmp_path / "page.png"))


@pytest.mark.long
def test_the_enter_key_pays(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    session = open_session(fake, front, allow_promotion_codes=True)
    browser.get(session["url"])
    browser.find_element(By.XPATH, "//button[contains(., 'Update total')]")
    browser.find_element(By.ID, "email").send_keys(Keys.ENTER)
    wait_for_title(browser, "Shop")
    assert [event.type for event in fake.events] == ["checkout.session.completed"]


@pytest.mark.long
def test_the_button_of_the_enter_key_is_for_nobody_else(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    session = open_session(fake, front, allow_promotion_codes=True)
    browser.get(session["url"])
    button = browser.find_element(By.CSS_SELECTOR, "form button")
    assert button.get_attribute("value") == "pay"
    assert (button.rect["width"], button.rect["height"]) == (1, 1)
    focused = set()
    for _ in range(20):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        focused.add(browser.switch_to.active_element)
    assert browser.find_element(By.CSS_SELECTOR, "button.pay") in focused
    assert button not in focused


@pytest.mark.long
@pytest.mark.parametrize("width", [1280, 360], ids=["desktop", "phone"])
def test_a_page_that_asks_for_everything(browser: Any, fake: FakeCheckout, front: Shopfront, width: int) -> None:
    emulate(browser, width)
    try:
        session = open_session(fake, front, **EVERYTHING)
        browser.get(session["url"])
        wait_for_title(browser, "Pay $28.98")
        assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        controls = browser.find_elements(By.CSS_SELECTOR, "input:not([type=hidden]), select, button:not([aria-hidden])")
        assert all(control.accessible_name for control in controls)
        browser.find_element(By.NAME, "field_note").send_keys("For Jo")
        browser.find_element(By.NAME, "promotion_code").send_keys("NONE")
        browser.find_element(By.NAME, "optional_price_mug").click()
        browser.find_element(By.CSS_SELECTOR, "input[value=shr_air]").click()
        browser.find_element(By.CSS_SELECTOR, "button.pay").click()
        assert (
            browser.find_element(By.ID, "error-consent_terms_of_service").text == "Please accept the terms of service."
        )
        browser.find_element(By.NAME, "consent_terms_of_service").click()
        browser.find_element(By.CSS_SELECTOR, "button.pay").click()
        code = browser.find_element(By.NAME, "promotion_code")
        assert code.get_attribute("aria-describedby") == "error-promotion_code"
        code.clear()
        code.send_keys("SPRING")
        press(browser, "Update total")
        assert browser.find_element(By.CSS_SELECTOR, "tfoot tr:last-child td").text == "$43.28"
        assert browser.find_element(By.NAME, "field_note").get_attribute("value") == "For Jo"
        browser.find_element(By.CSS_SELECTOR, "button.pay").click()
        wait_for_title(browser, "Shop")
        assert [entry for entry in browser.get_log("browser") if "Content Security Policy" in entry["message"]] == []
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    paid = fake.session(session["id"])
    assert paid is not None
    assert (paid["amount_total"], paid["status"]) == (4328, "complete")


def shown_total(browser: Any) -> str:
    return str(browser.execute_script("return document.querySelector('tfoot tr:last-child td').textContent"))


def set_number(field: Any, number: str) -> None:
    field.clear()
    field.send_keys(number)


def wait_for_total(browser: Any, total: str) -> None:
    WebDriverWait(browser, 10).until(lambda driver: shown_total(driver) == total)


def test_the_total_follows_at_once(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    choices = {name: EVERYTHING[name] for name in ("line_items", "shipping_options", "optional_items")}
    session = open_session(fake, front, **choices)
    browser.get(session["url"])
    browser.execute_script("window.sameDocument = true")
    browser.find_element(By.CSS_SELECTOR, "input[value=shr_air]").click()
    wait_for_total(browser, "$40.98")
    browser.find_element(By.NAME, "optional_price_mug").click()
    wait_for_total(browser, "$45.98")
    quantity = browser.find_element(By.CSS_SELECTOR, "input[type=number]")
    set_number(quantity, "3")
    wait_for_total(browser, "$56.97")
    assert browser.find_element(By.CSS_SELECTOR, "button.pay").text == "Pay $56.97"
    assert browser.title.startswith("Pay $56.97")
    assert browser.find_element(By.TAG_NAME, "h1").text.endswith("$56.97")
    assert not browser.find_element(By.CSS_SELECTOR, "button.update").is_displayed()
    assert browser.execute_script("return window.sameDocument")
    browser.find_element(By.CSS_SELECTOR, "button.pay").click()
    wait_for_title(browser, "Shop")
    paid = fake.session(session["id"])
    assert paid is not None
    assert (paid["amount_total"], paid["status"]) == (5697, "complete")


@pytest.mark.long
def test_promotion_codes_and_errors_are_applied_at_once(browser: Any, fake: FakeCheckout, front: Shopfront) -> None:
    fake.add_coupon("ALL", percent_off=100)
    fake.add_promotion_code("GIFT", "ALL")
    session = open_session(fake, front, allow_promotion_codes=True, line_items=EVERYTHING["line_items"], locale="de")
    browser.get(session["url"])
    browser.find_element(By.ID, "name").send_keys(" the Second")
    code = browser.find_element(By.ID, "promotion_code")
    assert browser.find_element(By.CSS_SELECTOR, "button.update").is_displayed()
    code.send_keys("NONE", Keys.TAB)
    wait = WebDriverWait(browser, 10)
    error = wait.until(lambda driver: driver.find_elements(By.ID, "error-promotion_code"))[0]
    assert error.text == "Dieser Code ist ung\N{LATIN SMALL LETTER U WITH DIAERESIS}ltig."
    assert (code.get_attribute("aria-invalid"), code.get_attribute("value")) == ("true", "NONE")
    code.clear()
    code.send_keys("GIFT", Keys.TAB)
    wait.until(lambda driver: driver.find_elements(By.ID, "card") == [])  # nothing is left to pay
    assert (code.get_attribute("aria-invalid"), code.get_attribute("value")) == (None, "GIFT")
    assert browser.find_element(By.ID, "name").get_attribute("value").endswith("the Second")
    code.clear()
    code.send_keys("SPRING", Keys.TAB)
    wait.until(lambda driver: driver.find_elements(By.ID, "card"))
    quantity = browser.find_element(By.CSS_SELECTOR, "input[type=number]")
    set_number(quantity, "200")
    wait.until(lambda driver: driver.find_elements(By.ID, f"error-{quantity.get_attribute('id')}"))
    assert shown_total(browser).startswith("21,98")
    fake.expire(session["id"])
    set_number(quantity, "2")
    wait_for_title(browser, "Diese Bestellung ist beendet")


@pytest.mark.long
def test_the_tax_follows_the_address_and_a_stale_form_is_renewed(browser: Any, fake: FakeCheckout) -> None:
    session = created(fake, automatic_tax={"enabled": True}, currency="eur")
    browser.get(session["url"])
    browser.execute_script("document.querySelector('[name=token]').value = '0'")  # as after a restart of the server
    country = Select(browser.find_element(By.ID, "billing_country"))
    country.select_by_value("DE")
    WebDriverWait(browser, 10).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "p.alert"))
    country.select_by_value("FR")
    WebDriverWait(browser, 10).until(lambda driver: "Tax (included)" in driver.find_element(By.TAG_NAME, "table").text)
    assert browser.find_elements(By.CSS_SELECTOR, "p.alert") == []


@pytest.mark.long
def test_the_button_works_if_the_script_cannot_reach_the_server(browser: Any, fake: FakeCheckout) -> None:
    session = created(fake, allow_promotion_codes=True, line_items=EVERYTHING["line_items"])
    browser.get(session["url"])
    browser.execute_script("window.fetch = async () => { throw new Error('offline') }")
    quantity = browser.find_element(By.CSS_SELECTOR, "input[type=number]")
    set_number(quantity, "4")
    assert shown_total(browser) == "$21.98"
    press(browser, "Update total")
    wait_for_total(browser, "$43.96")
    assert [one for one in browser.get_log("browser") if "status of 4" not in one["message"]] == []
