"""Sends the events of a fake to the webhook URL, and again after a failure, as Stripe does."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import anyio
import attrs
import httpx

from .._shop.event_log import FakeEvent
from ..fake import FakeCheckout

logger: Final = logging.getLogger("checkout_client.testing")

RETRY_DELAYS = (5 * 60, 30 * 60, 3 * 60 * 60)
"""Seconds, on the fake's clock, after which a failed webhook is sent again.

In test mode, Stripe tries three times over a few hours: https://docs.stripe.com/webhooks#automatic-retries. The exact
delays are the fake's.
"""

POLL_INTERVAL = 0.2
"""Seconds between two looks at the events that a test, or the clock, has caused without a request."""

MAX_RESPONSE = 2000
"""Characters of a response that are kept."""

MAX_ATTEMPTS = 50
"""Attempts that are kept for one event, the latest."""


@attrs.frozen
class DeliveryAttempt:
    """One attempt to deliver an event."""

    url: str
    """Where it was sent, without user, password, query and fragment."""
    at: float
    """When, in Unix seconds of the fake's clock."""
    duration: float
    """Seconds until the response."""
    http_status: int | None
    """The status of the response; ``None`` if there was none."""
    response: str
    """The beginning of the response, or what went wrong."""

    @property
    def accepted(self) -> bool:
        """Whether Stripe would consider it delivered: a 2xx status."""
        return self.http_status is not None and 200 <= self.http_status < 300


class Outbox:
    """Sends each event of a fake once, in order, and retries what failed. Without a URL it sends nothing.

    Only the event loop of the server uses it.
    """

    def __init__(self, fake: FakeCheckout, url: str | None) -> None:
        self._fake = fake
        self.url = url
        self.shown_url: str | None = None if url is None else displayed_url(url)
        # The events from before the server started are not sent.
        self.attempts: dict[str, list[DeliveryAttempt]] = {event.id: [] for event in fake.events}
        """The attempts so far, by event; an event with an entry is not sent for the first time again."""
        self.retries: dict[str, tuple[float, int]] = {}
        """When an event is sent again, on the fake's clock, and how often it has been, by event."""
        self._lock = anyio.Lock()

    def attempts_of(self, event_id: str) -> Sequence[DeliveryAttempt]:
        """Return the attempts to deliver an event, the latest last."""
        return self.attempts.get(event_id, ())

    def next_attempt(self, event_id: str) -> float | None:
        """Return when an event is sent again, in Unix seconds of the fake's clock; ``None`` if it is not."""
        return self.retries[event_id][0] if event_id in self.retries else None

    async def flush(self) -> bool:
        """Send the events that have not been sent yet, then those whose next attempt is due. Return if there are any.

        If the server stops in between, an event may be sent twice, as with Stripe, but it is not forgotten.
        """
        changed = False
        async with self._lock:
            for event in self._new_events():
                changed = True
                self.attempts[event.id] = []
                if self.url is not None:
                    await self._send(event, 0)
        for event_id, (due, number) in list(self.retries.items()):
            if due <= self._fake.clock.now() and self.retries.pop(event_id, None) is not None:
                failed = find_event(self._fake, event_id)
                if failed is not None:  # None after a reset
                    changed = True
                    await self._send(failed, number)
        return changed

    def _new_events(self) -> Sequence[FakeEvent]:
        events = list(self._fake.events)
        if not events:  # perhaps after a reset
            self.attempts.clear()
        new: list[FakeEvent] = []
        for event in reversed(events):
            if event.id in self.attempts:
                break
            new.append(event)
        return new[::-1]

    async def resend(self, event: FakeEvent, url: str | None = None) -> DeliveryAttempt:
        """Send an event now, to ``url`` or to the webhook URL, and return the attempt.

        Raises ``ValueError`` if there is neither, or if it is not an HTTP URL.
        """
        target = url or self.url
        if target is None:
            raise ValueError("there is no webhook URL: pass a url, or start the server with --webhook-url")
        attempt = await self._attempt(event, target)
        if attempt.accepted and url is None:
            self.retries.pop(event.id, None)
        return attempt

    async def _send(self, event: FakeEvent, number: int) -> None:
        assert self.url is not None
        attempt = await self._attempt(event, self.url)
        if not attempt.accepted and number < len(RETRY_DELAYS):
            self.retries[event.id] = (self._fake.clock.now() + RETRY_DELAYS[number], number + 1)

    async def _attempt(self, event: FakeEvent, url: str) -> DeliveryAttempt:
        shown, started, at = displayed_url(url), time.perf_counter(), self._fake.clock.now()
        status: int | None = None
        try:
            delivery = await self._fake.deliver_async(event, to=url)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            response = f"{type(error).__name__}: {error}"
            logger.warning("%s was not delivered to %s: %s", event.type, shown, error)
        else:
            status, response = delivery.http_status, delivery.body.decode(errors="replace")
            level = logging.INFO if delivery.accepted else logging.WARNING
            logger.log(level, "%s answered %s with %s", shown, event.type, status)
        attempt = DeliveryAttempt(shown, at, time.perf_counter() - started, status, response[:MAX_RESPONSE])
        kept = self.attempts.setdefault(event.id, [])
        kept.append(attempt)
        del kept[:-MAX_ATTEMPTS]
        return attempt

    async def run(self, save: Callable[[], None]) -> None:
        """Send what tests and the clock cause without a request, until cancelled. ``save`` is called after changes."""
        while True:
            await anyio.sleep(POLL_INTERVAL)
            self._fake.advance(0)
            if await self.flush():
                save()

    def reset(self) -> None:
        """Forget all attempts."""
        self.attempts.clear()
        self.retries.clear()

    def restore(self, attempts: Mapping[str, list[DeliveryAttempt]], retries: Mapping[str, tuple[float, int]]) -> None:
        """Continue with the attempts of an earlier run."""
        self.attempts = dict(attempts)
        self.retries = dict(retries)


def find_event(fake: FakeCheckout, event_id: str) -> FakeEvent | None:
    """Return the event with that id; ``None`` if there is none."""
    return next((event for event in reversed(fake.events) if event.id == event_id), None)


def displayed_url(url: str) -> str:
    """Return ``url`` for messages: without user, password, query and fragment, which may be secret.

    Raises ``ValueError`` if it is not an HTTP URL.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(f"the webhook URL is not valid: {error}") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ValueError("the webhook URL must begin with http:// or https:// and name a host")
    return str(parsed.copy_with(userinfo=b"", query=None, fragment=None))
