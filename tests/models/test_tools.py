"""Every model with the packages that people use it with: pydantic, FastAPI, rich, IPython, polyfactory, cattrs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any

import attrs
import pytest
from support.citizens import EVERY_CLASS, EVERY_INSTANCE, INSTANCES, WHOLE
from support.tools import tool

from checkout_client import models
from checkout_client.models import Invoice, LineItem, Session
from checkout_client.models.base import Model


def application_with(classes: Iterable[type[Model]]) -> Any:
    """A FastAPI application with a route for each class, which returns the model that it gets."""
    fastapi = tool("fastapi")
    made = fastapi.FastAPI()
    for cls in classes:

        def echo(model: Any) -> Any:
            return model

        echo.__annotations__ = {"model": Annotated[cls, fastapi.Body()], "return": cls}
        made.post(f"/{cls.__name__}")(echo)
    return tool("fastapi.testclient").TestClient(made)


@pytest.fixture(scope="module")
def application() -> Any:
    return application_with([Session, LineItem, Invoice])


@pytest.mark.parametrize("cls", [Session, LineItem, Invoice])
def test_fastapi_takes_and_returns_it(application: Any, cls: type[Model]) -> None:
    payload = INSTANCES[cls].to_dict()
    response = application.post(f"/{cls.__name__}", json=payload)
    assert (response.status_code, response.json()) == (200, payload)


@pytest.mark.long
def test_fastapi_takes_and_returns_every_model() -> None:
    application = application_with(INSTANCES)
    for cls, instance in INSTANCES.items():
        response = application.post(f"/{cls.__name__}", json=instance.to_dict())
        assert (response.status_code, response.json()) == (200, instance.to_dict())


def test_fastapi_refuses_what_is_wrong(application: Any) -> None:
    response = application.post("/Session", json={**WHOLE[Session], "created": "now"})
    assert response.status_code == 422
    assert "created should be an integer" in response.text


def test_fastapi_documents_it(application: Any) -> None:
    schema = application.get("/openapi.json").json()["paths"]["/Session"]["post"]["requestBody"]
    assert schema["content"]["application/json"]["schema"]["type"] == "object"


@EVERY_INSTANCE
def test_rich_and_ipython_show_what_repr_shows(instance: Model) -> None:
    rich = tool("rich.pretty")
    assert rich.pretty_repr(instance, max_width=100_000).startswith(repr(instance).partition("…")[0].rstrip(")"))
    shown, _ = tool("IPython.core.formatters").DisplayFormatter().format(instance)
    assert shown["text/plain"] == repr(instance)


def test_neither_shows_what_is_personal() -> None:
    session = Session.from_dict({**WHOLE[Session], "customer_email": "planted", "client_secret": "planted"})
    shown, _ = tool("IPython.core.formatters").DisplayFormatter().format(session)
    assert "planted" not in shown["text/plain"] + tool("rich.pretty").pretty_repr(session)


def built(cls: type[Model], **values: Any) -> Any:
    """Build a ``cls`` with polyfactory. Where it meets a class inside itself it gives up: then another seed is used."""
    factory = tool("polyfactory.factories.attrs_factory").AttrsFactory
    for seed in range(5):
        try:
            return factory.create_factory(cls, __random_seed__=seed).build(**values)
        except TypeError as problem:
            assert "missing" in str(problem)
    raise AssertionError(f"polyfactory cannot build a {cls.__name__}")


@pytest.mark.long
@EVERY_CLASS
def test_polyfactory_builds_it(cls: type[Model]) -> None:
    made = built(cls)
    assert type(made) is cls
    assert attrs.evolve(made) == made


def test_polyfactory_takes_values() -> None:
    session = built(Session, id="cs_7", payment_status="paid")
    assert (session.id, session.is_paid) == ("cs_7", True)


@pytest.mark.parametrize("name", ["orjson", "msgspec"])
def test_converters_of_compiled_packages(name: str) -> None:
    tool(name)
    converter: Any = tool(f"cattrs.preconf.{name}").make_converter()
    models.register(converter)
    for cls, instance in INSTANCES.items():
        assert converter.unstructure(instance) == instance.to_dict()
        assert converter.structure(instance.to_dict(), cls) == instance
        content = converter.dumps(instance)
        assert json.loads(content) == instance.to_dict()
        assert converter.loads(content, cls) == instance
