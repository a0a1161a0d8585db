"""vcrpy: what it records, and that it answers from the recording without a server."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import vcr

from ..shop import ATTEMPTS, WAYS, Shop, Way


def table() -> dict[str, int]:
    return {f"{way.name} {way.is_async}": recorded(way) for way in WAYS}


def recorded(way: Way) -> int:
    """Return how many requests were recorded, and replayed."""
    shop = Shop()
    with TemporaryDirectory() as folder:
        path = str(Path(folder, "cassette.yaml"))
        with vcr.use_cassette(path, record_mode="once") as cassette:
            way.call(shop.url)
        assert shop.attempts == ATTEMPTS
        if not len(cassette):
            return 0
        with vcr.use_cassette(path, record_mode="none") as replayed:
            way.call(shop.url)
    assert shop.attempts == ATTEMPTS  # none was sent
    assert replayed.play_count == len(cassette)
    return len(cassette)
