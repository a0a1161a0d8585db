"""Each example shop, started by its one command, in headless Chromium: buy, pay, see the order, resend the webhook."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.axe import axe_source, violations
from support.browser import chromium, emulate, needs_chromium
from support.example_shops import EXAMPLES, free_port, wait_until_it_answers

pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = needs_chromium

SHOPS = {"fastapi_app": "fastapi", "flask_app": "flask", "django_app": "django"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium("1100,900") as driver:
        yield driver


@contextmanager
def running(app: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Run a shop as its README says; the value is its URL and that of its local Stripe."""
    for module in (SHOPS[app], "sqlalchemy"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed: it is in the dependency group examples")
    shop, stripe = free_port(), free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STRIPE_")}
    environment |= {"SHOP_PORT": str(shop), "LOCAL_STRIPE_PORT": str(stripe)}
    environment["DATABASE_URL"] = f"sqlite:///{folder / 'shop.db'}"
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen([sys.executable, "-m", app], cwd=EXAMPLES, env=environment, stdout=output,
                                  stderr=output)  # fmt: skip
        try:
            wait_until_it_answers(f"http://127.0.0.1:{shop}", server, log)
            yield f"http://127.0.0.1:{shop}", f"http://127.0.0.1:{stripe}"
        finally:
            server.terminate()
            server.wait(30)


def check_page(browser: Any) -> None:
    """Nothing is wider than the page, and axe finds nothing, on a desktop and on a phone."""
    for width, scheme in ((1100, "light"), (390, "dark")):
        emulate(browser, width, scheme)
        overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert browser.execute_script(overflow) <= 0
        if axe_source() is not None:
            assert violations(browser) == []


def text_of(browser: Any) -> str:
    return str(browser.execute_script("return document.querySelector('main').innerText"))


@pytest.mark.long
@pytest.mark.parametrize("app", SHOPS)
def test_a_customer_buys_shirts(app: str, browser: Any, tmp_path: Path) -> None:
    with running(app, tmp_path) as (shop, stripe):
        browser.get(shop)
        wait = WebDriverWait(browser, 15)
        assert "$19.99" in text_of(browser)
        assert browser.find_element(By.CSS_SELECTOR, "svg[role=img]").accessible_name == "A T-shirt"
        check_page(browser)
        quantity = browser.find_element(By.ID, "quantity")
        quantity.clear()
        quantity.send_keys("2")
        browser.find_element(By.XPATH, "//button[.='Buy now']").click()
        wait.until(lambda driver: driver.title.startswith("Pay $39.98"))
        browser.find_element(By.CSS_SELECTOR, "button.pay").click()
        wait.until(lambda driver: "Your order is paid." in text_of(driver))
        assert browser.title.startswith("Order ")
        assert "$39.98" in text_of(browser)
        check_page(browser)
        browser.get(f"{stripe}/events")
        assert "checkout.session.completed" in text_of(browser)
        assert "delivered" in text_of(browser)
        browser.get(f"{shop}/")
        browser.find_element(By.XPATH, "//button[.='Buy now']").click()
        wait.until(lambda driver: driver.title.startswith("Pay $19.99"))
        session = browser.current_url.rpartition("/")[2]
        browser.get(f"{stripe}/sessions/{session}")
        order = browser.find_element(By.XPATH, "//dt[.='Client reference id']/following-sibling::dd").text
        browser.get(f"{shop}/orders/{order}")
        assert "Your order is open." in text_of(browser)
        browser.switch_to.new_window("tab")
        browser.get(f"{stripe}/sessions/{session}")
        browser.find_element(By.XPATH, "//button[contains(., 'takes days')]").click()
        browser.close()
        browser.switch_to.window(browser.window_handles[0])
        wait.until(lambda driver: "Your order is processing." in text_of(driver))  # nobody has reloaded the page
        browser.find_element(By.LINK_TEXT, "Back to the shop").click()
        wait.until(lambda driver: driver.title.startswith("T-shirt"))


def test_the_requirements_are_those_of_the_tests() -> None:
    """And the READMEs and the compose file name files that exist."""
    import tomllib

    project = tomllib.loads((EXAMPLES.parent / "pyproject.toml").read_text("utf-8"))
    tested = {str(one).partition(";")[0] for one in project["dependency-groups"]["examples"]}
    plain = {one.replace("[asyncio]", "") for one in tested}
    server = {one.partition(";")[0] for one in project["project"]["optional-dependencies"]["server"]}
    for app in SHOPS:
        first, *others = [
            line.partition(";")[0].strip()
            for line in (EXAMPLES / app / "requirements.txt").read_text("utf-8").splitlines()
            if not line.startswith("#")
        ]
        assert first.partition(" ")[0] == "..[server]"
        assert set(others) <= tested | plain | server, app
        readme = (EXAMPLES / app / "README.md").read_text("utf-8")
        assert f"python -m {app}" in readme
        assert f"{app}/requirements.txt" in readme
        assert f"SHOP={app} " in (EXAMPLES / "compose.yaml").read_text("utf-8") or app == "fastapi_app"
