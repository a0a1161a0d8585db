"""Runs the story on both sides and compares."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import httpx

from checkout_client.testing import FakeCheckout

from .account import Account
from .differences import Difference, KnownDifference, differences
from .report import Report
from .steps import Step

FAKE_URL = "https://api.stripe.com"  # nothing is sent there: the fake answers


def run(steps: Sequence[Step], stripe: Account, known: Sequence[KnownDifference]) -> Report:
    """Perform ``steps`` on ``stripe`` and on a new fake, and return what differs."""
    theirs = list(stripe.run(steps, uuid.uuid4().hex))
    fake = FakeCheckout()
    with httpx.Client(transport=fake.transport, base_url=FAKE_URL) as client:
        ours = list(Account(client, "sk_test_fake").run(steps, uuid.uuid4().hex))
    unknown: list[Difference] = []
    expected: list[Difference] = []
    used: set[KnownDifference] = set()
    for difference in differences(steps, theirs, ours):
        entries = [entry for entry in known if entry.matches(difference)]
        used.update(entries)
        (expected if entries else unknown).append(difference)
    return Report(steps, theirs, ours, unknown, expected, [entry for entry in known if entry not in used])
