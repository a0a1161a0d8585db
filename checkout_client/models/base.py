"""What every response class is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar, cast

import attrs
from typing_extensions import dataclass_transform

from ..last_response import LastResponse

ModelType = TypeVar("ModelType", bound="Model")

REDACTED_FIELDS = frozenset(
    [
        "address",
        "business_name",
        "city",
        "client_secret",
        "customer_address",
        "customer_email",
        "customer_name",
        "customer_phone",
        "customer_shipping",
        "email",
        "hosted_invoice_url",
        "individual_name",
        "invoice_pdf",
        "ip_address",
        "line1",
        "line2",
        "name",
        "phone",
        "postal_code",
        "receipt_email",
        "shipping",
        "state",
        "support_address",
        "support_email",
        "support_phone",
        "value",
        "verified_address",
        "verified_name",
    ]
)
"""Fields whose values a repr never shows: they reach logs and bug reports."""

_LONGEST_SHOWN = 64

_field_names: dict[type, tuple[str, ...]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def model(cls: type[ModelType]) -> type[ModelType]:
    """Make an attrs class of ``cls``: frozen, slotted, keyword-only."""
    # Equality, hash and repr are the same for all: one generic method each instead of generated code per class.
    return attrs.define(cls, frozen=True, slots=True, kw_only=True, eq=False, repr=False)


@attrs.define(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Model:
    """The base of everything that a response holds: read-only, comparable, and as lossless as the JSON it came from.

    Equal are two objects of one class with equal fields, known and unknown; a null and an absent field are the same.
    """

    # The keys that the JSON object had, in order; shared by all objects that had the same. None: not made from JSON.
    _shape: tuple[str, ...] | None = attrs.field(default=None, init=False)
    # What the fields cannot give back exactly: unknown keys, and numbers in an unusual notation.
    _extras: dict[str, Any] | None = attrs.field(default=None, init=False)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that this was made from, made anew: unknown fields are in it, absent ones are not.

        An object that was not made from JSON gives its fields that are not ``None``.
        """
        kept = self._extras or {}
        if self._shape is None:
            return {
                name: _plain(value) for name in field_names(type(self)) if (value := getattr(self, name)) is not None
            }
        return {name: _plain(kept[name] if name in kept else getattr(self, name)) for name in self._shape}

    @property
    def raw(self) -> dict[str, Any]:
        """The decoded JSON, unknown fields included. Made anew at each access: changing it changes nothing here."""
        return self.to_dict()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        if self._extras != other._extras:
            return False
        return all(getattr(self, name) == getattr(other, name) for name in field_names(type(self)))

    def __hash__(self) -> int:
        # Most models hold lists or mappings, which have no hash; what is equal has the same id.
        return hash((type(self), getattr(self, "id", None)))

    def __repr__(self) -> str:
        fields = ((name, getattr(self, name)) for name in field_names(type(self)))
        shown = ", ".join(f"{name}={_short(name, value)}" for name, value in fields if value is not None)
        return f"{type(self).__name__}({shown})"


@attrs.define(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ResponseModel(Model):
    """A model that calls return by itself, and that therefore knows the response it came in."""

    _last_response: LastResponse | None = attrs.field(default=None, init=False)

    @property
    def last_response(self) -> LastResponse:
        """The response that this was read from: status, headers, request id, attempts. No part of equality.

        Raises ``AttributeError`` where there was none: on an object from a webhook, say, or one that you made yourself.
        """
        if self._last_response is None:
            raise AttributeError(f"this {type(self).__name__} was not read from a response")
        return self._last_response


class Resource(Model):
    """A model that the API knows by an id: what an expandable field refers to."""

    __slots__ = ()


class DeletedResource(Model):
    """What is left of a resource that was deleted: its id, and that it is gone."""

    __slots__ = ()


def attach(instance: ResponseModel, response: LastResponse) -> None:
    """Let ``instance`` know the response it came in."""
    object.__setattr__(instance, "_last_response", response)


def field_names(cls: type[Model]) -> tuple[str, ...]:
    """The declared fields of ``cls``, in order."""
    names = _field_names.get(cls)
    if names is None:
        names = _field_names[cls] = tuple(field.name for field in attrs.fields(cls) if not field.name.startswith("_"))
    return names


def _plain(value: object) -> Any:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(element) for element in cast("list[object]", value)]
    if isinstance(value, dict):
        return {key: _plain(element) for key, element in cast("dict[str, object]", value).items()}
    if isinstance(value, Decimal):
        return str(value)
    return value


def _short(name: str, value: object) -> str:
    if name in REDACTED_FIELDS:
        return "[masked]"
    if isinstance(value, Model):
        identity: object = getattr(value, "id", None)
        return f"{type(value).__name__}({f'id={identity!r}, ' if identity else ''}…)"
    if isinstance(value, list):
        return f"[{len(cast('list[object]', value))} items]" if value else "[]"
    if isinstance(value, dict):
        return f"{{{len(cast('dict[str, object]', value))} keys}}" if value else "{}"
    if isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        return repr(value[:_LONGEST_SHOWN] + "…")
    return repr(value)
