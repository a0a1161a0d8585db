"""Generated parameters: trees of what may be sent, for property tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from checkout_client._transport.request.parameter_rules import RULES

from .depth import examples

# Nothing is timed, and no files are written.
quiet = settings(deadline=None, database=None, max_examples=examples(300), suppress_health_check=[HealthCheck.too_slow])

RULED_NAMES = frozenset(RULES)
"""Names that have rules of their own, tested apart."""


def _may_name(text: str) -> bool:
    return not ({"[", "]"} & set(text) or text.isdigit() or text in RULED_NAMES)


plain_names = st.sampled_from(["mode", "line_items", "price_data", "a", "b-c", "tax.rate", "~x", "expand"])
names = plain_names | st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(_may_name)

texts = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["{CHECKOUT_SESSION_ID}", "a&b=c", "100%", "%41", "a+b c", "\r\n\0", "[x][0]", "é", "日本", "💳"]
)
integers = st.integers(min_value=-(2**63) + 1, max_value=2**63 - 1)
plain_decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
moments = st.datetimes(
    min_value=datetime(1950, 1, 2),
    max_value=datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-9))]),
)


def trees(leaves: st.SearchStrategy[Any], elements: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings of ``leaves`` and ``None``, nested in each other and in lists, whose single values are ``elements``."""

    def nested(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        in_lists = elements | inside.filter(says_something)
        return st.lists(in_lists, max_size=3) | st.dictionaries(names, leaves | inside | st.none(), max_size=3)

    deep = st.recursive(st.just({}), nested, max_leaves=8)
    return st.dictionaries(names, leaves | deep | st.none(), max_size=5)


def says_something(value: Any) -> bool:
    """Whether anything of ``value`` goes out at all."""
    if isinstance(value, dict):
        return any(says_something(inner) for inner in value.values())
    if isinstance(value, list):
        return any(says_something(inner) for inner in value)
    return value is not None


def without_nothing(value: Any) -> Any:
    """``value`` less what is not sent: ``None``, and mappings and lists in which nothing is left."""
    if isinstance(value, dict):
        return {name: without_nothing(inner) for name, inner in value.items() if says_something(inner)}
    if isinstance(value, list):
        return [without_nothing(inner) for inner in value]
    return value


def as_text(value: Any) -> Any:
    """``value`` with its single values as the API reads them."""
    if isinstance(value, dict):
        return {name: as_text(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return str((value - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1))
    if isinstance(value, Decimal):
        digits = f"{abs(int(value * 100)):03d}"  # two places, as `plain_decimals` has them
        return f"{'-' if value.is_signed() else ''}{digits[:-2]}.{digits[-2:]}"
    return str(value)
