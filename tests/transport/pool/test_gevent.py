"""gevent replaces locks and sockets, before or after this package is imported."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest
from support.byte_server import ByteServer, always

PATCH = "from gevent import monkey; monkey.patch_all()\n"
IMPORT = "from checkout_client import CheckoutClient, Limits\n"
MAKE = "client = CheckoutClient('sk_test_1', base_url=sys.argv[1], limits=Limits(max_connections=1))\n"
USE = "client.sessions.retrieve('cs_1')\n"
QUEUE = """
import gevent
jobs = [gevent.spawn(client.sessions.retrieve, f"cs_{number}") for number in range(20)]
gevent.joinall(jobs, timeout=60)
client.close()
print([job.value and job.value.id for job in jobs] == [f"cs_{number}" for number in range(20)])
"""

ORDERS = {
    "patched first": PATCH + IMPORT + MAKE,
    "patched after the import": IMPORT + "CheckoutClient\n" + PATCH + MAKE,
    "patched after the client was made": IMPORT + MAKE + PATCH,
    "patched after the first call": IMPORT + MAKE + USE + PATCH,
}


@pytest.mark.skipif(find_spec("gevent") is None, reason="gevent is not installed")
@pytest.mark.parametrize("order", ORDERS)
def test_greenlets_that_wait_for_a_connection_are_served(order: str) -> None:
    with ByteServer(always) as server:
        done = subprocess.run(
            [sys.executable, "-c", "import sys\n" + ORDERS[order] + QUEUE, server.url],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )

    assert done.stdout == "True\n"
