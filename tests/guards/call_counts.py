"""Print how many functions a create() and the decoding of a page call, as JSON: ``python call_counts.py``."""

from __future__ import annotations

import json

from speed.payloads import CREATE, page_with_line_items, session
from support.counted import calls_of
from support.fakes import config, environment

from checkout_client import CheckoutClient, Headers
from checkout_client._decoding.converter import decode
from checkout_client._decoding.readers import SPECIALIZE_AFTER
from checkout_client._decoding.strict_json import read_json
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from checkout_client._transport.messages import Response, Send
from checkout_client._transport.sync_driver import SyncDriver
from checkout_client.models.session.session_list import SessionList


class _CannedConnections:
    """Connections with one response, which was made before."""

    error_map = HTTPCORE_ERRORS

    def __init__(self) -> None:
        content = json.dumps(session(0)).encode()
        self._response = Response(
            200, Headers([("request-id", "req_1"), ("content-type", "application/json")]), content
        )

    def send(self, step: Send) -> Response:
        return self._response

    def close(self) -> None: ...


def of_a_create() -> int:
    """Count the calls of a create() whose response is in memory."""
    driver = SyncDriver(_CannedConnections())
    with CheckoutClient._assemble(config(), driver, environment()) as client:
        for _ in range(SPECIALIZE_AFTER + 1):
            client.sessions.create(**CREATE)
        return calls_of(lambda: client.sessions.create(**CREATE))


def of_a_page() -> int:
    """Count the calls of decoding a page of a hundred Sessions."""
    text = page_with_line_items().decode()
    decode(SessionList, read_json(text))
    return calls_of(lambda: decode(SessionList, read_json(text)))


if __name__ == "__main__":
    print(json.dumps({"create": of_a_create(), "page": of_a_page()}))
