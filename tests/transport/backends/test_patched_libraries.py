"""What counts as patched: httpx or httpx2, by what their functions are, and what a client then does."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from types import FunctionType
from typing import Any
from unittest.mock import Mock

import httpx
import httpx2
import pytest
import wrapt
from faults.raw_server import RawServer
from support.byte_server import ByteServer, Line, always, answer
from support.fakes import KEY, SESSION_ID
from support.runtimes import RUNTIMES, Runtime

from checkout_client import APIConnectionError, AsyncCheckoutClient
from checkout_client._transport.backends.patched_libraries import ASYNC_PATCHES, SYNC_PATCHES, PatchFinder, _log_once


@pytest.fixture(autouse=True)
def log_again() -> Iterator[None]:
    _log_once.cache_clear()
    yield
    _log_once.cache_clear()


def plain(function: Any) -> Any:
    return lambda *args, **kwargs: function(*args, **kwargs)


def wrapped(function: Any) -> Any:
    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


def disguised(function: Any) -> Any:
    wrapper = wrapped(function)
    vars(wrapper).clear()
    return wrapper


def by_wrapt(function: Any) -> Any:
    return wrapt.FunctionWrapper(function, lambda wrapped, instance, args, kwargs: wrapped(*args, **kwargs))


def marked(function: Any) -> Any:
    copy = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__qualname__ = function.__qualname__
    copy.__kwdefaults__ = function.__kwdefaults__
    copy.__dict__["patched"] = True  # as tools leave that replace the code of a function
    return copy


PATCHES: list[Callable[[Any], Any]] = [plain, wrapped, disguised, by_wrapt, marked, Mock]
METHODS = {
    "Client.__init__": SYNC_PATCHES,
    "Client.send": SYNC_PATCHES,
    "Client._send_single_request": SYNC_PATCHES,
    "Client._transport_for_url": SYNC_PATCHES,
    "HTTPTransport.handle_request": SYNC_PATCHES,
    "AsyncClient.send": ASYNC_PATCHES,
    "AsyncClient._send_handling_auth": ASYNC_PATCHES,
    "AsyncHTTPTransport.handle_async_request": ASYNC_PATCHES,
}


def test_unpatched_libraries_are_not_found() -> None:
    assert SYNC_PATCHES.find() is None
    assert ASYNC_PATCHES.find() is None


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.__name__)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("library", [httpx, httpx2], ids=lambda library: library.__name__)
def test_a_patched_method_is_found_as_long_as_it_is_patched(
    library: Any, method: str, patch: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class_name, _, name = method.partition(".")
    cls = getattr(library, class_name)
    finder = METHODS[method]
    with monkeypatch.context() as context:
        context.setattr(cls, name, patch(getattr(cls, name)))
        assert finder.find() is library
        assert finder.find() is library
    assert finder.find() is None


def test_a_replaced_class_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Traced(httpx.Client):
        pass

    monkeypatch.setattr(httpx, "Client", Traced)
    assert SYNC_PATCHES.find() is httpx


def test_httpx_comes_before_httpx2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx2.Client, "send", plain(httpx2.Client.send))
    assert SYNC_PATCHES.find() is httpx2
    monkeypatch.setattr(httpx.Client, "send", plain(httpx.Client.send))
    assert SYNC_PATCHES.find() is httpx


def test_a_library_that_is_being_imported_or_lacks_a_method_is_not_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", type(sys)("httpx2"))
    finder = PatchFinder({"Client": ("send", "a_method_of_an_old_version")})
    assert finder.find() is None


def counting(cls: Any, name: str, seen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Patch a method so that it appends its class to ``seen``."""
    original = getattr(cls, name)

    def patched(self: Any, *args: Any, **kwargs: Any) -> Any:
        seen.append(type(self).__name__)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(cls, name, patched)


