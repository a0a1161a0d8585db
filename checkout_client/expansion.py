"""Read expandable fields, which hold an id unless ``expand`` asked for the object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar, overload

from .models.base import DeletedResource, Resource

ResourceType = TypeVar("ResourceType", bound=Resource)


class HasId(Protocol):
    """An object that the API refers to by its id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


def expanded(value: str | DeletedResource | ResourceType | None) -> ResourceType:
    """Return the object in an expandable field.

    For example::

        session = client.sessions.retrieve("cs_test_…", expand=["customer"])
        print(expanded(session.customer).email)

    Raises ``ValueError`` if the field is ``None``, holds only an id, or holds a deleted object.
    """
    if value is None:
        raise ValueError("the field is None: it does not refer to an object")
    if isinstance(value, str):
        raise ValueError("the field holds only an id: name it in expand=[…] when you retrieve or list")
    if isinstance(value, DeletedResource):
        raise ValueError(f"the object was deleted: the field holds a {type(value).__name__}")
    return value


@overload
def object_id(value: str | HasId | Mapping[str, Any]) -> str: ...
@overload
def object_id(value: None) -> None: ...
@overload
def object_id(value: str | HasId | Mapping[str, Any] | None) -> str | None: ...
def object_id(value: str | HasId | Mapping[str, Any] | None) -> str | None:
    """Return the id in an expandable field, expanded or not; ``None`` if the field is ``None``.

    >>> object_id("cus_123")
    'cus_123'
    """
    if value is None or isinstance(value, str):
        return value
    return str(value["id"]) if isinstance(value, Mapping) else value.id
