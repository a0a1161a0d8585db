"""Send at most so many requests per second for each account, so that Stripe does not answer with 429.

For example::

    from checkout_client import CheckoutClient, RateLimit

    client = CheckoutClient("sk_live_…", rate_limit=RateLimit(per_second=20))
    for session in client.sessions.list_parallel(created={"gte": …, "lt": …}): ...

See https://docs.stripe.com/rate-limits.
"""

from __future__ import annotations

from .limit import RateLimit, Reservation

__all__ = ["RateLimit", "Reservation"]
