"""Export shards on a Dask cluster: a shard is a task, and the workers write the files."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
from distributed import Client, as_completed, get_worker

from checkout_client import CheckoutClient

from .cluster_rate_limit import ClusterRateLimit, RateLimitPlugin
from .export_shard import PageRead, export_shard
from .plan import Task
from .progress import Progress
from .settings import Settings
from .shard_result import ShardResult
from .threads_engine import MAX_RETRIES, Finished

TOPIC = "checkout-export"
"""The topic of Dask's events that has the workers' progress."""


def export_on_cluster(
    tasks: Sequence[Task], settings: Settings, per_second: float | None, address: str, progress: Progress
) -> Generator[Finished, None, None]:
    """Export ``tasks`` on the cluster at ``address``, and yield each when it has ended.

    If a worker dies, Dask gives its shards to others. If the driver dies, Dask cancels what has not begun.
    """

    def on_event(event: tuple[float, dict[str, Any]]) -> None:
        page = dict(event[1])
        waiting = page.pop("waiting")
        progress.page_read(PageRead(**page), waiting)

    with Client(address) as cluster:  # type: ignore[no-untyped-call]
        _upload_program(cluster)
        if per_second:
            cluster.register_plugin(RateLimitPlugin(per_second))
        cluster.subscribe_topic(TOPIC, on_event)
        by_key = {task.name: task for task in tasks}
        futures = cluster.map(
            _export_on_worker, tasks, settings=settings, limited=bool(per_second), key=list(by_key), pure=False
        )
        del tasks
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            error = future.exception()
            yield by_key[future.key], error or future.result()
            futures.remove(future)  # the scheduler forgets a task that nobody refers to


def _export_on_worker(task: Task, settings: Settings, limited: bool) -> ShardResult:
    client = _client_of_worker(limited)
    limit = client_limit() if limited else None

    def on_page(page: PageRead) -> None:
        get_worker().log_event(TOPIC, {**attrs.asdict(page), "waiting": limit.waiting if limit else 0})

    return export_shard(client, task, settings, on_page)


@cache
def client_limit() -> ClusterRateLimit:
    """Return the rate limit of this worker, which asks the scheduler."""
    return ClusterRateLimit()


@cache
def _client_of_worker(limited: bool) -> CheckoutClient:
    """Return the client of this worker. The API key is in the environment of each worker: tasks do not contain it."""
    return CheckoutClient(rate_limit=client_limit() if limited else None, max_retries=MAX_RETRIES)


def _upload_program(cluster: Client) -> None:
    """Make this package importable on the scheduler and on all workers, also those that come later."""
    with TemporaryDirectory() as folder:
        package = Path(__file__).parent
        shutil.copytree(package, Path(folder, "program", package.name), ignore=shutil.ignore_patterns("__pycache__"))
        archive = shutil.make_archive(str(Path(folder, "checkout_export")), "zip", Path(folder, "program"))
        cluster.upload_file(archive)
