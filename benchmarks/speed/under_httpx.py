"""create() with the requests going through httpx, as they do where a tool for tracing has patched it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import stripe

from checkout_client import CheckoutClient

from .async_clients import officials, ours
from .async_create import rate
from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import CREATE, KEY
from .peers import OFFICIAL, OFFICIAL_HTTPX, OURS, official
from .servers import loopback_server

UNDER_HTTPX = f"{OURS}, http_client='httpx'"
TASKS = 100


def measure(scale: Scale) -> list[Comparison]:
    """Compare one thread and 100 tasks with the official SDK, and with this package's default."""
    return [*_one_thread(scale), *_many_tasks(scale)]


def _one_thread(scale: Scale) -> list[Comparison]:
    params: Any = CREATE
    calls = scale.pick(full=300, quick=60)
    with (
        loopback_server() as url,
        CheckoutClient(KEY, base_url=url, http_client="httpcore") as direct,
        CheckoutClient(KEY, base_url=url, http_client="httpx") as client,
    ):
        peer = official(url)
        peer_on_httpx = official(url, stripe.HTTPXClient(allow_sync_methods=True))
        figures = in_turn(
            {
                OURS: cpu_seconds(lambda: direct.sessions.create(**params), calls),
                UNDER_HTTPX: cpu_seconds(lambda: client.sessions.create(**params), calls),
                OFFICIAL: cpu_seconds(lambda: peer.v1.checkout.sessions.create(params), calls),
                OFFICIAL_HTTPX: cpu_seconds(lambda: peer_on_httpx.v1.checkout.sessions.create(params), calls),
            },
            scale.rounds,
        )
    what, seen = "create(), one thread, CPU of the client, through httpx", figures[UNDER_HTTPX]
    by_default = f"{OFFICIAL} as it comes ({peer._requestor._get_http_client().name})"
    return [
        Comparison(what, "seconds", seen, by_default, figures[OFFICIAL], Aim(most=0.40)),
        Comparison(what, "seconds", seen, OFFICIAL_HTTPX, figures[OFFICIAL_HTTPX]),
        Comparison(what, "seconds", seen, "itself by default", figures[OURS]),
    ]


def _many_tasks(scale: Scale) -> list[Comparison]:
    seconds = scale.pick(full=5, quick=3) / 10
    candidates = {
        OURS: ours(http_client="httpcore"),
        UNDER_HTTPX: ours(http_client="httpx"),
        OFFICIAL_HTTPX: officials(stripe.HTTPXClient),
    }
    with loopback_server() as url:

        def run(name: str) -> float:
            return asyncio.run(rate(candidates[name], url, TASKS, seconds))

        figures = in_turn({name: partial(run, name) for name in candidates}, scale.pick(full=5, quick=2))
    what, seen = f"async create(), {TASKS} tasks, through httpx", figures[UNDER_HTTPX]
    return [
        Comparison(what, "requests/s", seen, OFFICIAL_HTTPX, figures[OFFICIAL_HTTPX], Aim(least=5)),
        Comparison(what, "requests/s", seen, "itself by default", figures[OURS]),
    ]
