"""One field of a model, as the decoder sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from ..models.base import Model
from .field_types import annotation_texts, type_of_value
from .mismatch import DecodeMismatchError

Hook = Callable[[Any, Any], Any]

_FAST_CHECKS: Final = {
    "str": "{v}.__class__ is str",
    "int": "{v}.__class__ is int",
    "bool": "{v}.__class__ is bool",
    "float": "({v}.__class__ is float or {v}.__class__ is int)",
    # A list of texts, and a mapping of them, is what it should be nearly always.
    "list[str]": "({v}.__class__ is list and {{*map(type, {v})}} <= {{str}})",
    "dict[str, str]": "({v}.__class__ is dict and {{*map(type, {v}.values())}} <= {{str}})",
}


_NO_CONTAINER: Final = "({v}.__class__ is not dict and {v}.__class__ is not list)"


class Field:
    """A field's name and type, and how its values are read. The type is looked at when the first value comes."""

    __slots__ = ("_cls", "_hook", "_hook_for", "annotation", "name", "required")

    def __init__(
        self, name: str, annotation: str, required: bool, cls: type[Model], hook_for: Callable[[Any], Hook]
    ) -> None:
        self.name: str = name
        self.required: bool = required
        self.annotation: str = annotation
        self._cls = cls
        self._hook_for = hook_for
        self._hook: Hook | None = None

    def hook(self) -> Hook:
        """What reads a value: gives it back, or what is made of it, or raises ``DecodeMismatchError``."""
        if self._hook is None:
            self._hook = self._hook_for(type_of_value(self.annotation, self._cls))
        return self._hook

    def read(self, value: Any) -> Any:
        """``value`` read; an error says that it is inside this field."""
        try:
            return (self._hook or self.hook())(value, None)
        except DecodeMismatchError as problem:
            raise problem.inside(self.name) from None

    def fast_check(self) -> str | None:
        """The condition under which a value ``{v}`` is right as it is; ``None`` where it must always be read."""
        text = self.annotation.removesuffix(" | None")
        if text == "Any":
            return _NO_CONTAINER
        if text in _FAST_CHECKS:
            return _FAST_CHECKS[text]
        if text.startswith("str | ") or type_of_value(self.annotation, self._cls) is str:
            return _FAST_CHECKS["str"]  # the id in an expandable field, or an open enum
        return None


def fields_of(cls: type[Model], hook_for: Callable[[Any], Hook]) -> list[Field]:
    """The fields of ``cls``; ``hook_for`` gives what reads the values of a type."""
    required = {field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING}
    return [Field(name, text, name in required, cls, hook_for) for name, text in annotation_texts(cls).items()]
