"""The modules that an import and a first create() load; a serverless function pays for each of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from support.loopback import Loopback, Reply, example

PROGRAM = """
import json, sys
# httpcore imports these if they are installed.
sys.modules["trio"] = sys.modules["socksio"] = None
before = set(sys.modules)
from checkout_client import CheckoutClient
imported = set(sys.modules) - before
with CheckoutClient("sk_test_guard", base_url=sys.argv[1]) as client:
    client.sessions.create(
        mode="payment",
        success_url="https://example.com/ok",
        line_items=[{"price": "price_123", "quantity": 1}],
    )
print(json.dumps([sorted(imported), sorted(set(sys.modules) - before)]))
"""

# The modules of this package. Add one only if every program needs it; anything else is loaded on first use.
BY_IMPORT = """
    _checks client headers last_response options sessions timeouts version _values
    _concurrency _concurrency.fork_lock
    _decoding _decoding.converter _decoding.fields _decoding.mismatch _decoding.readers _decoding.strict_json
    _transport _transport.auth _transport.call _transport.config _transport.endpoints _transport.environment
    _transport.flow _transport.messages _transport.result _transport.retry _transport.sync_driver
    _transport.transports
    _transport.backends _transport.backends.error_map _transport.backends.response_body _transport.backends.httpcore
    _transport.backends.httpcore.httpcore_connection _transport.backends.httpcore.httpcore_messages
    _transport.backends.httpcore.httpcore_network _transport.backends.httpcore.trailing_data
    _transport.pool _transport.pool.connection_pool _transport.pool.connection_settings _transport.pool.pool_state
    _transport.request _transport.request.form_encoding _transport.request.parameter_rules _transport.request.prepare
    _transport.request.request_headers
    models models.base models.session models.session.session
    versions
"""
BY_FIRST_CREATE = """
    models._index models.session.invoice_creation models.session.payment_method_options models.session.payment_page
    models.session.totals
"""

# All modules, including the standard library, which differs a little between versions of Python.
MAX_MODULES = {"import": 209, "create": 214}
MORE_IN_NEWER_PYTHONS = {(3, 11): 0, (3, 12): 1, (3, 13): 3, (3, 14): 8, (3, 15): 9}

LATER = (
    "checkout_client.bulk",
    "checkout_client.errors",
    "checkout_client.money",
    "checkout_client.pagination",
    "checkout_client.params",
    "checkout_client.rate_limit",
    "checkout_client.testing",
    "checkout_client._transport.pool.async_connection_pool",
    "checkout_client._transport.async_driver",
    "checkout_client._transport.rate_limiting",
    "checkout_client.versions.changes",
    "checkout_client.webhooks",
    "aiohttp",
    "httpx",
    "httpx2",
    "pyarrow",
    "pytest",
    "stripe",
    "sqlite3",
    "unittest",
)
EXPANDED = [f"checkout_client.models.{name}" for name in ("billing", "customers", "payments", "products")]


@pytest.fixture(scope="module")
def loaded() -> dict[str, list[str]]:
    """Return the modules that a new process has loaded after the import and after its first ``create``."""
    # Without coverage, which loads modules itself.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    with Loopback(lambda request: Reply(example("page_create"))) as server:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, server.url],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            env=environment,
        )
    imported, used = json.loads(done.stdout)
    return {"import": imported, "create": used}


def ours(names: list[str]) -> list[str]:
    return [name for name in names if name.partition(".")[0] == "checkout_client"]


def test_exactly_these_modules_of_the_package_are_loaded(loaded: dict[str, list[str]]) -> None:
    imported = {"checkout_client", *(f"checkout_client.{name}" for name in BY_IMPORT.split())}
    added = {f"checkout_client.{name}" for name in BY_FIRST_CREATE.split()}
    assert set(ours(loaded["import"])) == imported
    assert set(ours(loaded["create"])) == imported | added


@pytest.mark.parametrize("when", MAX_MODULES)
def test_the_number_of_modules_is_limited(loaded: dict[str, list[str]], when: str) -> None:
    by_package = Counter(name.partition(".")[0] for name in loaded[when])
    most = MAX_MODULES[when] + MORE_IN_NEWER_PYTHONS[sys.version_info[:2]]
    assert len(loaded[when]) <= most, by_package.most_common()


@pytest.mark.parametrize("name", [*LATER, *EXPANDED])
def test_modules_that_a_create_does_not_need_are_not_loaded(loaded: dict[str, list[str]], name: str) -> None:
    assert not [module for module in loaded["create"] if module == name or module.startswith(f"{name}.")]
