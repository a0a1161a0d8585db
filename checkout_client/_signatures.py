"""Signatures and type hints of functions whose types are imported for type checkers only."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from importlib import import_module
from inspect import Parameter, Signature
from types import FunctionType, ModuleType
from typing import Any, Required, get_args, get_origin, get_type_hints


def full_signature(function: FunctionType) -> Signature:
    """Return the signature of ``function`` with evaluated types, and its ``**params`` as single parameters.

    Parameters that are not required have the default ``None``, which calls treat as not given. Where the source is not
    available, the signature is the one that the function declares.
    """
    declared = inspect.signature(function, follow_wrapped=False)
    try:
        hints = get_type_hints(resolvable(function))
    except NameError:
        return declared
    parameters: list[Parameter] = []
    for parameter in declared.parameters.values():
        kind = hints.get(parameter.name, parameter.annotation)
        if parameter.kind is Parameter.VAR_KEYWORD:
            parameters += _keywords(get_args(kind)[0])
        else:
            parameters.append(parameter.replace(annotation=kind))
    returned = None if declared.return_annotation == "None" else hints.get("return", declared.return_annotation)
    return declared.replace(parameters=parameters, return_annotation=returned)


def _keywords(params: Any) -> list[Parameter]:
    """Return the keys of a TypedDict as parameters, the required ones first."""
    marked = get_type_hints(params, include_extras=True)
    required = {name for name, kind in marked.items() if get_origin(kind) is Required}
    parameters = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=Parameter.empty if name in required else None, annotation=kind)
        for name, kind in get_type_hints(params).items()
    ]
    return sorted(parameters, key=lambda parameter: parameter.name not in required)


def resolvable(function: FunctionType) -> FunctionType:
    """Return a copy of ``function`` whose annotations can be evaluated in its ``__globals__``."""
    module = sys.modules[function.__module__]
    namespace = module.__dict__  # a module of models adds the names to it by itself
    if function.__globals__ is namespace:
        namespace.update(_names_for_type_checkers(function.__module__))
    made = FunctionType(function.__code__, namespace, function.__name__, function.__defaults__, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    made.__annotations__ = function.__annotations__
    made.__qualname__, made.__module__, made.__doc__ = function.__qualname__, function.__module__, function.__doc__
    return made


@cache
def _names_for_type_checkers(name: str) -> dict[str, Any]:
    """Return what the module imports under ``if TYPE_CHECKING``; nothing where its source is not available."""
    module = sys.modules[name]
    try:
        tree = ast.parse(inspect.getsource(module))
    except OSError:
        return {}
    found: dict[str, Any] = {}
    for block in tree.body:
        if not isinstance(block, ast.If) or ast.unparse(block.test) != "TYPE_CHECKING":
            continue
        for node in block.body:
            if isinstance(node, ast.Import):
                found.update({alias.asname or alias.name: import_module(alias.name) for alias in node.names})
            if isinstance(node, ast.ImportFrom):
                origin = import_module("." * node.level + (node.module or ""), module.__package__)
                found.update({alias.name: _evaluated(getattr(origin, alias.name), origin) for alias in node.names})
    return found


def _evaluated(value: Any, module: ModuleType) -> Any:
    """Return the type that an alias in quotes stands for; any other value as it is."""
    if not isinstance(value, str):
        return value
    return eval(value, {**vars(module), **_names_for_type_checkers(module.__name__)})  # noqa: S307 - from our own source
