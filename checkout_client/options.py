"""What callers can set for one request, and how an application names itself."""

from __future__ import annotations

from collections.abc import Mapping

from typing_extensions import TypedDict

from .timeouts import TimeoutLike


class AppInfo(TypedDict, total=False):
    """Names your application in the ``User-Agent`` header, as Stripe asks plug-ins to do."""

    name: str
    """The application's name. Required."""
    version: str
    """Its version."""
    url: str
    """Its website."""
    partner_id: str
    """The id that Stripe gave you as a partner."""


class RequestOptions(TypedDict, total=False):
    """What ``options=`` accepts on every method; each overrides the client's setting for this call.

    ``None`` is the same as not given. For example::

        client.sessions.create(mode="setup", options={"idempotency_key": "order-7", "timeout": 10})
    """

    idempotency_key: str | None
    """The idempotency key of a POST, at most 255 characters. One is generated if you give none; give your own to make
    a call safe to repeat from another process. Calls that only read ignore it."""
    stripe_account: str | None
    """The connected account to act for (``acct_…``)."""
    api_version: str | None
    """The ``Stripe-Version`` of this call."""
    timeout: float | TimeoutLike | None
    """Seconds for each step of an attempt: a number, a :class:`Timeout` or an ``httpx.Timeout``."""
    deadline: float | None
    """Seconds for the whole call: all attempts and the waits between them. Reading the JSON afterwards is not part of
    it."""
    max_retries: int | None
    """How many times a failed attempt is repeated; 0 for never."""
    extra_headers: Mapping[str, str] | None
    """Headers to add. Headers that the client sets itself are rejected."""
    extra_params: Mapping[str, object] | None
    """Parameters that the types do not know yet, encoded like the others."""
    max_items: int | None
    """For lists: the maximum number of items to yield, over all pages."""
    prefetch: bool | None
    """For lists: fetch the next page while you work on this one. The sync client uses a thread for as long as you
    iterate, the async client a task. ``next_page`` does not prefetch; ``list_parallel`` always does."""


OPTION_NAMES = frozenset(RequestOptions.__annotations__)


def checked_options(options: RequestOptions | None) -> RequestOptions:
    """Return ``options`` without those that are ``None``; raise ``TypeError`` for an unknown name."""
    if options is None:
        return {}
    if not isinstance(options, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise TypeError(f"options must be a mapping, not {type(options).__name__}")
    for name in options:
        if name not in OPTION_NAMES:
            from difflib import get_close_matches  # only for misspelled options

            close = get_close_matches(str(name), OPTION_NAMES, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"the options are {', '.join(sorted(OPTION_NAMES))}"
            raise TypeError(f"options has no {name!r}: {hint}")
    return {name: value for name, value in options.items() if value is not None}  # type: ignore[return-value]
