""":class:`FakeCheckout`, the fake that tests use."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from typing_extensions import Unpack

from .._transport.async_driver import AsyncDriver
from .._transport.auth import SecretStr, as_secret
from .._transport.config import DEFAULT_BASE_URL, Config
from .._transport.environment import Environment
from .._transport.sync_driver import SyncDriver
from ..client import AsyncCheckoutClient, CheckoutClient, ClientOptions
from ._api.api_messages import FakeRequest, RecordedRequest, Reply
from ._api.fake_api import FakeAPI
from ._shop.clock import FakeClock
from ._shop.event_log import WEBHOOK_SECRET, FakeEvent
from ._shop.ids import IdGenerator
from ._shop.shop import Shop
from .delivery import WebhookSender
from .fake_transports import AsyncInProcessTransport, InProcessTransport
from .faults import FaultInjection
from .httpx_transport import FakeTransport
from .lifecycle import Lifecycle
from .registration import Registration

API_KEY = "sk_test_fake"
PAGE_URL = "https://checkout.stripe.com"


class FakeCheckout(Registration, Lifecycle, FaultInjection, WebhookSender):
    """Stripe Checkout in memory. It stores Sessions, checks parameters, calculates amounts and sends events.

    Nothing in it sleeps: waits move its clock. Any number of threads and event loops may use it at once; one lock
    protects its state.

    For example::

        fake = FakeCheckout()
        price = fake.add_price(unit_amount=1099)
        session = fake.client().sessions.create(
            mode="payment", success_url="https://example.com/ok", line_items=[{"price": price["id"], "quantity": 2}]
        )
        event = fake.complete(session)
        assert fake.client().sessions.retrieve(session.id).is_paid

    Args:
        start: the time of its clock in Unix seconds; the clock then moves only when something advances it. By default
            it runs with the real clock.
        seed: determines the ids. The same seed gives the same ids.
        webhook_secret: the secret that :meth:`deliver` signs with.
        page_url: the beginning of the ``url`` of Sessions.

    """

    def __init__(
        self,
        *,
        start: float | None = None,
        seed: int = 0,
        webhook_secret: str = WEBHOOK_SECRET,
        page_url: str = PAGE_URL,
    ) -> None:
        self.clock: FakeClock = FakeClock(start)
        """The clock of the fake. The waits of its clients move it, too."""
        self.webhook_secret = webhook_secret
        """The secret that :meth:`deliver` signs with."""
        self._shop = Shop(self.clock, IdGenerator(seed), page_url.rstrip("/"))
        self._api = FakeAPI(self._shop)
        self._transport = FakeTransport(self._api, self.clock)

    @property
    def requests(self) -> Sequence[RecordedRequest]:
        """The requests received, including retries; the latest is the last."""
        return self._api.requests

    @property
    def events(self) -> Sequence[FakeEvent]:
        """The events that Stripe would have sent; the latest is the last."""
        return self._shop.events

    @property
    def transport(self) -> FakeTransport:
        """A transport for your own ``httpx`` clients: ``httpx.Client(transport=fake.transport)``."""
        return self._transport

    @property
    def page_url(self) -> str:
        """The beginning of the ``url`` of Sessions; a change applies to the Sessions created afterwards."""
        return self._shop.page_url

    @page_url.setter
    def page_url(self, url: str) -> None:
        self._shop.page_url = url.rstrip("/")

    @property
    def max_requests(self) -> int | None:
        """How many of the latest requests it keeps, at times up to twice as many. ``None``, the default, keeps all."""
        return self._api.max_requests

    @max_requests.setter
    def max_requests(self, number: int | None) -> None:
        self._api.max_requests = number

    def objects(self, kind: str) -> list[dict[str, Any]]:
        """Return all objects of a kind, such as ``"price"`` or ``"payment_intent"``, as JSON; the latest is the last.

        These are registered objects and those that completed Sessions have created.
        """
        with self._shop.lock:
            return [deepcopy(one) for one in self._shop.catalogue.objects.values() if one["object"] == kind]

    def handle(self, request: FakeRequest) -> Reply:
        """Process a request and return the reply."""
        return self._api.handle(request)

    def handle_recorded(self, request: FakeRequest) -> tuple[Reply, RecordedRequest]:
        """Process a request and return the reply, and the request as ``fake.requests`` has it."""
        return self._api.handle_recorded(request)

    def reset(self) -> None:
        """Forget everything: Sessions, registered objects, events, requests and faults. The clock goes back.

        Ids are not reused.
        """
        with self._shop.lock:
            self._shop.reset()
            self._api.reset()
            self.clock.reset()

    def client(self, **settings: Unpack[ClientOptions]) -> CheckoutClient:
        """Return a client that talks to this fake. It takes the settings of ``CheckoutClient`` and needs no closing.

        Its waits between retries move the clock of the fake and take no real time.
        """
        driver = SyncDriver(InProcessTransport(self._api, self.clock), self.clock.sleep)
        return CheckoutClient._assemble(_config(settings), driver, self._environment())  # pyright: ignore[reportPrivateUsage]

    def async_client(self, **settings: Unpack[ClientOptions]) -> AsyncCheckoutClient:
        """Return an async client that talks to this fake, from any event loop."""
        driver = AsyncDriver(AsyncInProcessTransport(self._api, self.clock), self.clock.sleep_async)
        return AsyncCheckoutClient._assemble(_config(settings), driver, self._environment())  # pyright: ignore[reportPrivateUsage]

    def _environment(self) -> Environment:
        return Environment(monotonic=self.clock.monotonic, wall_clock=self.clock.now)

    def __repr__(self) -> str:
        return f"<FakeCheckout with {len(self._shop.store)} Sessions>"


def _config(settings: ClientOptions) -> Config:
    default = Config(api_key=SecretStr(API_KEY), base_url=DEFAULT_BASE_URL)
    if "api_key" in settings:
        settings = {**settings, "api_key": as_secret(settings["api_key"])}
    return default.with_changes(settings)
