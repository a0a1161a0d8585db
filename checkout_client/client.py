"""The two clients: their settings and their lifetime."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

import attrs
from typing_extensions import TypedDict, Unpack

from ._transport.auth import TEST_KEYS, SecretStr, as_secret, reveal
from ._transport.config import DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT, Config
from ._transport.environment import Environment
from ._transport.messages import DEFAULT_MAX_RESPONSE_BYTES
from ._transport.request.request_headers import checked_api_key
from ._transport.sync_driver import SyncDriver, SyncExecutor
from ._transport.transports import make_transport
from ._values import introspectable
from .options import AppInfo
from .sessions import AsyncSessions, Sessions
from .timeouts import LimitsLike, TimeoutLike
from .version import API_VERSION

if TYPE_CHECKING:
    from ssl import SSLContext

    from ._transport.async_driver import AsyncDriver
    from ._transport.backends.protocols import AsyncHTTPClient, HTTPClient
    from .instrumentation import Hook
    from .rate_limit import RateLimit

Driver = TypeVar("Driver")


class ClientOptions(TypedDict, total=False, closed=True):
    """The settings that ``with_options`` can change. Those that are not given stay as they are."""

    api_key: str
    """The secret or restricted key."""
    base_url: str
    """The address of the API."""
    api_version: str
    """The ``Stripe-Version`` of every call."""
    stripe_account: str | None
    """The connected account to act for; ``None`` for the key's own account."""
    timeout: float | TimeoutLike
    """Seconds for each step of an attempt."""
    deadline: float | None
    """Seconds for a whole call; ``None`` for no limit."""
    max_retries: int
    """How many times a failed attempt is repeated."""
    max_response_bytes: int
    """The largest body of a response, in bytes, that is read."""
    app_info: AppInfo | None
    """Names the application in the ``User-Agent``."""
    default_headers: Mapping[str, str] | None
    """Headers to add to every request; they replace those that were set before."""
    rate_limit: RateLimit | None
    """How many requests per second are sent; ``None`` for no limit."""
    hooks: Iterable[Hook]
    """The hooks that observe every call: see ``checkout_client.instrumentation``."""


class _Client(Generic[Driver]):
    """What both clients share."""

    _config: Config
    _driver: Driver
    _environment: Environment
    _parent: _Client[Driver] | None
    _has_proxy: bool = False

    @classmethod
    def _assemble(
        cls, config: Config, driver: Driver, environment: Environment, parent: _Client[Driver] | None = None
    ) -> Self:
        """Return a client made of these parts; with a ``parent``, one that uses its connections and attributes."""
        client = cls.__new__(cls)
        if parent is not None:
            vars(client).update(vars(parent))  # those of a subclass
        client._set_parts(config, driver, environment, parent)
        return client

    def _set_parts(
        self, config: Config, driver: Driver, environment: Environment, parent: _Client[Driver] | None
    ) -> None:
        self._config = config
        self._driver = driver
        self._environment = environment
        # Kept alive, because it closes the connections.
        self._parent = None if parent is None else parent._parent or parent
        level = os.environ.get("STRIPE_LOG")
        if level:
            from .instrumentation._active_hooks import print_calls

            print_calls(level)

    def with_options(self, **changes: Unpack[ClientOptions]) -> Self:
        """Return a copy with other settings, for example for a connected account, that shares the connections.

        Making one takes microseconds. It need not be closed: the client that opened the connections closes them. The
        copy of a subclass keeps the attributes of the original.

        Raises ``TypeError`` or ``ValueError`` for settings that cannot work. For example::

            client.with_options(stripe_account="acct_123").sessions.list()
        """
        if "api_key" in changes:
            changes["api_key"] = as_secret(changes["api_key"])
        if changes.get("base_url") is not None:
            changes["base_url"] = as_secret(changes.get("base_url"))
        names = [field.name for field in attrs.fields(Config)]
        unknown = sorted(set(changes).difference(names))
        if unknown:
            raise TypeError(f"with_options cannot change {unknown[0]!r}: it accepts {', '.join(names)}")
        config = self._config.with_changes(changes)
        _check_proxy(config, self._has_proxy)
        return self._assemble(config, self._driver, self._environment, self)

    def __repr__(self) -> str:
        config = vars(self).get("_config")
        if config is None:  # in a traceback from __init__
            return f"<{type(self).__name__}, not initialized>"
        return f"{type(self).__name__}(base_url={config.base_url!r}, api_version={config.api_version!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} has an API key and connections: make one in each process")


