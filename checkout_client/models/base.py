"""The base of every response class."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

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
"""Fields whose values a repr never shows, because reprs get into logs and bug reports."""

_LONGEST_SHOWN: Final = 64

_set: Final = object.__setattr__

_annotations: dict[type, dict[str, str]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def model(cls: type[ModelType]) -> type[ModelType]:
    """Make an attrs class of ``cls``: frozen, slotted, keyword-only."""
    declared = {name: kind for base in reversed(cls.__mro__[1:]) for name, kind in _annotations.get(base, {}).items()}
    declared |= cls.__annotations__
    # Equality, hash, repr and pickling are the same for all: one generic method each instead of code per class.
    made = attrs.define(cls, frozen=True, slots=True, kw_only=True, eq=False, repr=False, getstate_setstate=False)
    _annotations[made] = {field.name: declared[field.name] for field in attrs.fields(made)}
    return made


def field_annotations(cls: type[Model]) -> dict[str, str]:
    """Return the fields of ``cls``, in order, with their annotations as they are written in its source."""
    return _annotations[cls]


def field_names(cls: type[Model]) -> Iterable[str]:
    """Return the names of the fields of ``cls``, in order."""
    return _annotations[cls]


class _Bookkeeping:
    """What a model keeps beside its fields. These are not attrs fields: attrs' functions do not show them."""

    __slots__ = ("_extras", "_shape")

    if TYPE_CHECKING:
        # The keys of the JSON object, in order; shared by all objects with the same keys. None: not made from JSON.
        _shape: tuple[str, ...] | None
        # What the fields cannot reproduce exactly: unknown keys, and numbers in an unusual notation.
        _extras: dict[str, Any] | None

    def __attrs_pre_init__(self) -> None:
        _set(self, "_shape", None)
        _set(self, "_extras", None)


class _ResponseBookkeeping(_Bookkeeping):
    __slots__ = ("_last_response",)

    if TYPE_CHECKING:
        _last_response: LastResponse | None

    def __attrs_pre_init__(self) -> None:
        super().__attrs_pre_init__()
        _set(self, "_last_response", None)


@attrs.define(frozen=True, slots=True, kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Model(_Bookkeeping):
    """The base of everything that a response holds: read-only, comparable, and as lossless as the JSON it came from.

    Two objects of one class are equal if their fields are equal, known and unknown ones. A null and an absent field
    are the same.
    """

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that this was made from: with its unknown fields, without those that were absent.

        Each call returns a new dict. An object that was not made from JSON gives its fields that are not ``None``.
        """
        extras = self._extras or {}
        if self._shape is None:
            return {
                name: _plain(value) for name in field_names(type(self)) if (value := getattr(self, name)) is not None
            }
        return {name: _plain(extras[name] if name in extras else getattr(self, name)) for name in self._shape}

    @property
    def raw(self) -> dict[str, Any]:
        """The decoded JSON, with its unknown fields. Each access returns a new dict that you may change."""
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

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in (*field_names(type(self)), *_bookkeeping(type(self)))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            _set(self, name, value)


@attrs.define(frozen=True, slots=True, kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ResponseModel(_ResponseBookkeeping, Model):
    """A model that calls return by itself, and that therefore knows its response."""

    @property
    def last_response(self) -> LastResponse:
        """The response that this was read from: status, headers, request id, attempts. It does not affect equality.

        Raises ``AttributeError`` where there was none, such as on an object from a webhook or one that you made.
        """
        if self._last_response is None:
            raise AttributeError(f"this {type(self).__name__} was not read from a response")
        return self._last_response


class Resource(Model):
    """A model with an id in the API: what an expandable field refers to."""

    __slots__ = ()


class DeletedResource(Model):
    """What remains of a resource that was deleted: its id, and the fact that it is deleted."""

    __slots__ = ()


def attach(instance: ResponseModel, response: LastResponse) -> None:
    """Set ``response`` as the one that ``instance`` was read from."""
    _set(instance, "_last_response", response)


def _bookkeeping(cls: type[Model]) -> tuple[str, ...]:
    return ("_shape", "_extras", "_last_response") if issubclass(cls, ResponseModel) else ("_shape", "_extras")


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
