"""Taking turns, and what the turns tell: medians, and ratios with their range."""

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
    """How thorough a run is."""

    quick: bool = False

    @property
    def rounds(self) -> int:
        """How many turns each candidate has."""
        return self.pick(full=7, quick=3)

    def pick(self, *, full: int, quick: int) -> int:
        """One of two numbers."""
        return quick if self.quick else full


@attrs.frozen
class Aim:
    """What a ratio should be: at most so much, or at least."""

    most: float | None = None
    least: float | None = None

    def is_met_by(self, ratio: float) -> bool:
        """Whether ``ratio`` is within the aim."""
        return (self.most is None or ratio <= self.most) and (self.least is None or ratio >= self.least)

    def __str__(self) -> str:
        bounds = [f"≤ {self.most:g}" if self.most is not None else "", f"≥ {self.least:g}" if self.least else ""]
        return ", ".join(filter(None, bounds))


@attrs.frozen
class Comparison:
    """One figure of ours beside one of a peer, taken in the same rounds."""

    what: str
    unit: Unit
    ours: list[float]
    peer: str
    peers: list[float]
    aim: Aim | None = None
    in_readme: bool = False

    @property
    def ratio(self) -> float:
        """Ours to the peer's, of the medians."""
        return median(self.ours) / median(self.peers)

    @property
    def ratio_range(self) -> tuple[float, float]:
        """The least and the greatest ratio that a single round gave."""
        ratios = [mine / theirs for mine, theirs in zip(self.ours, self.peers, strict=True)]
        return min(ratios), max(ratios)

    @property
    def is_met(self) -> bool:
        """Whether the ratio is what it should be."""
        return self.aim is None or self.aim.is_met_by(self.ratio)


def in_turn(candidates: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """The figures of every candidate, round by round.

    Every other round goes backwards (A B B A), so that a machine that grows slower or faster favours nobody.
    """
    figures: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds):
        names = list(candidates) if number % 2 == 0 else list(reversed(candidates))
        for name in names:
            gc.collect()
            figures[name].append(candidates[name]())
    return figures


def cpu_seconds(work: Callable[[], object], calls: int) -> Callable[[], float]:
    """A candidate: the processor time of a call of ``work``, the mean of ``calls`` after one that does not count."""

    def run() -> float:
        work()
        start = time.process_time()
        for _ in range(calls):
            work()
        return (time.process_time() - start) / calls

    return run
