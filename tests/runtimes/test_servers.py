"""Application servers and job queues: gunicorn's workers, Celery's prefork pool, Django's asynchronous views."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from faults.raw_server import RawServer

from .conftest import TIMEOUT, Run

pytestmark = pytest.mark.runtimes

APPLICATION = """
from checkout_client import CheckoutClient

client = CheckoutClient()
client.sessions.retrieve("cs_before_the_fork")  # with --preload before the workers are forked

def application(environ, start_response):
    name = environ["PATH_INFO"].strip("/")
    body = client.sessions.retrieve(name).id.encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
"""


@pytest.mark.parametrize(
    "flags",
    [["--workers=2"], ["--workers=2", "--preload"], ["--threads=4"], ["--worker-class=gevent"]],
    ids=" ".join,
)
def test_gunicorn(flags: list[str], server: RawServer, tmp_path: Path) -> None:
    pytest.importorskip("gunicorn")
    if "--worker-class=gevent" in flags:
        pytest.importorskip("gevent")
    (tmp_path / "shop.py").write_text(APPLICATION, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "STRIPE_API_BASE": server.url, "STRIPE_API_KEY": "sk_test_runtimes"}
    command = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", *flags, "shop:application"]
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log) as gunicorn,
    ):
        try:
            found = [_get(f"http://127.0.0.1:{port}/cs_{number}") for number in range(20)]
        finally:
            gunicorn.terminate()
            gunicorn.wait(TIMEOUT)
    assert found == [f"cs_{number}" for number in range(20)], (tmp_path / "log").read_text("utf-8")


def _get(url: str) -> str:
    for _ in range(200):
        try:
            with urlopen(url, timeout=10) as response:
                content: str = response.read().decode()
                return content
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)  # gunicorn is starting
    raise TimeoutError(url)


def test_celery_prefork(server: RawServer, tmp_path: Path) -> None:
    pytest.importorskip("celery")
    (tmp_path / "jobs.py").write_text(
        dedent("""
        from celery import Celery
        from checkout_client import CheckoutClient

        app = Celery("jobs", broker="filesystem://", backend="file://results")
        app.conf.broker_transport_options = {"data_folder_in": "queue", "data_folder_out": "queue"}
        app.conf.broker_connection_retry_on_startup = True
        client = CheckoutClient()

        @app.task
        def retrieve(name):
            return client.sessions.retrieve(name).id
        """),
        "utf-8",
    )
    (tmp_path / "queue").mkdir()
    (tmp_path / "results").mkdir()
    environment = {**os.environ, "STRIPE_API_BASE": server.url, "STRIPE_API_KEY": "sk_test_runtimes"}
    worker = [sys.executable, "-m", "celery", "-A", "jobs", "worker", "--pool=prefork", "--concurrency=2"]
    ask = """
        from jobs import client, retrieve
        client.sessions.retrieve("cs_in_the_parent")
        results = [retrieve.delay(f"cs_{number}") for number in range(10)]
        assert [result.get(timeout=40) for result in results] == [f"cs_{number}" for number in range(10)]
        client.close()
    """
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(
            [*worker, "--without-gossip", "--without-mingle", "--without-heartbeat"],
            cwd=tmp_path,
            env=environment | {"C_FORCE_ROOT": "1"},
            stdout=log,
            stderr=log,
        ) as running,
    ):
        try:
            asking = subprocess.run(
                [sys.executable, "-c", dedent(ask)],
                cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False,
            )  # fmt: skip
        finally:
            running.terminate()
            running.wait(TIMEOUT)
    assert asking.returncode == 0, asking.stderr + (tmp_path / "log").read_text("utf-8")


def test_django_asynchronous_views(run: Run) -> None:
    pytest.importorskip("django")
    run(
        """
        import asyncio
        import django
        from django.conf import settings

        settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="x")
        django.setup()

        from django.http import JsonResponse
        from django.test import AsyncClient, Client
        from django.urls import path
        from checkout_client import AsyncCheckoutClient

        checkout = AsyncCheckoutClient()

        async def view(request, name):
            return JsonResponse({"id": (await checkout.sessions.retrieve(name)).id})

        urlpatterns = [path("<name>", view)]

        async def main():
            found = await asyncio.gather(*(AsyncClient().get(f"/cs_{number}") for number in range(5)))
            assert [each.json()["id"] for each in found] == [f"cs_{number}" for number in range(5)]

        asyncio.run(main())
        for number in range(3):  # WSGI: an event loop for each request
            assert Client().get(f"/cs_{number}").json()["id"] == f"cs_{number}"
        asyncio.run(checkout.aclose())
        """,
        sys.executable,
    )
