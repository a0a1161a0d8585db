"""What the server registers when it starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ..fake import FakeCheckout
from ..server.control.control_operations import CATALOGUE


class StartObject(Protocol):
    """An object of the command line or of the catalogue file."""

    @property
    def id(self) -> str | None:
        """Its id; ``None`` if the fake chooses it."""
        ...

    def register(self, fake: FakeCheckout) -> None:
        """Register it. Raises ``ValueError`` if that is not possible."""
        ...


def register_all(objects: Iterable[StartObject], fake: FakeCheckout) -> None:
    """Register all ``objects``."""
    for each in objects:
        each.register(fake)


def register_new(objects: Iterable[StartObject], fake: FakeCheckout) -> None:
    """Register those of ``objects`` whose ids the fake does not have yet.

    Those without an id are left out: they were registered when the state was new, under ids that nothing tells.
    """
    known = {document["id"] for kind, _ in CATALOGUE.values() for document in fake.objects(kind)}
    register_all([each for each in objects if each.id is not None and each.id not in known], fake)
