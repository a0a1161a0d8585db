"""A client secret, an e-mail and a postal address are planted, and looked for wherever faults might put them."""

from __future__ import annotations

import json
import logging
import pickle
import traceback
import warnings
from pathlib import Path
from typing import Any

import pytest
from support.flavours import FLAVOURS, Flavour
from support.loopback import example
from support.worlds import KEY

import checkout_client
from checkout_client import CheckoutError

from .behaviour import Answer, Behaviour, answers, broken, http, says
from .body_faults import twice
from .connection_faults import part_of_the_body
from .raw_server import RawServer

PACKAGE = str(Path(checkout_client.__file__).parent)
CLIENT_SECRET = "cs_test_a1_secret_fidwbEhqYWAnPydgaGdgYWFgJ"
EMAIL = "planted.buyer@example.org"
STREET = "Plantedstraße 17"
OF_THE_RESPONSE = (CLIENT_SECRET, EMAIL, STREET)

PARAMETERS: dict[str, Any] = {
    "mode": "payment",
    "success_url": "https://example.com/ok",
    "customer_email": "asked.for@example.org",
    "metadata": {"street": "Askedstraße 4"},
}
OF_THE_REQUEST = ("asked.for", "Askedstra")

ADDRESS = {"city": "X", "country": "DE", "line1": STREET, "line2": None, "postal_code": "1", "state": None}
SESSION = example("page_create") | {
    "client_secret": CLIENT_SECRET,
    "customer_email": EMAIL,
    "customer_details": {"address": ADDRESS, "email": EMAIL, "name": EMAIL, "phone": None, "tax_exempt": None},
    "added_by_a_later_version": {"email": EMAIL},
}
CARD_ERROR = {
    "error": {
        "type": "card_error", "code": "card_declined", "message": "Your card was declined.",
        "payment_intent": {"id": "pi_1", "client_secret": CLIENT_SECRET, "receipt_email": EMAIL, "shipping": ADDRESS},
    }
}  # fmt: skip


def _with(body: Any, behaviour: Behaviour) -> Behaviour:
    return Behaviour(lambda _: behaviour.wire(Answer(json.dumps(body).encode())), end=behaviour.end)


SITUATIONS: dict[str, Behaviour] = {
    "a success": answers(SESSION),
    "a success with an odd field": answers(SESSION | {"created": EMAIL, "url": [CLIENT_SECRET]}),
    "a success that is a list": answers([SESSION]),
    "a success that is a text": answers(EMAIL),
    "a success that is no JSON": answers(json.dumps(SESSION).encode()[:-1]),
    "a card error": says(402, CARD_ERROR),
    "an error in HTML": says(502, f"<p>{EMAIL} {STREET} {CLIENT_SECRET}".encode()),
    "a success that breaks off": _with(SESSION, broken("close", part_of_the_body)),
    "no HTTP": broken("close", lambda _: f"{EMAIL} {CLIENT_SECRET}\r\n\r\n".encode()),
    "an odd header": broken("close", lambda a: http(a).replace(b"Request-Id", b"X Odd " + EMAIL.encode(), 1)),
    "chunks that are none": broken(
        "close", lambda _: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + EMAIL.encode()
    ),
    "an unasked answer": _with(SESSION, Behaviour(twice)),
    "no gzip": answers(SESSION, ("Content-Encoding", "gzip")),
}


def act(client: Any) -> Any:
    return client.sessions.create(**PARAMETERS)


def shown(error: BaseException) -> str:
    """All that error reports are made of, the locals of this package's frames included."""
    parts = [str(error), repr(error), repr(error.args)]
    seen: BaseException | None = error
    while seen is not None:
        parts.append("".join(traceback.format_exception(seen)))
        seen = seen.__cause__ or seen.__context__
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith(PACKAGE):
            # What the caller passed is in the caller's frames, too.
            own = {name: value for name, value in trace.tb_frame.f_locals.items() if name != "params"}
            parts.append(repr(own))
        trace = trace.tb_next
    return "\n".join(parts)


@pytest.mark.parametrize("flavour", FLAVOURS, ids=lambda flavour: flavour.name)
@pytest.mark.parametrize("name", SITUATIONS)
def test_planted_data_is_nowhere(name: str, flavour: Flavour, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for logger in ("checkout_client", "httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.DEBUG, logger)
    result: Any = None

    with RawServer() as server, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        server.treat(SITUATIONS[name], 10**6)
        settings = {"api_key": KEY, "base_url": server.url, "max_retries": 0, "timeout": 5}
        try:
            result = flavour.use(settings, act)
        except CheckoutError as error:
            logging.getLogger("application").exception("it failed")
            failure = shown(error) + pickle.dumps(error).decode("latin-1")
        else:
            failure = f"{result!r} {result} {result.last_response!r}"

    # What cannot be read as HTTP is quoted by the HTTP library's own DEBUG log, which is beyond us.
    beyond = "httpcore" if name in ("no HTTP", "an odd header", "chunks that are none") else "nobody"
    records = [record for record in caplog.records if not record.name.startswith(beyond)]
    logs = "\n".join(f"{record.getMessage()} {record.args!r} {vars(record)!r}" for record in records)
    warned = " ".join(f"{warning.message} {warning.source!r}" for warning in caught)
    assert [record for record in caplog.records if record.name == "checkout_client"]
    for planted in (KEY, *OF_THE_RESPONSE, *OF_THE_REQUEST):
        assert planted not in logs
        assert planted not in failure
        assert planted not in warned
    assert EMAIL not in repr(getattr(result, "customer_details", ""))


def test_the_planted_data_does_come_through_to_whoever_asks_for_it() -> None:
    """Otherwise everything above would prove nothing."""
    with RawServer() as server:
        server.treat(SITUATIONS["a success"], 1)
        session = FLAVOURS[0].use({"api_key": KEY, "base_url": server.url}, act)
        assert b"asked.for%40example.org" in server.requests[0].body

    assert (session.client_secret, session.customer_email) == (CLIENT_SECRET, EMAIL)
    assert session.customer_details.address.line1 == STREET
