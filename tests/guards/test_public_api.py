"""Every public name, parameter and field, as stored in public_api.txt: what goes away there breaks users' programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guards.public_api import RENEW, SNAPSHOT, compared

ADVICE = f"""
The public API is not what tests/guards/public_api.txt says (- is gone, + is new):

{{difference}}

A new line is an addition: a minor version. A line that is gone or changed breaks programs that use it (unless the
change only widens what is taken) and means a new major version, before 1.0 a new minor one. If all of it is meant, say
so in CHANGELOG.md and renew the file:

    {RENEW}
"""


@pytest.fixture(scope="module")
def now() -> list[str]:
    """The lines in a new process: other tests in this one may have resolved the types of some classes."""
    program = "import json, sys; from guards.public_api import public_api; json.dump(public_api(), sys.stdout)"
    paths = os.pathsep.join([os.fspath(Path(__file__).parents[1]), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    lines: list[str] = json.loads(done.stdout)
    return lines


def test_the_public_api_is_as_stored(now: list[str]) -> None:
    difference = compared(SNAPSHOT.read_text("utf-8").splitlines(), now)
    if difference:
        pytest.fail(ADVICE.format(difference=difference), pytrace=False)


@pytest.mark.parametrize(
    "line",
    [
        "checkout_client.CLEAR = CLEAR",
        "checkout_client.__version__: str",
        "checkout_client.APIError is a class of CheckoutError",
        "checkout_client.APIError.decline_code: str | None",
        "checkout_client.Sessions.retrieve(self, id: str, *, options: RequestOptions | None = None, "
        "**params: Unpack[SessionRetrieveParams]) -> Session",
        "checkout_client.AsyncCheckoutClient.aclose(self) -> None (async)",
        "checkout_client.Timeout.of(cls, value: float | TimeoutLike) -> Timeout (classmethod)",
        "checkout_client.LastResponse.request_id: str | None (property)",
        "checkout_client.Session.is_paid: bool (property)",
        "checkout_client.models.Session is checkout_client.Session",
        "checkout_client.params.SessionCreateParams[mode]: Literal['payment', 'setup', 'subscription'] (required)",
        "checkout_client.params.SessionCreateParams[success_url]: str",
        "checkout_client.params.KnownCurrency may be 'usd'",
        "checkout_client.object_id(value: None) -> None",
        "(checkout_client.models.base.Model).to_dict(self) -> dict[str, Any]",
        "fixture fake_checkout",
    ],
)
def test_each_kind_of_thing_is_written_down(now: list[str], line: str) -> None:
    assert line in now


def test_nothing_differs_from_run_to_run(now: list[str]) -> None:
    assert not [line for line in now if " at 0x" in line or "ForwardRef" in line]


def test_a_comparison_shows_what_is_gone_beside_what_is_new() -> None:
    stored = ["a.f(x: int) -> int", "a.gone = 1", "a.same = 1"]
    changed = ["a.f(x: str) -> int", "a.new = 1", "a.same = 1"]
    assert compared(stored, changed).splitlines() == [
        "- a.f(x: int) -> int",
        "+ a.f(x: str) -> int",
        "- a.gone = 1",
        "+ a.new = 1",
    ]
    assert compared(stored, stored) == ""
