"""What users get wrong on the command line is one line, which names the option and says what to do."""

from __future__ import annotations

import errno
import socket
import sqlite3
from pathlib import Path

import pytest

from checkout_client.testing import FakeCheckout
from checkout_client.testing import __main__ as command_line
from checkout_client.testing.server import create_app
from checkout_client.testing.server.run import listening

OPTIONS: list[tuple[str, str, str]] = [
    ("--price", "price_1", "it has no '='. Write it like 'price_1=10.99 usd, T-shirt'"),
    ("--price", "=10 usd", "the id before '=' must be one word"),
    ("--price", "price 1=10 usd", "the id before '=' must be one word"),
    ("--price", "price_1=10", "it has no currency"),
    ("--price", "price_1=10, T-shirt", "it has no currency"),
    ("--price", "price_1=10,99 usd", "write the amount with a point, not with a comma"),
    ("--price", "price_1=ten usd", "the amount must be a number such as 10.99"),
    ("--price", "price_1=-5 usd", "the amount must be a number such as 10.99"),
    ("--price", "price_1=10 dollars", "the currency must be a code of three letters"),
    ("--price", "price_1=10 usd,", "'price_1=10 usd,' is not a price. Write it like"),
    ("--price", "price_1=10 usd/decade", "the interval is day, week, month or year, not decade"),
    ("--price", "price_1=10.5 jpy", "10.5 JPY has more decimals than the currency can hold"),
    ("--port", "abc", "'abc' is not a port: use a number from 0 to 65535"),
    ("--port", "-1", "'-1' is not a port"),
    ("--port", "65536", "'65536' is not a port"),
    ("--host", "", "'' is not an address: use one like 127.0.0.1, localhost or 0.0.0.0"),
    ("--host", "http://127.0.0.1", "'http://127.0.0.1' is not an address"),
    ("--allow-host", "http://stripe-fake", "is not a host name: write the name alone, such as stripe-fake"),
    ("--allow-host", "stripe-fake:12111", "is not a host name"),
    ("--allow-host", "*", "is not a host name"),
    ("--public-url", "localhost:12111", "it is not a URL: write it like http://localhost:12111"),
    ("--public-url", "ftp://localhost", "it is not a URL"),
    ("--public-url", "http://localhost/?a=b", "it has no user, no '?' and no '#'"),
    ("--webhook-url", "localhost:8000/webhook", "it is not a URL: write it like http://127.0.0.1:8000/webhook"),
    ("--webhook-url", "http://127.0.0.1:99999/", "it is not a URL"),
    ("--webhook-url", "http://[::1", "it is not a URL"),
    ("--webhook-url", "http:///hook", "it is not a URL"),
    ("--webhook-secret", "", "it is empty"),
    ("--catalogue", "", "it is empty: name a file"),
    ("--state", "", "it is empty: name a file"),
]


@pytest.mark.parametrize(("option", "value", "problem"), OPTIONS, ids=[" ".join(row[:2]) for row in OPTIONS])
def test_mistakes_in_options(option: str, value: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command_line.main([option, value])
    line = capsys.readouterr().err.splitlines()[-1]
    assert f"argument {option}: " in line
    assert (stopped.value.code, problem in line) == (2, True), line


def test_keys_and_passwords_are_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for option, value in (("--webhook-secret", "sk_live_123"), ("--webhook-url", "ftp://user:sk_live_123@x")):
        with pytest.raises(SystemExit):
            command_line.main([option, value])
        captured = capsys.readouterr()
        assert f"argument {option}: " in captured.err
        assert "sk_live_123" not in captured.err + captured.out


def test_good_values_are_kept() -> None:
    options = command_line._parser().parse_args([
        "--host", "0.0.0.0", "--port", "0", "--allow-host", "stripe-fake", "--public-url", "http://localhost:12111/",
        "--webhook-url", "https://user:pass@shop.test/hook?a=b", "--webhook-secret", "whsec_1",
    ])  # fmt: skip
    assert (options.host, options.port, options.allow_host) == ("0.0.0.0", 0, ["stripe-fake"])
    assert (options.public_url, options.webhook_secret) == ("http://localhost:12111", "whsec_1")
    assert options.webhook_url == "https://user:pass@shop.test/hook?a=b"


def started_with(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Return the line that says why the server cannot start."""
    assert command_line.main([*options]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("The server cannot start: ")
    assert "[Errno" not in line
    return line


def test_a_port_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = started_with(capsys, "--port", str(port))
    assert f"127.0.0.1, port {port}: the port is in use. Stop the other program, or choose another port" in line


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (OSError(errno.EACCES, "Permission denied"), "this needs more rights. Choose a port from 1024 on"),
        (OSError(errno.EADDRNOTAVAIL, "Cannot assign"), "this is not an address of this machine"),
        (socket.gaierror(-2, "Name or service not known"), "this is not an address of this machine"),
        (OSError(errno.ENOBUFS, "No buffer space available"), "No buffer space available"),
        (OSError("what"), "the address cannot be used"),
        (KeyboardInterrupt(), None),
    ],
)
def test_addresses_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, problem: str | None
) -> None:
    class Broken(socket.socket):
        def bind(self, address: object, /) -> None:
            raise error

    monkeypatch.setattr(socket, "socket", Broken)
    with pytest.raises(type(error) if problem is None else OSError, match=problem):
        listening("127.0.0.1", 0)


def test_catalogues_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    binary, twice, negative = tmp_path / "binary.toml", tmp_path / "twice.toml", tmp_path / "negative.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    twice.write_text('[[prices]]\nid = "p"\nunit_amount = 5\n' * 2)
    negative.write_text("[[prices]]\nunit_amount = -5\n")
    for file, problem in (
        (tmp_path / "none.toml", "the catalogue {} cannot be read: No such file or directory"),
        (tmp_path, "the catalogue {} cannot be read: "),
        (binary, "{}: it is not a text file in UTF-8"),
        (twice, "{}: prices[1]: the id 'p' is already in use"),
        (negative, "{}: prices[0]: unit_amount must not be negative: -5"),
    ):
        line = started_with(capsys, "--port", "0", "--catalogue", str(file))
        assert problem.format(file) in line


def test_states_that_cannot_be_used(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other, text = tmp_path / "other.sqlite", tmp_path / "text.sqlite"
    database = sqlite3.connect(other)
    database.execute("CREATE TABLE users (name)")
    database.close()
    text.write_text("hello " * 1000)
    before = other.read_bytes()
    for file, problem in (
        (other, "{}: it is the database of another program. Name a new file"),
        (text, "{}: file is not a database. It is damaged, or not a file of this server. Name a new file"),
        (tmp_path, "{}: it is a folder. Name a file in it"),
        (tmp_path / "none" / "state.sqlite", "{}: its folder does not exist"),
    ):
        line = started_with(capsys, "--port", "0", "--state", str(file))
        assert f"the state cannot be kept in {problem.format(file)}" in line
    assert other.read_bytes() == before


def test_a_state_that_another_server_uses(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    app = create_app(FakeCheckout(), state=str(file))
    line = started_with(capsys, "--port", "0", "--state", str(file))
    assert "database is locked: another server uses it" in line
    del app
