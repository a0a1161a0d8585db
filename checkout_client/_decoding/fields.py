"""The fields of a model: their declared types, and how a value of each is read.

The types are those that the models' source declares. ``attrs.fields(...)`` is not asked for them: tools such as
``attrs.resolve_types`` replace what it holds.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Any, Final, ForwardRef, Literal, Union, get_args, get_origin

from ..models.base import Model, field_annotations, namespace_of
from .mismatch import DecodeMismatchError

Hook = Callable[[Any, Any], Any]
"""Reads a value. The second argument is the number of expanded objects around it (see ``MAX_EXPANSION_DEPTH``)."""

_SCALARS: Final[dict[str, type]] = {"str": str, "int": int, "bool": bool, "float": float, "Literal[True]": bool}

_FAST_CHECKS: Final = {
    "str": "{v}.__class__ is str",
    "int": "{v}.__class__ is int",
    "bool": "{v}.__class__ is bool",
    "Literal[True]": "{v}.__class__ is bool",
    "float": "({v}.__class__ is float or {v}.__class__ is int)",
    "list[str]": "({v}.__class__ is list and {{*map(type, {v})}} <= {{str}})",
    "dict[str, str]": "({v}.__class__ is dict and {{*map(type, {v}.values())}} <= {{str}})",
}

_NO_CONTAINER: Final = "({v}.__class__ is not dict and {v}.__class__ is not list)"


class Field:
    """A field's name and type, and how its values are read. The type is evaluated when the first value arrives."""

    __slots__ = (
        "_cls",
        "_hook",
        "_hook_for",
        "annotation",
        "former_key",
        "is_decimal",
        "is_list",
        "name",
        "required",
        "string_key",
    )

    def __init__(self, name: str, annotation: str, cls: type[Model], hook_for: Callable[[Any], Hook]) -> None:
        self.name: str = name
        self.annotation: str = annotation
        self.required: bool = name in cls._required_fields  # pyright: ignore[reportPrivateUsage]
        self.is_list: bool = annotation.startswith("list[") and not annotation.endswith(" | None")
        """Whether an absent or null value is an empty list."""
        self.is_decimal: bool = annotation.startswith("Decimal")
        self.former_key: str | None = cls._former_keys.get(name)  # pyright: ignore[reportPrivateUsage]
        """The key that older responses have instead of ``name``."""
        self.string_key: str | None = cls._objects_by_id.get(name)  # pyright: ignore[reportPrivateUsage]
        """Where a string belongs in the object that the field holds, if older responses have a string."""
        self._cls = cls
        self._hook_for = hook_for
        self._hook: Hook | None = None

    def hook(self) -> Hook:
        """Return the function that reads a value, or raises ``DecodeMismatchError``."""
        if self._hook is None:
            hook = self._hook_for(type_of_value(self.annotation, self._cls))
            self._hook = hook if self.string_key is None else _from_string(hook, self.string_key)
        return self._hook

    def read(self, value: Any, expanded: int) -> Any:
        """Read ``value``. An error names this field."""
        try:
            return (self._hook or self.hook())(value, expanded)
        except DecodeMismatchError as problem:
            raise problem.at(self.name) from None

    def is_enum(self) -> bool:
        """Return whether the values are few, so that equal ones are kept once."""
        declared = self.annotation.removesuffix(" | None")
        is_string = type_of_value(self.annotation, self._cls) is str
        return self.name == "currency" or (is_string and declared not in _FAST_CHECKS)

    def fast_check(self) -> str | None:
        """Return the condition under which a value ``{v}`` needs no conversion; ``None`` where it always does."""
        declared = self.annotation.removesuffix(" | None")
        if declared == "Any":
            return _NO_CONTAINER
        if declared in _FAST_CHECKS:
            return _FAST_CHECKS[declared]
        if declared.startswith("str | ") or type_of_value(self.annotation, self._cls) is str:
            return _FAST_CHECKS["str"]  # the id in an expandable field, or an open enum
        return None


def fields_of(cls: type[Model], hook_for: Callable[[Any], Hook]) -> list[Field]:
    """Return the fields of ``cls``. ``hook_for`` returns the function that reads the values of a type."""
    return [Field(name, declared, cls, hook_for) for name, declared in field_annotations(cls).items()]


def _from_string(hook: Hook, key: str) -> Hook:
    return lambda value, expanded: hook({key: value} if value.__class__ is str else value, expanded)


def _is_model(name: str) -> bool:
    from ..models._index import MODULES  # when the first object is read: importing the package does not need it

    return name in MODULES


class _Names(dict[str, Any]):
    """The names in annotations. A model is represented by a reference, so that its module is not loaded."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        super().__init__()
        self._namespace = namespace

    def __missing__(self, name: str) -> Any:
        if _is_model(name):
            return ForwardRef(name)
        if name in self._namespace or hasattr(builtins, name):
            raise KeyError(name)  # it is looked up there next
        from ..models import literals  # the models import them for type checkers only

        return vars(literals)[name]


def field_types(cls: type[Model]) -> dict[str, Any]:
    """Return the declared types of the fields of ``cls``, with other models as references by name."""
    return {name: _evaluated(declared, cls) for name, declared in field_annotations(cls).items()}


def type_of_value(annotation: str, cls: type[Model]) -> Any:
    """Return the type that ``annotation``, in ``cls``, declares for values other than ``None``.

    Most annotations are recognized as strings: evaluating them all would take a large part of the first call's time.
    """
    declared = annotation.removesuffix(" | None")
    if declared in _SCALARS:
        return _SCALARS[declared]
    if declared.startswith("Literal[") and declared.endswith("] | str") and declared.count("[") == 1:
        return str  # an open enum is a string
    if declared.isidentifier() and not _is_model(declared) and declared not in namespace_of(cls):
        return str  # one of models.literals, which are all open enums: the module need not be loaded
    return without_none(_evaluated(annotation, cls))


def _evaluated(annotation: str, cls: type[Model]) -> Any:
    namespace = namespace_of(cls)
    return eval(annotation, namespace, _Names(namespace))  # noqa: S307 - from our own source


def is_union(kind: Any) -> bool:
    """Return whether ``kind`` is ``X | Y``."""
    return get_origin(kind) in (Union, UnionType)


def without_none(kind: Any) -> Any:
    """Return ``kind`` without ``None``. An open enum becomes ``str``: values of newer versions are accepted."""
    if not is_union(kind):
        return kind
    members = tuple(member for member in get_args(kind) if member is not NoneType)
    if all(member is str or get_origin(member) is Literal for member in members):
        return str
    return Union[members]  # noqa: UP007 - built at run time
