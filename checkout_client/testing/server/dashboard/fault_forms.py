"""The form that injects faults, and the faults in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = (
    ("fail_next", "answer with an error"),
    ("rate_limit", "answer with 429, too many requests"),
    ("refuse_connection", "refuse the connection"),
    ("lose_response", "process the request and lose the response"),
    ("time_out", "never answer"),
    ("slow_down", "answer slowly"),
)

OPERATIONS = ("create", "retrieve", "update", "list", "list_line_items", "expire")


def fault_arguments(entered: Mapping[str, str]) -> dict[str, Any]:
    """Return the arguments for what was entered; raise ``ValueError`` if it makes no sense."""
    arguments: dict[str, Any] = {"n": _number(entered, "n", int), "on": entered.get("on") or None}
    if entered.get("kind") == "fail_next":
        arguments["status"] = _number(entered, "status", int)
    if entered.get("kind") == "slow_down":
        arguments["seconds"] = _number(entered, "seconds", float)
    return arguments


def _number(entered: Mapping[str, str], name: str, kind: type[int | float]) -> float:
    text = entered.get(name, "")
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"{name} must be a number, not {text!r}") from None


def fault_text(fault: Mapping[str, Any]) -> str:
    """Return what a fault does, in words."""
    target = "The next request" if fault["on"] is None else f"The next {fault['on']}"
    if fault["status"] is not None:
        return f"{target} is answered with {fault['status']}: {fault['message']}"
    if fault["connection"] == "refused":
        return f"{target} does not arrive: the connection is refused."
    if fault["connection"] == "broken":
        return f"{target} is processed, and its response is lost."
    if fault["connection"] == "silent":
        return f"{target} is {'processed' if fault['processed'] else 'not processed'}, and gets no answer."
    return f"{target} takes {fault['seconds']:g} seconds."
