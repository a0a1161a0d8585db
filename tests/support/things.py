"""A model for calls that are not one of the API's."""

from __future__ import annotations

from typing import Any

from checkout_client._transport.call import Call
from checkout_client.models.base import ResponseModel, model


@model
class Thing(ResponseModel):
    """Accepts any JSON object; ``raw`` has its fields."""

    id: str | None = None


def posting(path: str = "/v1/things", **params: Any) -> Call[Thing]:
    return Call("POST", path, params, Thing)


def getting(path: str = "/v1/things", **params: Any) -> Call[Thing]:
    return Call("GET", path, params, Thing)
