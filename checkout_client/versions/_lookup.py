"""Look up which parameters and values an API version does not have, and describe them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from .changes import CHANGES, PARAMETERS_ON_RECORD, Change, Place

_CALLS: Final[Mapping[tuple[str, str], Place]] = {
    ("POST", "/v1/checkout/sessions"): "create",
    ("POST", "/v1/checkout/sessions/{session}"): "update",
    ("GET", "/v1/checkout/sessions"): "list",
}

_day = re.compile(r"(\d{4}-\d{2}-\d{2})(?![\w-])").match


@lru_cache(maxsize=64)
def unavailable_in(api_version: str, method: str, path: str) -> Mapping[str, Change]:
    """Return the changes, by name, that make parameters of a call unavailable in ``api_version``.

    Only the date counts, so a version newer than any on record is treated like the newest one. If ``api_version`` does
    not begin with a date, nothing is known of it and the result is empty.
    """
    call = _CALLS.get((method, path))
    version = _day(api_version)
    if call is None or version is None:
        return {}
    day = version[1]
    return {change.name: change for change in CHANGES if call in change.places and _is_unavailable(change, day)}


def _is_unavailable(change: Change, day: str) -> bool:
    not_yet = change.unavailable_until is not None and day <= change.unavailable_until[:10]
    return not_yet or _is_dropped(change, day)


def _is_dropped(change: Change, day: str) -> bool:
    return change.dropped_in is not None and day >= change.dropped_in[:10]


def describe(change: Change, api_version: str) -> str:
    """Return a sentence that says why a request in ``api_version`` should not send this, and what to use."""
    if _is_dropped(change, api_version[:10]):
        history = f"no longer has: {change.until} was the last version with it, and {change.dropped_in} dropped it"
    elif change.since in PARAMETERS_ON_RECORD:
        history = f"does not have yet: {change.since} added it, and {change.unavailable_until} did not have it"
    else:
        history = f"may not have yet: it was first seen in responses of {change.since}"
    advice = f". Use {change.instead.replace('`', '')}" if change.instead else ""
    return f"The request sends {change.name}, which Stripe-Version {api_version} {history}{advice}."
