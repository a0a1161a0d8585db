"""Redirects, which would send the key to another host."""

from __future__ import annotations

from .behaviour import Answer, Behaviour, http
from .fault import Fault, Group

TARGET = "http://{elsewhere}/v1/checkout/sessions"
"""The evaluation puts the address of a second server here."""


def _redirect(status: int, target: str = TARGET) -> Fault:
    name = f"{status} to another host" if target == TARGET else f"{status} to {target or 'nowhere'}"
    answer = Answer(b"", status, (("Location", target),))
    return Fault(name, Behaviour(lambda _: http(answer), takes_effect=False), "final", "api", status)


REDIRECTS = Group(
    "Redirects",
    (
        *map(_redirect, (301, 302, 303, 307, 308)),
        _redirect(302, ""),
        _redirect(302, "/elsewhere"),
        _redirect(302, "http://["),
    ),
)
