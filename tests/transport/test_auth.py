"""The API key stays out of whatever is shown, logged or kept."""

from __future__ import annotations

import html
import json
import logging
import pickle
import pprint
import re
import reprlib
import textwrap
import traceback
from collections.abc import Callable
from copy import copy, deepcopy
from io import StringIO
from operator import methodcaller
from string import Template
from typing import Any

import pytest
from support.fakes import KEY

from checkout_client import Headers
from checkout_client._transport.auth import (
    REDACTED,
    InvalidSecret,
    SecretStr,
    as_secret,
    cut_http_library_frames,
    redact,
    redact_headers,
    redact_json,
    redact_path,
    redact_text,
    reveal,
)

LONG_KEY = "sk_test_" + "planted" * 15
HEADER = f"Bearer {LONG_KEY}".encode()


def raise_in(module: str, error: BaseException, inner: Any = None) -> Any:
    """Return a function that looks as if it were of ``module``, has a header as a local, and raises ``error``."""
    code = """
def fail():
    header = HEADER
    try:
        if inner is not None:
            inner()
    finally:
        if inner is None:
            raise error
"""
    scope: dict[str, Any] = {"__name__": module, "HEADER": HEADER, "error": error, "inner": inner}
    exec(code, scope)
    return scope["fail"]


def modules(error: BaseException) -> list[str]:
    return [frame.f_globals["__name__"] for frame, _ in traceback.walk_tb(error.__traceback__)]


def caught(function: Any) -> BaseException:
    with pytest.raises(BaseException) as found:
        function()
    error = found.value
    assert error.__traceback__ is not None
    error.__traceback__ = error.__traceback__.tb_next  # the frame above, which is not the package's
    return error


def reported(error: BaseException) -> str:
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


TO_TEXT: dict[str, Callable[[str], object]] = {
    "str": str,
    "repr": repr,
    "format": lambda secret: f"{secret} {secret!s} {secret!a} {secret:>120} {secret:.200}",
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031
    "template": lambda secret: Template("$x").substitute(x=secret),
    "slice": lambda secret: secret[:80] + "…",
    "characters": lambda secret: "".join(character for character in secret),
    "list": lambda secret: "".join([*secret]),
    "join": "".join,
    "add": lambda secret: "Bearer " + secret + "",
    "encode": lambda secret: secret.encode().decode(),
    "bytes": lambda secret: bytes(secret, "ascii").decode(),
    "StringIO": lambda secret: StringIO(secret).getvalue(),
    "json": json.dumps,
    "pprint": pprint.pformat,
    "reprlib": reprlib.repr,
    "shorten": lambda secret: textwrap.shorten(secret, 200),
    "re": lambda secret: re.sub("^", "", secret),
    "html": html.escape,
    "logging": lambda secret: logging.Formatter().format(
        logging.LogRecord("shop", logging.INFO, "shop.py", 1, "%s", (secret,), None)
    ),
    **{f".{name}()": methodcaller(name) for name in dir(str) if name.islower() and name.startswith(tuple("lrstcuz"))},
}


@pytest.mark.parametrize("name", TO_TEXT)
def test_a_secret_is_hidden_whatever_makes_a_text_of_it(name: str) -> None:
    for secret in (SecretStr(LONG_KEY), SecretStr(SecretStr(LONG_KEY)), copy(SecretStr(LONG_KEY))):
        try:
            shown = TO_TEXT[name](secret)
        except TypeError:  # a method with arguments
            continue
        assert "planted" not in f"{shown} {shown!r}".lower()
        assert name[0] == "." or "[hidden]" in f"{shown}"


def test_a_secret_is_revealed_to_whoever_sends_it() -> None:
    secret = SecretStr(KEY)

    assert secret.reveal() == reveal(secret) == reveal(KEY) == KEY
    assert type(secret.reveal()) is str
    assert deepcopy([secret]) == [secret]


def test_secrets_are_compared_by_what_they_hide() -> None:
    secret = SecretStr(KEY)

    assert secret == KEY
    assert secret == KEY
    assert secret == SecretStr(KEY)
    assert secret != SecretStr("sk_test_other")
    assert secret != "[hidden]"
    assert len({secret, SecretStr(KEY), KEY}) == 1


def test_a_secret_cannot_be_pickled() -> None:
    with pytest.raises(TypeError, match="a secret cannot be pickled"):
        pickle.dumps([SecretStr(KEY)])


def test_values_that_are_not_strings_are_hidden_too() -> None:
    secret = as_secret(KEY.encode())

    assert isinstance(secret, InvalidSecret)
    assert secret.type_name == "bytes"
    assert "planted" not in f"{secret!r} {vars(secret)}"
    assert isinstance(as_secret(KEY), SecretStr)


def test_redacting_replaces_the_key_in_any_case_of_header_names() -> None:
    assert redact(f"Bearer {KEY}, {KEY}", KEY) == f"Bearer {REDACTED}, {REDACTED}"
    assert redact("Invalid", KEY) == "Invalid"
    key = "sk_test_ABC"
    assert redact("x-sk_test_abc", key) == f"x-{REDACTED}"


