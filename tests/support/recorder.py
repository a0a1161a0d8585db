"""A hook that remembers what it is told."""

from __future__ import annotations

from typing import Any

import attrs

from checkout_client.instrumentation import AttemptEnd, AttemptStart, CallEnd, CallStart, Hook


class Recorder(Hook):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def before_call(self, call: CallStart, /) -> None:
        self.told.append(("before_call", call))

    def before_attempt(self, attempt: AttemptStart, /) -> None:
        self.told.append(("before_attempt", attempt))

    def after_attempt(self, attempt: AttemptEnd, /) -> None:
        self.told.append(("after_attempt", attempt))

    def after_call(self, call: CallEnd, /) -> None:
        self.told.append(("after_call", call))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    def facts(self, name: str) -> list[dict[str, Any]]:
        return [attrs.asdict(details) for told, details in self.told if told == name]

    @property
    def end(self) -> CallEnd:
        (end,) = [details for name, details in self.told if name == "after_call"]
        assert isinstance(end, CallEnd)
        return end
