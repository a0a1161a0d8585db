"""The command: ``python -m export --created 2025-01-01..2026-01-01 --to out/``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import get_args

from .manifest import Manifest
from .plan import Task, tasks_of
from .progress import Progress, display
from .rows import checked_fields
from .settings import SESSION_FIELDS, Format, Settings, parse_range
from .summary import print_summary
from .threads_engine import Finished, export_in_threads
from .writers import remove_incomplete_files


def main(arguments: Sequence[str] | None = None) -> int:
    """Export what the arguments ask for; return 0 if everything is there, and 1 if some shards failed."""
    given = _parser().parse_args(arguments)
    settings = _settings(given)
    manifest = Manifest(settings)
    remove_incomplete_files(Path(settings.folder))
    tasks = [task for task in tasks_of(settings) if task.name not in manifest.finished]
    failed = 0
    with display() as show:
        progress = Progress(tasks, show)
        with closing(_run(given, tasks, settings, progress)) as finished:
            for task, result in finished:
                if isinstance(result, Exception):
                    failed += 1
                    print(f"{task.name}: {type(result).__name__}: {result}", file=sys.stderr)
                else:
                    manifest.add(task, result)
    print_summary(manifest.total(), progress.snapshot(), failed)
    return 1 if failed else 0


def _run(
    given: argparse.Namespace, tasks: list[Task], settings: Settings, progress: Progress
) -> Generator[Finished, None, None]:
    if given.scheduler == "threads":
        return export_in_threads(tasks, settings, given.rate_limit, given.workers, progress)
    from .dask_engine import export_on_cluster

    return export_on_cluster(tasks, settings, given.rate_limit, given.scheduler, progress)


def _settings(given: argparse.Namespace) -> Settings:
    accounts = () if given.accounts is None else tuple(given.accounts.read_text(encoding="utf-8").split())
    try:
        since, until = parse_range(given.created)
        fields = checked_fields(given.fields.split(",")) if given.fields else SESSION_FIELDS
    except ValueError as error:
        raise SystemExit(str(error)) from None
    return Settings(
        since=since,
        until=until,
        folder=str(given.to.absolute()),
        format=given.format,
        fields=tuple(fields),
        line_items=given.line_items,
        accounts=accounts,
        shards=given.shards or (4 if accounts else 96),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m export",
        description="Export all Sessions of a range of time. Run it again to resume. STRIPE_API_KEY has the key.",
    )
    parser.add_argument(
        "--created", required=True, metavar="FROM..TO", help="the first day, and the day after the last, in UTC"
    )
    parser.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where the files go")
    parser.add_argument("--format", choices=get_args(Format), default="parquet")
    parser.add_argument("--fields", metavar="PATHS", help="columns, such as id,customer_details.email")
    parser.add_argument("--line-items", action="store_true", help="write the line items, too")
    parser.add_argument("--accounts", type=Path, metavar="FILE", help="connected accounts, one a line")
    parser.add_argument(
        "--scheduler", default="threads", metavar="ADDRESS", help="threads, or a Dask cluster: tcp://host:8786"
    )
    parser.add_argument("--workers", type=int, default=8, help="how many threads (default: 8)")
    parser.add_argument("--shards", type=int, help="parts per account (default: 96, and 4 with --accounts)")
    parser.add_argument(
        "--rate-limit",
        type=float,
        default=20.0,
        metavar="PER_SECOND",
        help="requests per second for each account, of all workers; 0 for no limit (default: 20)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
