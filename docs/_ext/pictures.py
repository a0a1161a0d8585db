"""Take the pictures of README, documentation and examples: ``python docs/_ext/pictures.py [FOLDER]``.

Headless Chromium photographs the running programs, light and dark: the payment page, the dashboard, and the shops of
``examples/``. The PNG files have few colors, so that they are small.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from PIL import Image
from selenium import webdriver

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import serve

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "docs" / "_static"
SCHEMES = {"light": "", "dark": "-dark"}
COLORS = 96
PHONE = 390
SHOPS = ("fastapi_app", "flask_app", "django_app")


def main(folder: Path = STATIC) -> None:
    """Write the pictures to ``folder``."""
    with _browser() as driver:
        camera = Camera(driver, folder)
        _photograph_the_local_stripe(camera)
        for app in SHOPS:
            _photograph_a_shop(camera, app)


class Camera:
    """Takes pictures of pages."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self._folder = folder

    def take(self, name: str, url: str, *, width: int = 1000, height: int = 0) -> None:
        """Write a picture of a page, light and dark; by default as high as its content."""
        for scheme, suffix in SCHEMES.items():
            media = [{"name": "prefers-color-scheme", "value": scheme}]
            self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
            size = {"width": width, "height": 300, "deviceScaleFactor": 2, "mobile": width == PHONE}
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            self.driver.get(url)
            content = self.driver.execute_script("return document.documentElement.scrollHeight")
            size["height"] = height or content
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            image = Image.open(BytesIO(self.driver.get_screenshot_as_png())).convert("RGB")
            few_colors = image.quantize(COLORS, dither=Image.Dither.NONE)
            few_colors.save(self._folder / f"{name}{suffix}.png", optimize=True)


def _photograph_the_local_stripe(camera: Camera) -> None:
    fake = FakeCheckout(seed=1)
    session, page = fill(fake)
    with serve(fake) as url:
        camera.take("dashboard-sessions", f"{url}/")
        camera.take("dashboard-session", f"{url}/sessions/{session}")
        camera.take("checkout-page", f"{url}/c/pay/{page}", width=1120)
        camera.take("checkout-page-phone", f"{url}/c/pay/{page}", width=PHONE)


def _photograph_a_shop(camera: Camera, app: str) -> None:
    name = app.replace("_app", "-shop")
    with _running(app) as (shop, stripe):
        camera.take(name, shop, width=900)
        driver = camera.driver
        driver.get(shop)
        driver.find_element("css selector", "form.buy button").click()
        _wait(lambda: "/c/pay/" in driver.current_url)
        session = driver.current_url.rpartition("/")[2]
        order = httpx.get(f"{stripe}/_fake/sessions/{session}").json()["client_reference_id"]
        httpx.post(f"{stripe}/_fake/sessions/{session}/complete", json={})
        camera.take(f"{name}-order", f"{shop}/orders/{order}", width=900)


def fill(fake: FakeCheckout) -> tuple[str, str]:
    """Let a shop have some customers; return the id of a paid Session, and of one whose page shows much."""
    client = fake.client()
    fake.add_product("T-shirt", id="prod_shirt", description="Organic cotton, indigo")
    shirt = fake.add_price("price_shirt", unit_amount=1999, product="prod_shirt")
    plan = fake.add_price("price_plan", unit_amount=900, recurring="month", product_name="Membership")
    fake.add_price("price_mug", unit_amount=1200, product_name="Mug")
    fake.add_shipping_rate("shr_post", amount=500, display_name="Post, 5 days")
    fake.add_shipping_rate("shr_express", amount=1500, display_name="Express, 1 day")
    fake.add_coupon("TEN", percent_off=10)
    ok = "https://example.com/ok"
    items: Any = [{"price": shirt["id"], "quantity": 1}]
    client.sessions.expire(client.sessions.create(mode="payment", success_url=ok, line_items=items).id)
    fake.advance(hours=3)
    member = client.sessions.create(
        mode="subscription", success_url=ok, line_items=[{"price": plan["id"], "quantity": 1}]
    )
    fake.complete(member, customer_details={"name": "Jenny Rosen", "email": "jenny@example.com"})
    fake.advance(minutes=50)
    slow = client.sessions.create(mode="payment", success_url=ok, line_items=items)
    fake.complete(slow, payment="processing", customer_details={"name": "Bob", "email": "bob@example.com"})
    fake.advance(minutes=7)
    paid = client.sessions.create(
        mode="payment",
        success_url=ok,
        line_items=[{"price": shirt["id"], "quantity": 2}],
        discounts=[{"coupon": "TEN"}],
        shipping_options=[{"shipping_rate": "shr_post"}],
        customer_email="ann@example.com",
        metadata={"order": "17"},
    )
    fake.complete(paid, customer_details={"name": "Ann Lee"})
    page = client.sessions.create(
        mode="payment",
        success_url=ok,
        cancel_url=ok,
        line_items=[{"price": shirt["id"], "quantity": 2, "adjustable_quantity": {"enabled": True}}],
        optional_items=[{"price": "price_mug", "quantity": 1}],
        shipping_options=[{"shipping_rate": "shr_post"}, {"shipping_rate": "shr_express"}],
        phone_number_collection={"enabled": True},
        branding_settings={"display_name": "Corner Shop"},
    )
    return paid.id, page.id


@contextmanager
def _browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver") or ""))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def _running(app: str) -> Iterator[tuple[str, str]]:
    """Run one of the example shops; the value is its URL and that of its local Stripe."""
    ports = [_free_port(), _free_port()]
    shop, stripe = (f"http://127.0.0.1:{port}" for port in ports)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STRIPE_")}
    environment |= {"SHOP_PORT": str(ports[0]), "LOCAL_STRIPE_PORT": str(ports[1])}
    with TemporaryDirectory() as folder:
        environment["DATABASE_URL"] = f"sqlite:///{folder}/shop.db"
        command = [sys.executable, "-m", app]
        server = subprocess.Popen(command, cwd=ROOT / "examples", env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
        try:
            _wait(lambda: _answers(shop))
            yield shop, stripe
        finally:
            server.terminate()
            server.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=30, trust_env=False).is_success
    except httpx.TransportError:
        return False


def _wait(condition: Any, seconds: float = 180) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError(f"nothing happened within {seconds} s")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
