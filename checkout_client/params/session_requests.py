"""Parameters of the calls on existing sessions: retrieve, update, list, list line items, expire."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import MetadataUpdate, Timestamp
from .intents import PaymentIntentDataUpdateParams
from .line_item_params import LineItemUpdateParams
from .shipping import CollectedInformationParams, ShippingOptionParams


class SessionRetrieveParams(TypedDict, total=False, closed=True):
    """Parameters of ``sessions.retrieve``.

    API reference: https://docs.stripe.com/api/checkout/sessions/retrieve
    """

    expand: list[str]
    """Fields to return as objects instead of IDs, or to include at all (``line_items``). Dots reach nested fields."""


class SessionExpireParams(TypedDict, total=False, closed=True):
    """Parameters of ``sessions.expire``.

    API reference: https://docs.stripe.com/api/checkout/sessions/expire
    """

    expand: list[str]
    """Fields to return as objects instead of IDs, or to include at all (``line_items``). Dots reach nested fields."""


class SessionUpdateParams(TypedDict, total=False, closed=True):
    """Parameters of ``sessions.update``.

    API reference: https://docs.stripe.com/api/checkout/sessions/update
    """

    collected_information: CollectedInformationParams
    """Customer details that your server sets. Only if ``ui_mode`` is ``embedded_page`` or ``elements``.

    Older versions call these modes ``embedded`` and ``custom``.
    """

    expand: list[str]
    """Fields to return as objects instead of IDs, or to include at all (``line_items``). Dots reach nested fields."""

    line_items: list[LineItemUpdateParams]
    """The complete new list, in order. Items with an ``id`` are kept or changed, others added, missing ones removed."""

    metadata: MetadataUpdate
    """Your own notes on the session, merged into the existing ones."""

    payment_intent_data: PaymentIntentDataUpdateParams
    """Settings of the PaymentIntent. Only if ``ui_mode`` is ``elements``, while the session is open.

    A payment that is waiting for the customer or for confirmation starts over. The change is rejected if the payment is
    processing, awaiting capture, succeeded or cancelled. Since 2026-10-28.endive.
    """

    shipping_options: list[ShippingOptionParams] | Clear
    """The shipping options that the customer can choose from, at most 5. ``CLEAR`` removes all of them."""


class CreatedFilterParams(TypedDict, total=False):
    """Range of the time of creation.

    API reference: https://docs.stripe.com/api/checkout/sessions/list (``created``).
    """

    gt: Timestamp
    """After this time."""

    gte: Timestamp
    """At this time or after."""

    lt: Timestamp
    """Before this time."""

    lte: Timestamp
    """At this time or before."""


class CustomerDetailsFilterParams(TypedDict):
    """Filter by the details that customers entered.

    API reference: https://docs.stripe.com/api/checkout/sessions/list (``customer_details``).
    """

    email: str
    """Email address that the customer entered."""


class SessionListParallelParams(TypedDict, total=False):
    """Parameters of ``sessions.list_parallel`` other than ``created``. Filters can be combined.

    API reference: https://docs.stripe.com/api/checkout/sessions/list
    """

    customer: str
    """Only sessions of this customer (``cus_…``)."""

    customer_account: str
    """Only sessions of this customer, by account ID (``acct_…``). Since 2026-02-25.clover."""

    customer_details: CustomerDetailsFilterParams
    """Only sessions whose customer entered this email address."""

    expand: list[str]
    """Fields to return as objects instead of IDs. In a list, they start with ``data.``."""

    limit: int
    """Page size, 1 to 100; 10 by default."""

    payment_intent: str
    """Only the session of this PaymentIntent (``pi_…``)."""

    payment_link: str
    """Only sessions created by this payment link (``plink_…``)."""

    status: Literal["complete", "expired", "open"]
    """Only sessions with this status."""

    subscription: str
    """Only the session that started this subscription (``sub_…``)."""


class SessionListParams(SessionListParallelParams, total=False, closed=True):
    """Parameters of ``sessions.list``. Filters can be combined.

    API reference: https://docs.stripe.com/api/checkout/sessions/list
    """

    created: CreatedFilterParams | Timestamp
    """Only sessions created at this time, or between limits."""

    ending_before: str
    """ID of a session: the page ends just before it. Iterates backwards. Not with ``starting_after``."""

    starting_after: str
    """ID of a session: the page starts just after it. Not with ``ending_before``."""


class SessionListLineItemsParams(TypedDict, total=False, closed=True):
    """Parameters of ``sessions.list_line_items``.

    API reference: https://docs.stripe.com/api/checkout/sessions/line_items
    """

    ending_before: str
    """ID of a line item: the page ends just before it. Iterates backwards. Not with ``starting_after``."""

    expand: list[str]
    """Fields to return as objects instead of IDs. In a list, they start with ``data.``."""

    limit: int
    """Page size, 1 to 100; 10 by default."""

    starting_after: str
    """ID of a line item: the page starts just after it. Not with ``ending_before``."""
