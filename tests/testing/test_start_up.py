"""Starting the server: random ids, a port in use, addresses."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from checkout_client import CheckoutClient
from checkout_client.testing import __main__ as command_line
from checkout_client.testing.server.run import listening, url_of


def ids_of(*arguments: str) -> str:
    command = [sys.executable, "-W", "error", "-m", "checkout_client.testing", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        with CheckoutClient("sk_test_1", base_url=url) as client:
            session = client.sessions.create(mode="setup", currency="usd", success_url="https://example.com/ok")
        process.terminate()
        process.communicate()
    return session.id


@pytest.mark.long
def test_ids_are_random_unless_there_is_a_seed() -> None:
    first, second = ids_of(), ids_of()
    assert first != second
    assert ids_of("--seed", "7") == ids_of("--seed", "7") not in (first, second)


def test_a_port_in_use_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with listening("127.0.0.1", 0) as listener:
        port = str(listener.getsockname()[1])
        assert command_line.main(["--port", port]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert port in error


def test_a_wrong_webhook_url_is_an_error_of_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.main(["--port", "0", "--webhook-url", "hook"])
    assert ended.value.code == 2
    error = capsys.readouterr().err.splitlines()[-1]  # the lines above it show how the command is used
    assert "argument --webhook-url: it is not a URL: write it like http://" in error


def test_sockets_have_no_delay_and_addresses_are_reachable() -> None:
    with listening("0.0.0.0", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP  # what asyncio looks at before it sets TCP_NODELAY
        assert url_of(listener, "0.0.0.0") == f"http://127.0.0.1:{listener.getsockname()[1]}"
        assert url_of(listener, "::") == f"http://[::1]:{listener.getsockname()[1]}"
