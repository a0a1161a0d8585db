"""Read many Sessions: split a range of time into shards, and read them in parallel.

``client.sessions.list_parallel`` does all of it in one process. To spread the work over machines, split the range here
and let each machine read its shards with ``list``::

    for shard in shards({"gte": 1_700_000_000, "lt": 1_800_000_000}, 64):
        queue.put(shard)                                      # plain data: pickle it, or send it as JSON

    for session in client.sessions.list(limit=100, **shard):  # on another machine
        ...
"""

from __future__ import annotations

from .arrow import ArrowStreamExportable, arrow_schema, from_arrow, to_arrow
from .async_parallel_sessions import AsyncParallelSessions
from .parallel_sessions import ParallelSessions
from .progress import Progress
from .ranges import Shard, shards

__all__ = [
    "ArrowStreamExportable",
    "AsyncParallelSessions",
    "ParallelSessions",
    "Progress",
    "Shard",
    "arrow_schema",
    "from_arrow",
    "shards",
    "to_arrow",
]
