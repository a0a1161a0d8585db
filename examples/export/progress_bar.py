"""A progress bar with rich."""

from __future__ import annotations

from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn
from rich.progress import Progress as RichProgress

from .progress import Snapshot, format_seconds


class ProgressBar:
    """Shows the share of the range as a bar, and the numbers next to it."""

    def __init__(self, out: TextIO) -> None:
        self._bar = RichProgress(
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[numbers]}"),
            console=Console(file=out),
        )
        self._task = self._bar.add_task("export", total=1.0, numbers="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, snapshot: Snapshot) -> None:
        """Update the bar."""
        left = "" if snapshot.seconds_left is None else f" · {format_seconds(snapshot.seconds_left)} left"
        waiting = f" · {snapshot.waiting} waiting" if snapshot.waiting else ""
        numbers = f"{snapshot.sessions:,} Sessions · {snapshot.pages:,} pages · {snapshot.rate:,.0f}/s{waiting}{left}"
        self._bar.update(self._task, completed=snapshot.share, numbers=numbers)
