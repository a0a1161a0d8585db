"""Checks the parameters of calls to the related objects against a table.

The table, ``parameters.json``, is made by ``spec/make_catalogue_parameters.py``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from ..form_decoding import FormTree
from ..parameter_checks import Check, Node, check_params, compile_check

_RETRIEVE: Node = {"expand": ["string"]}


def parse_object_params(call: str, kind: str, tree: FormTree) -> dict[str, Any]:
    """Return the parameters of a call as typed values; raise :class:`StripeErrorResponse` if they are wrong."""
    return check_params(_check(call, kind), tree, newest=True)


@cache
def object_table() -> dict[str, Any]:
    """Return the table."""
    text = files("checkout_client.testing._api.related_objects").joinpath("parameters.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def _check(call: str, kind: str) -> Check:
    node: Node = _RETRIEVE if call == "retrieve" else object_table()[call][kind]
    return compile_check(node, {})
