"""The public names of the package, and where the reference documents each of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache

from .source import PACKAGE, Definition, Module, find, read_module

MODULES = (
    PACKAGE,
    f"{PACKAGE}.params",
    f"{PACKAGE}.models",
    f"{PACKAGE}.webhooks",
    f"{PACKAGE}.testing",
    f"{PACKAGE}.testing.server",
    f"{PACKAGE}.money",
    f"{PACKAGE}.bulk",
    f"{PACKAGE}.rate_limit",
    f"{PACKAGE}.instrumentation",
    f"{PACKAGE}.versions",
)
"""The modules that users import from. The reference documents a name under the first module that exports it."""

NAMED = {
    f"{PACKAGE}.testing.server": ["create_app", "serve"],
    f"{PACKAGE}.money": [
        "to_minor_units",
        "from_minor_units",
        "ZERO_DECIMAL_CURRENCIES",
        "THREE_DECIMAL_CURRENCIES",
        "WHOLE_ONLY_CURRENCIES",
    ],
}
"""Public names of modules that have no ``__all__``."""

MET = (
    (f"{PACKAGE}.models.base", "Model"),
    (f"{PACKAGE}.models.base", "ResponseModel"),
    (f"{PACKAGE}.models.base", "Resource"),
    (f"{PACKAGE}.models.base", "DeletedResource"),
    (f"{PACKAGE}.timeouts", "TimeoutLike"),
    (f"{PACKAGE}.timeouts", "LimitsLike"),
    (f"{PACKAGE}.expansion", "HasId"),
    (f"{PACKAGE}._transport.backends.protocols", "Httpx2Client"),
    (f"{PACKAGE}._transport.backends.protocols", "Httpx2AsyncClient"),
    (f"{PACKAGE}._transport.backends.protocols", "StreamedResponse"),
    (f"{PACKAGE}._transport.backends.protocols", "AsyncStreamedResponse"),
    (f"{PACKAGE}.testing.httpx_transport", "FakeTransport"),
    (f"{PACKAGE}.testing._api.api_messages", "FakeRequest"),
    (f"{PACKAGE}.testing._api.api_messages", "FakeResponse"),
    (f"{PACKAGE}.testing._api.api_messages", "ConnectionFault"),
)
"""Classes that users get as results or pass as arguments without importing them."""


@dataclass(frozen=True, eq=False)
class Home:
    """One name of the reference."""

    path: str
    """Its full name in the reference: the public module and the name."""
    module: Module
    """The module that defines it."""
    definition: Definition
    also: tuple[str, ...] = ()
    """Its other public names."""
    is_public: bool = True
    """Whether users can import it."""

    @property
    def definition_name(self) -> str:
        """Its name where it is defined."""
        return next(name for name, one in self.module.definitions.items() if one is self.definition)

    @property
    def place(self) -> str:
        """The module part of ``path``."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The last part of ``path``."""
        return self.path.rpartition(".")[2]


def public_names() -> dict[str, list[str]]:
    """Return the public names by module."""
    return {module: NAMED.get(module) or read_module(module).exported for module in MODULES}


@cache
def homes() -> dict[tuple[str, str], Home]:
    """Return every name of the reference, by the module that defines it and its name there."""
    paths: dict[tuple[str, str], list[str]] = {}
    found: dict[tuple[str, str], tuple[Module, Definition]] = {}
    for place, names in public_names().items():
        for name in names:
            defined = find(place, name)
            if defined is None:
                raise LookupError(f"{place}.{name} is public, but the package does not define it")
            key = defined[0].name, name
            found[key] = defined
            paths.setdefault(key, []).append(f"{place}.{name}")
    known = {key: Home(all_[0], *found[key], tuple(all_[1:])) for key, all_ in paths.items()}
    for key in MET:
        met = find(*key)
        if met is None:
            raise LookupError(f"{key[0]} has no {key[1]}")
        known[key] = Home(".".join(key), *met, is_public=False)
    return known


@cache
def by_path() -> dict[str, Home]:
    """Return every name of the reference by its full name."""
    return {home.path: home for home in homes().values()}


def home_of(module: str, name: str) -> Home | None:
    """Return where the reference documents what ``name`` means in ``module``, or ``None``."""
    defined = find(module, name)
    return None if defined is None else homes().get((defined[0].name, name))


def homes_in(module: str, names: list[str]) -> list[Home]:
    """Return the listed names, or all names that a module defines or exports, in the order of its source."""
    if names:
        chosen = [home_of(module, name) for name in names]
        if None in chosen:
            raise LookupError(f"{module} has no public {names[chosen.index(None)]}")
        return [one for one in chosen if one is not None]
    own = [home for (definer, _), home in homes().items() if definer == module]
    own = own or [home for home in homes().values() if home.place == module]  # a package that only exports
    if not own:
        raise LookupError(f"{module} defines nothing that is public")
    return sorted(own, key=lambda home: home.definition.lineno)


def is_alias(definition: Definition) -> bool:
    """Return whether an assignment defines a type alias: with ``TypeAlias``, or as a union or ``Literal[…]``."""
    if isinstance(definition, ast.AnnAssign):
        return ast.unparse(definition.annotation) == "TypeAlias"
    return isinstance(definition, ast.Assign) and isinstance(definition.value, ast.Subscript | ast.BinOp)
