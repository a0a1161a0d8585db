"""No package that shows values shows what is secret or personal in clients, results, errors and events."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from renderers.plants import CLIENT_SECRET, DECLINED, EMAIL, KEY, SESSION, SIGNING_SECRET, found
from renderers.value_renderers import RENDERERS, ValueRenderer
from support.fakes import Script, config, environment
from support.webhook_events import NOW, encode, session_event, sign

from checkout_client import AsyncCheckoutClient, CardError, CheckoutClient, Session
from checkout_client._transport.sync_driver import SyncDriver
from checkout_client.webhooks import EventHandler, construct_event


def client_with(*answers: httpx.Response) -> CheckoutClient:
    return CheckoutClient._assemble(config(api_key=KEY), SyncDriver(Script(answers)), environment())


def declined() -> CardError:
    with pytest.raises(CardError) as caught:
        client_with(httpx.Response(402, json=DECLINED)).sessions.retrieve("cs_test_1")
    return caught.value


def page() -> Any:
    body = {"object": "list", "data": [SESSION], "has_more": False, "url": "/v1/checkout/sessions"}
    return client_with(httpx.Response(200, json=body)).sessions.list()


def event() -> Any:
    body = encode(session_event(customer_email=EMAIL, client_secret=CLIENT_SECRET))
    return construct_event(body, sign(body, SIGNING_SECRET), SIGNING_SECRET, now=NOW)


VALUES: dict[str, Callable[[], Any]] = {
    "the key": lambda: client_with()._config.api_key,
    "the headers of every request": lambda: client_with()._config.fixed_headers,
    "the settings": lambda: client_with()._config,
    "a client": client_with,
    "an async client": lambda: AsyncCheckoutClient(KEY),
    "everything in a client": lambda: vars(CheckoutClient(KEY)),
    "a Session": lambda: Session.from_dict(SESSION),
    "a Session in a list": lambda: [Session.from_dict(SESSION)],
    "the customer of a Session": lambda: Session.from_dict(SESSION).customer_details,
    "a page": page,
    "an error": declined,
    "an error that was stored": lambda: pickle.loads(pickle.dumps(declined())),
    "an event": event,
    "the Session of an event": lambda: event().data.object,
    "a handler of events": lambda: EventHandler([SIGNING_SECRET]),
}


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
@pytest.mark.parametrize("name", VALUES)
def test_a_value_shows_nothing_secret_or_personal(render: ValueRenderer, name: str) -> None:
    text = render(VALUES[name]())

    assert text
    assert not found(text)


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
def test_what_is_not_hidden_is_found(render: ValueRenderer) -> None:
    """Otherwise the test above would prove nothing."""
    assert "mailplant" in render(EMAIL)
    assert "mailplant" in render({"customer_email": EMAIL})


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
def test_what_identifies_a_session_is_shown(render: ValueRenderer) -> None:
    assert SESSION["id"] in render(Session.from_dict(SESSION))


FAILING = """
from checkout_client import CheckoutClient, Session
from renderers.plants import KEY, SESSION

def test_sessions():
    session = Session.from_dict(SESSION)
    assert session == session.evolve(customer_email="other", client_secret=None)

def test_clients():
    config = CheckoutClient(KEY)._config
    assert config == CheckoutClient("sk_test_other")._config

def test_keys():
    config = CheckoutClient(KEY)._config
    assert config.api_key == "sk_test_other"

def test_headers():
    headers = CheckoutClient(KEY)._config.fixed_headers
    assert headers == {"authorization": "other"}
"""


def test_a_failed_assertion(tmp_path: Path) -> None:
    (tmp_path / "test_shop.py").write_text(FAILING, "utf-8")
    tests = Path(__file__).parents[1]
    command = [sys.executable, "-m", "pytest", "-vv", "--showlocals", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-o", f"pythonpath={tests}"],
        cwd=tmp_path,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert "4 failed" in done.stdout
    assert not found(done.stdout.replace("\n", ""))
