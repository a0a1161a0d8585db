"""Time from the start of a process to the end of its first create(), as in a serverless function."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial

from .measuring import Aim, Comparison, Scale, in_turn
from .payloads import CREATE, CREATE_FORM, KEY, SESSIONS_PATH
from .peers import HTTPX_CLIENT, OFFICIAL, OURS
from .servers import loopback_server

PROGRAMS = {
    OURS: f"""
import sys
from checkout_client import CheckoutClient
client = CheckoutClient({KEY!r}, base_url=sys.argv[1])
session = client.sessions.create(**{CREATE!r})
print(session.id, flush=True)
client.close()
""",
    OFFICIAL: f"""
import sys
from stripe import StripeClient
client = StripeClient({KEY!r}, base_addresses={{"api": sys.argv[1]}})
session = client.v1.checkout.sessions.create({CREATE!r})
print(session.id, flush=True)
""",
    HTTPX_CLIENT: f"""
import sys
import httpx
with httpx.Client(headers={{"Authorization": "Bearer {KEY}"}}) as client:
    session = client.post(sys.argv[1] + {SESSIONS_PATH!r}, data={CREATE_FORM!r}).json()
    print(session["id"], flush=True)
""",
}


def seconds(program: str, url: str) -> float:
    """Start ``program`` with the URL of a server, and return how long it takes to print a Session's id."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", program, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = process.stdout.readline()
        elapsed = time.perf_counter() - start
    if not printed.startswith("cs_") or process.returncode:
        raise RuntimeError(f"a program failed:\n{program}")
    return elapsed


def measure(scale: Scale) -> list[Comparison]:
    """Measure whole processes, in turn."""
    with loopback_server() as url:
        candidates = {name: partial(seconds, program, url) for name, program in PROGRAMS.items()}
        in_turn(candidates, 1)  # compiles modules
        figures = in_turn(candidates, scale.pick(full=21, quick=5))
    what = "process start to first create() returned"
    return [
        Comparison(what, "seconds", figures[OURS], OFFICIAL, figures[OFFICIAL], Aim(most=0.85), in_readme=True),
        Comparison(what, "seconds", figures[OURS], f"{HTTPX_CLIENT}, no types", figures[HTTPX_CLIENT]),
    ]
