"""The five curl examples of the API reference page, made through both clients."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from support.loopback import Loopback, Reply, example
from support.runtimes import Runtime
from support.same_values import assert_same_values, count_values

# The page's own example key, which opens nothing; in two parts for the sake of tools that look for keys.
PAGE_KEY = "sk_test_" + "Gx4mWEgHtCMr4DYMUIqfIrsz"

CREATED = "cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u"
WITH_ITEMS = "cs_test_a1enSAC01IA3Ps2vL32mNoWKMCNmmfUGTeEeHXI5tLCvyFNGsdG2UNA7mr"
EXPIRED = "cs_test_a1Ae6ClgOkjygKwrf9B3L6ITtUuZW4Xx9FivL6DZYoYFdfAefQxsYpJJd3"


@attrs.frozen
class Example:
    """A curl command of the page, and the same call through a client."""

    call: Callable[[Any], Any]
    method: str
    path: str
    query: list[tuple[str, str]]
    form: list[tuple[str, str]]
    answer: str


EXAMPLES = {
    # curl https://api.stripe.com/v1/checkout/sessions -u "sk_test_…:"
    #   --data-urlencode success_url="https://example.com/success" -d "line_items[0][price]"=price_1Motw…
    #   -d "line_items[0][quantity]"=2 -d mode=payment
    "create": Example(
        lambda client: client.sessions.create(
            success_url="https://example.com/success",
            line_items=[{"price": "price_1MotwRLkdIwHu7ixYcPLm5uZ", "quantity": 2}],
            mode="payment",
        ),
        "POST",
        "/v1/checkout/sessions",
        [],
        [
            ("success_url", "https://example.com/success"),
            ("line_items[0][price]", "price_1MotwRLkdIwHu7ixYcPLm5uZ"),
            ("line_items[0][quantity]", "2"),
            ("mode", "payment"),
        ],
        "page_create",
    ),
    # curl https://api.stripe.com/v1/checkout/sessions/cs_test_a11Y… -u "sk_test_…:"
    "retrieve": Example(
        lambda client: client.sessions.retrieve(CREATED),
        "GET",
        f"/v1/checkout/sessions/{CREATED}",
        [],
        [],
        "page_retrieve",
    ),
    # curl https://api.stripe.com/v1/checkout/sessions/cs_test_a1en…/line_items -u "sk_test_…:"
    "line items": Example(
        lambda client: client.sessions.list_line_items(WITH_ITEMS),
        "GET",
        f"/v1/checkout/sessions/{WITH_ITEMS}/line_items",
        [],
        [],
        "page_line_items",
    ),
    # curl -G https://api.stripe.com/v1/checkout/sessions -u "sk_test_…:" -d limit=3
    "list": Example(
        lambda client: client.sessions.list(limit=3),
        "GET",
        "/v1/checkout/sessions",
        [("limit", "3")],
        [],
        "page_list",
    ),
    # curl -X POST https://api.stripe.com/v1/checkout/sessions/cs_test_a1Ae…/expire -u "sk_test_…:"
    "expire": Example(
        lambda client: client.sessions.expire(EXPIRED),
        "POST",
        f"/v1/checkout/sessions/{EXPIRED}/expire",
        [],
        [],
        "page_expire",
    ),
}

# How many values each answer holds, every object and list counted too: nothing went uncompared.
VALUES = {"create": 66, "retrieve": 66, "line items": 35, "list": 71, "expire": 64}


def basic(user: str) -> str:
    """Return the header that ``curl -u "user:"`` sends."""
    return "Basic " + b64encode(f"{user}:".encode()).decode()


def same_credentials(authorization: str) -> str:
    """Return a bearer token in the form that curl sends; the API accepts both."""
    scheme, _, token = authorization.partition(" ")
    assert scheme == "Bearer"
    return basic(token)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_sends_the_request_that_curl_sends(name: str, server: Loopback, runtime: Runtime) -> None:
    curl = EXAMPLES[name]
    server.answer = lambda request: Reply(example(curl.answer))

    runtime.use({"api_key": PAGE_KEY, "base_url": server.url}, curl.call)

    request = server.only
    assert request.method == curl.method
    assert request.path == curl.path
    assert request.query == curl.query
    assert request.form == curl.form
    assert same_credentials(request.headers["authorization"]) == basic(PAGE_KEY)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_value_of_a_response_is_at_the_attribute_of_its_name(
    name: str, server: Loopback, runtime: Runtime
) -> None:
    answer = example(EXAMPLES[name].answer)
    server.answer = lambda request: Reply(answer)

    result = runtime.use({"api_key": PAGE_KEY, "base_url": server.url}, EXAMPLES[name].call)

    if answer["object"] == "list":
        # A page is not a model: compare its own values, and the items.
        assert result.raw["object"] == "list"
        compared = 1 + assert_same_values_of_page(result, answer)
    else:
        compared = assert_same_values(result, answer)
    assert compared == count_values(answer) == VALUES[name]


def assert_same_values_of_page(page: Any, answer: dict[str, Any]) -> int:
    names = sorted(answer.keys() - {"object"})
    return 1 + sum(assert_same_values(getattr(page, name), answer[name], name) for name in names)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_of_a_response_is_lost(name: str, server: Loopback, runtime: Runtime) -> None:
    answer = example(EXAMPLES[name].answer)
    server.answer = lambda request: Reply(answer)

    result = runtime.use({"api_key": PAGE_KEY, "base_url": server.url}, EXAMPLES[name].call)

    assert result.raw == answer


def test_a_post_has_a_form_and_an_idempotency_key_and_a_get_has_neither(server: Loopback, runtime: Runtime) -> None:
    server.answer = lambda request: Reply(example("page_create" if request.method == "POST" else "page_list"))

    runtime.use({"api_key": PAGE_KEY, "base_url": server.url}, EXAMPLES["create"].call, EXAMPLES["list"].call)

    post, get = server.requests
    assert post.headers["content-type"] == "application/x-www-form-urlencoded"
    assert len(post.headers["idempotency-key"]) == 36
    assert not {"content-type", "content-length", "idempotency-key", "transfer-encoding"} & get.headers.keys()
    assert get.body == b""


def test_exactly_these_headers_are_sent(server: Loopback, runtime: Runtime) -> None:
    server.answer = lambda request: Reply(example("page_create"))

    runtime.use({"api_key": PAGE_KEY, "base_url": server.url}, EXAMPLES["create"].call)

    assert set(server.only.headers) == {
        "accept",
        "accept-encoding",
        "authorization",
        "content-length",
        "content-type",
        "host",
        "idempotency-key",
        "stripe-version",
        "user-agent",
    }
