"""A fault and its expected effect."""

from __future__ import annotations

from typing import Literal

import attrs

from .behaviour import Behaviour

Operation = Literal["create", "retrieve", "list", "walk"]
THREE: tuple[Operation, ...] = ("create", "retrieve", "list")
WALK: tuple[Operation, ...] = ("walk",)

Course = Literal["harmless", "retried", "final"]
Kind = Literal[
    "connection", "timeout", "decode", "server", "rate limit", "invalid", "idempotency", "card", "permission",
    "authentication", "not found", "api",
]  # fmt: skip

Certificate = Literal["good", "wrong name", "expired", "self-signed"]


@attrs.frozen
class Fault:
    """``harmless``: no effect. ``retried``: the next attempt succeeds; if none does, an ``error`` of that kind is
    raised after the third. ``final``: the ``error`` is raised at once."""

    name: str
    behaviour: Behaviour
    course: Course
    error: Kind | None = None
    status: int | None = None
    """The HTTP status of the error."""
    operations: tuple[Operation, ...] = THREE
    at: int = 1
    """Which request of the operation it affects."""
    deadline: float | None = None
    timeout: float = 5.0
    waits: tuple[float, float] | None = None
    """Lower and upper bound of the first wait, in seconds."""
    certificate: Certificate | None = None
    refuses: bool = False
    """No server listens at the address."""
    found: tuple[str, ...] | None = None
    """The ids that listing everything returns, if not all."""


@attrs.frozen
class Group:
    """Faults of one kind."""

    title: str
    faults: tuple[Fault, ...]
