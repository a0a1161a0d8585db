"""Faults of the second page of a list that is read to its end, two items a page."""

from __future__ import annotations

import json
from typing import Any

from .behaviour import Answer, Behaviour, broken, http, says
from .connection_faults import part_of_the_body
from .fault import WALK, Course, Fault, Group, Kind
from .status_faults import error

EVERYTHING = ("cs_4", "cs_3", "cs_2", "cs_1")
FIRST_PAGE = EVERYTHING[:2]


def page(**changes: Any) -> Behaviour:
    """Send the page with other fields; ``...`` removes a field."""

    def wire(answer: Answer) -> bytes:
        body = {name: value for name, value in (json.loads(answer.body) | changes).items() if value is not ...}
        return http(Answer(json.dumps(body).encode()))

    return Behaviour(wire)


def items(change: dict[str, Any]) -> Behaviour:
    """Send the page with each of its items changed."""

    def wire(answer: Answer) -> bytes:
        body = json.loads(answer.body)
        body["data"] = [
            {name: value for name, value in (item | change).items() if value is not ...} for item in body["data"]
        ]
        return http(Answer(json.dumps(body).encode()))

    return Behaviour(wire)


def first_page_again(answer: Answer) -> bytes:
    body = json.loads(answer.body)
    body["data"] = [item | {"id": name} for item, name in zip(body["data"], FIRST_PAGE, strict=True)]
    return http(Answer(json.dumps(body | {"has_more": True}).encode()))


def _page(name: str, behaviour: Behaviour, course: Course, kind: Kind | None = None, **more: Any) -> Fault:
    return Fault(name, behaviour, course, kind, operations=WALK, at=2, **more)


PAGES = Group(
    "An invalid second page",
    (
        _page("without `data`", page(data=...), "final", "decode", status=200),
        _page("whose `data` is null", page(data=None), "final", "decode", status=200),
        _page("whose `data` is an object", page(data={}), "final", "decode", status=200),
        _page("with items that are not objects", page(data=[1, "x", None]), "final", "decode", status=200),
        _page("with items without ids", items({"id": ...}), "final", "decode", status=200),
        _page("with ids that are null", items({"id": None}), "final", "decode", status=200),
        _page("without `has_more`", page(has_more=...), "final", "decode", status=200),
        _page("that is empty although `has_more` is true", page(data=[], has_more=True), "final", "decode", status=200),
        _page("that repeats the first one", Behaviour(first_page_again), "final", "decode", status=200),
        _page("that is cut off", broken("close", part_of_the_body), "retried", "connection"),
        _page("that is a 500", says(500, error()), "retried", "server", status=500),
        _page("that is a 404", says(404, error(type="invalid_request_error")), "final", "not found", status=404),
    ),
)