@pytest.mark.parametrize("library", [httpx, httpx2], ids=lambda library: library.__name__)
@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_a_client_is_seen_from_the_moment_of_the_patch_over_the_same_connection(
    runtime: Runtime, library: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "checkout_client")
    seen: list[str] = []
    is_async = runtime.run is not None
    cls = library.AsyncClient if is_async else library.Client
    transport = library.AsyncHTTPTransport if is_async else library.HTTPTransport

    def retrieve(client: Any) -> Any:
        return client.sessions.retrieve(SESSION_ID)

    def patch(client: Any) -> None:
        assert seen == []
        counting(cls, "send", seen, monkeypatch)
        counting(transport, "handle_async_request" if is_async else "handle_request", seen, monkeypatch)

    def unpatch(client: Any) -> None:
        monkeypatch.undo()

    with ByteServer(always) as server:
        runtime.use({"api_key": KEY, "base_url": server.url}, retrieve, patch, retrieve, retrieve, unpatch, retrieve)

    assert seen == [cls.__name__, f"Pooled{transport.__name__}"] * 2
    assert server.connections == 1
    (record,) = [record for record in caplog.records if record.name == "checkout_client"]
    name = library.__name__
    expected = f"something has patched {name} ({cls.__name__}.send): requests go through {name}"
    assert (record.levelname, record.getMessage()) == ("INFO", expected)


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_httpcore_by_name_is_never_seen(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    counting(httpx.Client, "send", seen, monkeypatch)
    counting(httpx.AsyncClient, "send", seen, monkeypatch)

    with ByteServer(always) as server:
        settings = {"api_key": KEY, "base_url": server.url, "http_client": "httpcore"}
        runtime.use(settings, lambda client: client.sessions.retrieve(SESSION_ID))

    assert seen == []


@pytest.mark.parametrize("library", ["httpx", "httpx2"])
@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_a_tool_sees_the_exceptions_of_the_library_that_it_patched(
    runtime: Runtime, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules[library]
    seen: list[type[BaseException]] = []
    send, async_send = module.Client.send, module.AsyncClient.send

    def patched(*args: Any, **kwargs: Any) -> Any:
        try:
            return send(*args, **kwargs)
        except Exception as error:
            seen.append(type(error))
            raise

    async def async_patched(*args: Any, **kwargs: Any) -> Any:
        try:
            return await async_send(*args, **kwargs)
        except Exception as error:
            seen.append(type(error))
            raise

    monkeypatch.setattr(module.Client, "send", patched)
    monkeypatch.setattr(module.AsyncClient, "send", async_patched)

    def hang_up(line: Line) -> None:
        line.read_request()

    with ByteServer(hang_up) as server:
        settings = {"api_key": KEY, "base_url": server.url, "max_retries": 1}
        settings["http_client"] = library
        with pytest.raises(APIConnectionError, match="RemoteProtocolError"):
            runtime.use(settings, no_waiting(runtime), lambda client: client.sessions.retrieve(SESSION_ID))

    assert seen == [module.RemoteProtocolError] * 2


def no_waiting(runtime: Runtime) -> Callable[[Any], None]:
    async def no_sleep(_: float) -> None:
        pass

    def action(client: Any) -> None:
        client._driver._sleep = (lambda _: None) if runtime.run is None else no_sleep

    return action


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_a_body_that_a_tool_has_read_is_used_as_it_is(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    send, async_send = httpx.Client.send, httpx.AsyncClient.send

    def reading(*args: Any, **kwargs: Any) -> Any:
        response = send(*args, **kwargs)
        response.read()
        return response

    async def async_reading(*args: Any, **kwargs: Any) -> Any:
        response = await async_send(*args, **kwargs)
        await response.aread()
        return response

    monkeypatch.setattr(httpx.Client, "send", reading)
    monkeypatch.setattr(httpx.AsyncClient, "send", async_reading)
    with ByteServer(always) as server:
        actions = [lambda client: client.sessions.retrieve(SESSION_ID)] * 2
        assert runtime.use({"api_key": KEY, "base_url": server.url}, *actions).id == SESSION_ID

    assert server.connections == 1


# A finder as tools for tracing install them: it patches a module when that is imported.
HOOKED = """
import sys
from importlib.util import find_spec

class Finder:
    asked = False
    def find_spec(self, name, path=None, target=None):
        if name not in WAITING or self.asked:
            return None
        self.asked = True
        try:
            spec = find_spec(name)
        finally:
            self.asked = False
        loader = spec.loader
        run = loader.exec_module
        class Loader:
            create_module = staticmethod(loader.create_module)
            def exec_module(self, module):
                run(module)
                client = getattr(module, "Client", None)
                if client is not None:
                    send = client.send
                    client.send = lambda *args, **kwargs: print("seen") or send(*args, **kwargs)
        spec.loader = Loader()
        return spec

sys.meta_path.insert(0, Finder())
from checkout_client import CheckoutClient
with CheckoutClient("sk_test_x", base_url=URL) as client:
    assert "httpx" not in sys.modules
    for _ in range(2):
        client.sessions.retrieve(ID)
print("httpx" in sys.modules)
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("waiting", "output"),
    [
        (("httpx",), ["seen", "seen", "True"]),
        (("httpx._client", "http.client"), ["seen", "seen", "True"]),
        (("distutils",), ["False"]),
    ],
    ids=["the library", "a module of it", "something else"],
)
def test_a_tool_that_waits_for_the_import_of_httpx_is_served(waiting: tuple[str, ...], output: list[str]) -> None:
    with ByteServer(lambda line: [line.send(answer(SESSION_ID)) for _ in iter(line.read_request, None)]) as server:
        head = f"WAITING, URL, ID = {waiting!r}, {server.url!r}, {SESSION_ID!r}\n"
        done = subprocess.run([sys.executable, "-c", head + HOOKED], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == output


@pytest.mark.parametrize("library", ["httpx", "httpx2"])
@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_no_cookies_are_kept_or_sent(runtime: Runtime, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []
    kept: list[Any] = []

    def serve(line: Line) -> None:
        while True:
            seen.append(set(line.read_request()[1]))
            line.send(answer(SESSION_ID, "set-cookie: a=1; path=/"))

    module = sys.modules[library]
    keep = module.Cookies.extract_cookies
    monkeypatch.setattr(module.Cookies, "extract_cookies", lambda self, response: kept.append(keep(self, response)))
    with ByteServer(serve) as server:
        settings = {"api_key": KEY, "base_url": server.url, "http_client": library}
        runtime.use(settings, *[lambda client: client.sessions.retrieve(SESSION_ID)] * 2)

    assert seen == [{"host", "accept", "accept-encoding", "authorization", "stripe-version", "user-agent"}] * 2
    assert kept == []


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda runtime: runtime.name)
def test_where_neither_is_loaded_there_is_nothing_to_look_at(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[PatchFinder] = []
    monkeypatch.setattr(PatchFinder, "find", looked.append)
    monkeypatch.delitem(sys.modules, "httpx")
    monkeypatch.delitem(sys.modules, "httpx2")

    with ByteServer(always) as server:
        runtime.use({"api_key": KEY, "base_url": server.url}, lambda client: client.sessions.retrieve(SESSION_ID))

    assert looked == []
    assert "httpx" not in sys.modules


@pytest.mark.parametrize("http_client", [None, "httpx", "httpx2"])
def test_connections_are_closed_after_a_loop_that_was_closed_and_nothing_more(http_client: Any) -> None:
    """Some job runners do not let a loop finalize its generators."""
    with RawServer() as server:
        client = AsyncCheckoutClient(KEY, base_url=server.url, http_client=http_client)

        async def retrieve() -> None:
            await client.sessions.retrieve("cs_1")

        loop = asyncio.new_event_loop()
        loop.run_until_complete(retrieve())
        loop.close()
        assert server.alive == 1
        asyncio.run(retrieve())
        asyncio.run(client.aclose())
        assert server.wait_until_left() == 0
        assert server.connections == 2