def test_headers_are_redacted_in_names_and_values() -> None:
    key = "sk_test_ABC"
    headers = Headers([("X-sk_test_ABC", "1"), ("Echo", f"Bearer {key}"), ("Lower", key.lower()), ("Date", "today")])

    assert dict(redact_headers(headers, key)) == {
        "x-[api key]": "1",
        "echo": "Bearer [API key]",
        "lower": "[API key]",
        "date": "today",
    }


def test_headers_without_the_key_are_not_copied() -> None:
    headers = Headers([("Date", "today")])

    assert redact_headers(headers, KEY) is headers


def test_json_is_redacted_in_values_and_names() -> None:
    value = {"a": [KEY, 1, None, True, 1.5], KEY: {"b": f"Bearer {KEY}"}}

    assert redact_json(value, KEY) == {"a": [REDACTED, 1, None, True, 1.5], REDACTED: {"b": f"Bearer {REDACTED}"}}


@pytest.mark.parametrize("text", ["", "100%", "a \\u0041 &#65; %41", "sk_test_", "\\u0073k_test_"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert redact_text(text, KEY) == redact(text, KEY) == redact_path(text, KEY) == text


PATHS = {
    "metadata.KEY": "metadata.[API key]",
    "metadata.Bearer KEY.x": "metadata.Bearer [API key].x",
    f"metadata.{LONG_KEY[:40]}….x": "metadata.[API key]….x",
    f"metadata.x {LONG_KEY[:9]}….{LONG_KEY[:20]}…": "metadata.x [API key]….[API key]…",
    f"metadata.{LONG_KEY[:8]}….x": f"metadata.{LONG_KEY[:8]}….x",
    "metadata.something long….x": "metadata.something long….x",
    "line_items.data[0].price": "line_items.data[0].price",
}


@pytest.mark.parametrize(("path", "redacted"), PATHS.items())
def test_paths_are_redacted_also_where_a_step_was_shortened(path: str, redacted: str) -> None:
    assert redact_path(path.replace("KEY", LONG_KEY) if "[API key]" in redacted else path, LONG_KEY) == redacted


@pytest.mark.parametrize("library", ["httpcore._sync.http11", "h11", "httpx._client", "aiohttp.client", "httpx2"])
def test_the_http_librarys_frames_are_cut_and_ours_stay(library: str) -> None:
    ours = raise_in("checkout_client.a", KeyboardInterrupt(), raise_in(library, KeyboardInterrupt()))
    error = caught(raise_in("checkout_client.driver", KeyboardInterrupt(), ours))
    assert "planted" in reported(error)

    cut_http_library_frames(error)

    assert modules(error) == ["checkout_client.driver", "checkout_client.a"]


def test_everything_below_the_http_library_is_cut_too() -> None:
    """The library calls our own network code, and the standard library's, with the bytes of the header."""
    below = raise_in("httpcore", KeyboardInterrupt(), raise_in("checkout_client.network", KeyboardInterrupt()))
    error = caught(raise_in("checkout_client.driver", KeyboardInterrupt(), below))

    cut_http_library_frames(error)

    assert modules(error) == ["checkout_client.driver"]


@pytest.mark.parametrize("backend", ["httpx.httpx_connection", "aiohttp.aiohttp_messages"])
def test_the_frames_of_a_tool_that_watches_the_http_library_are_cut_too(backend: str) -> None:
    """Tools for tracing wrap the library's functions, and have the headers in local variables."""
    tool = raise_in("tracing", KeyboardInterrupt(), raise_in("httpx", KeyboardInterrupt()))
    below = raise_in(f"checkout_client._transport.backends.{backend}", KeyboardInterrupt(), tool)
    error = caught(raise_in("checkout_client.driver", KeyboardInterrupt(), below))

    cut_http_library_frames(error)

    assert modules(error) == ["checkout_client.driver", f"checkout_client._transport.backends.{backend}"]


def test_frames_of_other_libraries_stay_for_they_show_where_it_waited() -> None:
    error = caught(raise_in("checkout_client.pool", KeyboardInterrupt(), raise_in("threading", KeyboardInterrupt())))

    cut_http_library_frames(error)

    assert modules(error) == ["checkout_client.pool", "threading"]


def test_errors_that_led_to_it_are_cut_as_well() -> None:
    cause = caught(raise_in("checkout_client.driver", ValueError(), raise_in("httpcore", ValueError())))
    context = caught(raise_in("httpcore", ValueError()))
    anyio = raise_in("anyio", ValueError(), raise_in("h11", ValueError()))
    grouped = caught(raise_in("checkout_client.driver", ValueError(), anyio))
    group = BaseExceptionGroup("", [grouped])
    error = KeyboardInterrupt()
    error.__cause__, cause.__context__, context.__context__ = cause, context, group
    group.__context__ = error  # a circle must not hang

    cut_http_library_frames(error)

    assert modules(cause) == ["checkout_client.driver"]
    assert modules(context) == []
    assert modules(grouped) == ["checkout_client.driver", "anyio"]
    assert "planted" not in "".join(traceback.format_exception(error))


def test_errors_of_the_caller_are_left_alone() -> None:
    """An error that the caller was handling when it made the call."""
    theirs = caught(raise_in("shop", ValueError(), raise_in("httpx", ValueError())))
    error = KeyboardInterrupt()
    error.__context__ = theirs

    cut_http_library_frames(error)

    assert modules(theirs) == ["shop", "httpx"]
