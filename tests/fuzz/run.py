"""Coverage-guided fuzzing: ``python -m fuzz.run --seconds 600``, with ``tests`` on the path.

An input that reaches a line of the package which none reached before joins those that are mutated further. What fails
is printed, to be kept as an example in test_finds.py.
"""

from __future__ import annotations

import argparse
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

Line = tuple[str, int, int]


class Corpus:
    """One target, and the inputs worth going on from."""

    def __init__(self, target: Target, inputs: list[bytes]) -> None:
        self._target = target
        self._seen: set[Line] = set()
        self.inputs = list(inputs)
        self.finds: dict[str, bytes] = {}
        self.runs = 0
        for content in inputs:
            self._reached(content)

    @property
    def lines(self) -> int:
        return len(self._seen)

    def step(self, random: Random) -> None:
        """Try one mutation of one input."""
        content = mutated(random.choice(self.inputs), random)
        new = self._reached(content) - self._seen
        if new and len(content) < 100_000:
            self._seen |= new
            self.inputs.append(content)

    def _reached(self, content: bytes) -> set[Line]:
        """The steps from line to line of the package that ``content`` leads to."""
        reached: set[Line] = set()
        self.runs += 1

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
            self._target(content)
        except Exception as error:
            sys.settrace(None)
            self._found(error, content)
        finally:
            sys.settrace(None)
        return reached

    def _found(self, error: Exception, content: bytes) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
        if kind not in self.finds:
            self.finds[kind] = content
            print(f"FOUND {kind}: {error!s:.200}\n  {content!r:.600}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    random = Random(chosen.seed)
    corpora = {name: Corpus(target, inputs) for name, (target, inputs) in TARGETS.items()}
    ends = time.monotonic() + chosen.seconds
    while time.monotonic() < ends:
        for corpus in corpora.values():
            for _ in range(10):
                corpus.step(random)
    for name, corpus in corpora.items():
        print(
            f"{name}: {corpus.runs} inputs, {len(corpus.inputs)} kept, {corpus.lines} steps, {len(corpus.finds)} finds"
        )
    return 1 if any(corpus.finds for corpus in corpora.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
