"""respx, which replaces functions of httpcore."""

from __future__ import annotations

import respx
from httpx import Response

from ..shop import ATTEMPTS, BUSY, SESSION, WAYS, Shop, Way


def table() -> dict[str, int]:
    return {f"{way.name} {way.is_async}": mocked(way) for way in WAYS}


def mocked(way: Way) -> int:
    """Return how many requests were mocked."""
    shop = Shop()
    with respx.mock(base_url=shop.url, assert_all_called=False) as router:
        busy = [Response(BUSY[0], json=BUSY[1])] * (ATTEMPTS - 1)
        route = router.get(f"/v1/checkout/sessions/{SESSION['id']}")
        route.mock(side_effect=[*busy, Response(200, json=SESSION)])
        way.call(shop.url)
    assert shop.attempts == (0 if route.call_count else ATTEMPTS)
    return route.call_count
