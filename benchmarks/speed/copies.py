"""Copies of a Session: the size of its pickle, and the CPU time of deepcopy and of reading a pickle."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import httpx

from checkout_client import CheckoutClient

from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import KEY, session
from .peers import OFFICIAL, OURS, official_from_memory


def measure(scale: Scale) -> list[Comparison]:
    """Compare a retrieved Session with the official SDK's, and its pickle with its JSON."""
    content = json.dumps(session(0), separators=(",", ":")).encode()
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=content))
    session_id = session(0)["id"]
    with httpx.Client(transport=transport) as http_client:
        ours: Any = CheckoutClient(KEY, http_client=http_client).sessions.retrieve(session_id)
    peer = official_from_memory(transport).v1.checkout.sessions.retrieve(session_id)
    pickled = {OURS: pickle.dumps(ours), OFFICIAL: pickle.dumps(peer)}
    calls = scale.pick(full=200, quick=40)
    loads = in_turn(
        {name: cpu_seconds(lambda dumped=dumped: pickle.loads(dumped), calls) for name, dumped in pickled.items()},
        scale.rounds,
    )
    copies = in_turn(
        {
            OURS: cpu_seconds(lambda: copy.deepcopy(ours), calls),
            OFFICIAL: cpu_seconds(lambda: copy.deepcopy(peer), calls),
        },
        scale.rounds,
    )
    size, its_json = "size of a pickled Session", "its JSON"
    ours_size, peers_size, json_size = [[float(len(dumped))] for dumped in (pickled[OURS], pickled[OFFICIAL], content)]
    return [
        Comparison(size, "bytes", ours_size, its_json, json_size, Aim(most=1.2)),
        Comparison(size, "bytes", ours_size, OFFICIAL, peers_size),
        Comparison("pickle.loads of a Session, CPU", "seconds", loads[OURS], OFFICIAL, loads[OFFICIAL], Aim(most=0.5)),
        Comparison("deepcopy of a Session, CPU", "seconds", copies[OURS], OFFICIAL, copies[OFFICIAL], Aim(most=0.5)),
    ]
