"""With msgspec installed, large bodies are read as without it: the same values, the same refusals."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.fakes import KEY
from support.list_server import SESSIONS, session

from checkout_client import CheckoutClient, ResponseDecodeError
from checkout_client._decoding import msgspec_json, strict_json
from checkout_client._decoding.msgspec_json import decode_with_msgspec
from checkout_client._decoding.strict_json import LARGE, MAX_CONTAINERS, read_json, read_large_json

needs_msgspec = pytest.mark.skipif(find_spec("msgspec") is None, reason="msgspec is not installed")


@pytest.fixture(autouse=True)
def _look_for_msgspec_again() -> Iterator[None]:
    msgspec_json._msgspec_decode.cache_clear()
    yield
    msgspec_json._msgspec_decode.cache_clear()


def outcome(read: Any, content: Any) -> str:
    """Return the value with the types in it, or the kind of error."""
    try:
        return repr(read(content))
    except RecursionError:
        return "nested too deeply"
    except ValueError:
        return "not JSON"


BODIES = [
    *(b"18446744073709551615", b"18446744073709551616", b"-9223372036854775808", b"-9223372036854775809"),
    *(b"[123456789012345678901234567890]", b"-0", b"-0.0", b"0e9", b"1E5", b"100000000000000000000.5"),
    *(b"0.1", b"1e308", b"1e309", b"-1e309", b"1.7976931348623159e308", b"1e-400", b"5e-324", b"9007199254740993.0"),
    *(b"NaN", b"Infinity", b"-Infinity", b"[NaN]", b"01", b"1.", b".5", b"+1", b"0x1", b"1_000"),
    *(b'{"a": 1, "b": 2, "a": 3}', b'{"a": {"b": 1}, "a": {}}', b'{"": 1}', b"{1: 2}"),
    *(b'"\\ud800"', b'"\\ud83d\\ude00"', b'{"\\udfff": 1}', b'"\\u0000"', b'"a\x00"', b'"a\x1f"', b'"\x7f"', b'"a\nb"'),
    *(b'"\xff"', b'"\xc0\x80"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xe2\x82"', '"é€😀"'.encode()),
    *(b"\xef\xbb\xbf1", b" 1 \r\n\t", b"\x0b1", b"[1\xc2\xa0]", b"1 2", b"1\x00", b"", b" ", b"nul", b"True"),
    *(b"[1,]", b'{"a": 1,}', b"[", b"'a'", b"/**/1", b"null", b'"\\x41"', b'"\\/"', b'"unended'),
    *(b"[" * 50 + b"]" * 50, b"[" * 100_000 + b"]" * 100_000),
]


@pytest.mark.parametrize("content", BODIES, ids=lambda content: repr(content[:30]))
def test_the_same_value_or_the_same_refusal(content: bytes):
    assert outcome(read_large_json, content) == outcome(lambda given: read_json(given.decode()), content)


@needs_msgspec
def test_msgspec_reads_what_is_not_doubtful():
    assert repr(decode_with_msgspec(b'{"a": [1, 18446744073709551616, 0.5, null, true, "x"]}')) == (
        "{'a': [1, 18446744073709551616, 0.5, None, True, 'x']}"
    )
    assert decode_with_msgspec(b"[NaN]") is None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(values, st.data())
def test_any_json_also_if_a_byte_of_it_is_wrong(value: Any, data: st.DataObject):
    content = json.dumps(value, ensure_ascii=data.draw(st.booleans())).encode()
    assert repr(read_large_json(content)) == repr(read_json(content.decode())) == repr(value)
    at = data.draw(st.integers(0, len(content) - 1))
    wrong = content[:at] + data.draw(st.binary(max_size=2)) + content[at + 1 :]
    assert outcome(read_large_json, wrong) == outcome(lambda given: read_json(given.decode()), wrong)


def test_a_body_of_too_many_containers_is_refused_before_it_is_read():
    content = b"[" + b"{}," * MAX_CONTAINERS + b"{}]"
    with pytest.raises(ValueError, match="too many lists and objects"):
        read_large_json(content)


def test_without_msgspec(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "msgspec.json", None)
    assert decode_with_msgspec(b"[1]") is None
    assert read_large_json(b"[1]") == [1]


def test_it_is_not_imported_without_the_gil(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: False, raising=False)
    assert decode_with_msgspec(b"[1]") is None


def a_page(count: int) -> bytes:
    data = [{**session(f"cs_{number}"), "metadata": {"order": str(number)}} for number in range(count)]
    return json.dumps({"object": "list", "url": SESSIONS, "has_more": False, "data": data}).encode()


def listed(content: bytes) -> list[str]:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=content))
    with CheckoutClient(KEY, http_client=httpx.Client(transport=transport)) as client:
        return [each.metadata["order"] for each in client.sessions.list(limit=100) if each.metadata]


def test_only_large_bodies_are_read_with_it(monkeypatch: pytest.MonkeyPatch):
    large: list[int] = []
    decode = msgspec_json.decode_with_msgspec

    def observed(content: bytes) -> object:
        large.append(len(content))
        return decode(content)

    monkeypatch.setattr(msgspec_json, "decode_with_msgspec", observed)
    assert listed(a_page(2)) == ["0", "1"]
    assert large == []
    content = a_page(100)
    assert listed(content) == [str(number) for number in range(100)]
    assert large == [len(content)]
    assert len(content) > LARGE == strict_json.LARGE


@pytest.mark.parametrize("damage", [b"NaN", b"1e999", b"01"])
def test_a_large_body_that_is_not_json_is_an_error(damage: bytes):
    content = a_page(100).replace(b'"created": 1', b'"created": ' + damage, 1)
    with pytest.raises(ResponseDecodeError, match="is not JSON"):
        listed(content)
