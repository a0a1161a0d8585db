"""The files of examples/local_stripe fit together, and the shop sells a T-shirt, also from another container."""

from __future__ import annotations

import importlib.util
import re
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from checkout_client.testing import FakeCheckout
from checkout_client.testing import __main__ as command_line
from checkout_client.testing._command.catalogue_file import read_catalogue
from checkout_client.testing.server import serve

EXAMPLE = Path(__file__).parents[2] / "examples" / "local_stripe"


def options_of(text: str) -> list[str]:
    return re.findall(r"^ +- (--\S+)$", text, re.MULTILINE)


def test_the_options_of_the_compose_file_exist() -> None:
    options = command_line._parser().parse_args(options_of((EXAMPLE / "compose.yaml").read_text()))
    assert (options.allow_host, options.state) == (["stripe-fake"], "/data/stripe.sqlite")
    assert options.catalogue == "/catalogue.toml"
    command = re.findall(r"ENTRYPOINT (\[.+\])", (EXAMPLE / "Dockerfile").read_text())[0]
    arguments = re.findall(r'"(.+?)"', command)[3:]
    assert command_line._parser().parse_args(arguments).host == "0.0.0.0"


def shop_at(monkeypatch: pytest.MonkeyPatch, base_url: str, secret: str) -> Any:
    monkeypatch.setenv("STRIPE_API_KEY", "sk_test_compose")
    monkeypatch.setenv("STRIPE_API_BASE", base_url)
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", secret)
    specification = importlib.util.spec_from_file_location("local_stripe_shop", EXAMPLE / "shop.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_shop_sells_a_shirt(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fake = FakeCheckout(webhook_secret="whsec_compose")
    for entry in read_catalogue(str(EXAMPLE / "catalogue.toml")):
        entry.register(fake)
    assert len(fake.objects("price")) == 2
    resolve = socket.getaddrinfo

    def resolve_container(host: Any, *arguments: Any, **options: Any) -> Any:
        return resolve("127.0.0.1" if host in ("stripe-fake", b"stripe-fake") else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve_container)
    with serve(fake, allowed_hosts=["stripe-fake"], public_url="http://localhost:12111") as url:
        module = shop_at(monkeypatch, f"http://stripe-fake:{url.rpartition(':')[2]}", fake.webhook_secret)
        browser = module.app.test_client()
        assert b"Buy a T-shirt" in browser.get("/").data
        page = browser.post("/buy").headers["Location"]
        session = page.rpartition("/")[2]
        assert page == f"http://localhost:12111/c/pay/{session}"
        assert b"on its way" in browser.get(f"/thanks?session_id={session}").data
        fake.complete(session)
        assert b"Thank you!" in browser.get(f"/thanks?session_id={session}").data
        assert fake.deliver(to=module.app, path="/webhook").accepted
        assert capsys.readouterr().out == "checkout.session.completed\n"
        assert not fake.deliver(to=module.app, path="/webhook", secret="whsec_other").accepted
        foreign = httpx.get(f"{url}/_fake/sessions", headers={"Host": "other-container:12111"})
        assert foreign.status_code == 403
        module.stripe.close()
