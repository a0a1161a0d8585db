"""The fake's table of parameters knows what any of the specifications has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from make_parameters import OPERATIONS, SPECIFICATIONS, table

FORM = "application/x-www-form-urlencoded"
EMPTY = {"type": "string", "enum": [""]}


def specification(folder: Path, version: str, properties: dict[str, Any], *required: str) -> Path:
    """A specification whose six calls all take the same."""
    paths: dict[str, Any] = {}
    for path, method in OPERATIONS.values():
        schema = {"type": "object", "properties": properties, "required": list(required)}
        body = {"content": {FORM: {"schema": schema}}}
        query = [
            {"name": name, "in": "query", "schema": one, "required": name in required}
            for name, one in properties.items()
        ]
        paths.setdefault(path, {})[method] = {"parameters": query} if method == "get" else {"requestBody": body}
    file = folder / f"checkout_openapi_{version}.json"
    file.write_text(json.dumps({"info": {"version": version}, "paths": paths}))
    return file


def an_object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def a_list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def test_what_older_versions_had_is_there_and_marked(tmp_path: Path) -> None:
    oldest = specification(
        tmp_path,
        "2026-01-01.first",
        {
            "branding": {"anyOf": [an_object(font=TEXT, icon=an_object(file=TEXT, size=NUMBER)), EMPTY]},
            "items": a_list(an_object(gift=TEXT, weight=NUMBER)),
            "note": NUMBER,
            "stays": TEXT,
        },
        "note",
    )
    middle = specification(
        tmp_path,
        "2026-02-01.second",
        {
            "branding": an_object(colour=TEXT, icon=an_object(file=TEXT)),
            "items": a_list(an_object(weight=NUMBER, length=NUMBER)),
            "note": {"anyOf": [TEXT, EMPTY]},
            "stays": TEXT,
            "visit": an_object(day=TEXT),
        },
        "note",
    )
    newest = specification(
        tmp_path,
        "2026-03-01.third",
        {
            "branding": an_object(icon=TEXT),
            "items": a_list(an_object(length=NUMBER)),
            "stays": {"anyOf": [TEXT, EMPTY]},
        },
        "stays",
    )

    made = table([newest, middle, oldest])

    assert made["version"] == "2026-03-01.third"
    for parameters in made["operations"].values():
        assert parameters == {
            "branding": {"icon": "string", "colour<": "string", "font<": "string"},
            "items": [{"length": "integer", "gift<": "string", "weight<": "integer"}],
            "stays!~": "string",
            "note~<": "string",  # as in the last version that had it, and required no more
            "visit<": {"day": "string"},
        }


def test_a_dropped_object_has_what_any_version_had_in_it(tmp_path: Path) -> None:
    oldest = specification(tmp_path, "2026-01-01.first", {"visit": an_object(day=TEXT, hour=NUMBER)})
    middle = specification(tmp_path, "2026-02-01.second", {"visit": an_object(day=TEXT)})
    newest = specification(tmp_path, "2026-03-01.third", {})
    made = table([newest, middle, oldest])
    assert made["operations"]["create"] == {"visit<": {"day": "string", "hour<": "integer"}}


def test_every_specification_is_read_the_newest_first() -> None:
    versions = [json.loads(path.read_text())["info"]["version"] for path in SPECIFICATIONS]
    assert len(versions) >= 2
    assert versions == sorted(versions, reverse=True)
    assert table()["version"] == versions[0]
