"""One client in each interpreter of ``concurrent.interpreters``, which share a process and nothing else."""

from __future__ import annotations

import importlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support.byte_server import ByteServer, always

import checkout_client

pytestmark = pytest.mark.skipif(sys.version_info < (3, 14), reason="concurrent.interpreters is new in Python 3.14")

PROGRAMS = {
    "sync": """
from checkout_client import CheckoutClient
with CheckoutClient("sk_test_1", base_url=url) as client:
    found = [client.sessions.retrieve(f"cs_{number}_{turn}").id for turn in range(5)]
""",
    "async": """
import asyncio
from checkout_client import AsyncCheckoutClient
async def main():
    async with AsyncCheckoutClient("sk_test_1", base_url=url) as client:
        return [(await client.sessions.retrieve(f"cs_{number}_{turn}")).id for turn in range(5)]
found = asyncio.run(main())
""",
    "fake": """
from checkout_client.testing import FakeCheckout
fake = FakeCheckout()
item = {"price_data": {"currency": "eur", "unit_amount": 500, "product_data": {"name": "Tea"}}, "quantity": 1}
with fake.client() as client:
    made = client.sessions.create(mode="payment", success_url="https://example.com/ok", line_items=[item])
    found = [f"cs_{number}_{turn}" for turn, session in enumerate([made] * 5) if session.amount_total == 500]
""",
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_one_client_in_each_interpreter(program: str) -> None:
    interpreters: Any = importlib.import_module("concurrent.interpreters")
    path = str(Path(checkout_client.__file__).parents[1])

    def work(number: int) -> list[str]:
        interpreter, queue = interpreters.create(), interpreters.create_queue()
        interpreter.prepare_main(url=server.url, number=number, path=path, queue=queue)
        program_and_result = f"{PROGRAMS[program]}\nqueue.put(' '.join(found))"
        try:
            interpreter.exec(f"import sys\nsys.path.insert(0, path)\n{program_and_result}")
            return str(queue.get()).split()
        finally:
            interpreter.close()

    expected = [[f"cs_{number}_{turn}" for turn in range(5)] for number in range(4)]
    with ByteServer(always) as server, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(work, range(4))) == expected
