"""Signing secrets, bodies and headers, hidden from error reports, which show the local variables of every frame."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn, cast

_NO_SECRETS = ("sk_", "rk_", "pk_", "we_")


class SigningSecret:
    """The signing secret of an endpoint, or several of which any may match.

    The keys are in a closure, so that ``repr``, ``vars`` and ``pickle`` do not show them.
    """

    __slots__ = ("_digests", "problem")

    def __init__(self, secret: object) -> None:
        self.problem: str | None = _problem(secret)
        """What is wrong with the secret; nothing of the secret itself."""
        strings = [secret] if isinstance(secret, str) else cast("Sequence[str]", secret)
        keys = [] if self.problem else [one.encode() for one in strings]

        def digests(content: bytes) -> list[str]:
            return [hmac.digest(key, content, "sha256").hex() for key in keys]

        self._digests = digests

    def signed(self, content: bytes, digests: Iterable[str]) -> bool:
        """Return whether any of ``digests`` is the HMAC-SHA256 of ``content``. It takes the same time for each."""
        return any(hmac.compare_digest(mine, theirs) for mine in self._digests(content) for theirs in digests)

    def __repr__(self) -> str:
        return "<signing secret, hidden>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a signing secret cannot be pickled or copied")


class WebhookRequest:
    """The body and the signature header of a webhook, each from a call: error reports show attributes, too."""

    __slots__ = ("payload", "signature")

    def __init__(self, payload: object, signature: object) -> None:
        self.payload: Callable[[], object] = lambda: payload
        self.signature: Callable[[], object] = lambda: signature

    def __repr__(self) -> str:
        return "<webhook request, hidden>"


def _problem(secret: object) -> str | None:
    if isinstance(secret, str | bytes) or not isinstance(secret, Sequence):
        return _problem_of_one(secret)
    if not secret:
        return "secret is an empty list: pass the endpoint's signing secret, which begins with whsec_"
    problems = (_problem_of_one(one) for one in cast("Sequence[object]", secret))
    return next((problem for problem in problems if problem), None)


def _problem_of_one(secret: object) -> str | None:
    if not isinstance(secret, str):
        return f"secret must be a string or a list of strings, not {type(secret).__name__}: is the variable set?"
    if not secret:
        return "secret is empty: pass the endpoint's signing secret, which begins with whsec_"
    if not secret.isascii() or not secret.isprintable() or " " in secret:
        return "secret contains white space, a control character or a non-ASCII character: was it copied correctly?"
    for prefix in _NO_SECRETS:
        if secret.startswith(prefix):
            return (
                f"secret begins with {prefix}: that is an API key or an endpoint's id. The signing secret begins with "
                "whsec_. The Dashboard shows it with the endpoint; `stripe listen` prints one of its own"
            )
    return None
