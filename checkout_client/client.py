"""The two clients: what they are told, and how long they live."""

from __future__ import annotations

import os
from types import TracebackType
from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

import attrs
from typing_extensions import TypedDict, Unpack

from ._transport.auth import as_secret
from ._transport.call import Call, Result
from ._transport.config import DEFAULT_BASE_URL, DEFAULT_MAX_RETRIES, Config
from ._transport.environment import Environment
from ._transport.flow import flow
from ._transport.sync_driver import SyncDriver
from ._transport.transports import make_transport
from .options import AppInfo, LimitsLike, RequestOptions, Timeout, TimeoutLike
from .sessions import AsyncSessions, Sessions
from .version import API_VERSION

if TYPE_CHECKING:
    from ._transport.async_driver import AsyncDriver
    from ._transport.backends.protocols import AsyncHTTPClient, HTTPClient

Driver = TypeVar("Driver")


class ClientOptions(TypedDict, total=False):
    """What ``with_options`` can change; what is not given stays as it is."""

    api_key: str
    """The secret or restricted key."""
    base_url: str
    """Where the API is."""
    api_version: str
    """The ``Stripe-Version`` of every call."""
    stripe_account: str | None
    """The connected account to act for; ``None`` for the key's own."""
    timeout: float | TimeoutLike
    """Seconds for each step of an attempt."""
    deadline: float | None
    """Seconds for a whole call; ``None`` for no bound."""
    max_retries: int
    """How many times a failed attempt is repeated."""
    app_info: AppInfo | None
    """Names the application in the ``User-Agent``."""


@attrs.frozen(eq=False, repr=False)
class SyncExecutor:
    """Makes calls in a thread."""

    driver: SyncDriver
    config: Config
    environment: Environment

    def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        return self.driver.perform(flow(call, self.config, options, self.environment))


@attrs.frozen(eq=False, repr=False)
class AsyncioExecutor:
    """Makes calls in an event loop."""

    driver: AsyncDriver
    config: Config
    environment: Environment

    async def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        return await self.driver.perform(flow(call, self.config, options, self.environment))


