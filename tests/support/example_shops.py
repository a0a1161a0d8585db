"""The example applications, each behind its real server on loopback, with a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import attrs
import httpx
import sqlalchemy

from checkout_client.testing import FakeCheckout

EXAMPLES = Path(__file__).parents[2] / "examples"
WORKERS = 2  # processes, so that nothing in memory can be what makes an order go out once
STARTING = 120.0


@attrs.frozen
class Framework:
    """How an example is set up and served."""

    name: str
    module: str
    """What must be installed."""
    setup: tuple[str, ...]
    serve: tuple[str, ...]


def _gunicorn(app: str) -> tuple[str, ...]:
    return ("gunicorn", "--workers", str(WORKERS), "--threads", "8", "--bind", "127.0.0.1:{port}", app)


FRAMEWORKS = (
    Framework(
        "fastapi",
        "fastapi",
        ("fastapi_app.orders",),
        ("uvicorn", "--workers", str(WORKERS), "--port", "{port}", "--log-level", "warning", "fastapi_app.app:app"),
    ),
    Framework("flask", "flask", ("flask_app.orders",), _gunicorn("flask_app.app:app")),
    Framework("django", "django", ("django", "migrate", "-v0"), _gunicorn("django_app.wsgi")),
)


class Shop:
    """A running example: what a customer and Stripe do with it, and what its database holds."""

    def __init__(self, url: str, log: Path, engine: sqlalchemy.Engine) -> None:
        self.url = url
        self.log = log
        self._engine = engine

    def order(self, quantity: int = 2) -> str:
        """Buy; the id of the Session whose page the customer is then on."""
        with httpx.Client(base_url=self.url, timeout=30, trust_env=False) as browser:
            browser.get("/").raise_for_status()
            token = browser.cookies.get("csrftoken", "")
            answer = browser.post("/orders", data={"quantity": quantity}, headers={"X-CSRFToken": token})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rsplit("/", 1)[1]

    def page(self, path: str) -> httpx.Response:
        return httpx.get(self.url + path, timeout=30, trust_env=False)

    def rows(self, query: str) -> list[Any]:
        with self._engine.begin() as connection:
            return list(connection.execute(sqlalchemy.text(query)))

    def run(self, statement: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(sqlalchemy.text(statement))

    @contextmanager
    def claims_held_up(self) -> Generator[None]:
        """Let nobody write a claim until the block ends, though everybody may look for one."""
        hold = "BEGIN IMMEDIATE" if self._engine.name == "sqlite" else "LOCK TABLE fulfilments IN SHARE MODE"
        with self._engine.connect() as connection:
            connection.execute(sqlalchemy.text(hold))
            yield
            connection.rollback()

    def status(self, order: str) -> str:
        ((status,),) = self.rows(f"SELECT status FROM orders WHERE id = '{order}'")
        return str(status)

    def times_sent(self, order: str) -> int:
        """How often the order was fulfilled; claim, parcel and stock must agree on it."""
        parcels = self.rows(f"SELECT quantity FROM parcels WHERE order_id = '{order}'")
        claims = self.rows(f"SELECT session_id FROM fulfilments WHERE order_id = '{order}'")
        assert len(claims) == min(len(parcels), 1)
        ((sent,),) = self.rows("SELECT COALESCE(SUM(quantity), 0) FROM parcels")
        assert self.pieces() == 1000 - sent
        return len(parcels)

    def pieces(self) -> int:
        ((pieces,),) = self.rows("SELECT pieces FROM stock")
        return int(pieces)


@contextmanager
def open_shop(framework: Framework, fake: FakeCheckout, api: str, database: str, folder: Path) -> Generator[Shop]:
    """Serve the example, against the fake at ``api``, until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SECRET_KEY": "of a test",
        "DJANGO_SETTINGS_MODULE": "django_app.settings",
        "SHOP_URL": url,
        "STRIPE_API_BASE": api,
        "STRIPE_API_KEY": "sk_test_shop",
        "STRIPE_WEBHOOK_SECRET": fake.webhook_secret,
    }
    engine = sqlalchemy.create_engine(_with_driver(database), poolclass=sqlalchemy.NullPool)
    log = folder / f"{framework.name}.log"
    with log.open("wb") as output:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", *arguments]
            return subprocess.Popen(command, cwd=EXAMPLES, env=environment, stdout=output, stderr=output)

        assert start(*framework.setup).wait(STARTING) == 0, log.read_text()
        server = start(*(part.format(port=port) for part in framework.serve))
        try:
            wait_until_it_answers(url, server, log)
            yield Shop(url, log, engine)
        finally:
            server.terminate()
            server.wait(STARTING)


def wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(url, timeout=5, trust_env=False).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.05)  # another process is starting: there is nothing to wait on but the time
        else:
            return
    raise AssertionError(f"the server did not start: {log.read_text()}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _with_driver(database: str) -> str:
    return database.replace("postgresql://", "postgresql+psycopg://", 1)


@contextmanager
def postgresql_database(server: str) -> Generator[str]:
    """The URL of a new database on the server whose URL is given; it is gone when the block ends."""
    name = f"checkout_{uuid4().hex}"
    maintenance = sqlalchemy.create_engine(_with_driver(server), isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
        try:
            yield server.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(sqlalchemy.text(f"DROP DATABASE {name} WITH (FORCE)"))
    maintenance.dispose()
