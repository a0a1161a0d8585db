"""What a hook is."""

from __future__ import annotations

from typing import Final, Protocol

from ._details import AttemptEnd, AttemptStart, CallEnd, CallStart

METHODS: Final = ("before_call", "before_attempt", "after_attempt", "after_call")


class Hook(Protocol):
    """Something that is told of calls and their attempts. Make a subclass, and define the methods that you need.

    The methods are called where the call is made: in its thread, or in its task. An async client calls them in the
    event loop, so they must not block. An exception in a hook does not reach the caller: it is logged once, at ERROR.

    Nothing that a hook gets contains a parameter, an id, an e-mail address or the key. For example::

        class SlowCalls(Hook):
            def after_call(self, call: CallEnd) -> None:
                if call.duration > 2:
                    print(call.operation, call.request_id)

        client = CheckoutClient("sk_test_…", hooks=[SlowCalls()])
    """

    def before_call(self, call: CallStart, /) -> None:
        """Note that a call begins."""
        return

    def before_attempt(self, attempt: AttemptStart, /) -> None:
        """Note that a request will be sent."""
        return

    def after_attempt(self, attempt: AttemptEnd, /) -> None:
        """Note that a request has been answered, or failed, and whether it will be repeated."""
        return

    def after_call(self, call: CallEnd, /) -> None:
        """Note that a call ends, with its result or its error. Hooks are called in the reverse order here."""
        return
