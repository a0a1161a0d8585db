"""What the parts of the server share."""

from __future__ import annotations

import hmac
from collections import deque
from collections.abc import Callable
from hashlib import sha256
from secrets import token_bytes

import attrs

from ..fake import FakeCheckout
from .outbox import Outbox

MAX_ACTIVITIES = 1000
"""Activities that are kept, the latest."""


@attrs.frozen
class Activity:
    """Something that happened on a page, and that neither a request to the API nor an event tells."""

    session_id: str
    at: float
    """When, in Unix seconds of the fake's clock."""
    text: str


@attrs.define(eq=False)
class ServerContext:
    """What the parts of the server share. Only the event loop of the server uses it."""

    fake: FakeCheckout
    outbox: Outbox
    setup: Callable[[FakeCheckout], None] | None = None
    """Registers the objects that the server starts with."""
    activities: deque[Activity] = attrs.field(init=False, factory=lambda: deque[Activity](maxlen=MAX_ACTIVITIES))
    save: Callable[[], None] = attrs.field(init=False, default=lambda: None)
    """Saves what has changed, if the state of the server is saved."""
    _secret: bytes = attrs.field(init=False, repr=False, factory=lambda: token_bytes(32))

    def record(self, session_id: str, text: str) -> None:
        """Record an activity."""
        self.activities.append(Activity(session_id, self.fake.clock.now(), text))

    def form_token(self, page: str) -> str:
        """Return the token that the forms of a page send back. Other sites can neither read nor guess it."""
        return hmac.new(self._secret, page.encode(), sha256).hexdigest()

    def is_form_token(self, token: str, page: str) -> bool:
        """Return whether ``token`` is the one of ``page``."""
        return hmac.compare_digest(token.encode(), self.form_token(page).encode())

    def reset(self) -> None:
        """Bring everything back to what it was when the server started."""
        self.fake.reset()
        self.outbox.reset()
        self.activities.clear()
        if self.setup is not None:
            self.setup(self.fake)
