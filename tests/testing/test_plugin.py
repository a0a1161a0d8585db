"""The pytest fixtures, and what they import."""

from __future__ import annotations

import subprocess
import sys

import anyio
import pytest

from checkout_client import AsyncCheckoutClient, CheckoutClient
from checkout_client.params import LineItemParams
from checkout_client.testing import FakeCheckout

pytest_plugins = ["pytester"]

USER_TESTS = """
    import asyncio
    import anyio
    import pytest
    from checkout_client import AsyncCheckoutClient, CheckoutClient

    ITEM = {"mode": "payment", "success_url": "https://example.com/ok"}

    def test_sync(fake_checkout, checkout):
        assert isinstance(checkout, CheckoutClient)
        price = fake_checkout.add_price(unit_amount=500)
        session = checkout.sessions.create(**ITEM, line_items=[{"price": price["id"], "quantity": 1}])
        fake_checkout.complete(session)
        assert checkout.sessions.retrieve(session.id).is_paid

    def test_each_test_has_its_own(fake_checkout):
        assert list(fake_checkout.requests) == []

    def test_any_loop(fake_checkout, async_checkout):
        async def use():
            return await async_checkout.sessions.list()
        assert asyncio.run(use()).data == []
        assert anyio.run(use, backend="trio").data == []

    @pytest.mark.anyio
    async def test_a_runner(async_checkout):
        async with async_checkout as client:
            assert (await client.sessions.list()).data == []
"""


@pytest.mark.long
def test_the_fixtures(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\n")  # not the settings of this project, if the folder is inside it
    pytester.makepyfile(USER_TESTS)
    result = pytester.runpytest_subprocess("-W", "error", "-p", "no:cacheprovider", *plugin_arguments())
    result.assert_outcomes(passed=5)  # one of them on asyncio and on trio


def test_the_fixtures_share_one_fake(
    fake_checkout: FakeCheckout, checkout: CheckoutClient, async_checkout: AsyncCheckoutClient
) -> None:
    price = fake_checkout.add_price(unit_amount=500)
    item: LineItemParams = {"price": price["id"], "quantity": 1}
    session = checkout.sessions.create(mode="payment", success_url="https://example.com", line_items=[item])

    async def read() -> str:
        return (await async_checkout.sessions.retrieve(session.id)).id

    assert anyio.run(read) == session.id


OLD_NAMES = """
    import checkout_client as package

    def test_old_name(fake_checkout, checkout_client, async_checkout_client):
        assert isinstance(checkout_client, package.CheckoutClient)
        assert checkout_client.sessions.list().data == []
        assert len(fake_checkout.requests) == 1
"""


@pytest.mark.long
def test_the_old_names_work_and_warn(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\n")  # not the settings of this project, if the folder is inside it
    pytester.makepyfile(OLD_NAMES)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", *plugin_arguments())
    result.assert_outcomes(passed=1, warnings=2)
    result.stdout.fnmatch_lines([
        "*DeprecationWarning: the fixture checkout_client was renamed: use checkout",
        "*DeprecationWarning: the fixture async_checkout_client was renamed: use async_checkout",
    ])  # fmt: skip


@pytest.mark.long
def test_a_fixture_does_not_hide_the_package(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\n")  # not the settings of this project, if the folder is inside it
    pytester.makepyfile("import checkout_client\n\ndef test(checkout):\n    checkout_client.CheckoutClient\n")
    pytester.runpytest_subprocess("-p", "no:cacheprovider", *plugin_arguments()).assert_outcomes(passed=1)


def plugin_arguments() -> list[str]:
    """Return nothing if the entry point is installed, otherwise an option that names the plugin."""
    from importlib.metadata import entry_points

    installed = any(one.name == "checkout_client" for one in entry_points(group="pytest11"))
    return [] if installed else ["-p", "checkout_client.testing.pytest_plugin"]


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_plugin_does_not_load_the_fake() -> None:
    code = (
        "import checkout_client.testing.pytest_plugin, sys;"
        "print([n for n in sys.modules if n.startswith('checkout_client.testing.')])"
    )
    assert run(code) == "['checkout_client.testing.pytest_plugin']"


@pytest.mark.long
def test_the_client_does_not_import_the_fake() -> None:
    code = (
        "import checkout_client, importlib, pathlib, sys\n"
        "root = pathlib.Path(checkout_client.__path__[0])\n"
        "for file in root.rglob('*.py'):\n"
        "    parts = file.relative_to(root.parent).with_suffix('').parts\n"
        "    if parts[1] not in ('testing', '_pyinstaller'): importlib.import_module('.'.join(parts))\n"
        "print([n for n in sys.modules if n.startswith('checkout_client.testing')])"
    )
    assert run(code) == "[]"


def test_the_fake_does_not_need_the_server_extra() -> None:
    code = (
        "import sys; sys.modules['starlette'] = sys.modules['uvicorn'] = None\n"
        "from checkout_client.testing import FakeCheckout; FakeCheckout().client().sessions.list(); print('fine')"
    )
    assert run(code) == "fine"


def test_public_names() -> None:
    import checkout_client.testing as testing

    assert all(getattr(testing, name).__module__.startswith("checkout_client.testing.") for name in testing.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Fake'"):
        _ = testing.Fake  # type: ignore[attr-defined]
