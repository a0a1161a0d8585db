"""Who loads whom."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import checkout_client", "checkout_client.webhooks"),
        ("import checkout_client.webhooks", "checkout_client.testing"),
        ("from checkout_client import webhooks; webhooks.construct_event", "checkout_client.testing"),
        ("from checkout_client.webhooks import EventHandler", "checkout_client.testing"),
    ],
)
def test_nothing_is_loaded_that_is_not_needed(statement: str, absent: str) -> None:
    code = f"{statement}\nimport sys\nassert {absent!r} not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_webhooks_use_nothing_of_the_transport() -> None:
    code = (
        "import ast, pathlib, checkout_client.webhooks as package\n"
        "for path in pathlib.Path(package.__file__).parent.glob('*.py'):\n"
        "    for node in ast.walk(ast.parse(path.read_text())):\n"
        "        if isinstance(node, ast.ImportFrom):\n"
        "            name = node.module or ''\n"
        "            assert node.level < 2 or name.split('.')[0] in ('errors', 'models', '_decoding'), name\n"
        "            assert 'httpx' not in name, name\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
