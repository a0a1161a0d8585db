"""create() with the fake in the same process, compared with the same client and a response that was made before."""

from __future__ import annotations

import json

from checkout_client import CheckoutClient, Headers
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from checkout_client._transport.config import Config
from checkout_client._transport.environment import Environment
from checkout_client._transport.messages import Response, Send
from checkout_client._transport.sync_driver import SyncDriver
from checkout_client.testing import FakeCheckout

from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import CREATE, KEY

FAKE, CANNED = "FakeCheckout", "the same client, with the response in memory"


class _CannedTransport:
    """A transport with one response, which was made before."""

    error_map = HTTPCORE_ERRORS

    def __init__(self, response: Response) -> None:
        self._response = response

    def send(self, step: Send) -> Response:
        return self._response

    def close(self) -> None: ...


def measure(scale: Scale) -> list[Comparison]:
    """Compare CPU times."""
    calls = scale.pick(full=300, quick=60)
    fake = FakeCheckout()
    fake.add_price("price_123", unit_amount=1099)
    client = fake.client()
    session = client.sessions.create(**CREATE)
    headers = Headers(session.last_response.headers.items())
    response = Response(200, headers, json.dumps(session.raw).encode())
    canned = CheckoutClient._assemble(Config(api_key=KEY), SyncDriver(_CannedTransport(response)), Environment())

    def create() -> None:
        client.sessions.create(**CREATE)

    figures = in_turn(
        {
            FAKE: cpu_seconds(create, calls),
            CANNED: cpu_seconds(lambda: canned.sessions.create(**CREATE), calls),
        },
        scale.rounds,
    )
    what = "create() with FakeCheckout in the same process, CPU"
    return [Comparison(what, "seconds", figures[FAKE], CANNED, figures[CANNED], Aim(most=2))]
