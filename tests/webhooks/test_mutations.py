"""Ten thousand headers and bodies, each a little wrong: none is accepted, and none is an error nobody knows."""

from __future__ import annotations

import random
import string
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from support.webhook_events import NOW, SECRET, encode, session_event, sign

from checkout_client.webhooks import SignatureVerificationError, construct_event

PAYLOAD = encode(session_event())
HEADER = sign(PAYLOAD)
ROUNDS = 10_000

Sequence = TypeVar("Sequence", str, bytes)
CHARACTERS = string.printable + "\u00e9\u0660\u2603\x00\x7f\ud800"


def mutated(whole: Sequence, chance: random.Random, piece: Callable[[], Sequence]) -> Sequence:
    """``whole`` with one to three small changes; not the same again."""
    result = whole
    while result == whole:
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(result) + 1)
            end = min(len(result), start + chance.choice([0, 1, 1, 2, 8]))
            change = chance.choice(["replace", "insert", "delete", "repeat", "swap", "cut"])
            if change == "replace":
                result = result[:start] + piece() + result[end:]
            elif change == "insert":
                result = result[:start] + piece() + result[start:]
            elif change == "delete":
                result = result[:start] + result[end:]
            elif change == "repeat":
                result = result[:start] + result[start:end] + result[start:]
            elif change == "swap":
                result = result[:start] + result[end : end + 1] + result[start:end] + result[end + 1 :]
            elif chance.random() < 0.1:
                result = result[:start]
    return result


def outcome(payload: bytes, header: str) -> str:
    try:
        construct_event(payload, header, SECRET, now=NOW)
    except SignatureVerificationError as error:
        return str(error)[:40]
    except ValueError as error:
        return f"{type(error).__name__}: {str(error)[:40]}"
    return "accepted"


def test_no_mutated_header_is_accepted() -> None:
    chance = random.Random(1)
    outcomes = Counter(
        outcome(PAYLOAD, mutated(HEADER, chance, lambda: chance.choice(CHARACTERS))) for _ in range(ROUNDS // 2)
    )
    assert "accepted" not in outcomes
    assert len(outcomes) >= 4, "the mutations are too much alike"


def test_no_mutated_payload_is_accepted() -> None:
    chance = random.Random(2)
    for _ in range(ROUNDS // 2):
        payload = mutated(PAYLOAD, chance, lambda: bytes([chance.randrange(256)]))
        assert outcome(payload, HEADER) != "accepted"


def test_payloads_that_are_mutated_before_they_are_signed_are_read_or_refused() -> None:
    chance = random.Random(3)
    outcomes: Counter[str] = Counter()
    for _ in range(ROUNDS // 4):
        payload = mutated(PAYLOAD, chance, lambda: bytes([chance.randrange(256)]))
        outcomes[outcome(payload, sign(payload))] += 1
    assert outcomes["accepted"] > 100
    assert len(outcomes) >= 4, "the mutations are too much alike"
