"""Runs the steps on one account: on Stripe, or on a fake."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import httpx
from support.shop import encoded

from checkout_client.version import API_VERSION

from .normalization import normalized
from .steps import Step, filled, found

TRIES = 4
UNDO: dict[str, tuple[str, dict[str, str]]] = {
    "/v1/checkout/sessions": ("POST", {}),
    "/v1/products": ("POST", {"active": "false"}),
    "/v1/prices": ("POST", {"active": "false"}),
    "/v1/promotion_codes": ("POST", {"active": "false"}),
    "/v1/shipping_rates": ("POST", {"active": "false"}),
    "/v1/tax_rates": ("POST", {"active": "false"}),
    "/v1/coupons": ("DELETE", {}),
    "/v1/customers": ("DELETE", {}),
}
"""How objects of each list are archived or deleted; Sessions expire."""


@attrs.frozen
class Answer:
    """What an account has answered to a step. ``http_status`` is 0 if an id was missing, so that nothing was sent."""

    http_status: int
    body: Any
    message: str = ""
    """The message of the error, or the name of the missing id."""


@attrs.define
class Account:
    """One of the two sides. ``client`` has a base URL."""

    client: httpx.Client
    api_key: str = attrs.field(repr=False)
    sleep: Callable[[float], object] = time.sleep
    saved: dict[str, str] = attrs.field(init=False, factory=dict[str, str])
    created: list[tuple[str, str]] = attrs.field(init=False, factory=list[tuple[str, str]])
    """What was created: the path of its list, and its id."""

    def run(self, steps: Sequence[Step], run_id: str) -> Iterator[Answer]:
        """Perform ``steps`` one after the other. ``run_id`` makes idempotency keys unique."""
        self.saved["run"] = run_id
        for step in steps:
            yield self._perform(step)

    def _perform(self, step: Step) -> Answer:
        now = time.time()
        try:
            path, params, headers = filled([step.path, step.params, step.headers], self.saved, now)
        except KeyError as missing:
            return Answer(0, {}, missing.args[0])
        response = self._send(step.method, path, params, headers)
        body = _json(response)
        if response.status_code >= 400:
            return Answer(response.status_code, _refusal(body), body.get("error", {}).get("message", ""))
        if step.method == "POST" and path in UNDO:
            self.created.append((path, body["id"]))
        self.saved.update({name: found(body, where) for name, where in step.saves.items()})
        return Answer(response.status_code, normalized(body, self.saved, now))

    def _send(self, method: str, path: str, params: Mapping[str, Any], headers: Mapping[str, str]) -> httpx.Response:
        form = encoded(params)
        url, content = (path, form) if method == "POST" else (f"{path}?{form}" if form else path, None)
        sent = {"Authorization": f"Bearer {self.api_key}", "Stripe-Version": API_VERSION, **headers}
        if content is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        response = self.client.request(method, url, content=content, headers=sent)
        for attempt in range(1, TRIES):
            if response.status_code != 429 and response.status_code < 500:
                break
            self.sleep(2**attempt)
            response = self.client.request(method, url, content=content, headers=sent)
        return response

    def clean_up(self) -> list[str]:
        """Archive, delete or expire what was created, the newest first. Return the ids for which that failed."""
        left: list[str] = []
        for path, made in reversed(self.created):
            method, params = UNDO[path]
            url = f"{path}/{made}/expire" if path.endswith("/sessions") else f"{path}/{made}"
            try:
                refused = self._send(method, url, params, {}).status_code >= 400
            except httpx.HTTPError:
                refused = True
            if refused and "/sessions" not in path:  # a Session may have expired already
                left.append(made)
        self.created.clear()
        return left


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:  # the page of a gateway
        return {}


def _refusal(body: Mapping[str, Any]) -> dict[str, Any]:
    error: Mapping[str, Any] = body.get("error", {})
    return {name: error.get(name) for name in ("type", "code", "param", "decline_code")}
