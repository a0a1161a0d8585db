"""The six methods of both clients, against a mock of the kind that users write."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import anyio
import httpx
import pytest
import respx
from support.fakes import KEY, sync_client
from support.loopback import example
from support.runtimes import EVENT_LOOPS, RUNTIMES, Runtime

from checkout_client import (
    AsyncPage,
    AsyncSessions,
    NotFoundError,
    Page,
    RequestOptions,
    ServerError,
    Session,
    Sessions,
)
from checkout_client.testing import FakeCheckout

API = "https://api.stripe.com"
ID = "cs_test_a1"
OPTIONS: RequestOptions = {"idempotency_key": "mine", "stripe_account": "acct_1"}

# the call, the request that it makes, the data that answers it
METHODS: dict[str, tuple[Callable[[Any], Any], str, str, str, str]] = {
    "create": (
        lambda sessions: sessions.create(mode="payment", options=OPTIONS),
        "POST",
        "/v1/checkout/sessions",
        "mode=payment",
        "page_create",
    ),
    "retrieve": (
        lambda sessions: sessions.retrieve(ID, expand=["line_items"], options=OPTIONS),
        "GET",
        f"/v1/checkout/sessions/{ID}",
        "expand[0]=line_items",
        "page_retrieve",
    ),
    "update": (
        lambda sessions: sessions.update(ID, metadata={"a": "1"}, options=OPTIONS),
        "POST",
        f"/v1/checkout/sessions/{ID}",
        "metadata[a]=1",
        "page_create",
    ),
    "list": (
        lambda sessions: sessions.list(status="open", limit=3, options=OPTIONS),
        "GET",
        "/v1/checkout/sessions",
        "status=open&limit=3",
        "page_list",
    ),
    "list_line_items": (
        lambda sessions: sessions.list_line_items(ID, limit=7, options=OPTIONS),
        "GET",
        f"/v1/checkout/sessions/{ID}/line_items",
        "limit=7",
        "page_line_items",
    ),
    "expire": (
        lambda sessions: sessions.expire(ID, expand=["customer"], options=OPTIONS),
        "POST",
        f"/v1/checkout/sessions/{ID}/expire",
        "expand[0]=customer",
        "page_expire",
    ),
}


def body_of(name: str) -> Any:
    """An example response; a single Session has the id that the calls ask for."""
    body = example(name)
    return body | {"id": ID} if "id" in body else body


@pytest.fixture(params=RUNTIMES, ids=lambda runtime: runtime.name)
def runtime(request: pytest.FixtureRequest) -> Runtime:
    runtime: Runtime = request.param
    return runtime


@pytest.mark.parametrize("name", METHODS)
def test_each_method_makes_its_request_and_reads_its_result(name: str, runtime: Runtime) -> None:
    act, method, path, params, data = METHODS[name]
    with respx.mock(base_url=API) as mock:
        route = mock.request(method, path).respond(json=body_of(data))
        result = runtime.use({"api_key": KEY}, lambda client: act(client.sessions))

    assert route.call_count == 1
    request = route.calls.last.request
    sent = request.content.decode() if method == "POST" else request.url.query.decode()
    assert parse_qs(sent, strict_parsing=True) == parse_qs(params, strict_parsing=True)
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["stripe-account"] == "acct_1"
    assert request.headers.get("idempotency-key") == ("mine" if method == "POST" else None)
    if isinstance(result, Session):
        assert result.to_dict() == body_of(data)
    else:
        assert isinstance(result, Page if runtime.run is None else AsyncPage)
        assert result.raw == body_of(data)


def test_every_method_is_in_the_table_above() -> None:
    for kind in (Sessions, AsyncSessions):
        assert {name for name in vars(kind) if not name.startswith("_")} == {*METHODS, "list_parallel"}  # tests/bulk


@pytest.mark.parametrize("name", METHODS)
def test_both_clients_take_the_same_arguments(name: str) -> None:
    plain, waiting = (inspect.signature(getattr(kind, name)) for kind in (Sessions, AsyncSessions))

    assert plain.parameters == waiting.parameters


@pytest.mark.parametrize("name", METHODS)
def test_each_method_says_which_page_of_the_reference_describes_it(name: str) -> None:
    for kind in (Sessions, AsyncSessions):
        assert "API reference: " in getattr(kind, name).__doc__


@pytest.mark.parametrize("name", METHODS)
def test_a_mistake_in_options_is_refused_before_anything_is_sent(name: str, runtime: Runtime) -> None:
    with respx.mock(base_url=API, assert_all_called=False) as mock:
        route = mock.route().respond(json={})
        arguments = [] if name in ("create", "list") else [ID]
        with pytest.raises(TypeError, match=r"options has no 'idempotency': did you mean 'idempotency_key'\?"):
            runtime.use(
                {"api_key": KEY},
                lambda client: getattr(client.sessions, name)(*arguments, options={"idempotency": "mine"}),
            )

    assert not route.called


@pytest.mark.parametrize("name", METHODS)
def test_stripes_errors_come_out_of_every_method(name: str, runtime: Runtime) -> None:
    act, method, path, _, _ = METHODS[name]
    error = {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "No such thing"}}
    with respx.mock(base_url=API) as mock:
        mock.request(method, path).respond(404, json=error, headers={"request-id": "req_1"})
        with pytest.raises(NotFoundError, match=r"No such thing \(HTTP 404, code resource_missing, request req_1\)"):
            runtime.use({"api_key": KEY}, lambda client: act(client.sessions))


@pytest.mark.parametrize("name", METHODS)
def test_every_method_sends_again_over_a_broken_connection(name: str) -> None:
    act, method, _, _, data = METHODS[name]
    slept: list[float] = []
    client, script = sync_client(httpx.ReadError("broke"), httpx.Response(200, json=body_of(data)), slept=slept)

    result = act(client.sessions)

    assert result.last_response.attempts == 2
    assert slept == [0.5]
    assert [request.method for request in script.requests] == [method] * 2
    keys = [request.headers.get("idempotency-key") for request in script.requests]
    assert keys == (["mine"] * 2 if method == "POST" else [None] * 2)


def test_no_retries_means_one_attempt() -> None:
    client, script = sync_client(httpx.Response(500), max_retries=0)

    with pytest.raises(ServerError):
        client.sessions.retrieve(ID)

    assert len(script.requests) == 1


def test_line_items_that_came_with_a_session_are_not_asked_for_again(runtime: Runtime) -> None:
    answer = body_of("page_retrieve") | {"line_items": example("page_line_items")}
    kept: list[Any] = []

    def retrieve(client: Any) -> Any:
        return client.sessions.retrieve(ID, expand=["line_items"])

    with respx.mock(base_url=API) as mock:
        route = mock.get(f"/v1/checkout/sessions/{ID}").respond(json=answer)
        kept.append(runtime.use({"api_key": KEY}, retrieve))
        page = runtime.use({"api_key": KEY}, lambda client: client.sessions.list_line_items(kept[0]))

    assert route.call_count == 1
    assert [item.id for item in page.data] == ["li_1N4BEoLkdIwHu7ixWtXug1yk"]


@pytest.mark.parametrize("loop", EVENT_LOOPS, ids=lambda loop: loop.name)
def test_an_async_list_sends_nothing_until_it_is_awaited(loop: Runtime) -> None:
    pagers: list[Any] = []
    with respx.mock(base_url=API, assert_all_called=False) as mock:
        route = mock.route().respond(json={})
        loop.use({"api_key": KEY}, lambda client: pagers.append(client.sessions.list()))

    assert not route.called
    assert repr(pagers[0]) == "<AsyncPager of /v1/checkout/sessions: await it, or use async for>"


@pytest.mark.parametrize("name", ["create", "list", "list_line_items", "retrieve", "update", "expire"])
def test_parameters_in_a_dict_get_the_way_to_pass_them(name: str) -> None:
    ids = () if name in ("create", "list") else ("cs_1",)
    sync = FakeCheckout().client().sessions
    with pytest.raises(TypeError, match=rf"^{name}\(\) takes its parameters as keywords: .* as {name}\(\*\*params\)$"):
        getattr(sync, name)(*ids, {"expand": ["x"]})
    with pytest.raises(TypeError, match=r"positional arguments? but"):
        getattr(sync, name)(*ids, "text")

    async def call(surplus: object) -> None:
        result = getattr(FakeCheckout().async_client().sessions, name)(*ids, surplus)
        if inspect.isawaitable(result):
            await result

    with pytest.raises(TypeError, match=f"{name}.* takes its parameters as keywords"):
        anyio.run(call, {"expand": ["x"]})
    with pytest.raises(TypeError, match=r"positional arguments? but"):
        anyio.run(call, "text")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("params", r"create\(\*\*params\)"),
        ("stripe_version", "options={'api_version': …}"),
        ("headers", "options={'extra_headers': …}"),
        ("extra_body", "options={'extra_params': …}"),
        ("api_key", r"client\.with_options\(api_key=…\)"),
        ("idempotency_key", "options={'idempotency_key': …}"),
        ("stripe_account", "options={'stripe_account': …}"),
    ],
)
def test_what_other_clients_take_as_keywords(name: str, advice: str) -> None:
    params: Any = {name: {"mode": "payment"} if name == "params" else "x"}
    with pytest.raises(TypeError, match=rf"^{name} is (not a parameter|an option).*{advice}"):
        FakeCheckout().client().sessions.create(**params)
