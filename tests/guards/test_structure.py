"""The structure of the package: no import circles, imports in one direction, small files, unique names."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from guards.sources import PACKAGE, modules, runtime_imports, tree

LONGEST_FILE = 400
ROOT = Path(__file__).parents[2]
FOLDERS = ("tests", "benchmarks", "examples", "spec", "docs")
MOST_MODULES = 15

ROOMS = {
    "models": "checkout_client.models",
    "params": "checkout_client.params",
    "decoding": "checkout_client._decoding",
    "transport": "checkout_client._transport",
    "backends": "checkout_client._transport.backends",
    "pool": "checkout_client._transport.pool",
    "testing": "checkout_client.testing",
    "bulk": "checkout_client.bulk",
    "webhooks": "checkout_client.webhooks",
    "client": "checkout_client.client",
    "sessions": "checkout_client.sessions",
}

# What a room may not import, wherever in its modules: in this direction no arrow of the design points.
FORBIDDEN = [
    ("models", ["transport", "client", "sessions", "testing", "bulk", "webhooks"]),
    ("params", ["models", "decoding", "transport", "client", "sessions", "testing", "bulk", "webhooks"]),
    ("decoding", ["transport", "client", "sessions", "testing", "bulk", "webhooks"]),
    ("transport", ["client", "sessions", "testing", "bulk", "webhooks"]),
    ("bulk", ["testing", "webhooks"]),
    ("webhooks", ["transport", "client", "sessions", "testing", "bulk"]),
    ("sessions", ["testing", "webhooks", "client"]),
    ("client", ["testing", "webhooks", "bulk"]),
]

# The only modules that may use the network, an HTTP library, a clock, random numbers or sleep.
DO_IO = re.compile(
    r"""checkout_client\.(
        _transport\.(backends|pool)(\..*)? | _transport\.\w*driver | _transport\.environment | _transport\.tls
        | _concurrency(\..*)? | testing(\..*)? | client | options | timeouts | bulk\.\w*parallel_sessions
    )""",
    re.VERBOSE,
)
IO_MODULES = {
    "aiohttp", "anyio", "asyncio", "certifi", "h11", "httpcore", "httpx", "httpx2", "random", "secrets", "select",
    "selectors", "socket", "ssl", "threading", "time", "trio", "urllib.request",
}  # fmt: skip
"""Modules of the standard library and of others that do I/O, tell the time or are random."""
IO_EXCEPTIONS = {
    ("checkout_client.webhooks._construct", "time"),  # the default clock, as below
    ("checkout_client.webhooks.handler", "time"),
}


def in_package(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def graph(*, in_functions: bool = False) -> dict[str, set[str]]:
    """Return, for each module, which modules of the package it imports at run time."""
    return {
        module: {name for name in runtime_imports(module, in_functions=in_functions) if name in modules()} - {module}
        for module in modules()
    }


def test_there_are_no_import_circles() -> None:
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as error:
        pytest.fail(f"import circle: {' -> '.join(reversed(error.args[1]))}", pytrace=False)


@pytest.mark.parametrize(("room", "others"), FORBIDDEN, ids=[room for room, _ in FORBIDDEN])
def test_imports_follow_the_arrows_of_the_design(room: str, others: list[str]) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, names in graph(in_functions=True).items()
        if in_package(module, ROOMS[room])
        for name in sorted(names)
        if any(in_package(name, ROOMS[other]) for other in others)
    ]
    assert not wrong


def test_only_backends_pools_and_drivers_do_io() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        if not DO_IO.fullmatch(module)
        for name in runtime_imports(module, in_functions=True)
        if (name in IO_MODULES or name.partition(".")[0] in IO_MODULES - {"urllib.request"})
        and (module, name) not in IO_EXCEPTIONS
    ]
    assert not wrong


def test_no_file_is_long() -> None:
    paths = [path for folder in (PACKAGE, *(ROOT / name for name in FOLDERS)) for path in folder.rglob("*.py")]
    assert len(paths) > 500
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}


def test_no_folder_is_crowded() -> None:
    counts: dict[Path, int] = defaultdict(int)
    for path in modules().values():
        counts[path.parent] += path.name != "__init__.py"
    names = {path.relative_to(PACKAGE.parent).as_posix(): count for path, count in counts.items()}
    names.pop("checkout_client")  # the public names of the package
    assert not {name: count for name, count in names.items() if count > MOST_MODULES}


def shared(names: list[tuple[str, str]]) -> list[str]:
    """Return the names that more than one module has; each is given as (name, module)."""
    places: dict[str, set[str]] = defaultdict(set)
    for name, module in names:
        places[name].add(module)
    return [f"{name}: {', '.join(sorted(found))}" for name, found in sorted(places.items()) if len(found) > 1]


def test_no_two_files_share_a_name() -> None:
    files = [(path.stem.lstrip("_"), module) for module, path in modules().items() if not path.stem.startswith("__")]
    assert not shared(files)


def test_no_two_classes_share_a_name() -> None:
    classes = [
        (node.name.lstrip("_"), module)
        for module, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    ]
    assert not shared(classes)


# What a finalizer may do: it runs in any thread, at any moment, even while a lock is held.
HARMLESS_STATEMENTS = (ast.If, ast.Pass, ast.Assign, ast.AnnAssign, ast.Return, ast.Expr)
HARMLESS_CALLS = {"warnings.warn", "warn", "getattr", "isinstance", "is_finalizing", "sys.is_finalizing"}
FORBIDDEN_IN_FINALIZERS = (
    ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Await, ast.Yield, ast.YieldFrom, ast.ListComp,
    ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Delete, ast.Import, ast.ImportFrom,
)  # fmt: skip


def finalizers() -> dict[str, ast.FunctionDef]:
    """Return every ``__del__`` of the package."""
    return {
        f"{module}.{cls.name}": node
        for module, path in modules().items()
        for cls in ast.walk(tree(path))
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.FunctionDef) and node.name == "__del__"
    }


def harmful(finalizer: ast.FunctionDef) -> list[str]:
    """Return what the finalizer does besides reading and setting attributes and warning."""
    found = []
    for node in ast.walk(finalizer):
        if isinstance(node, ast.Call) and ast.unparse(node.func) not in HARMLESS_CALLS:
            found.append(ast.unparse(node))
        elif isinstance(node, FORBIDDEN_IN_FINALIZERS) or (
            isinstance(node, ast.stmt) and node is not finalizer and not isinstance(node, HARMLESS_STATEMENTS)
        ):
            found.append(ast.unparse(node).splitlines()[0])
    return found


# Pools close the sockets of their idle connections: no call is in progress, because it would hold the pool, so nothing
# else uses these collections, and closing a socket takes no lock and needs no event loop.
CLOSING_IDLE_SOCKETS = {
    "checkout_client._transport.pool.connection_pool.ConnectionPool": {
        "[connection for connection in self._state.idle() if connection.is_open]",
        "self._state.idle()",
        "for connection in forgotten:",
        "connection.abandon()",
    },
    "checkout_client._transport.pool.async_connection_pool.AsyncConnectionPool": {
        "{loop: pool for loop, pool in self._pools.items() if pool.is_open()}",
        "self._pools.items()",
        "pool.is_open()",
        "for loop, pool in forgotten.items():",
        "forgotten.items()",
        "is_open_asyncio(loop)",
        "pool.abandon()",
    },
}


def test_finalizers_only_set_flags_and_warn() -> None:
    found = {name: set(harmful(node)) for name, node in finalizers().items()}
    assert {name: statements for name, statements in found.items() if statements} == CLOSING_IDLE_SOCKETS


@pytest.mark.parametrize(
    ("body", "is_harmless"),
    [
        ("warnings.warn('not closed', ResourceWarning, source=self)", True),
        ("if not self._closed: self._abandoned = True", True),
        ("self._executor.shutdown()", False),
        ("for task in self._tasks: task.cancel()", False),
        ("with self._lock: self._closed = True", False),
        ("tasks = [task for task in self._tasks]", False),
        ("self._loop.call_soon_threadsafe(self._end)", False),
        ("del self._items[0]", False),
    ],
)
def test_the_finalizer_check_finds_locks_loops_and_executors(body: str, is_harmless: bool) -> None:
    (function,) = ast.parse(f"def __del__(self):\n    {body}").body
    assert isinstance(function, ast.FunctionDef)
    assert (not harmful(function)) is is_harmless
