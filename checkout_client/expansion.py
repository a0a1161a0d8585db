"""Reading expandable fields: an id unless ``expand`` asked for the object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar, overload

from .models.base import DeletedResource, Resource

ResourceType = TypeVar("ResourceType", bound=Resource)


class HasId(Protocol):
    """Any object that the API can refer to by its id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


def expanded(value: str | DeletedResource | ResourceType | None) -> ResourceType:
    """The object in an expandable field, where there is one.

    For example::

        session = client.sessions.retrieve("cs_test_…", expand=["customer"])
        print(expanded(session.customer).email)

    Raises ``ValueError`` where the field holds an id only, holds nothing, or holds an object that was deleted.
    """
    if value is None:
        raise ValueError("the field is None: there is no such object")
    if isinstance(value, str):
        raise ValueError("the field holds an id only: name it in expand=[…] when you retrieve or list")
    if isinstance(value, DeletedResource):
        raise ValueError(f"the object was deleted: what is left is a {type(value).__name__}")
    return value


@overload
def object_id(value: str | HasId | Mapping[str, Any]) -> str: ...
@overload
def object_id(value: None) -> None: ...
@overload
def object_id(value: str | HasId | Mapping[str, Any] | None) -> str | None: ...
def object_id(value: str | HasId | Mapping[str, Any] | None) -> str | None:
    """The id in an expandable field, whether it was expanded or not; ``None`` where the field is ``None``.

    >>> object_id("cus_123")
    'cus_123'
    """
    if value is None or isinstance(value, str):
        return value
    return str(value["id"]) if isinstance(value, Mapping) else value.id
