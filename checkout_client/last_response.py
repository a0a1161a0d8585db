"""What is kept of an HTTP response beside its body."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView

import attrs

from ._values import Value

_HIDDEN = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})


class Headers(Mapping[str, str]):
    """HTTP headers: a read-only mapping that ignores the case of names.

    A header that came several times is one value, joined by ``", "``. The repr hides credentials.

    >>> Headers([("Request-Id", "req_123")])["request-id"]
    'req_123'
    """

    __slots__ = ("_values",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        values: dict[str, str] = {}
        for name, value in items:
            key = name.lower()
            values[key] = f"{values[key]}, {value}" if key in values else value
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def items(self) -> ItemsView[str, str]:
        """Names, in small letters, with their values."""
        return self._values.items()

    def values(self) -> ValuesView[str]:
        """The values."""
        return self._values.values()

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        shown = {name: "[hidden]" if name in _HIDDEN else value for name, value in self._values.items()}
        return f"Headers({shown!r})"


@attrs.frozen(eq=False, repr=False)
class LastResponse(Value):
    """The response that a result was read from: plain data, safe to keep, log and pickle."""

    http_status: int
    """The HTTP status."""
    headers: Headers
    """The response's headers; names in any case."""
    attempts: int
    """How many times the request was sent."""
    idempotency_key: str | None
    """The key that the request carried; ``None`` for calls that only read."""
    api_version: str
    """The ``Stripe-Version`` that was asked for."""
    stripe_account: str | None
    """The connected account that was acted for, if any."""
    expand: tuple[str, ...]
    """The expansions that were asked for."""

    @property
    def request_id(self) -> str | None:
        """The id by which Stripe finds the request (``req_…``)."""
        return self.headers.get("request-id")

    @property
    def idempotent_replayed(self) -> bool:
        """Whether this is the stored response of an earlier request with the same key."""
        return self.headers.get("idempotent-replayed") == "true"
