"""What is known of the API versions: which one added, renamed or removed what.

``check`` warns where a request does not fit its ``Stripe-Version``. ``changes`` is the table behind it, loaded only
when there is something to look up.
"""

from __future__ import annotations

from ._check import APIVersionWarning, warned

__all__ = ["APIVersionWarning", "warned"]
