"""Test random mutants: ``python -m mutants.run --count 300 --seed 7``, with ``tests`` on the path.

Each mutant is the package with one small change, in a copy of the tree. The tests of the changed room run until one
fails. A mutant that no test notices is a survivor: either the change makes no difference, or a test is missing.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

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


def candidates() -> list[tuple[Path, Mutation]]:
    """Return every mutation of every module, with its path in the package."""
    package = ROOT / PACKAGE
    paths = [path.relative_to(package) for path in sorted(package.rglob("*.py"))]
    return [
        (path, mutation)
        for path in paths
        if folders_of(path) is not None
        for mutation in mutations((package / path).read_text("utf-8"))
    ]


def survives(tree: Path, path: Path, mutation: Mutation) -> bool:
    """Return whether no test notices the mutation."""
    target = tree / PACKAGE / path
    original = target.read_text("utf-8")
    target.write_text(mutated(original, mutation), "utf-8")
    try:
        for folder in folders_of(path) or ():
            if not _passes(tree, f"tests/{folder}"):
                return False
    finally:
        target.write_text(original, "utf-8")
    return True


def _passes(tree: Path, folder: str) -> bool:
    if not (tree / folder).exists():
        return True
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", folder]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tree), str(tree / "tests")])}
    try:
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Print the survivors; return 1 if there are more than one in a hundred."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("--only", default="", help="only modules whose path begins like this, such as _transport/pool")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    everything = [pair for pair in candidates() if pair[0].as_posix().startswith(chosen.only)]
    sample = Random(chosen.seed).sample(everything, min(chosen.count, len(everything)))
    survivors = []
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary, "tree")
        ignored = shutil.ignore_patterns(".git", ".nox", "__pycache__", "_build", ".*_cache", "dist")
        shutil.copytree(ROOT, tree, ignore=ignored)
        for number, (path, mutation) in enumerate(sample, start=1):
            if survives(tree, path, mutation):
                survivors.append(mutation)
                print(f"SURVIVED {path}:{mutation.line}: {mutation.before}  ->  {mutation.after}", flush=True)
            if number % 10 == 0:
                print(f"{number} of {len(sample)}, {len(survivors)} survived", flush=True)
    print(f"{len(sample) - len(survivors)} of {len(sample)} mutants were noticed; {len(everything)} are possible")
    return int(len(survivors) * 100 > len(sample))


if __name__ == "__main__":
    sys.exit(main())
