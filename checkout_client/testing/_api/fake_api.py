"""One request in, one reply out: routing, and what all six calls have in common."""

from __future__ import annotations

import json
import re
from collections import deque
from threading import RLock
from typing import Any
from urllib.parse import unquote

import attrs

from .._shop.error_responses import StripeErrorResponse
from .._shop.session_store import AccountScope
from .._shop.shop import Shop
from ..faults import Fault, next_fault
from . import parameter_checks as parameters
from .api_messages import ConnectionFault, FakeRequest, FakeResponse, Operation, RecordedRequest, Reply
from .authentication import authenticate
from .form_decoding import FormTree, parse, plain
from .idempotency import IdempotencyKeys, StoredResponse
from .operations import OperationRequest, perform
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

_SHOULD_RETRY = {409: "true"}


@attrs.define(eq=False)
class FakeAPI:
    """The fake itself, whichever way requests reach it. Any number of threads may use it."""

    shop: Shop
    faults: deque[Fault] = attrs.field(init=False, factory=deque[Fault])
    requests: list[RecordedRequest] = attrs.field(init=False, factory=list[RecordedRequest])
    lock: RLock = attrs.field(init=False, factory=RLock)
    _keys: IdempotencyKeys = attrs.field(init=False, factory=IdempotencyKeys)

    def handle(self, request: FakeRequest) -> Reply:
        """The reply to ``request``."""
        with self.lock:
            self.shop.expire_due()
            handling = RequestHandler(self.shop, self._keys, request)
            fault = next_fault(self.faults, handling.operation)
            reply = handling.reply(fault)
            arrived = fault is None or fault.before is None or isinstance(fault.before, StripeErrorResponse)
            self.requests.append(handling.record(arrived))
            return reply


class RequestHandler:
    """The way of one request through the fake."""

    def __init__(self, shop: Shop, keys: IdempotencyKeys, request: FakeRequest) -> None:
        self._shop = shop
        self._keys = keys
        self._request = request
        self._request_id = shop.ids.new("req", 14)
        self._key = request.headers.get("idempotency-key") if request.method == "POST" else None
        self._tree: FormTree = {}
        self._params: dict[str, Any] | None = None
        self._http_status = 0
        match = _path(request.path.rstrip("/"))
        self._id = unquote(match["id"] or "") if match else ""
        self.operation: Operation | None = None
        if match:
            self.operation = _OPERATIONS.get((request.method, match["id"] is not None, match["action"]))

    def reply(self, fault: Fault | None) -> Reply:
        """What comes back."""
        try:
            if fault is not None and fault.before is not None:
                if isinstance(fault.before, ConnectionFault):
                    return fault.before
                raise fault.before
            response = self._execute(0.0 if fault is None else fault.seconds)
        except StripeErrorResponse as error:
            response = self._error_response(error)
        self._http_status = response.http_status
        return response if fault is None or fault.after is None else fault.after

    def record(self, arrived: bool) -> RecordedRequest:
        """What tests can ask about the request."""
        params = self._params
        if params is None:
            self._tree = self._tree or self._read_params()
            params = plain(self._tree)
        return RecordedRequest(
            method=self._request.method,
            path=unquote(self._request.path),
            operation=self.operation,
            params=params,
            headers=self._request.headers,
            http_status=self._http_status if arrived else None,
            request_id=self._request_id if arrived else None,
        )

    def _read_params(self) -> FormTree:
        tree = parse(self._request.query)
        if self._request.method == "POST":
            tree |= parse(self._request.body.decode(errors="replace"))
        return tree

    def _execute(self, seconds: float) -> FakeResponse:
        request = self._request
        if self.operation is None:
            raise StripeErrorResponse(
                f"Unrecognized request URL ({request.method}: {unquote(request.path)}). Please see "
                "https://stripe.com/docs or we can help at https://support.stripe.com/.",
                http_status=404,
            )
        scope = authenticate(request.headers)
        api_version = requested_version(request.headers.get("stripe-version"))
        self._tree = self._read_params()
        if self._key is None:
            return self._perform(self.operation, scope, api_version, seconds)
        now = self._shop.clock.now()
        asked = (request.path, self._tree)
        used = self._keys.find(scope, self._key, asked, now)
        if used is not None:
            return self._replay(used, api_version)
        response = self._perform(self.operation, scope, api_version, seconds)
        stored = StoredResponse(asked, response, self._request_id, now, busy_until=now + seconds)
        self._keys.store(scope, self._key, stored)
        return response

    def _perform(self, operation: Operation, scope: AccountScope, api_version: str, seconds: float) -> FakeResponse:
        # Refused parameters do not use up an idempotency key; what is refused after that does.
        params = parameters.checked(operation, with_current_names(self._tree, api_version), api_version)
        self._params = params
        asked = OperationRequest(operation, self._id, params, scope, api_version, self._request_id, self._key)
        try:
            body, http_status = perform(self._shop, asked), 200
        except StripeErrorResponse as error:
            body, http_status = error.body(self._request_id), error.http_status
        return FakeResponse(http_status, self._headers(api_version), _json(body), seconds)

    def _replay(self, used: StoredResponse, api_version: str) -> FakeResponse:
        headers = self._headers(api_version)
        headers["Original-Request"] = used.request_id
        headers["Idempotent-Replayed"] = "true"
        return attrs.evolve(used.response, headers=headers, seconds=0.0)

    def _error_response(self, error: StripeErrorResponse) -> FakeResponse:
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
            headers["Stripe-Shop"] = shop
        if self._key is not None:
            headers["Idempotency-Key"] = self._key
        return headers


def _json(body: dict[str, Any]) -> bytes:
    return _encoder.encode(body).encode()
