"""Ranges of time, in whole seconds as the API counts them, and how to split them into shards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from typing_extensions import TypedDict

from .._checks import checked_count
from .._transport.request.form_encoding import epoch_seconds
from ..params.session_requests import CreatedFilterParams


class Shard(TypedDict):
    """One part of a range, as parameters of ``sessions.list``: plain data to store, send or pickle.

    Pass it with your filters: ``client.sessions.list(status="complete", limit=100, **shard)``.
    """

    created: CreatedFilterParams
    """The part's own range, in epoch seconds: from ``gte`` up to but without ``lt``."""


def shards(created: CreatedFilterParams, count: int) -> list[Shard]:
    """Split the range ``created`` into at most ``count`` parts of the same length, the newest first.

    The parts do not overlap. Together they hold exactly the Sessions of the whole range, in whatever order you read
    them. There are fewer than ``count`` if the range has fewer seconds, and none if it is empty.

    Raises ``ValueError`` if an end of the range is missing or ``count`` is below 1, ``TypeError`` for wrong types.

    >>> shards({"gte": 10, "lt": 15}, 2)
    [{'created': {'gte': 12, 'lt': 15}}, {'created': {'gte': 10, 'lt': 12}}]
    """
    return [{"created": {"gte": since, "lt": until}} for since, until in split_range(created, count)]


def split_range(created: CreatedFilterParams, count: int) -> list[tuple[int, int]]:
    """Return the parts of ``shards`` as pairs: the first second, and the one after the last."""
    count = checked_count(count, "shards", least=1)
    since, until = _whole_seconds(created)
    length = max(0, until - since)
    count = min(count, length)
    edges = [since + length * number // count for number in range(count + 1)] if count else []
    return list(zip(edges[-2::-1], edges[:0:-1], strict=True))


def _whole_seconds(created: CreatedFilterParams) -> tuple[int, int]:
    if not isinstance(created, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise TypeError(f'created must be a mapping such as {{"gte": …, "lt": …}}, not {type(created).__name__}')
    ends = {name: _second(value, name) for name, value in created.items() if value is not None}
    unknown = sorted(ends.keys() - {"gte", "gt", "lt", "lte"})
    if unknown:
        raise TypeError(f"created has no {unknown[0]!r}: it takes gte, gt, lt and lte")
    # In whole seconds, gt 9 is the same as gte 10.
    lower = [ends[name] + extra for name, extra in (("gte", 0), ("gt", 1)) if name in ends]
    upper = [ends[name] + extra for name, extra in (("lt", 0), ("lte", 1)) if name in ends]
    if not lower or not upper:
        raise ValueError('created needs both ends of the range: {"gte": …, "lt": …}')
    return max(lower), min(upper)


def _second(value: object, name: str) -> int:
    if isinstance(value, datetime):
        return epoch_seconds(value, f"created[{name}]")
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"created.{name} must be epoch seconds or an aware datetime, not {type(value).__name__}")
    return value
