"""Turns a call, a client's settings and a caller's options into the request that is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import attrs

from ..._checks import checked_count, checked_seconds
from ..._values import Value
from ...headers import headers_of
from ...options import OPTION_NAMES, RequestOptions, checked_options
from ...timeouts import Timeout
from ...versions import warn_of_unavailable
from ..call import Call
from ..config import Config
from ..messages import Request
from . import request_headers as headers
from .form_encoding import encode

MAX_QUERY = 60_000
"""Longer than any reasonable query. The HTTP library fails with queries that are a little longer."""

_ELSEWHERE: Mapping[str, str] = {
    "api_key": "pass it to the client, or use client.with_options(api_key=…)",
    "extra_query": "pass options={'extra_params': …}",
    "extra_body": "pass options={'extra_params': …}",
    "headers": "pass options={'extra_headers': …}",
    "params": "pass the parameters as keywords, create(mode=…), or those in a dict as create(**params)",
    "request_options": "pass options=…",
    "stripe_version": "pass options={'api_version': …}",
}
"""What other clients of Stripe take beside the parameters, and where it is here."""

NO_PARAMETERS = OPTION_NAMES | _ELSEWHERE.keys()


@attrs.frozen(eq=False, repr=False)
class PreparedCall(Value):
    """A call with everything decided: the bytes of every attempt, and its limits."""

    request: Request
    timeout: Timeout
    deadline: float | None
    max_retries: int
    idempotency_key: str | None
    api_version: str
    stripe_account: str | None
    expand: tuple[str, ...]


def prepare(
    call: Call[object], config: Config, options: RequestOptions | None, new_idempotency_key: Callable[[], str]
) -> PreparedCall:
    """Return ``call`` with everything decided that can be before it is sent; raise an error if it cannot be sent."""
    given = checked_options(options)
    if not NO_PARAMETERS.isdisjoint(call.params):
        raise _misplaced(call.params)
    params = _with_extra(call.params, given.get("extra_params"))
    encoded = encode(params, refuse_empty=call.refuse_empty)
    api_version, stripe_account = config.api_version, config.stripe_account
    if "api_version" in given:
        api_version = headers.checked_value(given["api_version"], "api_version")
    if "stripe_account" in given:
        stripe_account = headers.checked_value(given["stripe_account"], "stripe_account")
    sent = {**config.fixed_headers, "stripe-version": api_version}
    if stripe_account is not None:
        sent["stripe-account"] = stripe_account
    if "extra_headers" in given:
        sent |= {name.lower(): value for name, value in headers.checked_extra_headers(given["extra_headers"])}
    url = config.base_url + call.url_path
    idempotency_key = None
    content = b""
    if call.method == "POST":
        key = given["idempotency_key"] if "idempotency_key" in given else new_idempotency_key()
        idempotency_key = headers.checked_idempotency_key(key)
        sent["idempotency-key"] = idempotency_key
        sent["content-type"] = "application/x-www-form-urlencoded"
        content = encoded.encode("ascii")
    elif encoded:
        if len(encoded) > MAX_QUERY:
            raise ValueError(
                f"the parameters need {len(encoded)} characters in the URL: at most {MAX_QUERY} can be sent"
            )
        url = f"{url}?{encoded}"
    warn_of_unavailable(call.method, call.path, encoded, api_version)
    expand = params.get("expand")
    timeout = given.get("timeout")
    return PreparedCall(
        request=Request(call.method, url, headers_of(sent), content),
        timeout=config.timeout if timeout is None else Timeout.of(timeout),
        deadline=checked_seconds(given["deadline"], "deadline") if "deadline" in given else config.deadline,
        max_retries=checked_count(given.get("max_retries", config.max_retries), "max_retries", least=0),
        idempotency_key=idempotency_key,
        api_version=api_version,
        stripe_account=stripe_account,
        expand=tuple(map(str, cast("list[object]", expand))) if isinstance(expand, (list, tuple)) else (),
    )


def _misplaced(params: Mapping[str, object]) -> TypeError:
    name = sorted(NO_PARAMETERS.intersection(params))[0]
    if name in OPTION_NAMES:
        return TypeError(f"{name} is an option, not a parameter: pass options={{{name!r}: …}}")
    return TypeError(f"{name} is not a parameter: {_ELSEWHERE[name]}")


def _with_extra(params: Mapping[str, object], extra: object) -> Mapping[str, object]:
    if extra is None:
        return params
    if not isinstance(extra, Mapping):
        raise TypeError(f"extra_params must be a mapping, not {type(extra).__name__}")
    extra = cast("Mapping[str, object]", extra)
    for name in extra:
        if params.get(name) is not None:
            raise ValueError(f"extra_params contains {name!r}, which is a parameter of the call too: pass it once")
    return {**params, **extra}
