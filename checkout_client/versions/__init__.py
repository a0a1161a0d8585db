"""Which API version added, renamed or dropped which parameter, field or value.

A request that does not fit its ``Stripe-Version`` causes an ``APIVersionWarning``. The table of changes
(``checkout_client.versions.changes``) is loaded only when there is something to look up.
"""

from __future__ import annotations

from ._check import APIVersionWarning, warned

__all__ = ["APIVersionWarning", "warned"]
