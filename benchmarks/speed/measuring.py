"""Measure candidates in turn; report medians, and ratios with their range."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Literal

import attrs

Unit = Literal["seconds", "bytes", "requests/s"]


@attrs.frozen
class Scale:
    """The thoroughness of a run."""

    quick: bool = False

    @property
    def rounds(self) -> int:
        """The number of rounds for each candidate."""
        return self.pick(full=7, quick=3)

    def pick(self, *, full: int, quick: int) -> int:
        """Return one of two numbers."""
        return quick if self.quick else full


@attrs.frozen
class Aim:
    """Bounds for a ratio."""

    most: float | None = None
    least: float | None = None

    def is_met_by(self, ratio: float) -> bool:
        """Return whether ``ratio`` is within the bounds."""
        return (self.most is None or ratio <= self.most) and (self.least is None or ratio >= self.least)

    def __str__(self) -> str:
        bounds = [f"≤ {self.most:g}" if self.most is not None else "", f"≥ {self.least:g}" if self.least else ""]
        return ", ".join(filter(None, bounds))


@attrs.frozen
class Comparison:
    """A figure of this package and one of a peer, measured in the same rounds."""

    what: str
    unit: Unit
    ours: list[float]
    peer: str
    peers: list[float]
    aim: Aim | None = None
    in_readme: bool = False

    @property
    def ratio(self) -> float:
        """The ratio of the medians, this package to the peer."""
        return median(self.ours) / median(self.peers)

    @property
    def ratio_range(self) -> tuple[float, float]:
        """The least and the greatest ratio of a single round."""
        ratios = [mine / theirs for mine, theirs in zip(self.ours, self.peers, strict=True)]
        return min(ratios), max(ratios)

    @property
    def is_met(self) -> bool:
        """Whether the ratio is within its aim."""
        return self.aim is None or self.aim.is_met_by(self.ratio)


def in_turn(candidates: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return the figures of every candidate, round by round.

    Every other round goes backwards (A B B A), so that a drift of the machine favors no candidate.
    """
    figures: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds):
        names = list(candidates) if number % 2 == 0 else list(reversed(candidates))
        for name in names:
            gc.collect()
            figures[name].append(candidates[name]())
    return figures


def cpu_seconds(work: Callable[[], object], calls: int) -> Callable[[], float]:
    """Return a candidate that measures the mean CPU time of ``calls`` calls of ``work`` after a warm-up."""

    def run() -> float:
        work()
        start = time.process_time()
        for _ in range(calls):
            work()
        return (time.process_time() - start) / calls

    return run
