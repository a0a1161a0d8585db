"""Fixtures for tests over real sockets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.fakes import KEY
from support.loopback import Loopback
from support.runtimes import ALL_BACKENDS, Runtime


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@pytest.fixture
def settings(server: Loopback) -> dict[str, Any]:
    """The settings of a client of ``server``."""
    return {"api_key": KEY, "base_url": server.url, "max_retries": 0}


@pytest.fixture(params=ALL_BACKENDS, ids=lambda runtime: runtime.name)
def runtime(request: pytest.FixtureRequest) -> Runtime:
    runtime: Runtime = request.param
    return runtime
