"""HTTP headers as a read-only mapping."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING, Any

_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})


class Headers(Mapping[str, str]):
    """HTTP headers: a read-only mapping that ignores the case of names.

    A header that occurs more than once has one value, joined by ``", "``. The repr hides credentials.

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

    if not TYPE_CHECKING:  # they know Mapping.get, which is slower: it raises and catches a KeyError

        def get(self, name: str, default: Any = None) -> Any:
            """Return the value of a header, or ``default`` if there is none."""
            return self._values.get(name.lower(), default)

    def items(self) -> ItemsView[str, str]:
        """Return the names, in lower case, with their values."""
        return self._values.items()

    def values(self) -> ValuesView[str]:
        """Return the values."""
        return self._values.values()

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        shown = {name: "[hidden]" if name in _CREDENTIALS else value for name, value in self._values.items()}
        return f"Headers({shown!r})"


def headers_of(values: dict[str, str]) -> Headers:
    """Return headers with ``values``, whose names are in lower case. They are not copied."""
    headers = Headers.__new__(Headers)
    headers._values = values  # pyright: ignore[reportPrivateUsage]
    return headers
