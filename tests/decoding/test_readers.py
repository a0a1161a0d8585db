"""Two ways to read an object, field by field and by a function written for its shape: they do the same."""

from __future__ import annotations

import gc
import json
import linecache
import sys
import traceback
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Any

import attrs
import pytest

from checkout_client import models
from checkout_client._decoding import converter
from checkout_client._decoding import readers as generation
from checkout_client._decoding.fields import field_types, type_of_value, without_none
from checkout_client._decoding.mismatch import DecodeMismatchError
from checkout_client._decoding.readers import MAX_SPECIALIZATIONS, SPECIALIZE_AFTER, make_reader, shared_decimals
from checkout_client._decoding.strict_json import MAX_DEPTH
from checkout_client.models import base, literals
from checkout_client.models._index import MODULES
from checkout_client.models.line_items import LineItem
from checkout_client.models.session.session import Session

DATA = Path(__file__).parents[1] / "data"
WHOLE: dict[type[Any], dict[str, Any]] = {
    Session: json.loads((DATA / "session_every_field.json").read_text()),
    LineItem: json.loads((DATA / "item_every_field.json").read_text()),
}


@base.model
class Loose(base.Model):
    """A model with a field of any type, which none of the API's has."""

    anything: Any = None


WRONG: list[Any] = [None, "x", 1, 1.5, True, [], [1], [[]], {}, {"a": 1}, {"id": "x"}]


@pytest.fixture(params=WHOLE, ids=lambda cls: cls.__name__)
def cls(request: pytest.FixtureRequest) -> type[base.Model]:
    found: type[base.Model] = request.param
    return found


