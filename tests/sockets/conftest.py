"""Servers and clients for tests that only real sockets can make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.flavours import ALL_BACKENDS, Flavour
from support.loopback import Loopback
from support.worlds import KEY


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@pytest.fixture
def settings(server: Loopback) -> dict[str, Any]:
    """What a client of ``server`` is told."""
    return {"api_key": KEY, "base_url": server.url, "max_retries": 0}


@pytest.fixture(params=ALL_BACKENDS, ids=lambda flavour: flavour.name)
def flavour(request: pytest.FixtureRequest) -> Flavour:
    flavour: Flavour = request.param
    return flavour
