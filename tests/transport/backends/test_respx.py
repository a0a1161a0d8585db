"""respx makes httpcore raise what httpx would raise: such a failure is one of ours, and is retried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import respx
from respx.mocks import HTTPCoreMocker
from support.backends import BACKENDS, Backend
from support.fakes import SESSION_ID
from support.loopback import example

from checkout_client import APIConnectionError, APITimeoutError
from checkout_client.testing import FakeCheckout

URL = "https://api.stripe.com"
OVER_HTTPCORE = [name for name in BACKENDS if "aiohttp" not in name and "httpx2." not in name]


def without_waiting(backend: Backend) -> Callable[[Any], None]:
    async def no_sleep(_: float) -> None:
        pass

    def action(client: Any) -> None:
        client._driver._sleep = (lambda _: None) if backend.run is None else no_sleep

    return action


def use(name: str, settings: dict[str, Any], action: Callable[[Any], Any]) -> Any:
    """Return what the action returns, with a client that does not wait between attempts."""
    backend = BACKENDS[name]
    return backend.use(settings, [without_waiting(backend), action])[1]


@pytest.fixture(autouse=True)
def only_this_router() -> Iterator[None]:
    before, HTTPCoreMocker.routers[:] = HTTPCoreMocker.routers[:], []
    yield
    HTTPCoreMocker.routers[:] = before


@pytest.mark.parametrize("name", OVER_HTTPCORE)
@pytest.mark.parametrize(
    ("failure", "kind", "expected"),
    [(httpx.ReadTimeout, "read", APITimeoutError), (httpx.ConnectError, "connect", APIConnectionError)],
)
def test_an_exception_of_httpx_is_retried_and_then_raised_as_ours(
    name: str, failure: type[Exception], kind: str, expected: type[APIConnectionError]
) -> None:
    with respx.mock(base_url=URL) as router:
        route = router.get(f"/v1/checkout/sessions/{SESSION_ID}").mock(side_effect=failure("planned"))
        with pytest.raises(expected, match="planned") as caught:
            use(name, {"max_retries": 1}, lambda client: client.sessions.retrieve(SESSION_ID))

    assert route.call_count == 2
    assert (caught.value.kind, caught.value.attempts) == (kind, 2)


@pytest.mark.parametrize("name", ["threads", "asyncio", "trio"])
def test_a_call_survives_one_failure(name: str) -> None:
    answers = [httpx.ReadTimeout("planned"), httpx.Response(200, json=example("page_retrieve"))]
    with respx.mock(base_url=URL) as router:
        router.get(f"/v1/checkout/sessions/{SESSION_ID}").mock(side_effect=answers)
        session = use(name, {}, lambda client: client.sessions.retrieve(SESSION_ID))

    assert session.last_response.attempts == 2


@pytest.mark.parametrize("fault", ["refuse_connection", "lose_response", "time_out"])
@pytest.mark.parametrize("name", ["threads", "asyncio"])
def test_the_network_faults_of_the_fake_are_retried(name: str, fault: str) -> None:
    fake = FakeCheckout()
    getattr(fake, fault)()
    with respx.mock(base_url=URL) as router:
        router.route().mock(side_effect=fake.transport.handle_request)
        params = {"mode": "setup", "currency": "usd", "success_url": "https://example.com"}
        session = use(name, {}, lambda client: client.sessions.create(**params))

    assert session.last_response.attempts == 2
