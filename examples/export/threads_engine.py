"""Export shards in the threads of one process."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from checkout_client import CheckoutClient, RateLimit

from .export_shard import PageRead, export_shard
from .plan import Task
from .progress import Progress
from .settings import Settings
from .shard_result import ShardResult

MAX_RETRIES = 6
"""How often a page is requested again: an export should survive half a minute without a network."""

Finished = tuple[Task, ShardResult | Exception]


def export_in_threads(
    tasks: Sequence[Task], settings: Settings, per_second: float | None, workers: int, progress: Progress
) -> Generator[Finished, None, None]:
    """Export ``tasks``, each in one of ``workers`` threads, and yield each when it has ended."""
    limit = RateLimit(per_second) if per_second else None

    def on_page(page: PageRead) -> None:
        progress.page_read(page, limit.waiting if limit else 0)

    with CheckoutClient(rate_limit=limit, max_retries=MAX_RETRIES) as client, ThreadPoolExecutor(workers) as threads:
        futures = {threads.submit(export_shard, client, task, settings, on_page): task for task in tasks}
        try:
            for future in as_completed(futures):
                error = future.exception()
                if error is not None and not isinstance(error, Exception):
                    raise error
                yield futures.pop(future), error or future.result()
        finally:
            threads.shutdown(cancel_futures=True)
