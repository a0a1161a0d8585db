"""The same over TLS: process start to first create(), and create() on connections that are open."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import stripe

from checkout_client import CheckoutClient

from .async_clients import officials, ours
from .async_create import rate
from .cold_start import seconds
from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import CREATE, KEY
from .peers import OFFICIAL, OFFICIAL_HTTPX, OURS, official
from .servers import tls_server

TASKS = 100

SYNC_PROGRAMS = {
    OURS: f"""
import sys
from checkout_client import CheckoutClient
client = CheckoutClient({KEY!r}, base_url=sys.argv[1])
session = client.sessions.create(**{CREATE!r})
print(session.id, flush=True)
client.close()
""",
    OFFICIAL: f"""
import os, sys
import stripe
stripe.ca_bundle_path = os.environ["SSL_CERT_FILE"]
client = stripe.StripeClient({KEY!r}, base_addresses={{"api": sys.argv[1]}})
session = client.v1.checkout.sessions.create({CREATE!r})
print(session.id, flush=True)
""",
}
ASYNC_PROGRAMS = {
    OURS: f"""
import asyncio, sys
from checkout_client import AsyncCheckoutClient
async def main():
    async with AsyncCheckoutClient({KEY!r}, base_url=sys.argv[1]) as client:
        session = await client.sessions.create(**{CREATE!r})
        print(session.id, flush=True)
asyncio.run(main())
""",
    OFFICIAL_HTTPX: f"""
import asyncio, os, sys
import stripe
stripe.ca_bundle_path = os.environ["SSL_CERT_FILE"]
async def main():
    http_client = stripe.HTTPXClient()
    client = stripe.StripeClient({KEY!r}, base_addresses={{"api": sys.argv[1]}}, http_client=http_client)
    session = await client.v1.checkout.sessions.create_async({CREATE!r})
    print(session.id, flush=True)
    await http_client.close_async()
asyncio.run(main())
""",
}


def measure(scale: Scale) -> list[Comparison]:
    """Measure both, sync and async."""
    with tls_server() as url:
        return [
            _cold_start("sync", SYNC_PROGRAMS, url, OFFICIAL, scale),
            _cold_start("async", ASYNC_PROGRAMS, url, OFFICIAL_HTTPX, scale),
            _create(url, scale),
            _async_create(url, scale),
        ]


def _cold_start(kind: str, programs: dict[str, str], url: str, peer: str, scale: Scale) -> Comparison:
    candidates = {name: partial(seconds, program, url) for name, program in programs.items()}
    in_turn(candidates, 1)  # compiles modules
    figures = in_turn(candidates, scale.pick(full=21, quick=5))
    what = f"process start to first create() returned, TLS, {kind}"
    return Comparison(what, "seconds", figures[OURS], peer, figures[peer], Aim(most=0.70))


def _create(url: str, scale: Scale) -> Comparison:
    params: Any = CREATE
    calls = scale.pick(full=300, quick=60)
    with CheckoutClient(KEY, base_url=url) as client:
        peer = official(url)
        figures = in_turn(
            {
                OURS: cpu_seconds(lambda: client.sessions.create(**params), calls),
                OFFICIAL: cpu_seconds(lambda: peer.v1.checkout.sessions.create(params), calls),
            },
            scale.rounds,
        )
    what = "create() over an open TLS connection, one thread, CPU of the client"
    return Comparison(what, "seconds", figures[OURS], OFFICIAL, figures[OFFICIAL], Aim(most=0.40))


def _async_create(url: str, scale: Scale) -> Comparison:
    opened = {OURS: ours(), OFFICIAL_HTTPX: officials(stripe.HTTPXClient)}
    length = scale.pick(full=5, quick=3) / 10

    def run(name: str) -> float:
        return asyncio.run(rate(opened[name], url, TASKS, length))

    figures = in_turn({name: partial(run, name) for name in opened}, scale.pick(full=5, quick=2))
    what = f"async create(), {TASKS} tasks, TLS"
    return Comparison(what, "requests/s", figures[OURS], OFFICIAL_HTTPX, figures[OFFICIAL_HTTPX], Aim(least=3.3))
