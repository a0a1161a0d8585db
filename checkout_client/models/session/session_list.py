"""A page of Sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import ResponseModel, model

if TYPE_CHECKING:
    from .session import Session


@model
class SessionList(ResponseModel):
    """One page of Sessions as the API sends it.

    API reference: https://docs.stripe.com/api/checkout/sessions/list
    """

    _required_fields = ("object",)

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[Session]
    """The Sessions of this page, newest first."""
    has_more: bool
    """Whether there are Sessions beyond this page."""
    url: str
    """Path under which the list is found."""
