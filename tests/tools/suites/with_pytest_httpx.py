"""Run by pytest in a process of its own: the client in tests that use the fixture of pytest-httpx."""

from __future__ import annotations

import pytest
from pytest_httpx import HTTPXMock

from tools.shop import ATTEMPTS, BUSY, SESSION, WAYS, Shop, Way

FOUND: dict[str, int] = {}


@pytest.mark.httpx_mock(assert_all_responses_were_requested=False)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.name} {way.is_async}")
def test_the_requests_are_mocked(way: Way, httpx_mock: HTTPXMock) -> None:
    shop = Shop()
    for _ in range(ATTEMPTS - 1):
        httpx_mock.add_response(status_code=BUSY[0], json=BUSY[1])
    httpx_mock.add_response(json=SESSION)

    way.call(shop.url)

    found = len(httpx_mock.get_requests())
    assert shop.attempts == (0 if found else ATTEMPTS)
    FOUND[f"{way.name} {way.is_async}"] = found
