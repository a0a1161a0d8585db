"""The report that a person reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import attrs

from .account import Answer
from .differences import Difference, KnownDifference
from .steps import Step

LONGEST = 100


@attrs.frozen
class Report:
    """The differences of one run."""

    steps: Sequence[Step]
    stripe: Sequence[Answer]
    fake: Sequence[Answer]
    unknown: Sequence[Difference]
    known: Sequence[Difference]
    unused: Sequence[KnownDifference]
    """Known differences that did not occur."""

    def lines(self, *, messages: bool = False) -> Iterator[str]:
        """Return the lines of the report; ``messages`` adds the errors whose wording differs."""
        for step, found in groupby(self.unknown, key=lambda difference: difference.step):
            yield step
            yield from (f"  {line}" for line in map(_described, found))
            yield ""
        if messages:
            yield from self._wording()
        for entry in self.unused:
            yield f"did not occur: {entry.step} | {entry.path} | {entry.kind} ({entry.reason})"
        accepted = sum(answer.http_status < 400 for answer in self.stripe)
        yield (
            f"{len(self.steps)} requests, of which Stripe refused {len(self.steps) - accepted}: "
            f"{len(self.unknown)} differences, and {len(self.known)} that are known"
        )

    def _wording(self) -> Iterator[str]:
        yield "Errors with another message (not counted)"
        for step, theirs, ours in zip(self.steps, self.stripe, self.fake, strict=True):
            if min(theirs.http_status, ours.http_status) >= 400 and theirs.message != ours.message:
                yield f"  {step.name}"
                yield f"    Stripe: {theirs.message}"
                yield f"    fake:   {ours.message}"
        yield ""


def _described(difference: Difference) -> str:
    stripe, fake = _short(difference.stripe), _short(difference.fake)
    if difference.kind == "missing":
        return f"{difference.path}: missing in the fake; Stripe: {stripe}"
    if difference.kind == "extra":
        return f"{difference.path}: only in the fake: {fake}"
    if difference.path:
        return f"{difference.path}: {difference.kind} differs; Stripe: {stripe}, fake: {fake}"
    return f"{difference.kind}: Stripe: {difference.stripe}; fake: {difference.fake}"


def _short(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
