"""Take the pictures of the dashboard with headless Chromium: ``python docs/_ext/pictures.py``."""

from __future__ import annotations

import shutil
from pathlib import Path

from selenium import webdriver

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import serve

STATIC = Path(__file__).parents[1] / "_static"
WIDTH = 1000


def main() -> None:
    """Write the pictures."""
    fake = FakeCheckout(seed=1)
    session = fill(fake)
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver") or ""))
    try:
        with serve(fake) as url:
            for name, path in (("dashboard-sessions", "/"), ("dashboard-session", f"/sessions/{session}")):
                size = {"width": WIDTH, "height": 600, "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
                driver.get(url + path)
                size["height"] = driver.execute_script("return document.querySelector('main').offsetHeight") + 130
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
                driver.save_screenshot(str(STATIC / f"{name}.png"))
    finally:
        driver.quit()


def fill(fake: FakeCheckout) -> str:
    """Let a shop have some customers; return the id of a Session."""
    client = fake.client()
    shirt = fake.add_price("price_shirt", unit_amount=1099, product_name="T-shirt")
    plan = fake.add_price("price_plan", unit_amount=900, recurring="month", product_name="Membership")
    fake.add_shipping_rate("shr_post", amount=500, display_name="Post")
    fake.add_coupon("TEN", percent_off=10)
    ok = "https://example.com/ok"
    client.sessions.expire(
        client.sessions.create(mode="payment", success_url=ok, line_items=[{"price": shirt["id"], "quantity": 1}]).id
    )
    member = client.sessions.create(
        mode="subscription", success_url=ok, line_items=[{"price": plan["id"], "quantity": 1}]
    )
    fake.complete(member, customer_details={"name": "Jenny Rosen", "email": "jenny@example.com"})
    slow = client.sessions.create(mode="payment", success_url=ok, line_items=[{"price": shirt["id"], "quantity": 3}])
    fake.complete(slow, payment="processing", customer_details={"name": "Bob", "email": "bob@example.com"})
    session = client.sessions.create(
        mode="payment",
        success_url=ok,
        line_items=[{"price": shirt["id"], "quantity": 2}],
        discounts=[{"coupon": "TEN"}],
        shipping_options=[{"shipping_rate": "shr_post"}],
        customer_email="ann@example.com",
        metadata={"order": "17"},
    )
    return session.id


if __name__ == "__main__":
    main()