@pytest.fixture(params=[True, False], ids=["GIL", "free-threaded"])
def gil(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Have functions written as with the GIL or as without it, on any build."""
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: request.param, raising=False)
    return bool(request.param)


def readers(cls: type[base.Model], *shapes: dict[str, Any]) -> tuple[Any, Any]:
    """What reads field by field, and what has a function for each of ``shapes``."""
    slow, fast = (make_reader(cls, converter.converter.get_structure_hook) for _ in range(2))
    for shape in shapes:
        for _ in range(SPECIALIZE_AFTER):
            fast(shape, 0)
    return slow, fast


def result_of(read: Any, value: dict[str, Any]) -> Any:
    try:
        found = read(value, 0)
    except DecodeMismatchError as mismatch:
        return mismatch.path, mismatch.problem
    return found, found._shape, found._extras, list(found.to_dict().items())


def variations(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The object with each of its fields, and each pair of neighbours, wrong in many ways."""
    names = list(value)
    for name, following in zip(names, [*names[1:], names[0]], strict=True):
        for wrong in WRONG:
            yield {**value, name: wrong}
        yield {**value, name: [[]], following: [[]]}


@pytest.mark.parametrize(
    ("cls", "gil"),
    [
        (LineItem, True),
        (LineItem, False),
        *(pytest.param(Session, gil, marks=pytest.mark.long) for gil in (True, False)),
    ],
    indirect=True,
)
def test_both_read_the_same_and_refuse_the_same(
    cls: type[base.Model], gil: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, fast = readers(cls, WHOLE[cls])
    expected = [result_of(slow, WHOLE[cls])]
    # A new reader for each, so that none writes a function.
    expected += [result_of(readers(cls)[0], value) for value in variations(WHOLE[cls])]

    step_by_step = generation._read_field_by_field

    def only_for_others(of: type[base.Model], *parts: Any) -> base.Model:
        assert of is not cls
        return step_by_step(of, *parts)

    monkeypatch.setattr(generation, "_read_field_by_field", only_for_others)
    assert [result_of(fast, WHOLE[cls])] + [result_of(fast, value) for value in variations(WHOLE[cls])] == expected


def test_fewer_keys_and_unknown_ones_are_other_shapes(cls: type[base.Model], gil: bool) -> None:
    optional = [name for name, text in base.field_annotations(cls).items() if text.endswith("| None")]
    shapes = [
        {key: value for key, value in WHOLE[cls].items() if key not in optional[::2]},
        {**dict(reversed(WHOLE[cls].items())), "unheard_of": {"a": [1]}},
    ]
    slow, fast = readers(cls, *shapes)

    for shape in shapes:
        assert result_of(fast, shape) == result_of(slow, shape)
        assert list(fast(shape, 0).to_dict()) == list(shape)


def test_a_function_is_written_when_a_shape_came_often_and_for_a_bounded_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[tuple[str, ...]] = []
    write = generation._write_reader
    monkeypatch.setattr(generation, "_write_reader", lambda *parts: written.append(parts[2].keys) or write(*parts))
    read = make_reader(Session, converter.converter.get_structure_hook)

    for _ in range(SPECIALIZE_AFTER - 1):
        read(WHOLE[Session], 0)
    assert written == []
    for _ in range(SPECIALIZE_AFTER):
        read(WHOLE[Session], 0)
    assert written == [tuple(WHOLE[Session])]

    for number in range(MAX_SPECIALIZATIONS + 5):
        for _ in range(SPECIALIZE_AFTER):
            read({**WHOLE[Session], f"unheard_of_{number}": 1}, 0)
    assert len(written) == MAX_SPECIALIZATIONS


def test_no_class_is_changed_without_the_gil(gil: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a free-threaded build, to change the class of an object stops every thread."""
    sources: list[str] = []
    compile_ = generation._compile
    monkeypatch.setattr(generation, "_compile", lambda *parts: sources.append(parts[0]) or compile_(*parts))
    readers(LineItem, WHOLE[LineItem])

    assert sources
    assert [".__class__ = cls" in source for source in sources] == [gil] * len(sources)


def test_python_3_11_has_the_gil_and_cannot_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sys, "_is_gil_enabled", raising=False)

    assert generation._has_gil()


def test_threads_that_count_at_once_write_one_function(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread may find a number already passed, or that another one has written the function."""
    write = generation._write_reader
    written: list[Any] = []

    def write_while_another_thread_does(cls: type[base.Model], *parts: Any) -> Any:
        written.append(cls)
        if len(written) == 1:
            thread = Thread(target=read, args=(WHOLE[LineItem], 0))
            thread.start()
            while True:  # until the thread has counted, and waits for this one
                (shape,) = (found for found in shapes if found.keys == tuple(WHOLE[LineItem]))
                if shape.hits > SPECIALIZE_AFTER:
                    break
            waiting.append(thread)
        return write(cls, *parts)

    shapes: list[Any] = []
    waiting: list[Thread] = []
    make_shape = generation.Shape
    monkeypatch.setattr(generation, "Shape", lambda *parts: shapes.append(make_shape(*parts)) or shapes[-1])
    monkeypatch.setattr(generation, "_write_reader", write_while_another_thread_does)
    read = make_reader(LineItem, converter.converter.get_structure_hook)
    read(WHOLE[LineItem], 0)
    shapes[0].hits = SPECIALIZE_AFTER  # as if another thread had counted between this one's two steps
    read(WHOLE[LineItem], 0)
    for thread in waiting:
        thread.join()

    assert written == [LineItem]


@pytest.mark.parametrize("name", MODULES)
def test_what_is_seen_from_the_text_of_an_annotation_is_what_evaluating_it_gives(name: str) -> None:
    cls = getattr(models, name)
    types = field_types(cls)

    for field, text in base.field_annotations(cls).items():
        expected = bool if text == "Literal[True]" else without_none(types[field])  # false is read too
        assert type_of_value(text, cls) == expected, field


def generated_lines() -> set[str]:
    return {name for name in linecache.cache if name.startswith("<checkout_client reader")}


def test_a_traceback_shows_the_source_of_a_generated_function():
    fast = readers(Loose, {"anything": 1})[1]
    with pytest.raises(DecodeMismatchError) as raised:
        fast({"anything": nested(MAX_DEPTH + 1)}, 0)

    shown = "".join(traceback.format_exception(raised.value))
    assert 'of Loose>", line 3, in read' in shown
    assert "v0 = read_anything(v0, expanded)" in shown
    linecache.checkcache()
    assert "v0 = read_anything(v0, expanded)" in "".join(traceback.format_exception(raised.value))


def test_the_source_of_a_generated_function_goes_with_it():
    gc.collect()
    before = generated_lines()
    fast = readers(Loose, {"anything": 1})[1]
    assert len(generated_lines() - before) == 1
    del fast
    gc.collect()
    assert generated_lines() <= before


def test_equal_values_of_enums_are_one_object():
    def status() -> str:
        return "".join(["o", "pen"])

    whole = {**WHOLE[Session], "status": status(), "url": status()}
    _, fast = readers(Session, whole)
    one, other = (fast({**whole, "status": status(), "url": status()}, 0) for _ in range(2))
    assert one.status is other.status
    assert one.url is not other.url


def test_the_values_that_are_shared_are_bounded():
    shared = generation.SharedStrings()
    for number in range(2 * shared.MAX_STRINGS):
        assert shared[str(number)] == str(number)
    assert len(shared) == shared.MAX_STRINGS
    shared.clear()
    assert shared["x" * (shared.MAX_LENGTH + 1)] == "x" * (shared.MAX_LENGTH + 1)
    assert not shared


def test_equal_decimals_are_one_object_and_keep_their_notation():
    def read(text: object) -> Any:
        return fast({"up_to": None, "unit_amount_decimal": text}, 0)

    shared_decimals.clear()
    _, fast = readers(models.PriceTier, {"up_to": None, "unit_amount_decimal": "1.0"})
    one, other = read("".join(["12", ".5"])), read("12.5")
    assert one.unit_amount_decimal is other.unit_amount_decimal
    assert one._extras is None
    for text in ("12.50", "12.50", "1e3", "+12.5", "-0", None):
        tier = read(text)
        assert tier.unit_amount_decimal == (None if text is None else Decimal(text))
        assert tier.to_dict() == {"up_to": None, "unit_amount_decimal": text}
    assert set(shared_decimals) == {"1.0", "12.5", "12.50", "-0"}
    for wrong in (12, 12.5, ["12.5"], "x", "12.5 "):
        with pytest.raises(DecodeMismatchError) as refused:
            read(wrong)
        assert refused.value.path == "unit_amount_decimal"


def test_the_decimals_that_are_shared_are_bounded():
    shared_decimals.clear()
    for number in range(generation.SharedStrings.MAX_STRINGS + 1):
        converter.decode(models.PriceTier, {"unit_amount_decimal": str(number)})
    assert len(shared_decimals) == generation.SharedStrings.MAX_STRINGS
    last = {"unit_amount_decimal": str(number)}
    assert str(number) not in shared_decimals
    assert converter.decode(models.PriceTier, last).to_dict() == last
    shared_decimals.clear()


def test_types_that_others_resolve_do_not_matter():
    names = {name: getattr(models, name) for name in MODULES}
    attrs.resolve_types(Session, {**vars(sys.modules[Session.__module__]), **vars(literals)}, names)
    assert attrs.fields(Session).amount_total.type == int | None

    _, fast = readers(Session, WHOLE[Session])
    assert fast(WHOLE[Session], 0).to_dict() == WHOLE[Session]


def nested(levels: int) -> Any:
    return json.loads("[" * levels + "]" * levels)


@pytest.mark.parametrize("value", [None, 1, "x", {"a": [1]}, nested(MAX_DEPTH), nested(MAX_DEPTH + 1)], ids=repr)
def test_a_field_of_any_type_holds_anything_that_is_not_nested_too_deeply(value: Any) -> None:
    slow, fast = readers(Loose, {"anything": 1})

    assert result_of(slow, {"anything": value}) == result_of(fast, {"anything": value})
    if value == nested(MAX_DEPTH + 1):
        assert result_of(fast, {"anything": value}) == ("anything", "is nested too deeply")
    else:
        assert fast({"anything": value}, 0).anything == value
