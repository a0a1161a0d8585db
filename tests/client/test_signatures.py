"""Signatures and type hints of the package's functions, as tools that inspect them see them."""

from __future__ import annotations

import asyncio
import inspect
import pydoc
import subprocess
import sys
import typing
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any
from unittest.mock import create_autospec

import httpx
import pytest
from guards.public_api import MODULES, public_names

from checkout_client import AsyncCheckoutClient, AsyncSessions, CheckoutClient, RequestOptions, Session, Sessions
from checkout_client import _signatures as signatures
from checkout_client.params import SessionCreateParams, SessionRetrieveParams

SESSIONS = pytest.mark.parametrize("kind", [Sessions, AsyncSessions])


def public_functions() -> Iterator[tuple[str, Any]]:
    """All public classes and functions, and the public methods of the classes."""
    for module_name in MODULES:
        module = import_module(module_name)
        for name in public_names(module):
            value = getattr(module, name)
            if inspect.isclass(value) or inspect.isfunction(value):
                yield f"{module_name}.{name}", value
            if inspect.isclass(value):
                yield from methods(value)


@cache
def methods(cls: type) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for owner in cls.__mro__:
        if not owner.__module__.startswith("checkout_client"):
            continue
        for name, member in vars(owner).items():
            function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
            if inspect.isfunction(function) and (name == "__init__" or not name.startswith("_")):
                found.append((f"{owner.__qualname__}.{name}", function))
    return found


def test_every_public_hint_resolves() -> None:
    checked = 0
    for name, value in public_functions():
        try:
            hints = typing.get_type_hints(value)
        except Exception as error:
            pytest.fail(f"the hints of {name} do not resolve: {error!r}")
        assert not any(isinstance(kind, str) for kind in hints.values()), name
        checked += 1
    assert checked > 500


def test_hints_resolve_with_nothing_else_imported() -> None:
    program = """
import sys, typing
from checkout_client import AsyncSessions, CheckoutClient, Sessions
assert "checkout_client._signatures" not in sys.modules
assert "checkout_client.params" not in sys.modules
for function in (Sessions.create, AsyncSessions.list_parallel, CheckoutClient.__init__):
    typing.get_type_hints(function)
import checkout_client.models
typing.get_type_hints(checkout_client.models.register)
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@SESSIONS
def test_create_lists_its_parameters(kind: type) -> None:
    signature = inspect.signature(kind(None).create)  # type: ignore[call-arg]
    hints = typing.get_type_hints(SessionCreateParams)

    assert set(signature.parameters) == {"options", *SessionCreateParams.__annotations__}
    assert {name: signature.parameters[name].annotation for name in hints} == hints
    assert signature.parameters["options"].annotation == RequestOptions | None
    assert signature.return_annotation is Session
    required = [name for name, it in signature.parameters.items() if it.default is inspect.Parameter.empty]
    assert required == ["mode"]
    assert all(it.kind is inspect.Parameter.KEYWORD_ONLY for it in signature.parameters.values())


@SESSIONS
def test_the_id_can_be_given_by_position(kind: type) -> None:
    signature = inspect.signature(kind(None).retrieve)  # type: ignore[call-arg]

    assert list(signature.parameters) == ["id", "options", *SessionRetrieveParams.__annotations__]
    signature.bind("cs_1", expand=["line_items"])


def test_the_constructor_has_its_types() -> None:
    signature = inspect.signature(CheckoutClient)

    assert "self" not in signature.parameters
    assert httpx.Client in typing.get_args(signature.parameters["http_client"].annotation)
    assert signature.return_annotation is None


def test_help_shows_the_parameters() -> None:
    shown = pydoc.render_doc(CheckoutClient("sk_test_1").sessions.create, renderer=pydoc.plaintext)

    assert "mode: Literal['payment', 'setup', 'subscription']" in shown
    assert "Create a Checkout Session" in shown


def test_the_source_is_found() -> None:
    assert "endpoints.expire" in inspect.getsource(Sessions.expire)
    assert inspect.unwrap(Sessions.expire).__qualname__ == "Sessions.expire"


def test_without_source_signatures_are_as_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_source(module: object) -> str:
        raise OSError("could not get source code")

    signatures._names_for_type_checkers.cache_clear()
    monkeypatch.setattr(signatures.inspect, "getsource", no_source)
    monkeypatch.delitem(vars(sys.modules[Sessions.__module__]), "SessionCreateParams", raising=False)

    assert list(inspect.signature(Sessions.create).parameters) == ["self", "options", "params"]
    signatures._names_for_type_checkers.cache_clear()


def test_autospec_of_a_client() -> None:
    client = create_autospec(CheckoutClient, instance=True)
    client.sessions.create.return_value = "a Session"

    assert isinstance(client.sessions, Sessions)
    assert client.sessions.create(mode="setup", currency="usd") == "a Session"
    client.sessions.create.assert_called_once_with(mode="setup", currency="usd")
    with pytest.raises(TypeError, match="mode"):
        client.sessions.create(currency="usd")
    with pytest.raises(TypeError, match="sucess_url"):
        client.sessions.create(mode="setup", sucess_url="https://example.com/ok")
    with pytest.raises(AttributeError):
        client.sessions.make  # noqa: B018


def test_autospec_of_an_async_client() -> None:
    client = create_autospec(AsyncCheckoutClient, instance=True)
    client.sessions.create.return_value = "a Session"

    assert isinstance(client.sessions, AsyncSessions)
    assert asyncio.run(client.sessions.create(mode="setup", currency="usd")) == "a Session"


def test_the_sessions_of_the_class_make_no_calls() -> None:
    with pytest.raises(TypeError, match=r"used on a client, not on its class"):
        CheckoutClient.sessions.create(mode="setup")
    with pytest.raises(TypeError, match=r"used on a client, not on its class"):
        asyncio.run(AsyncCheckoutClient.sessions.create(mode="setup"))
