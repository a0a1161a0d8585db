"""The first use of something, in sixteen threads at the same time: ``python -m threads.first_use NAME``.

Each needs a process of its own, because it is the first use only once.
"""

from __future__ import annotations

import json
import sys
import typing
from pathlib import Path
from typing import Any

from support.byte_server import ByteServer, always
from support.threads import THREADS, at_once, frequent_switches

DATA = Path(__file__).parents[1] / "data"
WHOLE = json.loads((DATA / "session_every_field.json").read_text("utf-8"))


def names() -> None:
    """Names that are loaded when they are first used, in another order in each thread."""
    import checkout_client
    from checkout_client import models
    from checkout_client.models._index import MODULES

    def use(number: int) -> list[int]:
        public, classes = checkout_client.__all__, [*MODULES]
        start = number * 17
        order = classes[start:] + classes[:start]
        found = {name: getattr(models, name) for name in order[:: -1 if number % 2 else 1]}
        return [id(getattr(checkout_client, name)) for name in public] + [id(found[name]) for name in classes]

    first, *others = at_once(use)
    assert all(other == first for other in others)


def annotations() -> None:
    """Type hints, which need the names that a module imports for type checkers only, while modules load."""
    from checkout_client import models
    from checkout_client.models._index import MODULES

    def use(number: int) -> list[Any]:
        classes = [getattr(models, name) for name in [*MODULES][number::THREADS]]
        return [typing.get_type_hints(cls) for cls in classes]

    assert all(hints for found in at_once(use) for hints in found)


def decoding() -> None:
    """Reading Sessions until functions are written for their shapes."""
    from checkout_client import Session

    def use(number: int) -> list[dict[str, Any]]:
        return [Session.from_dict(WHOLE).to_dict() for _ in range(6)]

    assert all(found == WHOLE for thread in at_once(use) for found in thread)


def calls() -> None:
    """The first calls of clients, one for all threads and one for each."""
    from checkout_client import CheckoutClient

    with ByteServer(always) as server, CheckoutClient("sk_test_1", base_url=server.url) as shared:

        def use(number: int) -> list[str]:
            with CheckoutClient("sk_test_1", base_url=server.url) as own:
                return [client.sessions.retrieve(f"cs_{number}").id for client in (shared, own)]

        assert at_once(use) == [[f"cs_{number}"] * 2 for number in range(THREADS)]


def fake() -> None:
    """The first Session of one fake."""
    from checkout_client.testing import FakeCheckout

    shop = FakeCheckout()

    def use(number: int) -> str:
        price: Any = {"currency": "usd", "unit_amount": 500, "product_data": {"name": "Tea"}}
        item: Any = {"price_data": price, "quantity": 1}
        return shop.client().sessions.create(mode="payment", success_url="https://example.com/ok", line_items=[item]).id

    assert len({*at_once(use)}) == THREADS


def webhooks() -> None:
    """The first event."""
    from support.webhook_events import NOW, SECRET, encode, sign

    from checkout_client import webhooks

    event = {
        "id": "evt_1", "object": "event", "type": "checkout.session.completed", "created": NOW, "livemode": False,
        "api_version": "2026-10-28.endive", "pending_webhooks": 0, "request": None, "data": {"object": WHOLE},
    }  # fmt: skip
    payload = encode(event)

    def use(number: int) -> str:
        found: Any = webhooks.construct_event(payload, sign(payload), SECRET, now=NOW)
        session: Any = found.data.object
        assert session.to_dict() == WHOLE
        return str(found.id)

    assert at_once(use) == ["evt_1"] * THREADS


def signatures() -> None:
    """What editors and ``inspect`` ask for."""
    import inspect

    from checkout_client import CheckoutClient

    def use(number: int) -> list[str]:
        methods = (CheckoutClient.__init__, CheckoutClient.with_options)
        return [str(inspect.signature(method, eval_str=True)) for method in methods]

    first, *others = at_once(use)
    assert all(other == first for other in others)


USES = {use.__name__: use for use in (names, annotations, decoding, calls, fake, webhooks, signatures)}


if __name__ == "__main__":
    with frequent_switches():
        USES[sys.argv[1]]()
    print(f"{sys.argv[1]} from {THREADS} threads")