class _Client(Generic[Driver]):
    """What both clients share."""

    _config: Config
    _driver: Driver
    _effects: Environment
    _parent: _Client[Driver] | None

    @classmethod
    def _assemble(
        cls, config: Config, driver: Driver, environment: Environment, parent: _Client[Driver] | None = None
    ) -> Self:
        """A client of ready-made parts; with a ``parent``, one that uses that client's connections."""
        client = cls.__new__(cls)
        client._set_parts(config, driver, environment, parent)
        return client

    def _set_parts(
        self, config: Config, driver: Driver, environment: Environment, parent: _Client[Driver] | None
    ) -> None:
        self._config = config
        self._driver = driver
        self._effects = environment
        self._parent = parent  # kept alive: it closes the connections

    def with_options(self, **changes: Unpack[ClientOptions]) -> Self:
        """A copy with other settings, for a connected account say, that shares this client's connections.

        It costs microseconds and need not be closed: the connections live as long as the client that opened them::

            client.with_options(stripe_account="acct_123").sessions.list()
        """
        unknown = sorted(set(changes) - set(ClientOptions.__annotations__))
        if unknown:
            known = ", ".join(ClientOptions.__annotations__)
            raise TypeError(f"with_options cannot change {unknown[0]!r}: it takes {known}")
        if "api_key" in changes:
            changes["api_key"] = as_secret(changes["api_key"])
        return self._assemble(self._config.with_changes(changes), self._driver, self._effects, self._parent or self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._config.base_url!r}, api_version={self._config.api_version!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds a key and connections: make one in each process")


class CheckoutClient(_Client[SyncDriver]):
    """Stripe's Checkout Sessions, for plain code and threads.

    One client is enough for a process: it keeps connections open and any number of threads may use it at once.
    Nothing is opened before the first call.

    Args:
        api_key: a secret or restricted key; ``STRIPE_API_KEY`` of the environment where it is ``None``.
        base_url: where the API is; ``http://`` only for this machine.
        api_version: the ``Stripe-Version`` to ask for; the newest that the types describe.
        stripe_account: a connected account to act for (``acct_…``).
        timeout: seconds for each step of an attempt, as a number, a ``Timeout`` or an ``httpx.Timeout``.
        deadline: seconds for a whole call, its retries and waits included; ``None`` for no bound.
        max_retries: how many times a failed attempt is repeated.
        limits: how many connections are kept, as ``Limits`` or ``httpx.Limits``.
        proxy: the URL of a proxy; by default what ``HTTPS_PROXY`` and ``NO_PROXY`` say.
        http_client: an ``httpx.Client`` (or httpx2's) of yours to send through, which stays yours to close.
        app_info: names your application in the ``User-Agent``.

    Raises ``ValueError`` or ``TypeError`` for settings that cannot work; no message repeats the key. For example::

        with CheckoutClient("sk_test_…") as client:
            session = client.sessions.retrieve("cs_test_…")

    """

    sessions: Sessions
    """The six calls."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str = DEFAULT_BASE_URL,
        api_version: str = API_VERSION,
        stripe_account: str | None = None,
        timeout: float | TimeoutLike = Timeout(),
        deadline: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        limits: LimitsLike | None = None,
        proxy: str | None = None,
        http_client: HTTPClient | None = None,
        app_info: AppInfo | None = None,
    ) -> None:
        api_key = _key_or_environment(api_key)
        config = Config(
            api_key,
            base_url,
            api_version,
            stripe_account,
            timeout,
            deadline,
            max_retries,
            app_info,
        )
        connections = make_transport(config.base_url, limits, proxy, http_client)
        self._set_parts(config, SyncDriver(connections), Environment(), None)

    def _set_parts(
        self, config: Config, driver: SyncDriver, environment: Environment, parent: _Client[SyncDriver] | None
    ) -> None:
        super()._set_parts(config, driver, environment, parent)
        self.sessions = Sessions(SyncExecutor(driver, config, environment))

    def close(self) -> None:
        """Close the connections. A copy from ``with_options`` has none of its own and closes nothing."""
        if self._parent is None:
            self._driver.connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncCheckoutClient(_Client["AsyncDriver"]):
    """Stripe's Checkout Sessions, for asyncio and trio: the same as :class:`CheckoutClient`, awaited.

    One client is enough for a process: any number of tasks may use it at once, and it may be used in several event
    loops, each of which gets connections of its own. Nothing is opened before the first call.

    ``http_client="aiohttp"`` has aiohttp make the connections (asyncio only, the extra ``aiohttp``), which is faster
    with many tasks; an ``httpx.AsyncClient``, an ``httpx2.AsyncClient`` or an ``aiohttp.ClientSession`` of yours is
    sent through and stays yours to close. The other settings are those of :class:`CheckoutClient`. For example::

        async with AsyncCheckoutClient("sk_test_…") as client:
            session = await client.sessions.retrieve("cs_test_…")
    """

    sessions: AsyncSessions
    """The six calls."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str = DEFAULT_BASE_URL,
        api_version: str = API_VERSION,
        stripe_account: str | None = None,
        timeout: float | TimeoutLike = Timeout(),
        deadline: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        limits: LimitsLike | None = None,
        proxy: str | None = None,
        http_client: AsyncHTTPClient | None = None,
        app_info: AppInfo | None = None,
    ) -> None:
        api_key = _key_or_environment(api_key)
        config = Config(
            api_key,
            base_url,
            api_version,
            stripe_account,
            timeout,
            deadline,
            max_retries,
            app_info,
        )
        # Plain code never needs what these stand on.
        from ._transport.async_driver import AsyncDriver
        from ._transport.transports import make_async_transport

        connections = make_async_transport(config.base_url, limits, proxy, http_client)
        self._set_parts(config, AsyncDriver(connections), Environment(), None)

    def _set_parts(
        self, config: Config, driver: AsyncDriver, environment: Environment, parent: _Client[AsyncDriver] | None
    ) -> None:
        super()._set_parts(config, driver, environment, parent)
        self.sessions = AsyncSessions(AsyncioExecutor(driver, config, environment))

    async def aclose(self) -> None:
        """Close the connections of this event loop. A copy from ``with_options`` has none and closes nothing."""
        if self._parent is None:
            await self._driver.connections.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


def _key_or_environment(api_key: str | None) -> str:
    if api_key is not None:
        return as_secret(api_key)
    key = os.environ.get("STRIPE_API_KEY")
    if not key:
        raise ValueError('there is no API key: pass one, as in CheckoutClient("sk_test_…"), or set STRIPE_API_KEY')
    return as_secret(key)
