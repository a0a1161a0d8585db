"""Random mutations of an input, as JSON and as bytes."""

from __future__ import annotations

import json
from random import Random
from typing import Any

ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e308, -0.0, 2**63, 10**30, "", "0", "1e5", "None", "\ud800", "\0", "x" * 300, [],
    {}, [None], [[]], {"": None}, {"id": 7}, {"id": "x", "deleted": True}, {"id": "x", "object": "customer"}, "cs_1",
    "🎉", {"deleted": "yes"}, {"object": "list", "data": [], "has_more": True, "url": ""},
)  # fmt: skip
ODD_BYTES = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"NaN", b"Infinity", b"1e999", b"-", b"[" * 50, b"{" * 50, b'"', b"\\ud800", b"\\",
    b"9" * 5000, b"1E+4000", b"\xef\xbb\xbf", b",", b"=", b"v1=", b"t=", b"true", b"null", b"//", b"'",
)  # fmt: skip


def mutated(content: bytes, random: Random, other: bytes = b"") -> bytes:
    """Return ``content`` with one to four mutations, which may use parts of ``other``."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        mutate = _json_mutated if random.random() < 0.75 else _bytes_mutated
        try:
            content = mutate(content, random, other)
        except (ValueError, RecursionError):  # nested too deeply or a number too long to encode
            content = _bytes_mutated(content, random, other)
    return content


def _json_mutated(content: bytes, random: Random, other: bytes) -> bytes:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return _bytes_mutated(content, random, other)
    positions = list(_positions(value))
    if not positions:
        return json.dumps(random.choice(ODD_VALUES)).encode()
    parent, key = random.choice(positions)
    action = random.random()
    if action < 0.15:
        del parent[key]
    elif action < 0.55:
        parent[key] = random.choice(ODD_VALUES)
    elif action < 0.65:
        other_parent, other_key = random.choice(positions)
        parent[key] = json.loads(json.dumps(other_parent[other_key]))
    elif action < 0.8:
        parent[key] = _part_of(other, key, random)
    elif action < 0.95 and isinstance(parent, dict):
        parent[random.choice(("", "id", "object", "deleted", "_shape", "__class__", "raw", "é", str(key) + "x"))] = (
            random.choice(ODD_VALUES)
        )
    else:
        parent[key] = _wrapped(parent[key], random)
    return json.dumps(value).encode()


def _part_of(content: bytes, key: Any, random: Random) -> Any:
    """Return a part of other JSON, preferably one with the same key."""
    try:
        positions = list(_positions(json.loads(content)))
    except (ValueError, RecursionError):
        positions = []
    namesakes = [entry for entry in positions if entry[1] == key]
    if not positions:
        return random.choice(ODD_VALUES)
    parent, found = random.choice(namesakes if namesakes and random.random() < 0.7 else positions)
    return parent[found]


def _wrapped(value: Any, random: Random) -> Any:
    for _ in range(random.choice((1, 2, 40, 400))):
        value = random.choice(([value], {"a": value}))
    return value


def _positions(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    left = [value]
    while left:
        each = left.pop()
        keys = each if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        for key in keys:
            found.append((each, key))
            left.append(each[key])
    return found


def _bytes_mutated(content: bytes, random: Random, other: bytes) -> bytes:
    position = random.randrange(len(content) + 1)
    end = min(len(content), position + random.choice((0, 1, 1, 2, 8, 64)))
    elsewhere = random.randrange(len(other) + 1)
    middle = random.choice((
        b"",
        bytes([random.randrange(256)]),
        random.choice(ODD_BYTES),
        content[position:end] * 2,
        other[elsewhere : elsewhere + random.choice((1, 8, 64))],
    ))  # fmt: skip
    if random.random() < 0.1:
        return content[:position] + other[elsewhere:]
    return content[:position] + middle + content[end:]
