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
    calls clear client fork_lock last_response options sessions strict_json values version
    models models.base models.converter models.field_types models.fields models.generation models.loading
    models.mismatch models.registry models.session models.shapes
    transport transport.call transport.config transport.connections transport.effects
    transport.encoding transport.error_map transport.flow transport.headers transport.httpcore_lanes
    transport.httpcore_messages transport.lanes transport.leftovers transport.log transport.messages transport.network
    transport.outcome transport.parameter_rules transport.places transport.request transport.retry transport.secret
    transport.make_transport transport.sync_driver
    versions versions.check
"""
BY_FIRST_CREATE = """
    models.literals models.payment_method_options models.session_parts
"""

# All modules, including the standard library, which differs a little between versions of Python.
MAX_MODULES = {"import": 212, "create": 221}

LATER = (
    "checkout_client.bulk",
    "checkout_client.errors",
    "checkout_client.money",
    "checkout_client.pagination",
    "checkout_client.params",
    "checkout_client.testing",
    "checkout_client._transport.pool.async_connection_pool",
    "checkout_client._transport.async_driver",
    "checkout_client.versions.changes",
    "checkout_client.webhooks",
    "aiohttp",
    "httpx",
    "httpx2",
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
    assert len(loaded[when]) <= MAX_MODULES[when], by_package.most_common()


@pytest.mark.parametrize("name", [*LATER, *EXPANDED])
def test_modules_that_a_create_does_not_need_are_not_loaded(loaded: dict[str, list[str]], name: str) -> None:
    assert not [module for module in loaded["create"] if module == name or module.startswith(f"{name}.")]
