"""The base of every response class."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self, TypeVar, cast

import attrs
from typing_extensions import dataclass_transform

from .._values import introspectable
from ..last_response import LastResponse

ModelType = TypeVar("ModelType", bound="Model")

_get: Final = object.__getattribute__
_set: Final = object.__setattr__

# Modules of models may load in several threads: iterate over copies only.
_annotations: dict[type, dict[str, str]] = {}

_namespace: Final = vars(ModuleType)["__dict__"].__get__


class _ModelModule(ModuleType):
    """A module of models. Reading its ``__dict__`` adds the names that it imports for type checkers only.

    ``typing.get_type_hints``, ``attrs.resolve_types`` and others evaluate the annotations of a class in its module's
    ``__dict__``. So they find every name, and a program that does not use them loads no module for it.
    """

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        namespace: dict[str, Any] = _namespace(self)
        from .. import models
        from . import literals
        from ._index import MODULES

        declared = _annotations.copy()
        own = (kind for cls, kinds in declared.items() if cls.__module__ == self.__name__ for kind in kinds.values())
        for name in set(re.findall(r"\w+", " ".join(own))) - namespace.keys():
            if name in MODULES:
                namespace[name] = getattr(models, name)
            elif hasattr(literals, name):
                namespace[name] = getattr(literals, name)
        return namespace


def namespace_of(cls: type[Model]) -> dict[str, Any]:
    """Return the namespace of the module of ``cls`` without importing anything."""
    namespace: dict[str, Any] = _namespace(sys.modules[cls.__module__])
    return namespace


@dataclass_transform(frozen_default=True, kw_only_default=True)
def model(cls: type[ModelType]) -> type[ModelType]:
    """Make an attrs class of ``cls``: frozen, slotted, keyword-only."""
    declared = {name: kind for base in reversed(cls.__mro__[1:]) for name, kind in _annotations.get(base, {}).items()}
    declared |= cls.__annotations__
    module = sys.modules[cls.__module__]
    if type(module) is _ModelModule:
        _set(module, "__class__", ModuleType)  # attrs reads its namespace, too
    # Equality, hash, repr and pickling are the same for all: one generic method each instead of code per class.
    made = attrs.define(cls, frozen=True, slots=True, kw_only=True, eq=False, repr=False, getstate_setstate=False)
    _annotations[made] = {field.name: declared[field.name] for field in attrs.fields(made)}
    introspectable(made.__init__)
    unchecked: Any = made
    unchecked.__replace__ = Model.__replace__  # from Python 3.13 on, attrs makes one for each class: attrs.evolve
    if made.__module__.startswith(f"{__package__}."):
        _set(module, "__class__", _ModelModule)
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
        # What the fields cannot reproduce exactly: unknown keys, numbers in an unusual notation, null for a list.
        _extras: dict[str, Any] | None

        # Fields that make the object what it is: without them it is not read. All others can be absent or null.
        _required_fields: ClassVar[tuple[str, ...]] = ()
        # By field: the key that older responses have instead.
        _former_keys: ClassVar[Mapping[str, str]] = {}
        # Whether it can contain, deep inside, another of its kind. Decoding bounds how many.
        _can_contain_itself: ClassVar[bool] = False
        # Fields that hold an object, for which older responses have a string; by field, where the string belongs.
        _objects_by_id: ClassVar[Mapping[str, str]] = {}
    else:
        _required_fields = ()
        _can_contain_itself = False
        _former_keys = _objects_by_id = MappingProxyType({})

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
    """The base of everything that a response holds: frozen, comparable, and as lossless as the JSON it is made from.

    Attributes cannot be set. The lists and dicts that they hold are ordinary ones: to change one changes the model.

    Two objects of one class are equal if their fields are equal, known and unknown ones. A null and an absent field
    are the same.
    """

    def __attrs_post_init__(self) -> None:
        for name, kind in _annotations[type(self)].items():
            if "dict[" not in kind and "Any" not in kind and _holds_dict(getattr(self, name)):
                raise TypeError(
                    f"{name} of {type(self).__name__} is a dict, not a model: use {type(self).__name__}.from_dict(...) "
                    "for decoded JSON"
                )
        source = _evolved_from(self)
        if source is not None:
            changed = [name for name in field_names(type(self)) if getattr(self, name) is not getattr(source, name)]
            _carry_over(source, self, changed)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Return a model of decoded JSON, such as a stored ``to_dict()``.

        For example::

            session = Session.from_dict({"id": "cs_test_1", "object": "checkout.session", "amount_total": 2000})

        Args:
            value: the JSON object. It is copied: changing it later does not change the model.

        Raises:
            ValueError: a part of it has another type than the API's. The message says where.

        """
        from .._decoding.conversions import from_dict

        return from_dict(cls, value)

    @classmethod
    def from_json(cls, content: str | bytes) -> Self:
        """Return a model of JSON text, like ``from_dict``.

        Raises:
            ValueError: it is not JSON, or a part of it has another type than the API's. The message says where.

        """
        from .._decoding.conversions import from_json

        return from_json(cls, content)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        """Validate by ``from_dict`` and serialize by ``to_dict`` where a model is a field of a pydantic model."""
        from .._decoding.conversions import pydantic_schema

        return pydantic_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        return {"title": cls.__name__, "type": "object"}

    def evolve(self, **changes: Any) -> Self:
        """Return a copy with other values of some fields, and with the unknown fields. It has no ``last_response``.

        ``attrs.evolve`` and, from Python 3.13 on, ``copy.replace`` do the same.

        For example::

            hidden = session.evolve(url=None, client_secret=None)

        Raises:
            TypeError: there is no such field.

        """
        fields: dict[str, Any] = {name: getattr(self, name) for name in field_names(type(self))}
        made = type(self)(**(fields | changes))
        _carry_over(self, made, changes)
        return made

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
        if self._extras != other._extras and _without_nulls(self._extras) != _without_nulls(other._extras):
            return False
        return all(getattr(self, name) == getattr(other, name) for name in field_names(type(self)))

    def __hash__(self) -> int:
        # Most models hold lists or mappings, which have no hash; what is equal has the same id.
        return hash((type(self), getattr(self, "id", None)))

    def __repr__(self) -> str:
        from ._display import shown_briefly

        return shown_briefly(self)

    def __rich_repr__(self) -> Iterable[tuple[str, object]]:
        from ._display import verbatim

        return verbatim(self)

    def __replace__(self, /, **changes: Any) -> Self:
        return self.evolve(**changes)

    def __copy__(self) -> Self:
        from .._decoding.copies import copied

        return copied(self, lambda value: value)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        from .._decoding.copies import copied, deep_copied

        return copied(self, deep_copied)

    def __reduce__(self) -> tuple[object, ...]:
        from .._decoding.copies import pickled

        return pickled(self)


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


