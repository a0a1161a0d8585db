"""Reading many Sessions: a range of time cut into shards, and several of them walked at once.

``client.sessions.list_parallel`` does all of it in one process. To spread the work over machines, cut the range here
and let each machine walk its shards as plain lists::

    for shard in shards({"gte": 1_700_000_000, "lt": 1_800_000_000}, 64):
        queue.put(shard)                                      # plain data: pickle, JSON, what you like

    for session in client.sessions.list(limit=100, **shard):  # elsewhere
        ...
"""

from __future__ import annotations

from .progress import Progress
from .ranges import Shard, shards

__all__ = ["Progress", "Shard", "shards"]
