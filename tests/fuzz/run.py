"""Coverage-guided fuzzing: ``python -m fuzz.run --seconds 600``, with ``tests`` on the path.

An input that reaches a new step from line to line of the package joins the corpus. Failures are printed; keep them as
examples in test_finds.py. The seed is printed, too.
"""

from __future__ import annotations

import argparse
import faulthandler
import secrets
import sys
import time
import traceback
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import checkout_client

from .mutations import mutated
from .targets import TARGETS, Target

PACKAGE = str(Path(checkout_client.__file__).parent)
WATCHED = 0.25
"""The share of inputs that are traced; the others run many times faster."""
LEAST_STEPS, LEAST_SECONDS = 10, 0.02
"""The minimum for each target in a round; fast targets get more steps."""
ROUND_TIMEOUT = 60
"""Seconds after which a round counts as hanging."""

Line = tuple[str, int, int]


class Corpus:
    """One target and its interesting inputs."""

    def __init__(self, target: Target, inputs: list[bytes]) -> None:
        self._target = target
        self._seen: set[Line] = set()
        self.inputs = list(inputs)
        self.finds: dict[str, bytes] = {}
        self.runs = 0
        for content in inputs:
            self._seen |= self._reached(content)

    @property
    def lines(self) -> int:
        return len(self._seen)

    def step(self, random: Random) -> None:
        """Try one mutation of one input."""
        content = mutated(random.choice(self.inputs), random, random.choice(self.inputs))
        if random.random() > WATCHED:
            self._try(content)
            return
        new = self._reached(content) - self._seen
        if new and len(content) < 100_000:
            self._seen |= new
            self.inputs.append(content)

    def _reached(self, content: bytes) -> set[Line]:
        """Return the steps from line to line of the package that ``content`` reaches."""
        reached: set[Line] = set()

        def on_call(frame: FrameType, event: str, argument: Any) -> Any:
            if not frame.f_code.co_filename.startswith(PACKAGE) and frame.f_code.co_filename != "<string>":
                return None
            last = 0

            def on_line(frame: FrameType, event: str, argument: Any) -> Any:
                nonlocal last
                reached.add((frame.f_code.co_qualname, last, frame.f_lineno))
                last = frame.f_lineno
                return on_line

            return on_line

        sys.settrace(on_call)
        try:
            self._try(content)
        finally:
            sys.settrace(None)
        return reached

    def _try(self, content: bytes) -> None:
        self.runs += 1
        try:
            self._target(content)
        except Exception as error:
            sys.settrace(None)
            self._found(error, content)

    def _found(self, error: Exception, content: bytes) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        kind = " from ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (frames[-1], frames[1]))
        kind = f"{type(error).__name__} at {kind}"
        if kind not in self.finds:
            self.finds[kind] = content
            print(f"FOUND {kind}: {error!s:.200}\n  {content!r:.600}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    random = Random(chosen.seed)
    corpora = {name: Corpus(target, inputs) for name, (target, inputs) in TARGETS.items()}
    ends = time.monotonic() + chosen.seconds
    while time.monotonic() < ends:
        for corpus in corpora.values():
            faulthandler.dump_traceback_later(ROUND_TIMEOUT, exit=True)
            began = time.monotonic()
            steps = 0
            while steps < LEAST_STEPS or time.monotonic() < began + LEAST_SECONDS:
                corpus.step(random)
                steps += 1
    faulthandler.cancel_dump_traceback_later()
    for name, corpus in corpora.items():
        print(
            f"{name}: {corpus.runs} inputs, {len(corpus.inputs)} kept, {corpus.lines} steps, {len(corpus.finds)} finds"
        )
    return 1 if any(corpus.finds for corpus in corpora.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
