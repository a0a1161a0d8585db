"""Errors show neither the signing secret nor the body or the signature, also not in the locals of our frames."""

from __future__ import annotations

import asyncio
import copy
import inspect
import pickle
from typing import Any

import pytest
from faults.error_reports import shown
from support.webhook_events import NOW, SECRET, encode, session_event, sign

from checkout_client.webhooks import EventHandler, construct_event

PAYLOAD = encode(session_event())
HEADER = sign(PAYLOAD)
DIGEST = HEADER.rpartition("=")[2]
PLANTED = (SECRET, "planted@example.com", DIGEST)

ARGUMENTS: dict[str, dict[str, Any]] = {
    "tolerance of another type": {"tolerance": "300"},
    "negative tolerance": {"tolerance": -1},
    "now of another type": {"now": "1700000000"},
    "now in milliseconds": {"now": NOW * 1000},
    "too old": {"now": NOW + 400},
    "from the future": {"now": NOW - 400},
    "payload of another type": {"payload": PAYLOAD.decode()},
    "changed payload": {"payload": PAYLOAD + b" "},
    "empty payload": {"payload": b""},
    "not JSON": {"payload": PAYLOAD[:-5], "signature": sign(PAYLOAD[:-5])},
    "not an event": {"payload": b'["planted@example.com"]', "signature": sign(b'["planted@example.com"]')},
    "no signature": {"signature": None},
    "signature of another type": {"signature": HEADER.encode()},
    "malformed signature": {"signature": f"{HEADER},planted@example.com"},
    "non-ASCII signature": {"signature": f"{HEADER}é"},
    "two times": {"signature": f"{HEADER},t=1"},
    "no v1": {"signature": f"t={NOW},v0={DIGEST}"},
    "bytes as secret": {"secret": SECRET.encode()},
    "secret with white space": {"secret": f"{SECRET} "},
    "API key as secret": {"secret": f"sk_test_{SECRET}"},
    "second secret wrong": {"secret": [SECRET, f"{SECRET}\n"]},
    "set of secrets": {"secret": {SECRET}},
}


def assert_hidden(reports: list[str]) -> None:
    assert reports
    assert not [report for report in reports for planted in PLANTED if planted in report]


@pytest.mark.parametrize("changes", ARGUMENTS.values(), ids=ARGUMENTS)
def test_construct_event(changes: dict[str, Any]) -> None:
    arguments = {"payload": PAYLOAD, "signature": HEADER, "secret": SECRET, "now": NOW, **changes}
    with pytest.raises(Exception) as caught:
        construct_event(**arguments)
    assert_hidden([*shown(caught.value), pickle.dumps(caught.value).decode("latin-1")])


@pytest.mark.parametrize(
    "settings",
    [
        {"tolerance": "300"},
        {"clock": None},
        {"clock": lambda: NOW * 1000},
        {"secret": f"{SECRET}\n"},
        {"secret": SECRET.encode()},
        {"secret": [SECRET, None]},
    ],
)
def test_the_handler_s_arguments(settings: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        EventHandler(**{"secret": SECRET, "clock": lambda: NOW, **settings})
    assert_hidden(list(shown(caught.value)))


def reachable(value: object, depth: int = 6) -> list[str]:
    """Return the reprs of what a serializer of objects may visit: attributes, slots, items."""
    found = [repr(value)]
    if depth == 0:
        return found
    inner: list[object] = []
    if isinstance(value, dict):
        inner += [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner += value
    elif not inspect.isroutine(value) and not isinstance(value, type | str | bytes | int | float | None):
        inner += list(vars(value).values()) if hasattr(value, "__dict__") else []
        inner += [getattr(value, name) for name in getattr(type(value), "__slots__", ()) if hasattr(value, name)]
    for each in inner:
        found += reachable(each, depth - 1)
    return found


def test_the_handler_itself() -> None:
    handler = EventHandler([SECRET, f"{SECRET}_new"], clock=lambda: NOW)
    assert SECRET not in f"{handler} {handler!r} {vars(handler)}"
    assert not [text for text in reachable(handler) if SECRET in text]
    for copying in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="signing secret"):
            copying(handler)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(vars(handler)["_secret"])


@pytest.mark.parametrize("failing", ["function", "clock", "async function"])
def test_an_error_of_the_user_s_code(failing: str) -> None:
    times = [NOW]
    handler = EventHandler(SECRET, clock=times.pop if failing == "clock" else lambda: NOW)

    def fail(event: object) -> None:
        raise LookupError

    async def fail_async(event: object) -> None:
        raise LookupError

    handler.on("checkout.session.completed")(fail_async if failing == "async function" else fail)
    if failing == "async function":
        with pytest.raises(LookupError) as caught:
            asyncio.run(handler.dispatch_async(PAYLOAD, HEADER))
    else:
        with pytest.raises(LookupError) as caught:
            handler.dispatch(PAYLOAD, HEADER)
    assert_hidden(list(shown(caught.value)))


def test_tracebacks_show_where_the_error_was_raised() -> None:
    with pytest.raises(ValueError, match="secret is empty") as caught:
        construct_event(PAYLOAD, HEADER, "", now=NOW)
    names = [entry.name for entry in caught.traceback]
    assert names[1:] == ["construct_event", "construct", "verify"]
