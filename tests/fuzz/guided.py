"""Fuzzing guided by atheris's coverage: ``python -m fuzz.guided --seconds 60``, with ``tests`` on the path.

It runs the targets one after the other, each in a process of its own. An input that fails is printed; keep it as an
example in test_finds.py. Where atheris is not installed (it has no wheels for some systems), this says so and succeeds.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

GUIDED = ("session", "event", "signature", "error", "encoder", "form")
"""The decoder, webhooks, the encoder and the fake's parser; sockets are too slow for this."""
FINISHED = "Done "
"""How libFuzzer's last line begins if there was no find."""


def fuzz(name: str, seconds: int, seed: int, folder: Path) -> None:
    """Fuzz one target in this process, which atheris ends."""
    import atheris

    with atheris.instrument_imports(include=["checkout_client"]):
        from .mutations import mutated
        from .targets import TARGETS

    target, inputs = TARGETS[name]
    for number, content in enumerate(inputs):
        (folder / f"{number:03d}").write_bytes(content)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.5:
            return bytes(atheris.Mutate(data, most))
        return mutated(data, random, random.choice(inputs))[:most]

    options = [f"-max_total_time={seconds}", f"-seed={seed}", "-max_len=20000", "-timeout=60", "-print_final_stats=1"]
    options += [f"-artifact_prefix={folder}/find-", "-rss_limit_mb=0"]
    atheris.Setup([sys.argv[0], *options, str(folder)], target, custom_mutator=mutate)
    atheris.Fuzz()


def run(name: str, seconds: int, seed: int) -> str | None:
    """Fuzz one target in another process; return its output if it found something."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "fuzz.guided", "--target", name, "--seconds", str(seconds)]
        done = subprocess.run(
            [*command, "--seed", str(seed), "--folder", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        output = done.stdout.decode("utf-8", "replace")
        finds = [f"\n{path.read_bytes()!r:.2000}" for path in Path(folder).glob("find-*")]
    last = [line for line in output.splitlines() if line.startswith(FINISHED)]
    print(f"{name}: {last[0] if last else 'FAILED'}", flush=True)
    return None if done.returncode == 0 and last and not finds else output[-6000:] + "".join(finds)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    parser.add_argument("--seed", type=int, default=0, help="0 for a random one")
    parser.add_argument("--target", choices=GUIDED)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("NOTHING WAS FUZZED with atheris, which is not installed: it has no wheels for some systems")
        return 0
    if chosen.folder is not None:
        fuzz(chosen.target, int(chosen.seconds), chosen.seed, chosen.folder)
    names = GUIDED if chosen.target is None else (chosen.target,)
    seconds = max(1, int(chosen.seconds / len(names)))
    finds = [find for name in names if (find := run(name, seconds, chosen.seed)) is not None]
    print(*finds, sep="\n")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
