"""An id is one segment of a path, whatever it contains; only its own URL is ever requested."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.fakes import sync_client
from support.things import Thing
from support.trees import quiet

from checkout_client import CheckoutError
from checkout_client._transport.call import Call, path_segment

ENCODED = {
    "cs_test_a1B2": "cs_test_a1B2",
    "a/b": "a%2Fb",
    "../v1/customers": "..%2Fv1%2Fcustomers",
    "cs_1/../../customers": "cs_1%2F..%2F..%2Fcustomers",
    "cs_1/expire": "cs_1%2Fexpire",
    "a\\b": "a%5Cb",
    "a?b=c": "a%3Fb%3Dc",
    "a#b": "a%23b",
    "a%2Fb": "a%252Fb",
    "%2e%2e": "%252e%252e",
    "a;b": "a%3Bb",
    "{session}": "%7Bsession%7D",
    "...": "...",
    "é": "%C3%A9",
}


@pytest.mark.parametrize(("session", "segment"), ENCODED.items())
def test_an_id_is_encoded_as_one_segment(session: str, segment: str) -> None:
    assert path_segment(session) == segment


REFUSED: dict[str, tuple[Any, type[Exception], str]] = {
    "empty": ("", ValueError, "the session's id is empty"),
    "blank": (" \t\n", ValueError, "the session's id is empty"),
    "one dot": (".", ValueError, "consists of dots"),
    "two dots": ("..", ValueError, "consists of dots"),
    "a line break": ("cs_1\nHost: evil", ValueError, "control characters"),
    "a line break at the end": ("cs_1\r\n", ValueError, "control characters"),
    "NUL": ("cs_1\0", ValueError, "control characters"),
    "a space": ("cs 1", ValueError, "white space"),
    "a no-break space": ("cs\u00a01", ValueError, "white space"),
    "a zero-width space": ("cs\u200b1", ValueError, "white space or control characters"),
    "half a character": ("cs\ud83d", ValueError, "control characters"),
    "the placeholder": ("{CHECKOUT_SESSION_ID}", ValueError, "read the id from the query string of that request"),
    "the placeholder, encoded": ("%7BCHECKOUT_SESSION_ID%7D", ValueError, "is the placeholder"),
    "too long": ("cs_" + "x" * 253, ValueError, "has 256 characters: ids have at most 255"),
    "None": (None, TypeError, "the session's id must be a str, not NoneType$"),
    "a number": (1, TypeError, "the session's id must be a str, not int"),
    "bytes": (b"cs_1", TypeError, "the session's id must be a str, not bytes"),
    "a session": (SimpleNamespace(id="cs_1"), TypeError, "must be a str, not SimpleNamespace: pass its id"),
}


@pytest.mark.parametrize(("session", "kind", "problem"), REFUSED.values(), ids=REFUSED)
def test_strings_that_cannot_be_ids_are_rejected(session: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=problem):
        path_segment(session)


def test_a_path_without_an_id_is_sent_as_it_is() -> None:
    assert Call("GET", "/v1/checkout/sessions", {}, Thing).url_path == "/v1/checkout/sessions"


def test_a_path_is_filled_with_the_encoded_id() -> None:
    call = Call("POST", "/v1/checkout/sessions/{session}/expire", {}, Thing, "a/b")
    assert call.url_path == "/v1/checkout/sessions/a%2Fb/expire"


def test_the_repr_of_a_call_is_short_and_has_no_parameters() -> None:
    call = Call("GET", "/v1", {"email": "buyer@example.com"}, Thing)
    assert repr(call) == "Call(method='GET', path='/v1', session=None, refuse_empty=False, required=())"


METHODS = {
    "retrieve": ("GET", ""),
    "update": ("POST", ""),
    "expire": ("POST", "/expire"),
    "list_line_items": ("GET", "/line_items"),
}


@pytest.mark.parametrize("method", METHODS)
@quiet
@given(session=st.text() | st.sampled_from([*ENCODED, *(str(case[0]) for case in REFUSED.values())]))
@example(session="")
@example(session="..")
@example(session="a/../b")
def test_only_the_url_of_that_id_is_ever_requested(method: str, session: str) -> None:
    client, script = sync_client(httpx.Response(404, json={}), max_retries=0)
    try:
        getattr(client.sessions, method)(session)
    except ValueError:
        assert script.requests == []
        return
    except CheckoutError:
        pass
    (request,) = script.requests
    verb, rest = METHODS[method]
    path = request.url.raw_path.decode()
    assert request.method == verb
    assert path.startswith("/v1/checkout/sessions/")
    assert path.endswith(rest)
    segment = path.removeprefix("/v1/checkout/sessions/").removesuffix(rest)
    assert segment not in {"", ".", ".."}
    assert not set("/?#\\") & set(segment)
    assert unquote(segment) == session
