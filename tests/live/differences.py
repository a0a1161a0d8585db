"""What differs between the answers of Stripe and those of the fake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import attrs

from .account import Answer
from .steps import Step

Kind = Literal["status", "refusal", "not run", "missing", "extra", "null", "type", "value", "length"]
KINDS: tuple[Kind, ...] = ("status", "refusal", "not run", "missing", "extra", "null", "type", "value", "length")


@attrs.frozen
class Difference:
    """One difference. ``missing`` is what only Stripe has, ``extra`` what only the fake has."""

    step: str
    path: str
    """Where in the response, such as ``line_items.data[0].price``; empty for the response as a whole."""
    kind: Kind
    stripe: Any = None
    fake: Any = None


@attrs.frozen
class KnownDifference:
    """Differences that are not reported. ``*`` in a pattern stands for anything."""

    reason: str
    step: str = "*"
    path: str = "*"
    kind: str = "*"

    def matches(self, difference: Difference) -> bool:
        """Return whether ``difference`` is one of these."""
        pairs = ((self.step, difference.step), (self.path, difference.path), (self.kind, difference.kind))
        return all(_matches(pattern, value) for pattern, value in pairs)


def _matches(pattern: str, value: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), value) is not None


def read_known(path: Path) -> list[KnownDifference]:
    """Return the known differences of a TOML file."""
    return [KnownDifference(**entry) for entry in tomllib.loads(path.read_text("utf-8")).get("known", [])]


def differences(steps: Sequence[Step], stripe: Sequence[Answer], fake: Sequence[Answer]) -> list[Difference]:
    """Compare the answers to each step."""
    return [
        difference
        for step, theirs, ours in zip(steps, stripe, fake, strict=True)
        for difference in _of_step(step, theirs, ours)
    ]


def _of_step(step: Step, stripe: Answer, fake: Answer) -> Iterator[Difference]:
    if 0 in (stripe.http_status, fake.http_status):
        yield Difference(step.name, "", "not run", _shown(stripe), _shown(fake))
    elif stripe.http_status != fake.http_status:
        yield Difference(step.name, "", "status", _shown(stripe), _shown(fake))
    elif stripe.http_status >= 400:
        for name, value in stripe.body.items():
            if value != fake.body[name]:
                yield Difference(step.name, name, "refusal", value, fake.body[name])
        if step.saves:  # then later steps compare nothing
            yield Difference(step.name, "", "not run", _shown(stripe), _shown(fake))
    else:
        for path, kind, theirs, ours in compare(stripe.body, fake.body):
            yield Difference(step.name, path, kind, theirs, ours)


def _shown(answer: Answer) -> str:
    if not answer.http_status:
        return f"not sent, because ${answer.message} is missing"
    if answer.http_status < 400:
        return f"{answer.http_status}"
    refusal = ", ".join(f"{name} {value}" for name, value in answer.body.items() if value is not None)
    return f"{answer.http_status} ({refusal}): {answer.message}"


def compare(stripe: Any, fake: Any, path: str = "") -> Iterator[tuple[str, Kind, Any, Any]]:
    """Yield path, kind and both values of each difference between two normalized values."""
    if isinstance(stripe, Mapping) and isinstance(fake, Mapping):
        yield from _objects(stripe, fake, path)
    elif isinstance(stripe, list) and isinstance(fake, list):
        if len(stripe) != len(fake):
            yield path, "length", len(stripe), len(fake)
        for index, (theirs, ours) in enumerate(zip(stripe, fake, strict=False)):
            yield from compare(theirs, ours, f"{path}[{index}]")
    elif (stripe is None) is not (fake is None):
        yield path, "null", stripe, fake
    elif _type(stripe) != _type(fake):
        yield path, "type", stripe, fake
    elif stripe != fake:
        yield path, "value", stripe, fake


def _objects(stripe: Mapping[str, Any], fake: Mapping[str, Any], path: str) -> Iterator[tuple[str, Kind, Any, Any]]:
    for name in [*stripe, *(name for name in fake if name not in stripe)]:
        inner = f"{path}.{name}" if path else name
        if name not in fake:
            yield inner, "missing", stripe[name], None
        elif name not in stripe:
            yield inner, "extra", None, fake[name]
        else:
            yield from compare(stripe[name], fake[name], inner)


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "time" if value.startswith("<now") else "string"
    return "list" if isinstance(value, list) else "object"
