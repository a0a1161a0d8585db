"""create() in one thread: CPU time of the client for each call."""

from __future__ import annotations

from typing import Any

import httpx
import stripe

from checkout_client import CheckoutClient

from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import CREATE, CREATE_FORM, KEY, SESSIONS_PATH
from .peers import AUTHORIZATION, HTTPX_CLIENT, OFFICIAL, OFFICIAL_HTTPX, OURS, official
from .servers import loopback_server


def measure(scale: Scale) -> list[Comparison]:
    """Compare with the official SDK on two libraries, and with httpx alone."""
    params: Any = CREATE
    calls = scale.pick(full=300, quick=60)
    with loopback_server() as url, CheckoutClient(KEY, base_url=url) as client, httpx.Client() as plain:
        peer = official(url)
        peer_on_httpx = official(url, stripe.HTTPXClient(allow_sync_methods=True))
        path = f"{url}{SESSIONS_PATH}"
        figures = in_turn(
            {
                OURS: cpu_seconds(lambda: client.sessions.create(**params), calls),
                OFFICIAL: cpu_seconds(lambda: peer.v1.checkout.sessions.create(params), calls),
                OFFICIAL_HTTPX: cpu_seconds(lambda: peer_on_httpx.v1.checkout.sessions.create(params), calls),
                HTTPX_CLIENT: cpu_seconds(
                    lambda: plain.post(path, data=CREATE_FORM, headers=AUTHORIZATION).json(), calls
                ),
            },
            scale.rounds,
        )
    what, ours = "create(), one thread, CPU of the client", figures[OURS]
    by_default = f"{OFFICIAL} as it comes ({peer._requestor._get_http_client().name})"
    return [
        Comparison(what, "seconds", ours, by_default, figures[OFFICIAL], Aim(most=0.40), in_readme=True),
        Comparison(what, "seconds", ours, OFFICIAL_HTTPX, figures[OFFICIAL_HTTPX]),
        Comparison(what, "seconds", ours, f"{HTTPX_CLIENT}.post(…).json()", figures[HTTPX_CLIENT], Aim(most=0.95)),
    ]
