"""The converter's rules, shown on models of two or three fields."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ForwardRef, Literal, TypeAlias, get_args

import pytest

from checkout_client import models
from checkout_client._decoding import converter as converting
from checkout_client._decoding.converter import MAX_DECIMAL, converter, decode
from checkout_client._decoding.fields import field_types, is_union
from checkout_client._decoding.mismatch import MAX_PATH, MAX_STEP, DecodeMismatchError
from checkout_client._decoding.strict_json import MAX_CONTAINERS, read_json
from checkout_client.models import Coupon, DeletedProduct, DeletedTaxId, Product, TaxId  # noqa: F401
from checkout_client.models._index import MODULES
from checkout_client.models.base import Model, field_names, model

Colour: TypeAlias = Literal["blue", "red"] | str


@model
class Inner(Model):
    amount: int
    note: str | None = None


@model
class Outer(Model):
    text: str | None = None
    whole: int | None = None
    ratio: float | None = None
    flag: bool | None = None
    exact: Decimal | None = None
    anything: Any = None
    colour: Colour | None = None
    inner: Inner | None = None
    inners: list[Inner] | None = None
    table: dict[str, Inner] | None = None
    nested: list[dict[str, list[Inner]]] | None = None
    holes: list[str | None] | None = None
    colours: list[Colour] | None = None
    flexible: str | dict[str, Any] | None = None
    product: str | Product | DeletedProduct | None = None
    products: list[str | Product | DeletedProduct] | None = None
    never_an_id: Inner | None = None
    texts: list[str] | None = None
    names: dict[str, str] | None = None
    never_a_product_id: Product | DeletedProduct | None = None


@model
class Demanding(Model):
    """Every field is always there in newer payloads, and the first is required."""

    _required_fields = ("text",)

    text: str
    whole: int
    ratio: float
    flag: bool
    exact: Decimal
    colour: Colour
    inner: Inner
    inners: list[Inner]
    table: dict[str, str]
    product: str | Product | DeletedProduct


FILLED: dict[str, Any] = {
    "text": "a",
    "whole": 1,
    "ratio": 0.5,
    "flag": True,
    "exact": "1.50",
    "colour": "red",
    "inner": {"amount": 1},
    "inners": [{"amount": 2}],
    "table": {"a": "b"},
    "product": "prod_1",
}
DELETED_PRODUCT = {"id": "prod_1", "object": "product", "deleted": True}


def refusal(cls: type[Model], value: object) -> DecodeMismatchError:
    with pytest.raises(DecodeMismatchError) as raised:
        decode(cls, value)
    return raised.value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", ""),
        ("text", "None"),
        ("whole", 0),
        ("whole", -(2**70)),
        ("ratio", 0.1),
        ("ratio", 3),
        ("flag", False),
        ("anything", {"a": [1, None]}),
        ("anything", "text"),
        ("colour", "red"),
        ("colour", "a colour of a later version"),
        ("colours", ["red", "ultraviolet"]),
        ("holes", ["a", None]),
        ("flexible", "id_1"),
        ("flexible", {"id": "id_1", "deep": [{}]}),
        ("product", "prod_1"),
        ("texts", ["a", ""]),
        ("texts", []),
        ("names", {"a": "b", "c": ""}),
        ("names", {}),
    ],
)
def test_values_of_the_declared_type_pass_unchanged(name: str, value: Any):
    found = getattr(decode(Outer, {name: value}), name)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("name", field_names(Outer))
def test_null_and_absent_are_none(name: str):
    assert getattr(decode(Outer, {}), name) is None
    assert getattr(decode(Outer, {name: None}), name) is None


@pytest.mark.parametrize("name", field_names(Demanding))
def test_null_and_absent_are_none_or_an_empty_list_whatever_the_type_says(name: str):
    assert decode(Demanding, FILLED).to_dict() == FILLED
    for value in (FILLED | {name: None}, {key: part for key, part in FILLED.items() if key != name}):
        if name == "text":
            problem = refusal(Demanding, value)
            assert (problem.path, problem.problem) == ("text", "should be a string, not null")
        else:
            demanding = decode(Demanding, value)
            assert getattr(demanding, name) == ([] if name == "inners" else None)
            assert demanding.to_dict() == value


WRONG: list[tuple[str, object, str]] = [
    ("text", 1, "should be a string, not an integer"),
    ("text", True, "should be a string, not a boolean"),
    ("text", ["a"], "should be a string, not an array"),
    ("whole", 1.9, "should be an integer, not a number"),
    ("whole", 1.0, "should be an integer, not a number"),
    ("whole", "1", "should be an integer, not a string"),
    ("whole", True, "should be an integer, not a boolean"),
    ("ratio", "0.5", "should be a number, not a string"),
    ("ratio", True, "should be a number, not a boolean"),
    ("flag", 1, "should be a boolean, not an integer"),
    ("flag", "true", "should be a boolean, not a string"),
    ("exact", 1.5, "should be a decimal number in a string, not a number"),
    ("exact", 1, "should be a decimal number in a string, not an integer"),
    ("exact", "", "should be a decimal number in a string, not a string"),
    ("exact", "1,5", "should be a decimal number in a string, not a string"),
    ("exact", "NaN", "should be a decimal number in a string, not a string"),
    ("exact", "Infinity", "should be a decimal number in a string, not a string"),
    ("exact", "1.5 ", "should be a decimal number in a string, not a string"),
    ("exact", "\u0661", "should be a decimal number in a string, not a string"),
    ("exact", "1_0", "should be a decimal number in a string, not a string"),
    ("exact", "1e100", "should be a decimal number in a string, not a string"),
    ("exact", "1e9999999999999999999", "should be a decimal number in a string, not a string"),
    ("exact", "1" * (MAX_DECIMAL + 1), "should be a decimal number in a string, not a string"),
    ("colour", 1, "should be a string, not an integer"),
    ("inner", "id", "should be an object, not a string"),
    ("inner", [], "should be an object, not an array"),
    ("inners", {}, "should be an array, not an object"),
    ("inners", "ab", "should be an array, not a string"),
    ("table", [], "should be an object, not an array"),
    ("table", "text", "should be an object, not a string"),
    ("names", "text", "should be an object, not a string"),
    ("texts", "text", "should be an array, not a string"),
    ("holes", "text", "should be an array, not a string"),
    ("product", 1, "should be an id or an object, not an integer"),
    ("product", [], "should be an id or an object, not an array"),
    ("flexible", 1, "should be an id or an object, not an integer"),
]


@pytest.mark.parametrize(("name", "value", "words"), WRONG)
def test_a_wrong_type_is_refused_and_named_but_never_repeated(name: str, value: object, words: str):
    problem = refusal(Outer, {name: value})
    assert (problem.path, problem.problem, str(problem)) == (name, words, words)


NESTED: list[tuple[object, str]] = [
    ({"inner": {"amount": "x"}}, "inner.amount"),
    ({"inner": {"amount": False}}, "inner.amount"),
    ({"inners": [{"amount": 1}, {"amount": 1}, {"amount": "1"}]}, "inners[2].amount"),
    ({"inners": [None]}, "inners[0]"),
    ({"table": {"eur": {"amount": 1}, "usd": {"amount": 1, "note": 5}}}, "table.usd.note"),
    ({"table": {"usd": None}}, "table.usd"),
    ({"nested": [{}, {"a": [{"amount": 1}, {"amount": []}]}]}, "nested[1].a[1].amount"),
    ({"nested": [{"a": {}}]}, "nested[0].a"),
    ({"nested": [5]}, "nested[0]"),
    ({"holes": ["a", None, 1]}, "holes[2]"),
    ({"texts": ["a", "b", 3, "d", 5]}, "texts[2]"),
    ({"texts": ["a", None]}, "texts[1]"),
    ({"names": {"a": "b", "c": 5, "d": 6}}, "names.c"),
    ({"names": {"a": None}}, "names.a"),
    ({"colours": ["red", None]}, "colours[1]"),
    ({"products": ["prod_1", DELETED_PRODUCT, 5]}, "products[2]"),
    ({"products": [None]}, "products[0]"),
    ({"product": {"id": "prod_1", "object": "product", "deleted": "true", "active": 1}}, "product.active"),
    ({"never_a_product_id": "prod_1"}, "never_a_product_id"),
    ({"product": {"id": 1, "object": "product", "deleted": True}}, "product.id"),
    ({"product": {"id": "prod_1", "object": "product", "deleted": False, "active": 0}}, "product.active"),
    ("not an object", ""),
    (None, ""),
]


@pytest.mark.parametrize(("value", "path"), NESTED, ids=[path or str(value) for value, path in NESTED])
def test_the_path_leads_to_what_is_wrong(value: object, path: str):
    assert refusal(Outer, value).path == path


def test_the_first_wrong_value_in_the_order_of_the_fields_is_reported():
    assert refusal(Outer, {"inner": 1, "text": 1}).path == "text"


def test_a_value_that_is_no_json_is_called_by_its_class():
    assert refusal(Outer, {"text": b"bytes"}).problem == "should be a string, not bytes"


def test_a_deleted_object_and_a_whole_one_are_told_apart_by_the_flag():
    deleted = decode(Outer, {"product": DELETED_PRODUCT}).product
    assert isinstance(deleted, DeletedProduct)
    assert deleted.deleted is True
    whole = decode(Outer, {"product": whole_product()}).product
    assert isinstance(whole, Product)
    assert isinstance(decode(Outer, {"product": whole_product() | {"deleted": False}}).product, Product)


def test_every_form_may_stand_in_one_list():
    products = decode(Outer, {"products": ["prod_1", DELETED_PRODUCT, whole_product()]}).products
    assert products is not None
    assert [type(product) for product in products] == [str, DeletedProduct, Product]


def whole_product() -> dict[str, Any]:
    return {
        "id": "prod_1", "object": "product", "active": True, "created": 1, "images": [], "livemode": False,
        "marketing_features": [], "metadata": {}, "name": "Shirt", "updated": 2,
    }  # fmt: skip


def test_scalars_decode_by_themselves():
    assert converter.structure("a", str) == "a"
    assert converter.structure(1, int) == 1
    assert converter.structure([1, 2.5], list[float]) == [1, 2.5]
    assert converter.structure({"a": True}, dict[str, bool]) == {"a": True}
    assert converter.structure("1.5", Decimal) == Decimal("1.5")
    assert converter.structure(None, Any) is None
    assert converter.structure("red", Colour) == "red"
    with pytest.raises(DecodeMismatchError):
        converter.structure(None, Colour)
    for wrong, kind in ((True, int), ([True], list[float]), ([1], list[bool]), ([1.0], list[int]), (1, str)):
        with pytest.raises(DecodeMismatchError):
            converter.structure(wrong, kind)


def test_a_union_that_no_rule_tells_apart_is_a_mistake_in_the_model():
    for union in (Product | Coupon, DeletedProduct | DeletedTaxId | Product, str | DeletedProduct):
        with pytest.raises(TypeError, match="cannot tell the members of"):
            converter.get_structure_hook(union)


def test_a_name_that_is_no_model_is_a_mistake_in_the_model():
    @model
    class Mistaken(Model):
        field: Nothing  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises((KeyError, NameError), match="Nothing"):
        field_types(Mistaken)


def test_other_models_are_known_by_name_alone():
    types = field_types(decode(Outer, {}).__class__)
    assert types["text"] == str | None
    assert types["inners"] == list[Inner] | None


def test_an_id_is_refused_where_only_an_object_may_stand():
    assert refusal(Outer, {"never_an_id": "in_1"}).problem == "should be an object, not a string"


class TestHostileValues:
    @pytest.mark.parametrize("text", ["1" * MAX_DECIMAL, "9e99", "-.5e-99", "0." + "0" * 60 + "1"])
    def test_the_largest_decimals_are_read(self, text: str):
        decoded = decode(Outer, {"exact": text})
        assert decoded.exact == Decimal(text)
        assert decoded.to_dict() == {"exact": text}

    def test_the_pattern_of_decimals_is_linear(self):
        """Each digit is matched in one way only: the parts of the pattern cannot share digits between them."""
        pattern = converting._decimal.__self__.pattern  # type: ignore[attr-defined]
        assert not re.search(r"\+\\\.\?\[", pattern)
        assert converting._decimal("1" * 1_000_000 + "x") is None

    @pytest.mark.parametrize("key", ["a" * 5_000, "line\nbreak", "\x1b[31m", "ключ", "x" * MAX_STEP + "\0"])
    def test_keys_in_paths_are_short_and_printable(self, key: str):
        path = refusal(Outer, {"names": {key: 1}}).path
        assert path.startswith("names.")
        assert len(path) <= len("names.") + 10 * MAX_STEP + 1
        assert path.isprintable()

    def test_paths_are_short(self):
        problem = DecodeMismatchError("is wrong")
        for _ in range(1_000):
            problem.at("step").at(1)
        assert len(problem.path) == MAX_PATH
        assert problem.path.startswith("[1].step[1].step")
        assert problem.path.endswith("…")

    def test_nothing_unexpected_leaves_the_decoder(self, monkeypatch: pytest.MonkeyPatch):
        def fail(_: Any) -> Any:
            raise ZeroDivisionError("planted")

        monkeypatch.setattr(converting, "_decimal", fail)
        problem = refusal(Outer, {"exact": "1"})
        assert str(problem) == "could not be read (ZeroDivisionError)"
        assert problem.__context__ is None
        assert problem.__cause__ is None

    @pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}', "1e999", "[-1e400]"])
    def test_numbers_that_json_lacks_are_refused(self, text: str):
        with pytest.raises(ValueError, match=r"is not JSON|too large"):
            read_json(text)
        assert read_json("[1e300, -0.5]") == [1e300, -0.5]

    def test_an_unknown_value_that_is_nested_too_deeply_is_refused_by_its_name(self):
        value: Any = []
        for _ in range(200):
            value = [value]
        problem = refusal(Outer, {"inner": {"amount": 1, "unheard_of": value}})
        assert (problem.path, problem.problem) == ("inner.unheard_of", "is nested too deeply")

    def test_a_body_has_a_bounded_number_of_lists_and_objects(self):
        assert read_json(f"[{', '.join(['{}'] * (MAX_CONTAINERS - 1))}]") is not None
        with pytest.raises(ValueError, match="too many lists and objects"):
            read_json(f"[{', '.join(['{}'] * MAX_CONTAINERS)}]")


def test_without_expansions_models_cannot_be_in_each_other_for_ever():
    """What bounds how deep a response can be, beside the bound for expansions."""
    always: dict[str, set[str]] = {name: set() for name in MODULES}
    for name, inside in always.items():
        if not getattr(models, name)._can_contain_itself:  # the same bound holds for those
            for kind in field_types(getattr(models, name)).values():
                inside |= references(kind)

    def depth(name: str, above: tuple[str, ...] = ()) -> int:
        assert name not in above, f"{' > '.join(above)} > {name} is a circle"
        return 1 + max((depth(inner, (*above, name)) for inner in always[name]), default=0)

    assert max(map(depth, always)) <= 10


def references(kind: Any) -> set[str]:
    """The models that a type names outside expandable fields."""
    if isinstance(kind, ForwardRef):
        return {kind.__forward_arg__}
    members = [member for member in get_args(kind) if member is not type(None)]
    if is_union(kind) and len(members) > 1:
        return set()
    return {name for member in members for name in references(member)}
