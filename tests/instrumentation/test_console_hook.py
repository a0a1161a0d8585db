"""``STRIPE_LOG=info`` and ``debug`` print requests and responses to stderr, as Stripe's SDK does."""

from __future__ import annotations

import httpx
import pytest
from support.fakes import KEY, sync_client

from checkout_client import CheckoutError
from checkout_client.instrumentation import set_hooks

REQUEST = "message='Request to Stripe api' method=get path=/v1/checkout/sessions/{id}"


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def fail(*answers: httpx.Response | Exception) -> None:
    client, _ = sync_client(*answers)
    with pytest.raises(CheckoutError):
        client.sessions.retrieve("cs_planted", expand=["planted"])


def test_info_prints_requests_responses_and_retries(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STRIPE_LOG", "info")
    fail(httpx.ConnectError("broke"), httpx.Response(404, headers={"request-id": f"req_{KEY}"}, text="planted"))

    path = "/v1/checkout/sessions/{id}"
    assert lines(capsys) == [
        REQUEST,
        f"message='No response from Stripe api' path={path} reason='No complete response (ConnectError: broke)'",
        f"message='Initiating retry 1 for request GET {path} after sleeping 0.50 seconds.'",
        REQUEST,
        f"message='Stripe API response' path={path} request_id='req_[API key]' response_code=404",
    ]


def test_debug_prints_what_came_of_the_call_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STRIPE_LOG", " DEBUG ")
    set_hooks([])  # these lines were asked for
    fail(httpx.Response(404, headers={"request-id": "req_1"}))

    printed = lines(capsys)
    assert printed[0] == REQUEST
    assert printed[2:] == [
        "attempts=1 duration=0.000 error=NotFoundError message='Stripe API call' operation=sessions.retrieve "
        "replayed=false request_id=req_1"
    ]


@pytest.mark.parametrize("value", ["", "warning", "1"])
def test_other_values_print_nothing(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STRIPE_LOG", value)
    fail(httpx.Response(404))

    assert lines(capsys) == []
