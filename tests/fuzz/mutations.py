"""Ways to spoil an input: as JSON, and as bytes."""

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
    """``content`` with one to four things wrong with it; some of them may come out of ``other``."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        mutate = _json_mutated if random.random() < 0.75 else _bytes_mutated
        try:
            content = mutate(content, random, other)
        except (ValueError, RecursionError):  # too deep, or with too long a number, for this side to write
            content = _bytes_mutated(content, random, other)
    return content


def _json_mutated(content: bytes, random: Random, other: bytes) -> bytes:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return _bytes_mutated(content, random, other)
    places = list(_places(value))
    if not places:
        return json.dumps(random.choice(ODD_VALUES)).encode()
    parent, key = random.choice(places)
    action = random.random()
    if action < 0.15:
        del parent[key]
    elif action < 0.55:
        parent[key] = random.choice(ODD_VALUES)
    elif action < 0.65:
        other_parent, other_key = random.choice(places)
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
    """Something out of other JSON, preferably what stands under the same key."""
    try:
        places = list(_places(json.loads(content)))
    except (ValueError, RecursionError):
        places = []
    namesakes = [place for place in places if place[1] == key]
    if not places:
        return random.choice(ODD_VALUES)
    parent, found = random.choice(namesakes if namesakes and random.random() < 0.7 else places)
    return parent[found]


def _wrapped(value: Any, random: Random) -> Any:
    for _ in range(random.choice((1, 2, 40, 400))):
        value = random.choice(([value], {"a": value}))
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
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
    place = random.randrange(len(content) + 1)
    end = min(len(content), place + random.choice((0, 1, 1, 2, 8, 64)))
    elsewhere = random.randrange(len(other) + 1)
    middle = random.choice((
        b"",
        bytes([random.randrange(256)]),
        random.choice(ODD_BYTES),
        content[place:end] * 2,
        other[elsewhere : elsewhere + random.choice((1, 8, 64))],
    ))  # fmt: skip
    if random.random() < 0.1:
        return content[:place] + other[elsewhere:]
    return content[:place] + middle + content[end:]
