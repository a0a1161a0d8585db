"""Read an event that is known to be from Stripe: from JSON, or from a mapping that was decoded from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, cast

from .._decoding.converter import decode
from .._decoding.mismatch import DecodeMismatchError
from .._decoding.strict_json import read_json
from .events import SESSION_EVENTS, CheckoutEvent, Event

_SIGNED: Final = "the body is signed but"


def read_event(payload: bytes | str | Mapping[str, Any]) -> CheckoutEvent:
    """Return the event in ``payload`` **without verifying it**. For channels that only Stripe or you can write to.

    Use it for events from Amazon EventBridge or Azure Event Grid, which authenticate Stripe themselves, from a queue or
    a table of your own that you filled with verified events, and for events from ``GET /v1/events``. **Never use it for
    the body of an HTTP request**: anybody can send one, so use ``construct_event``.

    For example, in a Lambda function behind EventBridge::

        def handle(message, context):
            event = read_event(message)     # the envelope, or message["detail"]

    Args:
        payload: the event as JSON (bytes or a string), or the mapping that was decoded from it. It may be inside the
            ``detail`` of an EventBridge envelope. A mapping is copied; whole ``Decimal`` numbers in it, as DynamoDB has
            them, are read as integers.

    Raises:
        ValueError: the payload is not JSON, or not an event that can be read. The message says what is wrong.
        TypeError: the payload is of another type.

    """
    event = _event_in(payload, "the payload")
    del payload  # error reports show the local variables of every frame
    if isinstance(event, Exception):
        raise event
    return event


def read_signed_event(payload: bytes) -> CheckoutEvent:
    """Return the event in a body whose signature was verified. Raises ``ValueError``."""
    event = _event_in(payload, _SIGNED)
    del payload
    if isinstance(event, Exception):
        raise event
    return event


def _event_in(payload: object, subject: str) -> CheckoutEvent | Exception:
    """Return the event, or the error to raise, which keeps none of these frames and nothing of the payload."""
    content = _object_in(payload, subject)
    if isinstance(content, Exception):
        return content
    if content.get("object") != "event" and "detail-type" in content and isinstance(content.get("detail"), dict):
        content = cast("dict[str, Any]", content["detail"])
    if content.get("object") == "v2.core.event":
        return ValueError(
            "this is a thin event (v2.core.event), which contains no Session. Checkout Sessions have snapshot events: "
            "create the event destination with the payload style Snapshot"
        )
    if content.get("object") != "event":
        return ValueError(f'{subject} is not an event: its "object" is not "event"')
    kind = content.get("type")
    event_class: type[Any] = SESSION_EVENTS.get(kind, Event) if isinstance(kind, str) else Event
    try:
        event: CheckoutEvent = decode(event_class, content)
    except DecodeMismatchError as mismatch:
        return ValueError(f"{subject} is not as the API promises: {mismatch.path} {mismatch.problem}")
    return event


def _object_in(payload: object, subject: str) -> dict[str, Any] | Exception:
    content: object = None
    problem = "a JSON object"
    try:
        if isinstance(payload, bytes):
            content = read_json(payload.decode())
        elif isinstance(payload, str):
            content = read_json(payload)
        elif isinstance(payload, Mapping):
            # By way of JSON: the result is a copy, and holds nothing that JSON cannot.
            content = read_json(json.dumps(payload, default=_plain))
        else:
            return TypeError(f"payload must be bytes, a string or a mapping, not {type(payload).__name__}")
    except UnicodeDecodeError:
        problem = "UTF-8"
    except RecursionError:
        return ValueError(f"{subject} is nested too deeply")
    except (TypeError, ValueError):
        problem = "JSON"
    if isinstance(content, dict):
        return cast("dict[str, Any]", content)
    advice = ": it is not from Stripe, so somebody else knows the signing secret" if subject == _SIGNED else ""
    return ValueError(f"{subject} is not {problem}{advice}")


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
