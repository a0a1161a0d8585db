"""Every class of models, and an instance of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checkout_client import models
from checkout_client._decoding.converter import decode
from checkout_client.models import LineItem, Session
from checkout_client.models._index import MODULES
from checkout_client.models.base import Model, field_names
from support.depth import thinned

from .responses import EveryField
from .shapes import VERSIONS

DATA = Path(__file__).parents[1] / "data"
WHOLE: dict[type[Model], dict[str, Any]] = {
    Session: json.loads((DATA / "session_every_field.json").read_text("utf-8")),
    LineItem: json.loads((DATA / "item_every_field.json").read_text("utf-8")),
}
EVERY_CLASS = pytest.mark.parametrize("cls", thinned((name, getattr(models, name)) for name in MODULES))


def instances() -> dict[type[Model], Model]:
    """An instance of each class, made from JSON with every field wherever a response can hold the class."""
    found: dict[type[Model], Model] = {}

    def add(value: Any) -> None:
        if isinstance(value, Model):
            found.setdefault(type(value), value)
            for name in field_names(type(value)):
                add(getattr(value, name))
        elif isinstance(value, (list, dict)):
            for element in value.values() if isinstance(value, dict) else value:
                add(element)

    for version in (VERSIONS[-1], VERSIONS[0]):
        for name, cls in (("checkout.session", Session), ("item", LineItem)):
            add(decode(cls, EveryField(version).make(name)))
    for name in MODULES:
        cls = getattr(models, name)
        required = {"id": "id_1", "object": "checkout.session"}
        found.setdefault(cls, decode(cls, {key: value for key, value in required.items() if key in field_names(cls)}))
    return found


INSTANCES = instances()
EVERY_INSTANCE = pytest.mark.parametrize("instance", thinned((type(it).__name__, it) for it in INSTANCES.values()))
