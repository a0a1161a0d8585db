"""The async client in the async plugins of pytest."""

from __future__ import annotations

import sys

import pytest

from .conftest import Run

pytestmark = pytest.mark.runtimes

TESTS = """
import pytest
from checkout_client import AsyncCheckoutClient

{mark}
async def test_calls():
    async with AsyncCheckoutClient() as client:
        assert (await client.sessions.retrieve("cs_1")).id == "cs_1"

{mark}
async def test_fake(fake_checkout):
    async with fake_checkout.async_client() as client:
        assert [session async for session in client.sessions.list()] == []
"""
LOOP_SCOPE = "asyncio_default_fixture_loop_scope=function"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error")


@pytest.mark.parametrize(("mode", "mark"), [("strict", "@pytest.mark.asyncio"), ("auto", "")])
def test_pytest_asyncio(mode: str, mark: str, run: Run) -> None:
    pytest.importorskip("pytest_asyncio")
    assert "2 passed" in run(TESTS.format(mark=mark), *PYTEST, f"--asyncio-mode={mode}", "-o", LOOP_SCOPE).stdout


def test_anyio_with_trio_and_asyncio(run: Run) -> None:
    mark = "@pytest.mark.anyio"
    backends = "\n@pytest.fixture(params=['asyncio', 'trio'])\ndef anyio_backend(request):\n    return request.param\n"
    assert "4 passed" in run(TESTS.format(mark=mark) + backends, *PYTEST, "-p", "no:asyncio").stdout
