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
from .._shop.session_store import Scope
from .._shop.shop import Account
from ..faults import Fault, next_fault
from . import parameter_checks as parameters
from .api_messages import ConnectionFault, FakeRequest, FakeResponse, Operation, RecordedRequest, Reply
from .authentication import scope_of
from .form_decoding import Tree, parse, plain
from .idempotency import IdempotencyKeys, StoredResponse
from .operations import OperationRequest, perform
from .version_names import checked_version, with_new_names

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

_RETRIED_ANYWAY = {409: "true"}


@attrs.define(eq=False)
class FakeAPI:
    """The fake itself, whichever way requests reach it. Any number of threads may use it."""

    account: Account
    faults: deque[Fault] = attrs.field(init=False, factory=deque[Fault])
    requests: list[RecordedRequest] = attrs.field(init=False, factory=list[RecordedRequest])
    lock: RLock = attrs.field(init=False, factory=RLock)
    _keys: IdempotencyKeys = attrs.field(init=False, factory=IdempotencyKeys)

    def handle(self, request: FakeRequest) -> Reply:
        """The reply to ``request``."""
        with self.lock:
            self.account.expire_due()
            handling = RequestHandler(self.account, self._keys, request)
            fault = next_fault(self.faults, handling.operation)
            reply = handling.reply(fault)
            arrived = fault is None or fault.before is None or isinstance(fault.before, StripeErrorResponse)
            self.requests.append(handling.record(arrived))
            return reply


class RequestHandler:
    """The way of one request through the fake."""

    def __init__(self, account: Account, keys: IdempotencyKeys, request: FakeRequest) -> None:
        self._account = account
        self._keys = keys
        self._request = request
        self._request_id = account.ids.new("req", 14)
        self._key = request.headers.get("idempotency-key") if request.method == "POST" else None
        self._tree: Tree = {}
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
            response = self._carried_out(0.0 if fault is None else fault.seconds)
        except StripeErrorResponse as refusal:
            response = self._refused(refusal)
        self._http_status = response.http_status
        return response if fault is None or fault.after is None else fault.after

    def record(self, arrived: bool) -> RecordedRequest:
        """What tests can ask about the request."""
        params = self._params
        if params is None:
            self._tree = self._tree or self._given()
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

    def _given(self) -> Tree:
        tree = parse(self._request.query)
        if self._request.method == "POST":
            tree |= parse(self._request.body.decode(errors="replace"))
        return tree

    def _carried_out(self, seconds: float) -> FakeResponse:
        request = self._request
        if self.operation is None:
            raise StripeErrorResponse(
                f"Unrecognized request URL ({request.method}: {unquote(request.path)}). Please see "
                "https://stripe.com/docs or we can help at https://support.stripe.com/.",
                http_status=404,
            )
        scope = scope_of(request.headers)
        api_version = checked_version(request.headers.get("stripe-version"))
        self._tree = self._given()
        if self._key is None:
            return self._performed(self.operation, scope, api_version, seconds)
        now = self._account.clock.now()
        asked = (request.path, self._tree)
        used = self._keys.find(scope, self._key, asked, now)
        if used is not None:
            return self._replayed(used, api_version)
        response = self._performed(self.operation, scope, api_version, seconds)
        remembered = StoredResponse(asked, response, self._request_id, now, busy_until=now + seconds)
        self._keys.remember(scope, self._key, remembered)
        return response

    def _performed(self, operation: Operation, scope: Scope, api_version: str, seconds: float) -> FakeResponse:
        # Refused parameters do not use up an idempotency key; what is refused after that does.
        params = parameters.checked(operation, with_new_names(self._tree, api_version), api_version)
        self._params = params
        asked = OperationRequest(operation, self._id, params, scope, api_version, self._request_id, self._key)
        try:
            body, http_status = perform(self._account, asked), 200
        except StripeErrorResponse as refusal:
            body, http_status = refusal.body(self._request_id), refusal.http_status
        return FakeResponse(http_status, self._headers(api_version), _json(body), seconds)

    def _replayed(self, used: StoredResponse, api_version: str) -> FakeResponse:
        headers = self._headers(api_version)
        headers["Original-Request"] = used.request_id
        headers["Idempotent-Replayed"] = "true"
        return attrs.evolve(used.response, headers=headers, seconds=0.0)

    def _refused(self, refusal: StripeErrorResponse) -> FakeResponse:
        headers = self._headers(self._request.headers.get("stripe-version"))
        if refusal.http_status in _RETRIED_ANYWAY:
            headers["Stripe-Should-Retry"] = _RETRIED_ANYWAY[refusal.http_status]
        headers.update(refusal.headers)
        return FakeResponse(refusal.http_status, headers, _json(refusal.body(self._request_id)))

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
