"""Names that depend on the ``Stripe-Version`` of a request."""

from __future__ import annotations

import re
from typing import Any

from ...version import API_VERSION
from .._shop.error_responses import StripeErrorResponse

_version = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?").fullmatch

# The first day of the year of the release that renamed the values of ui_mode; it was released a few weeks later.
_UI_MODES_RENAMED = "2026-03"
_OLD_UI_MODES = {"hosted": "hosted_page", "embedded": "embedded_page", "custom": "elements"}


def requested_version(given: str | None) -> str:
    """Return the API version of the response: the newest if the request does not name one."""
    if given is None:
        return API_VERSION
    if not _version(given):
        raise StripeErrorResponse(f"Invalid Stripe API version: {given}")
    return given


def is_newest(api_version: str) -> bool:
    """Return whether ``api_version`` is at least the newest that the fake knows."""
    return api_version[:10] >= API_VERSION[:10]


def with_current_names(params: dict[str, Any], api_version: str) -> dict[str, Any]:
    """Return unchecked ``params`` of a request in ``api_version`` with the names of the newest version."""
    old = params.get("ui_mode")
    if api_version < _UI_MODES_RENAMED and isinstance(old, str) and old in _OLD_UI_MODES:
        return {**params, "ui_mode": _OLD_UI_MODES[old]}
    return params


def with_old_names(session: dict[str, Any], api_version: str) -> dict[str, Any]:
    """Return a rendered ``session`` with the names of ``api_version``."""
    if api_version < _UI_MODES_RENAMED:
        old = {new: old for old, new in _OLD_UI_MODES.items()}
        return {**session, "ui_mode": old.get(session["ui_mode"], session["ui_mode"])}
    return session
