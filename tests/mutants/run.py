"""Test random mutants: ``python -m mutants.run --count 300 --seed 7``, with ``tests`` on the path.

Each mutant is the package with one small change, in a copy of the tree. The tests that reach the changed line run until
one fails; if none does, all tests of the changed room run. A mutant that no test notices is a survivor: either the
change makes no difference, or a test is missing.
"""

from __future__ import annotations

import argparse
import secrets
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from .coverage_map import CoverageMap, measure
from .forked import passes, preload
from .mutations import Mutation, mutated, mutations

ROOT = Path(__file__).parents[2]
PACKAGE = "checkout_client"
TIMEOUT = 600
"""Seconds after which the tests of a mutant are stopped: the mutant hangs, which a person would notice."""

# The tests of each room, the fastest first.
TESTS: dict[str, tuple[str, ...]] = {
    "_transport/request": ("transport/request", "bad_input", "client"),
    "_transport/pool": ("transport/pool", "transport/backends", "lifetimes"),
    "_transport/backends": ("transport/backends", "sockets"),
    "_transport": ("transport", "client", "sockets"),
    "_decoding": ("decoding", "models", "fuzz"),
    "_concurrency": ("concurrency", "pagination", "bulk"),
    "models": ("models", "decoding"),
    "bulk": ("bulk",),
    "webhooks": ("webhooks",),
    "versions": ("versions", "testing"),
    "pagination.py": ("pagination", "bulk"),
    "money.py": ("money",),
    "client.py": ("client", "lifetimes"),
    "errors.py": ("client", "transport"),
    "options.py": ("client", "transport"),
    "timeouts.py": ("client", "transport"),
    "sessions.py": ("client", "pagination"),
}


def folders_of(path: Path) -> tuple[str, ...] | None:
    """Return the test folders for a module; ``None`` for modules that are not mutated."""
    name = path.as_posix()
    return next((tests for room, tests in TESTS.items() if name == room or name.startswith(f"{room}/")), None)


def mutable_modules() -> list[Path]:
    """Return the paths of the modules that are mutated, in the package."""
    package = ROOT / PACKAGE
    paths = [path.relative_to(package) for path in sorted(package.rglob("*.py"))]
    return [path for path in paths if folders_of(path) is not None and source_of(path).strip()]


def source_of(path: Path) -> str:
    """Return the source of a module of the package."""
    return (ROOT / PACKAGE / path).read_text("utf-8")


def candidates() -> list[tuple[Path, Mutation]]:
    """Return every mutation of every module, with its path in the package."""
    return [(path, mutation) for path in mutable_modules() for mutation in mutations(source_of(path))]


def survives(tree: Path, path: Path, mutation: Mutation, tests: Sequence[str]) -> bool:
    """Return whether no test notices the mutation: neither ``tests``, which reach it, nor any other of its room."""
    target = tree / PACKAGE / path
    original = target.read_text("utf-8")
    _write(target, mutated(original, mutation))
    try:
        if tests and not passes(tree, tests, TIMEOUT):
            return False
        return passes(tree, existing(tree, folders_of(path) or ()), TIMEOUT)
    finally:
        _write(target, original)


def _write(target: Path, source: str) -> None:
    """Write a module, and delete its bytecode, which may look as new and as long as the source."""
    target.write_text(source, "utf-8")
    for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
        compiled.unlink()


def existing(tree: Path, folders: Sequence[str]) -> list[str]:
    """Return the paths of those folders of tests that there are."""
    return [f"tests/{folder}" for folder in folders if (tree / "tests" / folder).exists()]


def main() -> int:
    """Print the survivors; return 1 if there are more than one in a hundred."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("--only", default="", help="only modules whose path begins like this, such as _transport/pool")
    parser.add_argument("--skip", type=int, default=0, help="leave out the first of the sample: to go on later")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    everything = [pair for pair in candidates() if pair[0].as_posix().startswith(chosen.only)]
    sample = Random(chosen.seed).sample(everything, min(chosen.skip + chosen.count, len(everything)))[chosen.skip :]
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary, "tree")
        ignored = shutil.ignore_patterns(".git", ".nox", "__pycache__", "_build", ".*_cache", "dist")
        shutil.copytree(ROOT, tree, ignore=ignored)
        survivors = _survivors(sample, tree)
    print(f"{len(sample) - len(survivors)} of {len(sample)} mutants were noticed; {len(everything)} are possible")
    return int(len(survivors) * 100 > len(sample))


def _survivors(sample: Sequence[tuple[Path, Mutation]], tree: Path) -> list[Mutation]:
    by_room: dict[tuple[str, ...], list[tuple[Path, Mutation]]] = {}
    for path, mutation in sample:
        by_room.setdefault(folders_of(path) or (), []).append((path, mutation))
    preload()
    survivors: list[Mutation] = []
    tried = 0
    for folders, room in by_room.items():
        data = tree.parent / f"{folders[0].replace('/', '-')}.coverage"
        measure(tree, PACKAGE, existing(tree, folders), data)  # fails if a test fails without any mutation
        reached = CoverageMap(data, tree / PACKAGE)
        if not passes(tree, [reached.any_test()], TIMEOUT):
            raise RuntimeError("a test that passed fails in a child process: no result would mean anything")
        for path, mutation in room:
            tests = reached.tests_of(path, mutation.line, mutation.last_line)
            if survives(tree, path, mutation, tests):
                survivors.append(mutation)
                print(f"SURVIVED {path}:{mutation.line}: {mutation.before}  ->  {mutation.after}", flush=True)
        tried += len(room)
        print(f"{tried} of {len(sample)}, {len(survivors)} survived; after {folders[0]}", flush=True)
    return survivors


if __name__ == "__main__":
    sys.exit(main())
