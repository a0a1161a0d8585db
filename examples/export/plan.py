"""Split an export into tasks: one shard of one account each."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from checkout_client.bulk import shards

from .settings import Settings


@attrs.frozen
class Task:
    """The Sessions that one account created in one part of the range."""

    account: str | None
    since: int
    until: int

    @property
    def name(self) -> str:
        """The name of the task and of its files."""
        return f"{self.account or 'sessions'}-{self.since}-{self.until}"

    @property
    def seconds(self) -> int:
        """The length of the part."""
        return self.until - self.since


def tasks_of(settings: Settings) -> Iterator[Task]:
    """Return all tasks. Neighbors are of different accounts, so that each can use its own rate limit."""
    for shard in shards({"gte": settings.since, "lt": settings.until}, settings.shards):
        since, until = shard["created"]["gte"], shard["created"]["lt"]
        assert isinstance(since, int)
        assert isinstance(until, int)
        for account in settings.accounts or (None,):
            yield Task(account, since, until)