def _no_client(call: object, options: object, /) -> NoReturn:
    """Execute the calls of ``CheckoutClient.sessions``, which is there for tools that inspect the class."""
    raise TypeError("sessions is used on a client, not on its class: CheckoutClient(...).sessions")


class CheckoutClient(_Client[SyncDriver]):
    """A client for Stripe's Checkout Sessions, for synchronous code and threads.

    One client is enough for a process: it keeps connections open, and any number of threads can use it at once.
    It opens no connection before the first call.

    Args:
        api_key: a secret or restricted key; ``None`` reads the environment variable ``STRIPE_API_KEY``.
        base_url: the address of the API; ``None`` reads ``STRIPE_API_BASE`` and otherwise uses Stripe's. ``http://`` is
            possible for this machine, and with a test key for any host.
        api_version: the ``Stripe-Version`` of every call; by default the newest that the types describe.
        stripe_account: a connected account to act for (``acct_…``).
        timeout: seconds for each step of an attempt, as a number, a ``Timeout`` or an ``httpx.Timeout``.
        deadline: seconds for a whole call, including its retries and waits; ``None`` for no limit. Decoding the
            response afterwards is not part of it.
        max_retries: how many times a failed attempt is repeated.
        max_response_bytes: the largest body of a response, in bytes and decompressed, that is read. By default 16 MiB,
            more than a fully expanded page of 100 Sessions.
        limits: how many connections are kept, as ``Limits`` or ``httpx.Limits``.
        proxy: the URL of a proxy; by default the one in ``HTTPS_PROXY``, unless ``NO_PROXY`` excludes the host.
        ssl_context: the TLS settings of the connections, for a client certificate, authorities of your own or those of
            the system; by default the certificates of certifi, ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``.
        http_client: what the requests go through. By default that is httpcore, and httpx or httpx2 while something has
            patched one of them, so that tools for tracing and for tests see the requests. ``"httpcore"``, ``"httpx"``
            and ``"httpx2"`` (extra ``httpx2``) say it outright. An ``httpx.Client`` or ``httpx2.Client`` of your own is
            possible, too; you close it yourself.
        app_info: names your application in the ``User-Agent``.
        default_headers: headers to add to every request; ``extra_headers`` of a call take precedence.
        rate_limit: how many requests per second are sent for each account, as a ``RateLimit``; by default there is no
            limit. Copies from ``with_options`` share it.
        hooks: the hooks that observe every call and attempt, in addition to those of the process: see
            ``checkout_client.instrumentation``.

    Raises ``ValueError`` or ``TypeError`` for settings that cannot work; no message repeats the key. For example::

        with CheckoutClient("sk_test_…") as client:
            session = client.sessions.retrieve("cs_test_…")

    API reference: https://docs.stripe.com/api/checkout/sessions

    """

    sessions: Sessions = Sessions(_no_client)
    """The calls on Checkout Sessions."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        api_version: str = API_VERSION,
        stripe_account: str | None = None,
        timeout: float | TimeoutLike = DEFAULT_TIMEOUT,
        deadline: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        limits: LimitsLike | None = None,
        proxy: str | None = None,
        ssl_context: SSLContext | None = None,
        http_client: HTTPClient | None = None,
        app_info: AppInfo | None = None,
        default_headers: Mapping[str, str] | None = None,
        rate_limit: RateLimit | None = None,
        hooks: Iterable[Hook] = (),
    ) -> None:
        # Error reports show local variables. A proxy's URL may contain a password, and so may a wrong base_url.
        secret_proxy = None if proxy is None else as_secret(proxy)
        secret_base_url = None if base_url is None else as_secret(base_url)
        del proxy, base_url
        secret = _key_or_environment(api_key)
        del api_key
        config = Config(
            api_key=secret,
            base_url=secret_base_url,
            api_version=api_version,
            stripe_account=stripe_account,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            app_info=app_info,
            default_headers=default_headers,
            rate_limit=rate_limit,
            hooks=hooks,
        )
        self._has_proxy = secret_proxy is not None
        _check_proxy(config, self._has_proxy)
        connections = make_transport(config.base_url, limits, secret_proxy, http_client, ssl_context)
        self._set_parts(config, SyncDriver(connections), Environment(), None)

    def _set_parts(
        self, config: Config, driver: SyncDriver, environment: Environment, parent: _Client[SyncDriver] | None
    ) -> None:
        super()._set_parts(config, driver, environment, parent)
        self.sessions = Sessions(SyncExecutor(driver, config, environment))

    def close(self) -> None:
        """Close the connections. Closing a copy from ``with_options`` does nothing: it has no connections of its own.

        Calls that are in progress finish first; later ones raise ``RuntimeError``.
        """
        if self._parent is None:
            self._driver.connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncCheckoutClient(_Client["AsyncDriver"]):
    """A client for Stripe's Checkout Sessions, for asyncio and trio: like :class:`CheckoutClient`, with ``await``.

    One client is enough for a process: any number of tasks can use it at once. It can be used in more than one event
    loop, each of which gets its own connections. It opens no connection before the first call.

    The settings are those of :class:`CheckoutClient`, except for ``http_client``:

    - ``"aiohttp"`` makes the connections with aiohttp, which is faster with many tasks. It needs asyncio and the extra
      ``aiohttp``.
    - A client of your own is an ``httpx.AsyncClient`` or an ``httpx2.AsyncClient``.

    For example::

        async with AsyncCheckoutClient("sk_test_…") as client:
            session = await client.sessions.retrieve("cs_test_…")

    API reference: https://docs.stripe.com/api/checkout/sessions
    """

    sessions: AsyncSessions = AsyncSessions(_no_client)
    """The calls on Checkout Sessions."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        api_version: str = API_VERSION,
        stripe_account: str | None = None,
        timeout: float | TimeoutLike = DEFAULT_TIMEOUT,
        deadline: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        limits: LimitsLike | None = None,
        proxy: str | None = None,
        ssl_context: SSLContext | None = None,
        http_client: AsyncHTTPClient | None = None,
        app_info: AppInfo | None = None,
        default_headers: Mapping[str, str] | None = None,
        rate_limit: RateLimit | None = None,
        hooks: Iterable[Hook] = (),
    ) -> None:
        # Error reports show local variables. A proxy's URL may contain a password, and so may a wrong base_url.
        secret_proxy = None if proxy is None else as_secret(proxy)
        secret_base_url = None if base_url is None else as_secret(base_url)
        del proxy, base_url
        secret = _key_or_environment(api_key)
        del api_key
        config = Config(
            api_key=secret,
            base_url=secret_base_url,
            api_version=api_version,
            stripe_account=stripe_account,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            app_info=app_info,
            default_headers=default_headers,
            rate_limit=rate_limit,
            hooks=hooks,
        )
        self._has_proxy = secret_proxy is not None
        _check_proxy(config, self._has_proxy)
        # The sync client does not need these modules and their dependencies.
        from ._transport.async_driver import AsyncDriver
        from ._transport.transports import make_async_transport

        connections = make_async_transport(config.base_url, limits, secret_proxy, http_client, ssl_context)
        self._set_parts(config, AsyncDriver(connections), Environment(), None)

    def _set_parts(
        self, config: Config, driver: AsyncDriver, environment: Environment, parent: _Client[AsyncDriver] | None
    ) -> None:
        from ._transport.async_driver import EventLoopExecutor

        super()._set_parts(config, driver, environment, parent)
        self.sessions = AsyncSessions(EventLoopExecutor(driver, config, environment))

    async def aclose(self) -> None:
        """Close the connections of this event loop. Closing a copy from ``with_options`` does nothing.

        Later calls raise ``RuntimeError``.
        """
        if self._parent is None:
            await self._driver.connections.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


def _check_proxy(config: Config, has_proxy: bool) -> None:
    if has_proxy and config.base_url.lower().startswith("http:") and not reveal(config.api_key).startswith(TEST_KEYS):
        raise ValueError("base_url is http://, which would show the API key to the proxy: use https:// or a test key")


def _key_or_environment(api_key: str | None) -> SecretStr:
    if api_key is None:
        api_key = os.environ.get("STRIPE_API_KEY", "").strip()
        if not api_key:
            raise ValueError('there is no API key: pass one, as in CheckoutClient("sk_test_…"), or set STRIPE_API_KEY')
        secret = as_secret(api_key)
        del api_key  # error reports show local variables
        return checked_api_key(secret, "the API key in STRIPE_API_KEY")
    return as_secret(api_key)


introspectable(CheckoutClient.__init__, AsyncCheckoutClient.__init__)
