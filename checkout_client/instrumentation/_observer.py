"""Calls the hooks during one call."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, Final, cast
from urllib.parse import urlsplit

from .._checks import printable
from ._details import AttemptEnd, AttemptStart, CallEnd, CallStart
from ._hook import Hook
from ._logging_hook import LoggingHook

_OPERATIONS: Final = {
    ("POST", "/v1/checkout/sessions"): "sessions.create",
    ("GET", "/v1/checkout/sessions"): "sessions.list",
    ("GET", "/v1/checkout/sessions/{session}"): "sessions.retrieve",
    ("POST", "/v1/checkout/sessions/{session}"): "sessions.update",
    ("POST", "/v1/checkout/sessions/{session}/expire"): "sessions.expire",
    ("GET", "/v1/checkout/sessions/{session}/line_items"): "sessions.list_line_items",
}

_reported: set[tuple[type, str]] = set()
"""Hooks that raised, by class and method. Threads may add at once: then one more line is logged."""


class HookChain:
    """The hooks of a call, by method, without those that do not define it."""

    __slots__ = ("after_attempt", "after_call", "before_attempt", "before_call", "is_wanted")

    def __init__(self, hooks: Sequence[Hook]) -> None:
        self.before_call = _defined(hooks, "before_call")
        self.before_attempt = _defined(hooks, "before_attempt")
        # What starts last ends first, as with context managers.
        self.after_attempt = _defined(hooks[::-1], "after_attempt")
        self.after_call = _defined(hooks[::-1], "after_call")
        # A log that writes nothing costs next to nothing.
        wanted = [getattr(method, "__self__", None) for method in self.after_attempt]
        log = wanted[0] if len(wanted) == 1 else None
        self.is_wanted = log.is_wanted if isinstance(log, LoggingHook) else _always


def _always(retry: bool) -> bool:
    return True


def _defined(hooks: Sequence[Hook], name: str) -> tuple[Callable[[Any], object], ...]:
    return tuple(getattr(hook, name) for hook in hooks if getattr(type(hook), name, None) is not getattr(Hook, name))


class CallObserver:
    """A context manager around a call. The flow reports attempts to it. It keeps nothing of the request."""

    __slots__ = ("_attempt", "_called", "_chain", "_facts", "_last", "_monotonic", "_sent")

    def __init__(self, chain: HookChain, method: str, path: str, base_url: str, monotonic: Callable[[], float]) -> None:
        self._chain = chain
        self._facts: dict[str, Any] = {**_facts(method, path, base_url), "state": {}}
        self._monotonic = monotonic
        self._attempt = 0
        self._sent: float | None = None
        self._last: tuple[int | None, str | None, str | None, bool] = (None, None, None, False)

    def __enter__(self) -> None:
        self._called = self._monotonic()
        if self._chain.before_call:
            _notify(self._chain.before_call, CallStart(**self._facts))

    def before_attempt(self, attempt: int) -> None:
        """Call the hooks before a request is sent."""
        self._attempt = attempt
        self._sent = self._monotonic()
        if self._chain.before_attempt:
            _notify(self._chain.before_attempt, AttemptStart(attempt=attempt, **self._facts))

    def after_attempt(
        self,
        *,
        http_status: int | None = None,
        request_id: str | None = None,
        replayed: bool = False,
        error_kind: str | None = None,
        failure: str | None = None,
        retry_wait: float | None = None,
        reason: str | None = None,
    ) -> None:
        """Call the hooks after an attempt."""
        sent, self._sent = self._sent, None
        if request_id is not None:
            request_id = printable(request_id)
        self._last = (http_status, request_id, error_kind, replayed)
        if sent is None or not self._chain.after_attempt or not self._chain.is_wanted(retry_wait is not None):
            return
        end = AttemptEnd(
            attempt=self._attempt,
            duration=self._monotonic() - sent,
            http_status=http_status,
            request_id=request_id,
            error_kind=error_kind,
            failure=None if failure is None else printable(failure),
            retry_wait=retry_wait,
            reason=reason,
            replayed=replayed,
            **self._facts,
        )
        _notify(self._chain.after_attempt, end)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._sent is not None:  # cancelled, interrupted, or a bug
            assert kind is not None
            self.after_attempt(
                error_kind="interrupted", failure=f"Interrupted by {kind.__name__}", reason="interrupted"
            )
        if not self._chain.after_call:
            return
        http_status, request_id, error_kind, replayed = self._last
        end = CallEnd(
            duration=self._monotonic() - self._called,
            attempts=self._attempt,
            http_status=http_status,
            request_id=request_id,
            error_type=None if kind is None else kind.__name__,
            error_kind=error_kind,
            replayed=replayed,
            **self._facts,
        )
        _notify(self._chain.after_call, end)


def _notify(methods: tuple[Callable[[Any], object], ...], details: object) -> None:
    for method in methods:
        try:
            method(details)
        except Exception as error:
            _report(method, error)


def _report(method: Callable[[Any], object], error: Exception) -> None:
    """Log the exception of a hook, once for each class of hooks and each method."""
    hook = cast("type[Any]", type(getattr(method, "__self__", method)))
    name: str = getattr(method, "__name__", "a hook")
    if (hook, name) not in _reported:
        _reported.add((hook, name))
        # Without the error of the call, which may be its context, and whose message may quote what was sent.
        text = "".join(traceback.format_exception(type(error), error, error.__traceback__, chain=False))
        logging.getLogger("checkout_client").error(
            "%s.%s raised an exception. The call continues; later exceptions of this method are not logged\n%s",
            hook.__qualname__,
            name,
            text.rstrip(),
        )


@lru_cache(maxsize=256)
def _facts(method: str, path: str, base_url: str) -> Mapping[str, object]:
    """Return the values that all such calls share."""
    server = urlsplit(base_url)
    template = path.replace("{session}", "{id}")
    return {
        "operation": _OPERATIONS.get((method, path), template),
        "method": method,
        "path": template,
        "url": base_url + template,
        "server_address": server.hostname or "",
        "server_port": server.port or (443 if server.scheme == "https" else 80),
    }
