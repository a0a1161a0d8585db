"""The base class of hooks."""

from __future__ import annotations

from typing import Final, Protocol

from ._details import AttemptEnd, AttemptStart, CallEnd, CallStart

METHODS: Final = ("before_call", "before_attempt", "after_attempt", "after_call")


class Hook(Protocol):
    """Observes calls and their attempts. Subclass it, and define the methods that you need.

    The methods are called where the call is made: in its thread, or in its task. An async client calls them in the
    event loop, so they must not block. An exception in a hook does not reach the caller: it is logged once, at ERROR.

    A hook never gets a parameter, a Session id, an account id, an email address or the key. For example::

        class SlowCalls(Hook):
            def after_call(self, call: CallEnd) -> None:
                if call.duration > 2:
                    print(call.operation, call.request_id)

        client = CheckoutClient("sk_test_…", hooks=[SlowCalls()])
    """

    def before_call(self, call: CallStart, /) -> None:
        """Handle the start of a call."""
        return

    def before_attempt(self, attempt: AttemptStart, /) -> None:
        """Handle the start of an attempt, before its request is sent."""
        return

    def after_attempt(self, attempt: AttemptEnd, /) -> None:
        """Handle the end of an attempt: a response or a failure. Hooks are called in the reverse order here."""
        return

    def after_call(self, call: CallEnd, /) -> None:
        """Handle the end of a call: a result or an error. Hooks are called in the reverse order here."""
        return
