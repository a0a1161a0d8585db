"""Fixtures for tests of our async pools with each HTTP library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.fakes import KEY

from checkout_client import AsyncCheckoutClient

MakeClient = Callable[..., AsyncCheckoutClient]


@pytest.fixture(params=[None, "aiohttp"], ids=["httpcore", "aiohttp"])
def make_client(request: pytest.FixtureRequest) -> MakeClient:
    """Return a function that makes a client with one of the libraries."""

    def make(url: str, **settings: Any) -> AsyncCheckoutClient:
        return AsyncCheckoutClient(KEY, base_url=url, http_client=request.param, **{"max_retries": 0} | settings)

    return make


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
