"""A cursor is plain data: iteration continues from it later, in another client, in another process."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.list_server import ListServer, Pages
from support.runtimes import ASYNCIO, PLAIN, RUNTIMES, TRIO, Runtime
from support.walks import ids, result_of, walk

every_runtime = pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)


@pytest.mark.parametrize(
    ("before", "after"),
    [(PLAIN, PLAIN), (PLAIN, ASYNCIO), (ASYNCIO, TRIO), (TRIO, PLAIN)],
    ids=lambda runtime: runtime.name,
)
@pytest.mark.parametrize("start", [{}, {"ending_before": "cs_1"}], ids=["forwards", "backwards"])
def test_iteration_continues_in_another_client(before: Runtime, after: Runtime, start: dict[str, Any]):
    server = ListServer(50)
    whole = ids(walk(before, server, lambda sessions: sessions.list(limit=7, **start)))
    page = result_of(before, server, lambda sessions: sessions.list(limit=7, **start))
    stored = json.dumps(page.cursor)
    rest = walk(after, server, lambda sessions: sessions.list(limit=7, **json.loads(stored)))
    assert whole[7:] == ids(rest)


@every_runtime
def test_a_cursor_is_the_parameter_for_the_next_page(runtime: Runtime):
    server = ListServer(50)
    forwards = result_of(runtime, server, lambda sessions: sessions.list(limit=7))
    backwards = result_of(runtime, server, lambda sessions: sessions.list(limit=7, ending_before="cs_1"))
    assert forwards.cursor == {"starting_after": "cs_44"}
    assert backwards.cursor == {"ending_before": "cs_8"}
    assert type(forwards.cursor) is dict


@every_runtime
def test_every_page_has_its_own(runtime: Runtime):
    pages = walk(runtime, ListServer(50), lambda sessions: sessions.list(limit=20).pages())
    assert [page.cursor for page in pages] == [{"starting_after": "cs_31"}, {"starting_after": "cs_11"}, None]


@every_runtime
@pytest.mark.parametrize("start", [{}, {"ending_before": "cs_1"}], ids=["forwards", "backwards"])
def test_there_is_none_at_the_end(runtime: Runtime, start: dict[str, Any]):
    assert result_of(runtime, ListServer(7), lambda sessions: sessions.list(limit=7, **start)).cursor is None
    assert result_of(runtime, Pages(([], False)), lambda sessions: sessions.list(**start)).cursor is None


@every_runtime
def test_none_as_a_cursor_is_the_beginning(runtime: Runtime):
    server = ListServer(3)
    found = walk(runtime, server, lambda sessions: sessions.list(starting_after=None, ending_before=None))
    assert ids(found) == server.sessions
    assert server.queries == [{}]


@every_runtime
@pytest.mark.parametrize("method", ["list", "list_line_items"])
def test_two_directions_at_once_are_rejected_before_anything_is_sent(runtime: Runtime, method: str):
    server = ListServer(3, items=3)
    arguments = ("cs_1",) if method == "list_line_items" else ()
    with pytest.raises(ValueError, match="starting_after and ending_before cannot be combined"):
        walk(
            runtime,
            server,
            lambda sessions: getattr(sessions, method)(*arguments, starting_after="a", ending_before="b"),
        )
    assert server.requests == []
