"""Fuzz targets for forms: the encoder of requests, and the fake's parser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx
from support.forms import pairs, tree
from support.trees import as_text, without_nothing

from checkout_client._transport.request.form_encoding import encode
from checkout_client.testing import FakeCheckout
from checkout_client.testing._api.form_decoding import decode_form, to_lists

Target = Callable[[bytes], None]

_URL = "https://api.stripe.com/v1/checkout/sessions"
_KEY = {"Authorization": "Bearer sk_test_123", "Content-Type": "application/x-www-form-urlencoded"}


def encoder(content: bytes) -> None:
    """Parameters of any shape, or one with any text: sent exactly, or rejected with a short message."""
    try:
        parameters = json.loads(content)
    except (ValueError, RecursionError):
        parameters = None
    if not isinstance(parameters, dict):
        parameters = {"client_reference_id": content.decode("utf-8", "surrogateescape")}
    try:
        encoded = encode(parameters)
    except (TypeError, ValueError) as refused:
        assert len(str(refused)) < 1000
        return
    assert re.fullmatch(r"[A-Za-z0-9_.~%+&=\[\]-]*", encoded)
    assert encoded.count("=") == len(pairs(encoded))
    if not any(_counts_up(value) for value in _mappings(parameters)):
        assert tree(encoded) == as_text(without_nothing(_with_numbers(parameters)))


def _mappings(value: Any) -> list[dict[str, Any]]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [*([value] if isinstance(value, dict) else []), *(each for one in inner for each in _mappings(one))]


def _counts_up(mapping: dict[str, Any]) -> bool:
    """Return whether a server may take ``mapping`` for a list."""
    return any(name.isdecimal() for name in mapping)


def _with_numbers(value: Any) -> Any:
    """Return ``value`` with floats, which few parameters allow, as they are sent."""
    if isinstance(value, dict):
        return {name: _with_numbers(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_numbers(inner) for inner in value]
    return pairs(f"x={encode({'percent_off': value})[12:]}")[0][1] if isinstance(value, float) else value


def form(content: bytes) -> None:
    """A request body for the fake: a response without a server error, and the names and values of a simple form."""
    text = content.decode("latin-1")
    found = decode_form(text)
    to_lists(found)
    if not re.search(r"[\[\]]|%5[bd]", text, re.IGNORECASE):
        assert found == dict(parse_qsl(text, keep_blank_values=True, max_num_fields=None))
    fake = FakeCheckout(seed=1)
    with httpx.Client(transport=fake.transport) as http_client:
        response = http_client.post(_URL, content=content, headers=_KEY)
    assert response.status_code < 500, response.text[:300]
    assert response.json()


FORMS: dict[str, tuple[Target, list[bytes]]] = {
    "encoder": (
        encoder,
        [
            b'{"mode": "payment", "line_items": [{"price": "price_1", "quantity": 2}], "metadata": {"a": "b c&d=e"}}',
            b'{"automatic_tax": {"enabled": true}, "expires_at": 1700000000, "expand": ["data.customer"], "x": null}',
            b'{"success_url": "https://example.com/?session_id={CHECKOUT_SESSION_ID}", "customer": "", "a": [[], {}]}',
            b'{"extra": {"percent_off": 12.5}, "quantity": 1e999, "b": -0.0}',
            "a&b=c[d]\u2028 %41+é\x00".encode(),
        ],
    ),
    "form": (
        form,
        [
            b"mode=setup&currency=usd&success_url=https%3A%2F%2Fexample.com%2F",
            b"mode=payment&success_url=https://e.com&line_items[0][price_data][currency]=usd&line_items[0][quantity]=1"
            b"&line_items[0][price_data][unit_amount]=100&line_items[0][price_data][product_data][name]=T",
            b"a[]=1&a[]=2&a[b][c]=3&a=4&=5&[x]=6&a[[b]]=7&%61%5Bb%5D=8&a+b=+&&&",
            b"metadata[a]=1&metadata[99999999]=2&expand[]=line_items&expand[1]=customer",
        ],
    ),
}
"""The targets with their initial inputs."""
