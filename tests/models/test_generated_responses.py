"""Five hundred sessions and items for each API version, which together hold all that the version may send."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest
from support.responses import ADDED_FIELD, ADDED_VALUE, Responses
from support.shapes import FIELDS, ROOTS, VERSIONS

from checkout_client._decoding.converter import decode
from checkout_client.models import LineItem, Session
from checkout_client.models._display import MAX_REPR
from checkout_client.models.base import Model

COUNT = 500


@attrs.frozen
class Generated:
    """What one API version may send, and what became of it."""

    version: str
    source: Responses
    pairs: list[tuple[dict[str, Any], Model]]


IN_DEFAULT = (VERSIONS[-1],)
"""The newest version; the others are in the long suite."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(version, marks=() if version in IN_DEFAULT else pytest.mark.long) for version in VERSIONS],
)
def generated(request: pytest.FixtureRequest) -> Generated:
    source = Responses(request.param)
    sessions = [source.make("checkout.session") for _ in range(COUNT)]
    items = [source.make("item") for _ in range(COUNT)]
    pairs: list[tuple[dict[str, Any], Model]] = [(raw, decode(Session, raw)) for raw in sessions]
    pairs += [(raw, decode(LineItem, raw)) for raw in items]
    return Generated(request.param, source, pairs)


def differences(value: Any, raw: Any, path: str) -> Iterator[str]:
    """Where ``value`` is not what ``raw`` says, reading attributes alone."""
    if isinstance(value, Model):
        if type(raw) is not dict:
            yield f"{path}: {type(value).__name__} from {raw!r}"
            return
        for name, part in raw.items():
            if name == ADDED_FIELD:
                if value.raw[name] != part:
                    yield f"{path}.{name}: not in raw"
            elif not hasattr(value, name):
                yield f"{path}.{name}: no such attribute"
            else:
                yield from differences(getattr(value, name), part, f"{path}.{name}")
    elif isinstance(raw, list) and type(value) is list and len(value) == len(raw):
        for element, part in zip(value, raw, strict=True):
            yield from differences(element, part, f"{path}[]")
    elif isinstance(raw, dict) and type(value) is dict and value.keys() == raw.keys():
        for key, element in value.items():
            yield from differences(element, raw[key], f"{path}{{}}")
    elif isinstance(raw, str) and path.endswith(("_decimal", ".fx_rate")):
        if type(value) is not Decimal or value != Decimal(raw):
            yield f"{path}: {value!r} for {raw!r}"
    elif type(value) is not type(raw) or value != raw:
        yield f"{path}: {value!r} for {raw!r}"


def same_json(one: object, other: object) -> bool:
    return json.dumps(one) == json.dumps(other)  # key order counts, and 1 is neither 1.0 nor True


def test_every_choice_that_the_version_has_was_made(generated: Generated):
    assert [choice for root in ROOTS for choice in generated.source.not_dealt(root)] == []


def test_every_field_is_at_its_attribute_with_its_value(generated: Generated):
    found = {text for raw, model in generated.pairs for text in differences(model, raw, type(model).__name__)}
    assert found == set()


def test_fields_that_did_not_come_are_none(generated: Generated):
    for raw, model in generated.pairs:
        for name in FIELDS[generated.version][str(model.object)]:  # type: ignore[attr-defined]
            if "." not in name and name not in raw:
                assert getattr(model, name) is None, name


def test_the_dictionary_is_the_response_again_to_the_order_of_keys(generated: Generated):
    for raw, model in generated.pairs:
        assert same_json(model.to_dict(), raw)


@pytest.mark.long
def test_a_pickle_is_equal_and_as_lossless(generated: Generated):
    for raw, model in generated.pairs:
        restored = pickle.loads(pickle.dumps(model))
        assert restored == model
        assert hash(restored) == hash(model)
        assert restored.to_dict() == raw


def test_a_copy_is_equal_and_as_lossless(generated: Generated):
    for _, model in generated.pairs:
        assert copy.copy(model) == model
    for raw, model in generated.pairs[::10]:
        copied = copy.deepcopy(model)
        assert copied == model
        assert copied is not model
        assert same_json(copied.to_dict(), raw)


def test_a_second_decoding_is_equal_and_the_next_response_is_not(generated: Generated):
    for (raw, model), (_, following) in zip(generated.pairs[::4], generated.pairs[1::4], strict=True):
        assert decode(type(model), raw) == model
        assert following != model


def test_reprs_are_short_and_hold_nothing_personal(generated: Generated):
    for raw, model in generated.pairs:
        shown = repr(model)
        assert len(shown) <= MAX_REPR
        assert "\n" not in shown
        assert f"id={raw['id']!r}" in shown
        for name in ("client_secret", "customer_email"):
            if raw.get(name) is not None:
                assert repr(dict(model.__rich_repr__())[name]) == "[masked]"


def test_the_responses_are_as_rich_as_they_should_be(generated: Generated):
    """A guard of the other tests: they would pass on empty sessions."""
    texts = [json.dumps(raw, ensure_ascii=False) for raw, _ in generated.pairs[:COUNT]]
    together = "".join(texts)
    assert len(together) > 8_000 * COUNT
    for part in (ADDED_FIELD, ADDED_VALUE, '"deleted": true', '"object": "payment_intent"', '"object": "tax_id"', "🎉"):
        assert part in together


def test_the_same_seed_makes_the_same_responses(generated: Generated):
    again = Responses(generated.version)
    assert [again.make("checkout.session") for _ in range(3)] == [raw for raw, _ in generated.pairs[:3]]


def test_every_expandable_field_came_as_id_and_object_and_where_it_may_as_deleted(generated: Generated):
    forms: dict[str, set[str]] = {}
    fields = FIELDS[generated.version]["checkout.session"]
    expandable = {path for path, facts in fields.items() if "expandable" in facts}
    for raw, _ in generated.pairs[:COUNT]:
        for path in expandable:
            for value in reached(raw, path.split(".")):
                form = "id" if isinstance(value, str) else "deleted" if value.get("deleted") else "object"
                forms.setdefault(path, set()).add(form)
    assert {path for path, seen in forms.items() if seen >= {"id", "object"}} == expandable
    assert {path for path, seen in forms.items() if "deleted" in seen} == {
        path for path in expandable if path == "customer" or path.endswith("account_tax_ids")
    }


def reached(value: Any, steps: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for element in value:
            yield from reached(element, steps)
    elif not steps:
        if value is not None:
            yield value
    elif isinstance(value, dict):
        yield from reached(value.get(steps[0].removesuffix("[]")), steps[1:])
