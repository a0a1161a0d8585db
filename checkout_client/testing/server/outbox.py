"""Sends the events of a fake to the webhook URL."""

from __future__ import annotations

import logging
from typing import Final

import anyio
import httpx

from ..fake import FakeCheckout

logger: Final = logging.getLogger("checkout_client.testing")


class Outbox:
    """Sends each event of a fake once, in order. Without a URL it sends nothing."""

    def __init__(self, fake: FakeCheckout, url: str | None) -> None:
        self._fake = fake
        self._url = url
        self._shown_url = None if url is None else displayed_url(url)
        self._sent = len(fake.events)
        self._lock = anyio.Lock()

    async def flush(self) -> None:
        """Send the events that have not been sent yet. A failure is logged and not retried."""
        if self._url is None:
            return
        async with self._lock:
            while self._sent < len(self._fake.events):
                event = self._fake.events[self._sent]
                self._sent += 1
                try:
                    delivery = await self._fake.deliver_async(event, to=self._url)
                except httpx.HTTPError as error:
                    logger.warning("%s was not delivered to %s: %s", event.type, self._shown_url, error)
                else:
                    if not delivery.accepted:
                        logger.warning("%s answered %s with %s", self._shown_url, event.type, delivery.http_status)


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
