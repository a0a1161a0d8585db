"""Run the code blocks of the README and the documentation."""

from __future__ import annotations

import os
from typing import Any

import pytest
import respx
from support.documents import PROGRAMS
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from checkout_client import CheckoutClient


@pytest.fixture(scope="module")
def stripe_stand_in() -> Any:
    """Provide what a reader has: a key in the environment, and Stripe at its address, for which the fake stands in."""
    from checkout_client.testing import FakeCheckout  # only needed for documents

    fake = FakeCheckout()
    fake.add_price("price_123", unit_amount=1099, currency="usd")
    with pytest.MonkeyPatch.context() as patch, respx.mock(assert_all_called=False) as router:
        patch.setitem(os.environ, "STRIPE_API_KEY", "sk_test_documented")
        patch.setitem(os.environ, "STRIPE_WEBHOOK_SECRET", "whsec_documented")
        router.route(host="api.stripe.com").mock(side_effect=fake.transport.handle_request)
        router.route(host="127.0.0.1").pass_through()
        yield


def close_clients(namespace: dict[str, Any]) -> None:
    """Close the clients of a document, as a program does at its end."""
    for value in namespace.values():
        if isinstance(value, CheckoutClient):
            value.close()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    excludes=[f"docs/guides/{name}.md" for name in PROGRAMS],  # tests/docs/test_programs.py runs their files
    fixtures=["stripe_stand_in"],
    teardown=close_clients,
).pytest()
