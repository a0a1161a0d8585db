"""Parameters and options apply to every page, as they were when the caller passed them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from support.list_server import ListServer
from support.runtimes import ASYNCIO, PLAIN, RUNTIMES, Runtime
from support.walks import collected, ids, settings, walk

from checkout_client import Timeout

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)

PARAMS: dict[str, Any] = {
    "limit": 2,
    "status": "complete",
    "created": {"gte": 1_700_000_000, "lt": 1_800_000_000},
    "customer_details": {"email": "a@b.example"},
    "expand": ["data.line_items", "data.customer"],
}
OPTIONS: dict[str, Any] = {
    "stripe_account": "acct_1",
    "api_version": "2024-04-10",
    "timeout": 7.5,
    "extra_headers": {"X-Trace": "t-1"},
    "extra_params": {"new_filter": {"a": ["b", "c"]}},
}
SENT = {
    "limit": "2",
    "status": "complete",
    "created[gte]": "1700000000",
    "created[lt]": "1800000000",
    "customer_details[email]": "a@b.example",
    "expand[0]": "data.line_items",
    "expand[1]": "data.customer",
    "new_filter[a][0]": "b",
    "new_filter[a][1]": "c",
}


@every_runtime
def test_filters_and_expansions_are_sent(runtime: Runtime):
    server = ListServer(5)
    walk(runtime, server, lambda sessions: sessions.list(**PARAMS, options=OPTIONS))
    assert [without_cursor(query) for query in server.queries] == [SENT] * 3


def without_cursor(query: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name != "starting_after"}


@every_runtime
def test_account_version_and_headers_are_sent(runtime: Runtime):
    server = ListServer(5)
    walk(runtime, server, lambda sessions: sessions.list(**PARAMS, options=OPTIONS))
    assert len(server.requests) == 3
    for request in server.requests:
        assert request.headers["stripe-account"] == "acct_1"
        assert request.headers["stripe-version"] == "2024-04-10"
        assert request.headers["x-trace"] == "t-1"
        assert "idempotency-key" not in request.headers


@every_runtime
def test_the_timeout_applies(runtime: Runtime):
    server = ListServer(5)
    walk(runtime, server, lambda sessions: sessions.list(limit=2, options={"timeout": Timeout(read=3)}))
    assert [request.extensions["timeout"]["read"] for request in server.requests] == [3] * 3


@every_runtime
def test_the_settings_of_the_client_apply_too(runtime: Runtime):
    server = ListServer(5)
    walk(
        runtime,
        server,
        lambda sessions: sessions.list(limit=2),
        stripe_account="acct_2",
        api_version="2025-02-24.acacia",
        timeout=4,
    )
    for request in server.requests:
        assert request.headers["stripe-account"] == "acct_2"
        assert request.headers["stripe-version"] == "2025-02-24.acacia"
        assert request.extensions["timeout"]["read"] == 4


@every_runtime
def test_line_items_keep_their_parameters(runtime: Runtime):
    server = ListServer(items=5)
    params = {"limit": 2, "expand": ["data.price.product"]}
    walk(runtime, server, lambda sessions: sessions.list_line_items("cs_1", **params, options=OPTIONS))
    assert [query["expand[0]"] for query in server.queries] == ["data.price.product"] * 3
    assert [request.headers["stripe-account"] for request in server.requests] == ["acct_1"] * 3


@every_runtime
def test_arguments_are_never_changed(runtime: Runtime):
    params, options = copy.deepcopy(PARAMS), copy.deepcopy(OPTIONS) | {"max_items": 4}
    walk(runtime, ListServer(5), lambda sessions: sessions.list(**params, options=options))
    assert params == PARAMS
    assert options == OPTIONS | {"max_items": 4}


CHANGES: dict[str, Callable[[dict[str, Any], dict[str, Any]], object]] = {
    "a nested filter": lambda params, options: params["created"].update(gte=1),
    "the expansions": lambda params, options: params["expand"].append("data.invoice"),
    "an option": lambda params, options: options.update(stripe_account="acct_other", max_items=1, idempotency_key="k"),
    "the extra headers": lambda params, options: options["extra_headers"].update({"X-Trace": "t-2"}),
    "the extra parameters": lambda params, options: options["extra_params"].update(status="open"),
    "a nested extra parameter": lambda params, options: options["extra_params"]["new_filter"]["a"].append("d"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("runtime", [PLAIN, ASYNCIO], ids=lambda runtime: runtime.name)
def test_changing_an_argument_later_changes_no_later_page(
    runtime: Runtime, change: Callable[[dict[str, Any], dict[str, Any]], object]
):
    server = ListServer(5)
    params, options = copy.deepcopy(PARAMS), copy.deepcopy(OPTIONS)

    def start(client: Any) -> Any:
        listing = client.sessions.list(**params, options=options)
        change(params, options)
        return collected(listing)

    assert ids(runtime.use(settings(runtime, server), start)) == server.sessions
    assert [without_cursor(query) for query in server.queries] == [SENT] * 3
    assert {request.headers["stripe-account"] for request in server.requests} == {"acct_1"}
    assert {request.headers["x-trace"] for request in server.requests} == {"t-1"}


@every_runtime
def test_read_only_mappings_are_sent_as_they_are(runtime: Runtime):
    server = ListServer(5)
    view = MappingProxyType({"gte": 1})
    options = {"extra_headers": MappingProxyType({"X-Trace": "t-1"})}
    walk(runtime, server, lambda sessions: sessions.list(limit=3, created=view, options=options))
    assert [query["created[gte]"] for query in server.queries] == ["1"] * 2
    assert [request.headers["x-trace"] for request in server.requests] == ["t-1"] * 2


@every_runtime
@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"options": {"max_item": 3}}, TypeError, "did you mean 'max_items'"),
        ({"options": ["max_items"]}, TypeError, "options must be a mapping, not list"),
        ({"created": object()}, TypeError, "created"),
        ({"created": (part for part in ())}, TypeError, "created"),
        (
            {"options": {"extra_params": {"limit": 3}}, "limit": 2},
            ValueError,
            "contains 'limit', which is a parameter of the call too",
        ),
        ({"options": {"extra_params": {"new": (part for part in ())}}}, TypeError, "new"),
    ],
)
def test_invalid_parameters_are_rejected_by_name_before_the_first_request(
    runtime: Runtime, arguments: dict[str, Any], error: type[Exception], words: str
):
    server = ListServer(3)
    with pytest.raises(error, match=words):
        walk(runtime, server, lambda sessions: sessions.list(**arguments))
    assert server.requests == []
