from __future__ import annotations

import sys

import pytest

from checkout_client._transport.environment import process_hooks
from checkout_client.instrumentation import _observer, _opentelemetry_hook


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hooks of the process are as in a new process, before and after each test."""
    for name in _opentelemetry_hook._INSTRUMENTATIONS:  # other tests may have loaded them
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delenv("STRIPE_LOG", raising=False)
    monkeypatch.setattr(process_hooks, "given", None)
    monkeypatch.setattr(process_hooks, "console", None)
    monkeypatch.setattr(_observer, "_reported", set())
    monkeypatch.setattr(_opentelemetry_hook, "_active", None)
