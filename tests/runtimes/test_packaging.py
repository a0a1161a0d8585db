"""The package in optimized bytecode, in a zip file, frozen by PyInstaller, in new processes and after a freeze."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import zipapp
from pathlib import Path

import pytest
from faults.raw_server import RawServer

import checkout_client

from .conftest import Run

pytestmark = pytest.mark.runtimes

PROGRAM = """
import asyncio
from checkout_client import AsyncCheckoutClient, CheckoutClient
from checkout_client.testing import FakeCheckout

def main():
    with CheckoutClient() as client:
        created = client.sessions.create(
            mode="payment", success_url="https://example.com/ok", line_items=[{"price": "price_1", "quantity": 1}]
        )
        assert created.id.startswith("cs_"), created
        assert [session.id for session in client.sessions.list(limit=2)] == ["cs_4", "cs_3", "cs_2", "cs_1"]
    fake = FakeCheckout()
    with fake.client() as client:
        session = client.sessions.create(
            mode="payment", success_url="https://example.com/ok",
            line_items=[{"price_data": {"currency": "eur", "unit_amount": 500, "product_data": {"name": "Tea"}},
                         "quantity": 1}],
        )
        assert [each.id for each in client.sessions.list()] == [session.id]

    async def asynchronous():
        async with AsyncCheckoutClient() as client:
            assert (await client.sessions.retrieve("cs_1")).id == "cs_1"

    asyncio.run(asynchronous())
    print("it works")

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("flag", ["-O", "-OO"])
def test_optimized(flag: str, run: Run) -> None:
    assert run(PROGRAM, sys.executable, flag).stdout == "it works\n"


def test_zipapp(run: Run, server: RawServer, tmp_path: Path) -> None:
    source = tmp_path / "app"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(checkout_client.__file__).parent, source / "checkout_client", ignore=ignored)
    (source / "shop.py").write_text(PROGRAM, "utf-8")
    archive = tmp_path / "app.pyz"
    zipapp.create_archive(source, archive, main="shop:main")
    done = subprocess.run(
        [sys.executable, str(archive)],
        env={**os.environ, "PYTHONPATH": "", "STRIPE_API_BASE": server.url, "STRIPE_API_KEY": "sk_test_runtimes"},
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout == "it works\n", done.stderr


def test_pyinstaller(server: RawServer, tmp_path: Path) -> None:
    """The package's own hook brings what a frozen program needs: no option names it."""
    pytest.importorskip("PyInstaller")
    (tmp_path / "shop.py").write_text(PROGRAM, "utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--onedir", "shop.py"]
    paths = ["--paths", str(Path(checkout_client.__file__).parents[1])]
    built = subprocess.run([*command, *paths], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stderr
    done = subprocess.run(
        [str(tmp_path / "dist" / "shop" / "shop")],
        env={"STRIPE_API_BASE": server.url, "STRIPE_API_KEY": "sk_test_runtimes"},
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout == "it works\n", done.stderr


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_pools_of_new_processes(method: str, run: Run) -> None:
    run(f"""
        import multiprocessing
        from checkout_client import CheckoutClient

        def retrieve(name):
            with CheckoutClient() as client:
                return client.sessions.retrieve(name)

        if __name__ == "__main__":
            with multiprocessing.get_context({method!r}).Pool(2) as pool:
                found = pool.map(retrieve, [f"cs_{{number}}" for number in range(6)])
            assert [session.id for session in found] == [f"cs_{{number}}" for number in range(6)]
    """)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process")
def test_a_freeze_as_in_a_serverless_function(server: RawServer, tmp_path: Path) -> None:
    """The process stops between two requests, and the server closes the connection in the meantime."""
    program = """
import sys
from checkout_client import CheckoutClient

client = CheckoutClient(max_retries=0)
for line in sys.stdin:
    print(client.sessions.retrieve(line.strip()).id, flush=True)
"""
    environment = {**os.environ, "STRIPE_API_BASE": server.url, "STRIPE_API_KEY": "sk_test_runtimes"}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(f"cs_{number}\n")
            process.stdin.flush()
            assert process.stdout.readline() == f"cs_{number}\n"
            process.send_signal(signal.SIGSTOP)
            server.close_connections()
            process.send_signal(signal.SIGCONT)
        process.stdin.close()
        assert process.wait(20) == 0
    assert server.connections == 3
