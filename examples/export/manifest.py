"""The list of finished shards: what a second run need not do again."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from .plan import Task
from .settings import Settings
from .shard_result import ShardResult

Line = dict[str, Any]


class Manifest:
    """A file with a line for each finished shard, after a first line with the settings.

    Only the driver writes it, and only after the shard's files are complete. If the driver was killed while it wrote a
    line, this line is ignored: its shard is exported again, into files of the same names.
    """

    def __init__(self, settings: Settings) -> None:
        self._path = Path(settings.folder, "manifest.jsonl")
        self.finished: dict[str, ShardResult] = {}
        """The finished shards by the names of their tasks."""
        first: Line = {"settings": settings.fingerprint()}
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._rewrite([first])
            return
        lines = _complete_lines(self._path)
        if not lines or lines[0] != first:
            raise SystemExit(f"{self._path} is from an export with other settings: choose another folder")
        self._rewrite(lines)
        for line in lines[1:]:
            self.finished[line["shard"]] = ShardResult.from_json(line["result"])

    def add(self, task: Task, result: ShardResult) -> None:
        """Note that a shard is finished."""
        self.finished[task.name] = result
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"shard": task.name, "result": result.to_json()}) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def total(self) -> ShardResult:
        """Return the numbers of all finished shards together."""
        total = ShardResult()
        for result in self.finished.values():
            total.add(result)
        return total

    def _rewrite(self, lines: list[Line]) -> None:
        new = self._path.with_suffix(".part")
        new.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        new.replace(self._path)


def _complete_lines(path: Path) -> list[Line]:
    # What follows the last line break was cut off.
    complete, _, _ = path.read_text(encoding="utf-8").rpartition("\n")
    return [json.loads(line) for line in complete.splitlines()]
