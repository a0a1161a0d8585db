"""The fake as tests hold it."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import Unpack

from .._transport.async_driver import AsyncDriver
from .._transport.auth import SecretStr, as_secret
from .._transport.config import DEFAULT_BASE_URL, Config
from .._transport.environment import Environment
from .._transport.sync_driver import SyncDriver
from ..client import AsyncCheckoutClient, CheckoutClient, ClientOptions
from ..options import Timeout
from ._api.api_messages import FakeRequest, RecordedRequest, Reply
from ._api.fake_api import FakeAPI
from ._shop.clock import FakeClock
from ._shop.event_log import WEBHOOK_SECRET, FakeEvent
from ._shop.ids import Ids
from ._shop.shop import Account
from .delivery import Delivering
from .fake_transports import AsyncInProcessTransport, InProcessTransport
from .faults import FaultInjection
from .httpx_transport import FakeTransport
from .lifecycle import Lifecycle
from .registration import Registration

API_KEY = "sk_test_fake"
PAGE_URL = "https://checkout.stripe.com"


class FakeCheckout(Registration, Lifecycle, FaultInjection, Delivering):
    """Stripe Checkout in memory: it remembers, checks, adds up, expires and sends events, and never sleeps.

    For example::

        fake = FakeCheckout()
        price = fake.add_price(unit_amount=1099)
        session = fake.client().sessions.create(
            mode="payment", success_url="https://example.com/ok", line_items=[{"price": price["id"], "quantity": 2}]
        )
        event = fake.complete(session)
        assert fake.client().sessions.retrieve(session.id).is_paid

    Args:
        start: the time at which its clock stands still, in Unix seconds; by default it runs on from now.
        seed: makes other ids.
        webhook_secret: what :meth:`deliver` signs with.
        page_url: where the hosted page is said to be.

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
        """The time that it goes by, and that its clients' waits go by."""
        self.webhook_secret = webhook_secret
        """What :meth:`deliver` signs with."""
        self._account = Account(self.clock, Ids(seed), page_url.rstrip("/"))
        self._catalogue = self._account.catalogue
        self._api = FakeAPI(self._account)
        self._faults = self._api.faults
        self._transport = FakeTransport(self._api, self.clock)

    @property
    def requests(self) -> Sequence[RecordedRequest]:
        """What came in, retries included, the latest last."""
        return self._api.requests

    @property
    def events(self) -> Sequence[FakeEvent]:
        """What Stripe would have sent, the latest last."""
        return self._account.events

    @property
    def transport(self) -> FakeTransport:
        """For an ``httpx.Client`` or ``httpx.AsyncClient`` of yours: ``httpx.Client(transport=fake.transport)``."""
        return self._transport

    @property
    def page_url(self) -> str:
        """Where the hosted page is said to be: the beginning of ``url`` in the Sessions made from now on."""
        return self._account.page_url

    @page_url.setter
    def page_url(self, url: str) -> None:
        self._account.page_url = url.rstrip("/")

    def handle(self, request: FakeRequest) -> Reply:
        """The reply to a request that came some other way: what all faces of the fake go through."""
        return self._api.handle(request)

    def client(self, **settings: Unpack[ClientOptions]) -> CheckoutClient:
        """A client that talks to this fake; it takes the settings of ``CheckoutClient``, and needs no closing.

        Its waits between retries pass on the fake's clock, at once.
        """
        driver = SyncDriver(InProcessTransport(self._api, self.clock), self.clock.sleep)
        return CheckoutClient._assemble(_config(settings), driver, self._effects())  # pyright: ignore[reportPrivateUsage]

    def async_client(self, **settings: Unpack[ClientOptions]) -> AsyncCheckoutClient:
        """The same for event loops, any of them."""
        driver = AsyncDriver(AsyncInProcessTransport(self._api, self.clock), self.clock.sleep_async)
        return AsyncCheckoutClient._assemble(_config(settings), driver, self._effects())  # pyright: ignore[reportPrivateUsage]

    def _effects(self) -> Environment:
        return Environment(monotonic=self.clock.monotonic, wall_clock=self.clock.now)

    def __repr__(self) -> str:
        return f"<FakeCheckout with {len(self._account.store)} Sessions>"


def _config(settings: ClientOptions) -> Config:
    default = Config(api_key=SecretStr(API_KEY), base_url=DEFAULT_BASE_URL)
    if "api_key" in settings:
        settings = {**settings, "api_key": as_secret(settings["api_key"])}  # type: ignore[typeddict-item]
    return default.with_changes(settings)
