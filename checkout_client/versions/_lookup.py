"""What one call cannot send in one version, and how to say so."""

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
def missing(method: str, path: str, api_version: str) -> Mapping[str, Change]:
    """What a call cannot send in ``api_version``, by name; nothing where that does not look like a version.

    The date alone counts, so a version newer than any on record is like the newest of them.
    """
    call = _CALLS.get((method, path))
    version = _day(api_version)
    if call is None or version is None:
        return {}
    day = version[1]
    return {change.name: change for change in CHANGES if call in change.places and _is_missing(change, day)}


def _is_missing(change: Change, day: str) -> bool:
    not_yet = change.missing_until is not None and day <= change.missing_until[:10]
    return not_yet or _is_dropped(change, day)


def _is_dropped(change: Change, day: str) -> bool:
    return change.dropped_in is not None and day >= change.dropped_in[:10]


def explanation(change: Change, api_version: str) -> str:
    """Why a request in ``api_version`` should not send what changed, and what to use."""
    if _is_dropped(change, api_version[:10]):
        history = f"no longer has: it was last seen in {change.until} and is gone in {change.dropped_in}"
    elif change.since in PARAMETERS_ON_RECORD:
        history = f"does not have yet: it came with {change.since}, and {change.missing_until} was without it"
    else:
        history = f"is not known to have yet: it was first seen in {change.since}, in what Stripe returns"
    advice = f". Use {change.instead.replace('`', '')}" if change.instead else ""
    return f"The request sends {change.name}, which Stripe-Version {api_version} {history}{advice}."
