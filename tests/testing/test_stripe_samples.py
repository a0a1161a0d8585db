"""Stripe's own sample shops, in Python and Node, unchanged: they create, are paid, and verify their webhooks.

The samples are not part of this repository. ``STRIPE_SAMPLES`` names a folder with clones of two repositories of
https://github.com/stripe-samples: ``checkout-one-time-payments`` and ``checkout-single-subscription``.
``STRIPE_SAMPLES_PYTHON`` is a Python with what their requirements.txt asks for, and ``NODE_PATH`` a folder with
stripe, express and dotenv.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest
from support.ports import free_port
from support.shop import shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import serve

SAMPLES = os.environ.get("STRIPE_SAMPLES")
PYTHON = os.environ.get("STRIPE_SAMPLES_PYTHON", sys.executable)
NODE = shutil.which("node")
HOOK = Path(__file__).with_name("stripe_sample_hook.js")
SITE = "import os, stripe\nstripe.api_base = os.environ['STRIPE_API_BASE']\n"
"""Python runs it before the sample, as ``sitecustomize``."""
STARTING = 120.0  # seconds; a busy machine

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(SAMPLES is None, reason="STRIPE_SAMPLES names no folder with clones of Stripe's samples"),
]


def can(*command: str | None) -> bool:
    """Return whether a program exists and succeeds."""
    return None not in command and subprocess.run([*map(str, command)], capture_output=True).returncode == 0


HAS_FLASK = SAMPLES is not None and can(PYTHON, "-c", "import flask, dotenv, stripe")
HAS_EXPRESS = SAMPLES is not None and can(NODE, "-e", "require('express'); require('dotenv'); require('stripe')")


@attrs.frozen
class Sample:
    """A running sample."""

    url: str
    log: Path
    fake: FakeCheckout

    def post(self, path: str, **settings: Any) -> httpx.Response:
        return httpx.post(self.url + path, timeout=60, trust_env=False, **settings)

    def get(self, path: str) -> Any:
        return httpx.get(self.url + path, timeout=60, trust_env=False)

    def pay(self, url: str) -> dict[str, Any]:
        """Pay on the page at ``url``, and return the Session as the shop sees it afterwards."""
        page = httpx.get(url, trust_env=False).text
        fields = dict(re.findall('<input [^>]*name="([^"]*)"[^>]*value="([^"]*)"', page))
        paid = httpx.post(url, data={**fields, "email": "ann@example.com", "action": "pay"}, trust_env=False)
        back = paid.headers["location"]
        assert back.startswith(f"{self.url}/success.html?session_id=cs_test_")
        assert httpx.get(back, trust_env=False).text == "Thank you"
        response = self.get(f"/checkout-session?sessionId={back.partition('=')[2]}")
        assert response.status_code == 200, self.log.read_text()
        session: dict[str, Any] = response.json()
        return session


@contextmanager
def running(name: str, language: str, folder: Path) -> Iterator[Sample]:
    """Run a sample: its own file, with the ``.env`` that its README asks for."""
    static = folder / "static"
    static.mkdir()
    static.joinpath("success.html").write_text("Thank you")
    source = Path(str(SAMPLES), name, "server", language)
    program = folder / ("server.py" if language == "python" else "server.js")
    shutil.copy(source / program.name, program)
    hooks = folder / "hooks"
    hooks.mkdir()
    hooks.joinpath("sitecustomize.py").write_text(SITE)
    port = free_port()
    url, fake, log = f"http://127.0.0.1:{port}", shop(start=None), folder / "log"
    folder.joinpath(".env").write_text(
        f"STRIPE_PUBLISHABLE_KEY=pk_test_1\nSTRIPE_SECRET_KEY=sk_test_1\nSTRIPE_WEBHOOK_SECRET={fake.webhook_secret}\n"
        f"STATIC_DIR={static}\nDOMAIN={url}\nPRICE=price_shirt\nPAYMENT_METHOD_TYPES=card\n"
        "STRIPE_API_VERSION=2020-08-27\n"
        "BASIC_PRICE_ID=price_plan\nPRO_PRICE_ID=price_plan\n"
    )
    with serve(fake, webhook_url=f"{url}/webhook") as api:
        environment = {**os.environ, "STRIPE_API_BASE": api, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        if language == "python":
            environment["PYTHONPATH"] = str(hooks)
            command = [PYTHON, "-m", "flask", "--app", "server", "run", "--port", str(port)]
        else:
            command = [str(NODE), "--require", str(HOOK), program.name]
        with log.open("wb") as output, subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        ) as process:  # fmt: skip
            try:
                wait_for(url, process, log)
                yield Sample(url, log, fake)
            finally:
                process.kill()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    latest = time.monotonic() + STARTING
    while time.monotonic() < latest and process.poll() is None:
        try:
            httpx.get(f"{url}/success.html", trust_env=False)
        except httpx.ConnectError:
            time.sleep(0.05)  # a process starts
        else:
            return
    pytest.fail(f"the sample does not answer: {log.read_text()}")


LANGUAGES = [
    pytest.param("python", marks=pytest.mark.skipif(not HAS_FLASK, reason=f"{PYTHON} lacks flask, dotenv or stripe")),
    pytest.param("node", marks=pytest.mark.skipif(not HAS_EXPRESS, reason="node lacks stripe, express or dotenv")),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_time_payments(language: str, tmp_path: Path) -> None:
    with running("checkout-one-time-payments", language, tmp_path) as sample:
        assert sample.get("/config").json() == {"publicKey": "pk_test_1", "unitAmount": 1099, "currency": "usd"}
        if language == "python":
            session = sample.post("/create-checkout-session", json={"quantity": 2}).json()["sessionId"]
            url = sample.fake.sessions()[0]["url"]
            assert session == sample.fake.sessions()[0]["id"]
        else:
            answer = sample.post("/create-checkout-session", data={"quantity": 2})
            assert answer.status_code == 303
            url = answer.headers["location"]
        paid = sample.pay(url)
        assert (paid["mode"], paid["payment_status"], paid["amount_total"]) == ("payment", "paid", 2198)
        check_webhook(sample)


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_subscription(language: str, tmp_path: Path) -> None:
    with running("checkout-single-subscription", language, tmp_path) as sample:
        price = sample.get("/config").json()["basicPrice"]
        answer = sample.post("/create-checkout-session", data={"priceId": price})
        assert answer.status_code == 303, answer.text
        paid = sample.pay(answer.headers["location"])
        assert (paid["mode"], paid["payment_status"], paid["amount_total"]) == ("subscription", "paid", 2000)
        assert paid["subscription"].startswith("sub_")
        check_webhook(sample)
        refused = sample.post("/create-checkout-session", data={"priceId": "price_none"})
        assert (refused.status_code, "No such price" in refused.text) == (400, True)


def check_webhook(sample: Sample) -> None:
    """The sample took the event, and does not take one with another signature."""
    (event,) = [event for event in sample.fake.events if event.type == "checkout.session.completed"]
    assert "🔔" in sample.log.read_text()
    forged = {"Stripe-Signature": "t=1,v1=00", "Content-Type": "application/json"}
    assert sample.post("/webhook", content=event.payload, headers=forged).status_code >= 400
    assert sample.log.read_text().count("🔔") == 1
