"""Encode the parameters of a create with a hundred rich line items."""

from __future__ import annotations

from urllib.parse import urlencode

from stripe._encode import _api_encode

from checkout_client._transport.request.form_encoding import encode

from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import rich_create
from .peers import OFFICIAL, OURS


def measure(scale: Scale) -> list[Comparison]:
    """Compare with the official SDK, and with the standard library on flat pairs."""
    params = rich_create()
    flat = list(_api_encode(params))
    calls = scale.pick(full=40, quick=10)
    figures = in_turn(
        {
            OURS: cpu_seconds(lambda: encode(params).encode("ascii"), calls),
            # As its requestor encodes, with brackets.
            OFFICIAL: cpu_seconds(
                lambda: urlencode(list(_api_encode(params))).replace("%5B", "[").replace("%5D", "]"), calls
            ),
            "urlencode": cpu_seconds(lambda: urlencode(flat), calls),
        },
        scale.rounds,
    )
    size = len(encode(params)) // 1000
    what = f"form-encoding 100 rich line items ({size} kB), CPU"
    return [
        Comparison(what, "seconds", figures[OURS], OFFICIAL, figures[OFFICIAL], Aim(most=0.40), in_readme=True),
        Comparison(what, "seconds", figures[OURS], "urlencode of flat pairs", figures["urlencode"]),
    ]
