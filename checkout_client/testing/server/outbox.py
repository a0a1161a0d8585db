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
                    logger.warning("%s was not delivered to %s: %s", event.type, self._url, error)
                else:
                    if not delivery.accepted:
                        logger.warning("%s answered %s with %s", self._url, event.type, delivery.http_status)
