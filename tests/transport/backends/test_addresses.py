"""A host with several addresses, some of which never answer: one timeout bounds them all, with every HTTP library."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from support.backends import BACKENDS
from support.byte_server import ByteServer, always
from support.fakes import SESSION_ID

from checkout_client import APITimeoutError, Timeout

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has the whole of 127.0.0.0/8, and full queues"
)

OURS = ["threads", "asyncio", "trio", "aiohttp"]
"""The backends whose connections this package makes."""


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve(SESSION_ID)


class Names:
    """Resolves ``api.example`` to addresses of this machine."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.addresses: list[str] = []
        self._real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self._resolve)

    def _resolve(self, host: Any, port: Any, *args: Any, **given: Any) -> Any:
        if host not in ("api.example", b"api.example"):
            return self._real(host, port, *args, **given)
        return [found for address in self.addresses for found in self._real(address, port, 0, socket.SOCK_STREAM)]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    return Names(monkeypatch)


@contextlib.contextmanager
def dead(port: int, *addresses: str) -> Iterator[None]:
    """Listen on ``addresses`` with full queues, so that connecting to them takes for ever."""
    with contextlib.ExitStack() as stack:
        for address in addresses:
            listener = stack.enter_context(socket.socket())
            listener.bind((address, port))
            listener.listen(0)
            for _ in range(3):
                queued = stack.enter_context(socket.socket())
                queued.setblocking(False)
                queued.connect_ex((address, port))
        yield


@pytest.mark.one_in(2)
@pytest.mark.parametrize("backend", OURS)
def test_an_address_that_answers_is_reached_behind_two_that_do_not(backend: str, names: Names) -> None:
    with ByteServer(always) as server:
        port = int(server.address.rpartition(":")[2])
        names.addresses = ["127.0.0.2", "127.0.0.3", "127.0.0.1"]
        with dead(port, "127.0.0.2", "127.0.0.3"):
            settings = {"base_url": f"http://api.example:{port}", "max_retries": 0, "timeout": Timeout(connect=1.5)}
            (session,) = BACKENDS[backend].use(settings, [retrieve])
    assert session.id == SESSION_ID


BOUNDS: dict[str, tuple[dict[str, Any], str]] = {
    "a deadline": ({"deadline": 0.3, "timeout": Timeout(connect=60)}, "deadline"),
    "a connect timeout": ({"timeout": Timeout(connect=0.3)}, "connect"),
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("backend", OURS)
def test_a_bound_applies_to_all_addresses_together(backend: str, bound: str, names: Names) -> None:
    settings, kind = BOUNDS[bound]
    names.addresses = ["127.0.0.2", "127.0.0.3", "127.0.0.4"]
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
        with dead(port, *names.addresses):
            settings = {"base_url": f"http://api.example:{port}", "max_retries": 0} | settings
            with pytest.raises(APITimeoutError) as caught:
                BACKENDS[backend].use(settings, [retrieve])

    error = caught.value
    assert (error.kind, error.host, error.port) == (kind, "api.example", port)
    assert f"(api.example:{port})" in str(error)
