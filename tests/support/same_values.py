"""Compares a result with the JSON it was read from, value by value, through attributes alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checkout_client.models.base import Model


def assert_same_values(result: Any, expected: Any, place: str = "") -> int:
    """Every value of ``expected`` is found at the attribute of the same name. Returns how many there were."""
    if isinstance(expected, dict):
        if isinstance(result, Model):
            values = {name: getattr(result, name) for name in expected}
        else:
            assert type(result) is dict, place
            assert result.keys() == expected.keys(), place
            values = result
        return 1 + sum(assert_same_values(values[name], expected[name], f"{place}.{name}") for name in expected)
    if isinstance(expected, list):
        assert len(result) == len(expected), place
        return 1 + sum(assert_same_values(*pair, f"{place}[]") for pair in zip(result, expected, strict=True))
    if isinstance(result, Decimal):
        assert result == Decimal(expected), place
        return 1
    assert result == expected, place
    assert type(result) is type(expected), place
    return 1


def count_values(value: Any) -> int:
    """How many values JSON holds, itself included."""
    if isinstance(value, (dict, list)):
        return 1 + sum(map(count_values, value.values() if isinstance(value, dict) else value))
    return 1
