"""A fault, and what is to come of it."""

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
    """``harmless``: nobody notices. ``retried``: the next attempt succeeds, and if none does, an ``error`` of that
    kind is raised after the third. ``final``: the ``error`` is raised at once."""

    name: str
    behaviour: Behaviour
    course: Course
    error: Kind | None = None
    status: int | None = None
    """The HTTP status that the error tells."""
    operations: tuple[Operation, ...] = THREE
    at: int = 1
    """Which request of the operation it happens to."""
    deadline: float | None = None
    timeout: float = 5.0
    waits: tuple[float, float] | None = None
    """Between what the first wait has to lie."""
    certificate: Certificate | None = None
    refuses: bool = False
    """Nobody listens at the address."""
    found: tuple[str, ...] | None = None
    """What a walk finds where it is not everything."""


@attrs.frozen
class Group:
    """Faults of one sort."""

    title: str
    faults: tuple[Fault, ...]
