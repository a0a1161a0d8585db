"""CPU time of decoding a page of a hundred Sessions with line items, alone and within the whole call."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import httpx

from checkout_client import CheckoutClient
from checkout_client._decoding import msgspec_json
from checkout_client._transport import endpoints
from checkout_client._transport.messages import Response
from checkout_client._transport.request.prepare import prepare
from checkout_client._transport.result import parse_response
from checkout_client.last_response import Headers

from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import KEY, SESSIONS_PATH, page_with_line_items
from .peers import AUTHORIZATION, HTTPX_CLIENT, OFFICIAL, OURS, official_from_memory, official_object

WITH_MSGSPEC = f"{OURS}[msgspec]"


def without_msgspec(run: Callable[[], float]) -> Callable[[], float]:
    """Return the candidate ``run`` as if msgspec were not installed."""

    def run_without() -> float:
        with patch.object(msgspec_json, "_msgspec_decode", lambda: None):
            return run()

    return run_without


def measure(scale: Scale) -> list[Comparison]:
    """Measure both figures."""
    content = page_with_line_items()
    return [*_decoding(content, scale), *_whole_call(content, scale)]


def _decoding(content: bytes, scale: Scale) -> list[Comparison]:
    client = CheckoutClient(KEY)
    call = endpoints.list_sessions({"limit": 100})
    prepared = prepare(call, client._config, None, str)
    response = Response(200, Headers([("request-id", "req_1"), ("content-type", "application/json")]), content)
    peer = official_from_memory(httpx.MockTransport(lambda request: httpx.Response(200)))
    repeats = scale.pick(full=20, quick=10)
    parse = cpu_seconds(lambda: parse_response(call, prepared, response, 1, KEY), repeats)
    figures = in_turn(
        {
            OURS: without_msgspec(parse),
            WITH_MSGSPEC: parse,
            OFFICIAL: cpu_seconds(lambda: official_object(peer, content), scale.pick(full=5, quick=4)),
            "json.loads": cpu_seconds(lambda: json.loads(content), repeats),
        },
        scale.rounds,
    )
    what = f"page of 100 Sessions with line items ({len(content) // 1000} kB), bytes to objects, CPU"
    aims = {OFFICIAL: Aim(most=0.08), "json.loads": Aim(most=1.9)}
    results = [
        Comparison(what, "seconds", figures[OURS], peer, figures[peer], aim, in_readme=True)
        for peer, aim in aims.items()
    ]
    faster = figures[WITH_MSGSPEC]
    return [
        *results,
        Comparison(f"{what}, `[msgspec]`", "seconds", faster, "json.loads", figures["json.loads"], Aim(most=1.5)),
    ]


def _whole_call(content: bytes, scale: Scale) -> list[Comparison]:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=content, headers={"content-type": "application/json"})

    transport = httpx.MockTransport(answer)
    plain = httpx.Client(transport=transport, headers=AUTHORIZATION)
    client = CheckoutClient(KEY, http_client=httpx.Client(transport=transport))
    peer = official_from_memory(transport)
    params: Any = {"limit": 100, "expand": ["data.line_items"]}
    url = f"https://api.stripe.com{SESSIONS_PATH}"
    query = {"limit": "100", "expand[0]": "data.line_items"}
    repeats = scale.pick(full=20, quick=10)
    figures = in_turn(
        {
            OURS: without_msgspec(cpu_seconds(lambda: client.sessions.list(**params), repeats)),
            OFFICIAL: cpu_seconds(lambda: peer.v1.checkout.sessions.list(params), scale.pick(full=5, quick=4)),
            HTTPX_CLIENT: cpu_seconds(lambda: plain.get(url, params=query).json(), repeats),
        },
        scale.rounds,
    )
    what = "list() of that page, the whole call from memory, CPU"
    return [
        Comparison(what, "seconds", figures[OURS], OFFICIAL, figures[OFFICIAL], Aim(most=0.10)),
        Comparison(what, "seconds", figures[OURS], f"{HTTPX_CLIENT}.get(…).json()", figures[HTTPX_CLIENT]),
    ]
