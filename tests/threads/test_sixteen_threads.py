"""Sixteen threads share one client: pages, parallel lists, decoding, webhooks. Each gets what is its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import httpx
import pytest
from support.byte_server import ByteServer, always
from support.history import SINCE, History
from support.list_server import ListServer
from support.threads import THREADS, at_once, frequent_switches
from support.webhook_events import NOW, SECRET, encode, sign

from checkout_client import CheckoutClient, Limits, Session
from checkout_client.models import base
from checkout_client.models.line_items import LineItem
from checkout_client.webhooks import construct_event

DATA = Path(__file__).parents[1] / "data"
ITEM = json.loads((DATA / "item_every_field.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _frequent_switches() -> Iterator[None]:
    with frequent_switches():
        yield


def client_of(handler: Any) -> CheckoutClient:
    return CheckoutClient("sk_test_1", http_client=httpx.Client(transport=httpx.MockTransport(handler)))


def test_calls_share_few_connections() -> None:
    with (
        ByteServer(always) as server,
        CheckoutClient("sk_test_1", base_url=server.url, limits=Limits(max_connections=3)) as client,
    ):

        def work(number: int) -> list[str]:
            return [client.sessions.retrieve(f"cs_{number}_{turn}").id for turn in range(20)]

        assert at_once(work) == [[f"cs_{number}_{turn}" for turn in range(20)] for number in range(THREADS)]
        assert server.connections <= 3


@pytest.mark.one_in(2)
@pytest.mark.parametrize("options", [{}, {"prefetch": True}], ids=["", "prefetch"])
def test_lists(options: Any) -> None:
    server = ListServer(40)
    with client_of(server) as client:

        def work(number: int) -> list[str]:
            return [session.id for session in client.sessions.list(limit=5 + number, options=options)]

        assert at_once(work) == [server.sessions] * THREADS


def test_parallel_lists() -> None:
    history = History(range(SINCE, SINCE + 60))
    with client_of(history) as client:

        def work(number: int) -> list[str]:
            created: Any = {"gte": SINCE, "lt": SINCE + 60}
            return [session.id for session in client.sessions.list_parallel(created=created, shards=2, limit=10)]

        assert at_once(work) == [history.ids] * THREADS


@pytest.mark.long
def test_decoding_of_many_shapes() -> None:
    """Threads meet the same shapes at the same time, and functions are written for them meanwhile."""
    keys = [name for name, kind in base.field_annotations(LineItem).items() if kind.endswith("| None")]
    shapes = [{key: value for key, value in ITEM.items() if key != left_out} for left_out in keys]

    def work(number: int) -> list[dict[str, Any]]:
        found = [LineItem.from_dict(shapes[(turn + number) % len(shapes)]) for turn in range(200)]
        return [found[(turn - number) % len(shapes)].to_dict() for turn in range(len(shapes))]

    assert at_once(work) == [shapes] * THREADS


def test_webhooks() -> None:
    session = Session.from_dict({"id": "cs_1", "object": "checkout.session"}).to_dict()
    event = {"id": "evt_0", "object": "event", "type": "checkout.session.completed", "data": {"object": session}}

    def work(number: int) -> list[str]:
        payloads = [encode(event | {"id": f"evt_{number}_{turn}"}) for turn in range(20)]
        return [construct_event(payload, sign(payload), SECRET, now=NOW).id for payload in payloads]

    assert at_once(work) == [[f"evt_{number}_{turn}" for turn in range(20)] for number in range(THREADS)]


def test_type_hints_while_another_thread_loads_models(monkeypatch: pytest.MonkeyPatch) -> None:
    class LoadsMore(dict[type, dict[str, str]]):
        """While it is iterated over, another thread adds a class."""

        def items(self) -> Any:
            for pair in super().items():
                self[type(f"Model{len(self)}", (), {})] = {}
                yield pair

    monkeypatch.setattr(base, "_annotations", LoadsMore(base._annotations))

    assert get_type_hints(LineItem)