class DeletableResource(Resource):
    """A resource in whose place a deleted one can be, so that ``deleted`` tells the two apart."""

    __slots__ = ()

    @property
    def deleted(self) -> Literal[False]:
        """Always False: the class of deleted objects is another."""
        return False


class DeletedResource(Model):
    """What remains of a resource that was deleted: its id, and the fact that it is deleted."""

    __slots__ = ()


def shape_of(model: Model) -> tuple[str, ...] | None:
    """Return the keys of the JSON object that ``model`` was made from; None if it was not made from JSON."""
    shape: tuple[str, ...] | None = _get(model, "_shape")
    return shape


def response_of(model: Model) -> LastResponse | None:
    """Return the response that ``model`` was read from; None if there was none."""
    response: LastResponse | None = _get(model, "_last_response") if isinstance(model, ResponseModel) else None
    return response


def attach(instance: ResponseModel, response: LastResponse) -> None:
    """Set ``response`` as the one that ``instance`` was read from."""
    _set(instance, "_last_response", response)


def _carry_over(source: Model, made: Model, changed: Iterable[str]) -> None:
    """Give ``made`` the keys and the unknown fields of ``source``, from which it differs in the ``changed`` fields."""
    shape = shape_of(source)
    if shape is not None:
        changed = list(changed)
        extras: dict[str, Any] = _get(source, "_extras") or {}
        _set(made, "_shape", (*shape, *(name for name in changed if name not in shape)))
        _set(made, "_extras", {key: value for key, value in extras.items() if key not in changed} or None)


def _evolved_from(made: Model) -> Model | None:
    """Return the object that ``attrs.evolve`` is copying if ``made`` is the copy, else None.

    ``attrs.evolve`` calls the class with the values of its attrs fields alone, and has no hook for others. So this asks
    its frame. If a later version of attrs differs, copies that it makes lack the unknown fields, and nothing else.
    """
    frame = sys._getframe(2).f_back  # pyright: ignore[reportPrivateUsage] - of the caller of the generated __init__
    if frame is None or frame.f_code is not attrs.evolve.__code__:
        return None
    source = frame.f_locals.get("inst")
    return source if type(source) is type(made) else None


def _holds_dict(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(element, dict) for element in cast("list[object]", value))
    )


def _without_nulls(extras: dict[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (extras or {}).items() if value is not None}


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
