"""The test with Playwright in docs/guides/local_stripe.md runs as it is, with the shop of examples/local_stripe."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from support.ports import free_port

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import serve

ROOT = Path(__file__).parents[2]
CHROMIUM, NODE = shutil.which("chromium"), shutil.which("node")
CONFIG = """
module.exports = {{
  timeout: 120_000,
  expect: {{ timeout: 60_000 }},
  use: {{ launchOptions: {{ executablePath: {chromium}, args: ["--no-sandbox"] }} }},
}};
"""


def playwright() -> str | None:
    """Return the command line program of Playwright, if node finds it."""
    if NODE is None:
        return None
    found = subprocess.run([NODE, "-p", "require.resolve('@playwright/test/cli')"], capture_output=True, text=True)
    return found.stdout.strip() or None


def documented_test() -> str:
    guide = ROOT.joinpath("docs", "guides", "local_stripe.md").read_text("utf-8")
    (example,) = re.findall(r"```typescript\n(.*?)```", guide, re.DOTALL)
    return str(example)


@contextmanager
def shop_at(stripe: str, secret: str, port: int) -> Iterator[None]:
    """Run the example shop."""
    environment = {
        **os.environ,
        "STRIPE_API_KEY": "sk_test_1",
        "STRIPE_API_BASE": stripe,
        "STRIPE_WEBHOOK_SECRET": secret,
    }
    arguments = ["-m", "flask", "--app", "shop", "run", "--port", str(port)]
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT / "examples" / "local_stripe", env=environment,
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        for line in process.stderr:
            if "Running on" in line:
                break
        rest = Thread(target=process.stderr.read, daemon=True)
        rest.start()
        try:
            yield
        finally:
            process.kill()
            process.wait()
            rest.join()


def test_the_documented_test_uses_the_example_shop() -> None:
    example = documented_test()
    shop = ROOT.joinpath("examples", "local_stripe", "shop.py").read_text("utf-8")
    for text in ("Buy a T-shirt", "Thank you!", "price_shirt"):
        assert text in example
        assert text in shop


@pytest.mark.long
@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")
def test_the_documented_test_passes(tmp_path: Path) -> None:
    program = playwright()
    if program is None:
        pytest.skip("node has no @playwright/test (npm install @playwright/test, and NODE_PATH)")
    fake: Any = FakeCheckout()
    port = free_port()
    shop = f"http://127.0.0.1:{port}"
    with (
        serve(fake, webhook_url=f"{shop}/webhook") as stripe,
        shop_at(stripe, fake.webhook_secret, port),
    ):
        example = documented_test().replace("http://127.0.0.1:12111", stripe).replace("http://127.0.0.1:8000", shop)
        tmp_path.joinpath("checkout.spec.ts").write_text(example)
        tmp_path.joinpath("playwright.config.js").write_text(CONFIG.format(chromium=json.dumps(CHROMIUM)))
        done = subprocess.run(
            [str(NODE), program, "test", "--reporter=line"], cwd=tmp_path, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "1 passed" in done.stdout
    (session,) = fake.sessions()
    assert session["payment_status"] == "paid"
