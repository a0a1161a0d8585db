"""One request in, one response out: routing, and what all six calls have in common."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

import attrs

from .._shop.error_responses import StripeErrorResponse
from .._shop.session_store import AccountScope
from .._shop.shop import Shop
from .api_messages import ConnectionFault, FakeRequest, FakeResponse, Operation, RecordedRequest, Reply
from .authentication import authenticate
from .form_decoding import FormTree, decode_form, to_lists
from .idempotency import IdempotencyKeys, StoredResponse
from .injected_faults import InjectedFault, next_fault
from .operations import OperationRequest, perform
from .parameter_checks import parse_params
from .related_objects.object_routes import OBJECT_URLS, ObjectRoute, find_object_route
from .version_names import requested_version, with_current_names

_path = re.compile(r"/v1/checkout/sessions(?:/(?P<id>[^/]+)(?P<action>/expire|/line_items)?)?").fullmatch

_OPERATIONS: dict[tuple[str, bool, str | None], Operation] = {
    ("POST", False, None): "create",
    ("GET", False, None): "list",
    ("GET", True, None): "retrieve",
    ("POST", True, None): "update",
    ("POST", True, "/expire"): "expire",
    ("GET", True, "/line_items"): "list_line_items",
}

_encoder = json.JSONEncoder(separators=(",", ":"), check_circular=False)

MAX_BODY = 8 * 1024 * 1024
"""Bytes that the body of a request may have."""

_SHOULD_RETRY = {409: "true"}
"""The ``Stripe-Should-Retry`` header of a response, by its status."""


@attrs.define(eq=False)
class FakeAPI:
    """The API of a fake. Any number of threads may use it: the lock of the shop protects its state, too."""

    shop: Shop
    requests: list[RecordedRequest] = attrs.field(init=False, factory=list[RecordedRequest])
    _faults: deque[InjectedFault] = attrs.field(init=False, factory=deque[InjectedFault])
    idempotency_keys: IdempotencyKeys = attrs.field(init=False, factory=IdempotencyKeys)
    max_requests: int | None = attrs.field(init=False, default=None)
    """How many of the latest requests are kept at least; at most twice as many are. ``None``: all."""

    def handle(self, request: FakeRequest) -> Reply:
        """Process ``request`` and return the reply."""
        return self.handle_recorded(request)[0]

    def handle_recorded(self, request: FakeRequest) -> tuple[Reply, RecordedRequest]:
        """Process ``request`` and return the reply, and the request as it is recorded."""
        started = time.perf_counter()
        with self.shop.lock:
            self.shop.expire_due()
            handler = RequestHandler(self.shop, self.idempotency_keys, request)
            fault = next_fault(self._faults, handler.operation)
            reply = handler.reply(fault)
            arrived = fault is None or fault.before is None or isinstance(fault.before, StripeErrorResponse)
            record = handler.record(arrived, started)
            self._record(record)
            return reply, record

    def _record(self, record: RecordedRequest) -> None:
        self.requests.append(record)
        if self.max_requests is not None and len(self.requests) > 2 * self.max_requests:
            del self.requests[: -self.max_requests]  # seldom, because it takes time

    @property
    def faults(self) -> Sequence[InjectedFault]:
        """The faults that have not been used yet, the next one first."""
        with self.shop.lock:
            return list(self._faults)

    def reset(self) -> None:
        """Forget all requests, idempotency keys and faults."""
        with self.shop.lock:
            self.requests.clear()
            self._faults.clear()
            self.idempotency_keys.clear()

    def queue_faults(self, faults: Sequence[InjectedFault]) -> None:
        """Apply ``faults`` to the requests that follow, after those already queued."""
        with self.shop.lock:
            self._faults.extend(faults)

    def clear_faults(self) -> None:
        """Drop the faults that have not been used yet."""
        with self.shop.lock:
            self._faults.clear()


class RequestHandler:
    """Processes one request."""

    def __init__(self, shop: Shop, keys: IdempotencyKeys, request: FakeRequest) -> None:
        self._shop = shop
        self._keys = keys
        self._request = request
        self._request_id = shop.ids.new("req", 14)
        self._key = request.headers.get("idempotency-key") if request.method == "POST" else None
        self._tree: FormTree = {}
        self._params: dict[str, Any] | None = None
        self._http_status = 0
        self._object_id: str | None = None
        self._replayed = False
        self._error: str | None = None
        match = _path(request.path.rstrip("/"))
        self._id = unquote(match["id"] or "") if match else ""
        self.operation: Operation | None = None
        self._object_route: ObjectRoute | None = None
        if match is None:
            self._object_route = find_object_route(request.method, request.path.rstrip("/"))
        else:
            self.operation = _OPERATIONS.get((request.method, match["id"] is not None, match["action"]))

    def reply(self, fault: InjectedFault | None) -> Reply:
        """Return the reply to the request, with ``fault`` applied."""
        try:
            if fault is not None and fault.before is not None:
                if isinstance(fault.before, ConnectionFault):
                    return fault.before
                raise fault.before
            response = self._process(0.0 if fault is None else fault.seconds)
        except StripeErrorResponse as error:
            response = self._error_response(error)
        self._http_status = response.http_status
        return response if fault is None or fault.after is None else fault.after

    def record(self, arrived: bool, started: float) -> RecordedRequest:
        """Return the request as tests see it. Call it after :meth:`reply`. ``started`` is the time before it."""
        params = self._params
        if params is None:
            self._tree = self._tree or self._decode_params()
            params = to_lists(self._tree)
        return RecordedRequest(
            method=self._request.method,
            path=unquote(self._request.path),
            operation=self.operation,
            params=params,
            headers=self._request.headers,
            http_status=self._http_status if arrived else None,
            request_id=self._request_id if arrived else None,
            received_at=self._shop.clock.now(),
            duration=time.perf_counter() - started,
            object_id=self._object_id,
            idempotent_replayed=self._replayed,
            error=self._error,
        )

    def _decode_params(self) -> FormTree:
        tree = decode_form(self._request.query)
        if self._request.method == "POST" and len(self._request.body) <= MAX_BODY:
            tree |= decode_form(self._request.body.decode(errors="replace"))
        return tree

    def _process(self, seconds: float) -> FakeResponse:
        request = self._request
        if self.operation is None and self._object_route is None:
            raise StripeErrorResponse(
                f"Unrecognized request URL ({request.method}: {unquote(request.path)}). {OBJECT_URLS}", http_status=404
            )
        if len(request.body) > MAX_BODY:
            raise StripeErrorResponse(f"The request body is larger than {MAX_BODY} bytes.", http_status=413)
        scope = authenticate(request.headers)
        api_version = requested_version(request.headers.get("stripe-version"))
        self._tree = self._decode_params()
        if self._key is None:
            return self._perform(scope, api_version, seconds)
        now = self._shop.clock.now()
        fingerprint = (request.path, self._tree)
        stored = self._keys.find(scope, self._key, fingerprint, now)
        if stored is not None:
            return self._replay(stored, api_version)
        response = self._perform(scope, api_version, seconds)
        stored = StoredResponse(fingerprint, response, self._request_id, now, now + seconds, self._object_id)
        self._keys.store(scope, self._key, stored)
        return response

    def _perform(self, scope: AccountScope, api_version: str, seconds: float) -> FakeResponse:
        # Parameters that fail these checks do not use up an idempotency key; later errors do.
        self._params = self._parse_params(api_version)
        try:
            body, http_status = self._carry_out(self._params, scope, api_version), 200
            self._object_id = body.get("id")
        except StripeErrorResponse as error:
            body, http_status = error.body(self._request_id), error.http_status
            self._error = error.message
        return FakeResponse(http_status, self._headers(api_version), _json(body), seconds)

    def _parse_params(self, api_version: str) -> dict[str, Any]:
        if self._object_route is not None:
            return self._object_route.parse(self._tree)
        assert self.operation is not None
        return parse_params(self.operation, with_current_names(self._tree, api_version), api_version)

    def _carry_out(self, params: dict[str, Any], scope: AccountScope, api_version: str) -> dict[str, Any]:
        if self._object_route is not None:
            return self._object_route.perform(self._shop, dict(params), scope)
        assert self.operation is not None
        request = OperationRequest(self.operation, self._id, params, scope, api_version, self._request_id, self._key)
        return perform(self._shop, request)

    def _replay(self, stored: StoredResponse, api_version: str) -> FakeResponse:
        headers = self._headers(api_version)
        headers["Original-Request"] = stored.request_id
        headers["Idempotent-Replayed"] = "true"
        self._replayed, self._object_id = True, stored.object_id
        return attrs.evolve(stored.response, headers=headers, seconds=0.0)

    def _error_response(self, error: StripeErrorResponse) -> FakeResponse:
        self._error = error.message
        headers = self._headers(self._request.headers.get("stripe-version"))
        if error.http_status in _SHOULD_RETRY:
            headers["Stripe-Should-Retry"] = _SHOULD_RETRY[error.http_status]
        headers.update(error.headers)
        return FakeResponse(error.http_status, headers, _json(error.body(self._request_id)))

    def _headers(self, api_version: str | None) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Request-Id": self._request_id}
        if api_version is not None:
            headers["Stripe-Version"] = api_version
        if account := self._request.headers.get("stripe-account"):
            headers["Stripe-Account"] = account
        if self._key is not None:
            headers["Idempotency-Key"] = self._key
        return headers


def _json(body: dict[str, Any]) -> bytes:
    return _encoder.encode(body).encode()
