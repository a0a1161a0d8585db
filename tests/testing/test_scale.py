"""Ten thousand Sessions: the cost of a call does not grow with their number."""

from __future__ import annotations

import pytest
from support.shop import ONE_ITEM, SESSIONS, call, shop

from checkout_client.testing import FakeCheckout
from checkout_client.testing._shop import session_store


def filled(count: int) -> FakeCheckout:
    fake = shop()
    for number in range(count):
        params = {**ONE_ITEM, **({"customer": "cus_ann"} if number % 100 == 0 else {})}
        assert call(fake, "POST", params=params)[0] == 200
    return fake


@pytest.mark.long
def test_ten_thousand_sessions_are_paged_and_filtered_without_quadratic_cost() -> None:
    fake = filled(10_000)
    looked_at = 0
    older_than = session_store.SessionStore.older_than

    def counting(store: session_store.SessionStore, position: int | None, scope: session_store.AccountScope):  # type: ignore[no-untyped-def]
        nonlocal looked_at
        for session in older_than(store, position, scope):
            looked_at += 1
            yield session

    session_store.SessionStore.older_than = counting  # type: ignore[method-assign]
    try:
        client = fake.client(api_key="sk_test_shop")
        ids = [session.id for session in client.sessions.list(limit=100)]
        assert len(ids) == len(set(ids)) == 10_000
        assert looked_at <= 10_000 + 100  # one more per page, to know whether there are more
        looked_at = 0
        assert len(list(client.sessions.list(customer="cus_ann", limit=10))) == 100
        assert looked_at <= 2 * 10_000  # each non-match is visited at most twice
        looked_at = 0
        assert client.sessions.list(starting_after=ids[5000], limit=3).data[0].id == ids[5001]
        assert looked_at == 4
    finally:
        session_store.SessionStore.older_than = older_than  # type: ignore[method-assign]
    assert call(fake, "GET", f"{SESSIONS}/{ids[0]}")[0] == 200
    assert len(fake.advance(hours=25)) == 10_000
