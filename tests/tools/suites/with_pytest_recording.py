"""Run by pytest in a process of its own: the client in tests that use the mark of pytest-recording."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.shop import ATTEMPTS, WAYS, Shop, Way

FOUND: dict[str, int] = {}


@pytest.fixture(scope="module")
def shop() -> Shop:
    return Shop()


@pytest.fixture(scope="module")
def vcr_cassette_dir(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cassettes"))


@pytest.fixture
def default_cassette_name(way: Way) -> str:
    return f"{WAYS.index(way)}"


@pytest.mark.vcr
@pytest.mark.parametrize("turn", ["recorded", "replayed"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.name} {way.is_async}")
def test_the_requests_are_recorded_and_replayed(
    way: Way, turn: str, shop: Shop, vcr: Any, vcr_cassette_dir: str, default_cassette_name: str
) -> None:
    shop.attempts = 0

    way.call(shop.url)

    name = f"{way.name} {way.is_async}"
    if turn == "recorded":
        assert shop.attempts == ATTEMPTS
        FOUND[name] = len(vcr)
    elif FOUND[name]:
        assert shop.attempts == 0
        assert vcr.play_count == FOUND[name]
    assert Path(vcr_cassette_dir).is_dir()
