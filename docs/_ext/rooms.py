"""The picture of the package's rooms: which room imports which, read from the source with ast.

``python docs/_ext/rooms.py`` writes docs/design/rooms.svg. A test fails if the picture differs from the code, or if an
import points upwards.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "checkout_client"
PICTURE: Final = ROOT / "docs" / "design" / "rooms.svg"

ROWS: Final[Sequence[Mapping[int, tuple[str, Sequence[str]]]]] = (
    {2: ("testing", ["testing"])},
    {2: ("client, sessions", ["client", "sessions"])},
    {2: ("bulk", ["bulk"]), 4: ("webhooks", ["webhooks"])},
    {1: ("params", ["params"]), 2: ("pagination", ["pagination", "_embedded_line_items", "_page_checks"])},
    {2: ("_transport: flow, drivers", ["_transport"])},
    {
        0: ("instrumentation", ["instrumentation"]),
        1: ("_transport/request", ["_transport.request"]),
        2: ("_transport/pool, backends", ["_transport.pool", "_transport.backends"]),
        4: ("_decoding", ["_decoding"]),
    },
    {
        0: ("versions", ["versions"]),
        1: (
            "_transport: messages, config",
            [
                *(f"_transport.{name}" for name in ("auth", "call", "config", "environment", "messages")),
                "_transport.request.request_headers",
            ],
        ),
        3: ("errors", ["errors"]),
        4: ("models", ["models", "expansion"]),
    },
    {3: ("_concurrency, rate_limit", ["_concurrency", "rate_limit"])},
    {2: ("options and values", [""])},
)
"""The rooms from top to bottom, by column, each with the modules in it.

The longest match counts; ``""`` matches all other modules: small values that every room may import.
"""

COLUMN, ROW, BOX, HEIGHT = 164, 88, 148, 46


def room_of(module: str) -> str:
    """Return the room of a module, which is named without the package."""
    steps = module.split(".")
    prefixes = [".".join(steps[:count]) for count in range(len(steps), 0, -1)] + [""]
    return next(room for prefix in prefixes for row in ROWS for room, modules in row.values() if prefix in modules)


def level_of(room: str) -> int:
    """Return the number of a room's row, from the top."""
    return next(level for level, row in enumerate(ROWS) for name, _ in row.values() if name == room)


def modules() -> dict[str, Path]:
    """Return the modules of the package by name, without the package."""
    found: dict[str, Path] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        steps = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(steps[:-1] if steps[-1] == "__init__" else steps)] = path
    return found


def _imports(node: ast.AST) -> Iterator[ast.ImportFrom]:
    """Yield the relative imports that happen at run time: at the top of a module or inside a function."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        for statement in node.orelse:
            yield from _imports(statement)
        return
    if isinstance(node, ast.ImportFrom) and node.level:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)


LATE: Final = frozenset(
    {
        ("models", "_decoding.conversions"),
        ("models.base", "_decoding.conversions"),
        ("models.base", "_decoding.copies"),
    }
)
"""Imports inside functions that point upwards: ``Session.from_dict`` and ``copy`` load the decoder when called."""


@cache
def imports() -> frozenset[tuple[str, str]]:
    """Return the pairs of modules of which the first imports the second at run time, except for ``LATE``."""
    known = modules()
    found: set[tuple[str, str]] = set()
    for name, path in known.items():
        package = name.split(".") if path.stem == "__init__" else name.split(".")[:-1]
        for statement in _imports(ast.parse(path.read_text(encoding="utf-8"))):
            base = package[: len(package) - statement.level + 1]
            source = ".".join(filter(None, [*base, statement.module or ""]))
            for alias in statement.names:
                inner = f"{source}.{alias.name}".lstrip(".")
                found.add((name, inner if inner in known else source))
    return frozenset((name, imported) for name, imported in found - LATE if name and imported)


def arrows() -> set[tuple[str, str]]:
    """Return the pairs of rooms of which the first imports the second."""
    pairs = {(room_of(name), room_of(imported)) for name, imported in imports()}
    return {(one, other) for one, other in pairs if one != other}


def upward_imports() -> list[str]:
    """Return the imports that point to a room of the same row or above: there should be none."""
    return sorted(
        f"{name} imports {imported}"
        for name, imported in imports()
        if (room_of(name) != room_of(imported)) and level_of(room_of(name)) >= level_of(room_of(imported))
    )


def _reduced(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out the arrows that follow from others."""

    def reachable(start: str, skipped: tuple[str, str]) -> set[str]:
        found: set[str] = set()
        rest = [start]
        while rest:
            room = rest.pop()
            for one, other in pairs:
                if one == room and (one, other) != skipped and other not in found:
                    found.add(other)
                    rest.append(other)
        return found

    return sorted(pair for pair in pairs if pair[1] not in reachable(pair[0], pair))


def _places() -> dict[str, tuple[int, int]]:
    """Return the centre of each room's upper edge."""
    found: dict[str, tuple[int, int]] = {}
    for level, row in enumerate(ROWS):
        for column, (room, _) in row.items():
            found[room] = COLUMN * (2 * column + 1) // 2, 16 + level * ROW
    return found


def picture() -> str:
    """Return the picture as SVG."""
    places = _places()
    width, height = 5 * COLUMN, 32 + len(ROWS) * ROW - (ROW - HEIGHT)
    everybody, _ = ROWS[-1][2]
    lines: list[str] = []
    for one, other in _reduced(arrows()):
        if other == everybody:
            continue
        (x1, y1), (x2, y2) = places[one], places[other]
        start, end = y1 + HEIGHT, y2 - 3
        bend = (end - start) // 2
        lines.append(f'<path d="M{x1} {start} C{x1} {start + bend} {x2} {end - bend} {x2} {end}"/>')
    boxes: list[str] = []
    for room, (x, y) in places.items():
        box = width - 16 if room == everybody else BOX
        boxes.append(f'<rect x="{x - box // 2}" y="{y}" width="{box}" height="{HEIGHT}" rx="6"/>')
        label = f"{room} (imported by all parts)" if room == everybody else room
        parts = [label] if len(label) < 19 or room == everybody else label.split(" ", 1)
        for number, part in enumerate(parts):
            boxes.append(f'<text x="{x}" y="{y + 28 - 8 * (len(parts) - 1) + 16 * number}">{part}</text>')
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img"'
            ' aria-label="The parts of the package and their imports">',
            "<style>",
            "path { fill: none; stroke: #777; stroke-width: 1.5; marker-end: url(#arrow) }",
            "rect { fill: #f4f6fa; stroke: #4a5a78; stroke-width: 1.2 }",
            "text { font: 12.5px ui-monospace, monospace; fill: #1d2533; text-anchor: middle }",
            "</style>",
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
            ' orient="auto"><path d="M0 0 L8 4 L0 8 z" style="fill: #777; stroke: none; marker-end: none"/></marker>'
            "</defs>",
            f'<rect width="{width}" height="{height}" style="fill: #fff; stroke: none"/>',
            *lines,
            *boxes,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
    sys.exit("\n".join(upward_imports()))
