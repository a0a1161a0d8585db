"""Read the Sessions of one shard, page by page, and write them. Every engine calls this, wherever it runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import attrs

from checkout_client import CheckoutClient, LineItem, Session

from .plan import Task
from .settings import LINE_ITEM_FIELDS, Settings
from .shard_result import ShardResult
from .writers import ShardFile


@attrs.frozen
class PageRead:
    """The progress of one shard, after each page."""

    shard: str
    pages: int
    sessions: int
    seconds: int
    """How much of the shard's time has been read."""


OnPage = Callable[[PageRead], None]


def export_shard(client: CheckoutClient, task: Task, settings: Settings, on_page: OnPage) -> ShardResult:
    """Write the files of ``task`` and return what is in them. Doing it twice makes the same files."""
    client = client.with_options(stripe_account=task.account)
    account = {} if task.account is None else {"account": task.account}
    result = ShardResult()
    folder = Path(settings.folder)
    with ExitStack() as files:
        sessions = files.enter_context(
            ShardFile(folder / "sessions" / task.name, settings.format, Session, settings.fields, tuple(account))
        )
        if settings.line_items:
            items = files.enter_context(
                ShardFile(
                    folder / "line_items" / task.name,
                    settings.format,
                    LineItem,
                    LINE_ITEM_FIELDS,
                    (*account, "session"),
                )
            )
        listing = client.sessions.list(
            limit=100,
            created={"gte": task.since, "lt": task.until},
            expand=["data.line_items"] if settings.line_items else [],
        )
        for number, page in enumerate(listing.pages(), 1):
            sessions.write(page.data, **account)
            for session in page.data:
                found: list[LineItem] = []
                if settings.line_items:
                    # The first ten came with the Session; there are requests only for more.
                    found = list(client.sessions.list_line_items(session, limit=100))
                    items.write(found, **account, session=session.id)
                result.count(session, len(found))
            reached = page.data[-1].created if page.has_more else task.since
            on_page(PageRead(task.name, number, result.sessions, task.until - reached))
    return result
