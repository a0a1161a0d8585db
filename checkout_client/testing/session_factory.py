""":func:`make_session`, for tests that need a Session but no API."""

from __future__ import annotations

from typing import Any, Final

from ..models.base import field_names
from ..models.session.session import Session
from ._shop.new_session import session_document

CREATED: Final = 1_767_225_600
"""The ``created`` of a Session that a test makes: the first second of 2026."""

_ID: Final = "cs_test_a1MadeForATest"
_PAGE_URL: Final = "https://checkout.stripe.com"
_MODES: Final = ("payment", "subscription", "setup")


def make_session(**fields: Any) -> Session:
    """Return a Session with every field that Stripe sends for a new one: open, unpaid, 20.00 US dollars.

    Its id and times are always the same, and it is not stored: to retrieve, complete or expire a Session, use
    ``FakeCheckout``.

    For example::

        paid = make_session(status="complete", payment_status="paid", metadata={"order": "17"})
        assert paid.is_paid
        trial = make_session(mode="subscription", amount_total=0)

    Args:
        **fields: the fields of ``Session`` that matter to the test, as decoded JSON. The others follow ``mode`` and
            ``ui_mode``, and do not depend on one another beyond that. An open Session has a ``url``; one with another
            ``status`` has none.

    Raises:
        TypeError: a Session has no such field.
        ValueError: a value has the wrong type. The message names the field.

    """
    unknown = sorted(fields.keys() - set(field_names(Session)))
    if unknown:
        raise TypeError(f"a Session has no field {unknown[0]!r}")
    mode = fields.get("mode")
    ui_mode = fields.get("ui_mode", "hosted_page")
    is_setup = mode == "setup"
    document = session_document(
        fields.get("id", _ID),
        {
            "mode": mode if mode in _MODES else "payment",
            "ui_mode": ui_mode,
            "success_url" if ui_mode == "hosted_page" else "return_url": "https://example.com/success",
        },
        created=CREATED,
        livemode=False,
        items=[] if is_setup else [{"currency": "usd"}],
        secret="made_for_a_test",  # noqa: S106 - of the client secret, which opens nothing
        page=_PAGE_URL,
    )
    if not is_setup:
        totals = {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0}
        document |= {"amount_subtotal": 2000, "amount_total": 2000, "total_details": totals}
    if fields.get("status", "open") != "open":
        document["url"] = None
    return Session.from_dict(document | fields)
