"""Ways into and out of models other than responses: dicts, JSON, cattrs and pydantic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from typing_extensions import is_typeddict

from ..models.base import Model
from .converter import decode, register_models
from .mismatch import DecodeMismatchError
from .strict_json import read_json

if TYPE_CHECKING:
    import cattrs

ModelType = TypeVar("ModelType", bound=Model)

_PARAMETERS: Final = f"{__name__.partition('.')[0]}.params."


def from_dict(cls: type[ModelType], value: Mapping[str, Any]) -> ModelType:
    """Return ``value``, which is decoded JSON, as a ``cls``. Raises ``ValueError``."""
    try:
        return decode(cls, _copy(value))
    except DecodeMismatchError as mismatch:
        problem = f"{mismatch.path or 'it'} {mismatch.problem}"
    except RecursionError:
        problem = "it is nested too deeply"
    raise ValueError(f"this is not a {cls.__name__}: {problem}")


def from_json(cls: type[ModelType], content: str | bytes) -> ModelType:
    """Return ``content``, which is JSON, as a ``cls``. Raises ``ValueError``."""
    try:
        value = read_json(content if isinstance(content, str) else content.decode())
    except RecursionError:
        problem = "it is nested too deeply"
    except ValueError:
        problem = "it is not JSON"
    else:
        return from_dict(cls, cast("Any", value))
    raise ValueError(f"this is not a {cls.__name__}: {problem}")


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(inner) for key, inner in _items(value)}
    if isinstance(value, (list, tuple)):
        return [_copy(element) for element in cast("list[Any]", value)]
    return value


def _items(value: Any) -> Iterable[tuple[Any, Any]]:
    items: Iterable[tuple[Any, Any]] = value.items()
    return items


def register(converter: cattrs.BaseConverter) -> None:
    """Register hooks for models and for the TypedDicts of parameters with ``converter``."""
    register_models(converter)
    converter.register_structure_hook_func(_is_parameters, lambda value, _: _copy(value))
    converter.register_unstructure_hook_func(_is_parameters, _copy)


def _is_parameters(cls: Any) -> bool:
    return is_typeddict(cls) and cls.__module__.startswith(_PARAMETERS)


def pydantic_schema(cls: type[Model]) -> Any:
    """Return pydantic's schema of ``cls``: validated by ``from_dict``, serialized by ``to_dict``."""
    core_schema: Any = import_module("pydantic_core.core_schema")

    def validate(value: Any) -> Model:
        return value if isinstance(value, cls) else from_dict(cls, value)

    return core_schema.no_info_plain_validator_function(
        validate, serialization=core_schema.plain_serializer_function_ser_schema(cls.to_dict)
    )
