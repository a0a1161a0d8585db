"""The Connect application behind a resource."""

from __future__ import annotations

from typing import Literal

from ..base import DeletableResource, DeletedResource, model


@model
class Application(DeletableResource):
    """A Connect platform's application, on whose behalf a resource was created.

    API reference: https://docs.stripe.com/api/accounts/object
    """

    id: str
    """Identifier, beginning with ``ca_``."""
    object: Literal["application"] | str
    """Kind of the object: ``application``."""
    name: str | None = None
    """Name of the application; None when it has none."""


@model
class DeletedApplication(DeletedResource):
    """What is left of an application that was deleted.

    API reference: https://docs.stripe.com/api/accounts/object
    """

    id: str
    """Identifier, beginning with ``ca_``."""
    object: Literal["application"] | str
    """Kind of the object: ``application``."""
    deleted: Literal[True]
    """Always True."""
    name: str | None = None
    """Name that the application had; None when it had none."""
