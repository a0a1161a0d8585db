"""Parameters of the calls on sessions that exist: retrieve, update, list, list line items, expire."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import MetadataUpdate, Timestamp
from .intents import PaymentIntentDataUpdateParams
from .line_item_params import LineItemUpdateParams
from .shipping import CollectedInformationParams, ShippingOptionParams


class SessionRetrieveParams(TypedDict, total=False):
    """Parameters of ``sessions.retrieve``. API reference: Retrieve a Session."""

    expand: list[str]
    """Fields to return as whole objects rather than IDs, or to include at all (``line_items``); dots reach deeper."""


class SessionExpireParams(TypedDict, total=False):
    """Parameters of ``sessions.expire``. API reference: Expire a Session."""

    expand: list[str]
    """Fields to return as whole objects rather than IDs, or to include at all (``line_items``); dots reach deeper."""


class SessionUpdateParams(TypedDict, total=False):
    """Parameters of ``sessions.update``. API reference: Update a Session."""

    collected_information: CollectedInformationParams
    """Customer details that your server sets. Only when ``ui_mode`` is ``embedded_page`` or ``elements``.

    Older versions call these two ``embedded`` and ``custom``.
    """

    expand: list[str]
    """Fields to return as whole objects rather than IDs, or to include at all (``line_items``); dots reach deeper."""

    line_items: list[LineItemUpdateParams]
    """The whole new list, in order: an item with ``id`` stays or changes, one without is added, one left out goes."""

    metadata: MetadataUpdate
    """Your own notes on the session, merged into what is there."""

    payment_intent_data: PaymentIntentDataUpdateParams
    """Settings of the PaymentIntent. Only when ``ui_mode`` is ``elements``, while the session is open.

    A payment that waits for the customer or for confirmation starts over. Once the payment is processing, held for
    capture, done or cancelled, the change is refused. Since 2026-10-28.endive.
    """

    shipping_options: list[ShippingOptionParams] | Clear
    """The ways to ship that the customer can choose from, at most 5; ``CLEAR`` takes them all off."""


class CreatedFilterParams(TypedDict, total=False):
    """Limits on when a session was created. API reference: List all Checkout Sessions, ``created``."""

    gt: Timestamp
    """After this moment."""

    gte: Timestamp
    """At this moment or after."""

    lt: Timestamp
    """Before this moment."""

    lte: Timestamp
    """At this moment or before."""


class CustomerDetailsFilterParams(TypedDict):
    """Which customer's sessions. API reference: List all Checkout Sessions, ``customer_details``."""

    email: str
    """Email address that the customer gave."""


class SessionListParallelParams(TypedDict, total=False):
    """Parameters of ``sessions.list_parallel`` beside ``created``; several filters narrow each other.

    API reference: List all Checkout Sessions.
    """

    customer: str
    """Only sessions of this customer (``cus_…``)."""

    customer_account: str
    """Only sessions of this customer, by account ID (``acct_…``). Since 2026-02-25.clover."""

    customer_details: CustomerDetailsFilterParams
    """Only sessions whose customer gave this email address."""

    expand: list[str]
    """Fields to return as whole objects rather than IDs; in a list they begin with ``data.``."""

    limit: int
    """Size of one page, 1 to 100; 10 unless set."""

    payment_intent: str
    """Only the session of this PaymentIntent (``pi_…``)."""

    payment_link: str
    """Only sessions that came from this payment link (``plink_…``)."""

    status: Literal["complete", "expired", "open"]
    """Only sessions in this state."""

    subscription: str
    """Only the session that started this subscription (``sub_…``)."""


class SessionListParams(SessionListParallelParams, total=False):
    """Parameters of ``sessions.list``; several filters narrow each other. API reference: List all Checkout Sessions."""

    created: CreatedFilterParams | Timestamp
    """Only sessions created at one moment, or between limits."""

    ending_before: str
    """ID of a session: the page ends just before it. For walking backwards, not with ``starting_after``."""

    starting_after: str
    """ID of a session: the page begins just after it. Not with ``ending_before``."""


class SessionListLineItemsParams(TypedDict, total=False):
    """Parameters of ``sessions.list_line_items``. API reference: Retrieve a Checkout Session's line items."""

    ending_before: str
    """ID of a line item: the page ends just before it. For walking backwards, not with ``starting_after``."""

    expand: list[str]
    """Fields to return as whole objects rather than IDs; in a list they begin with ``data.``."""

    limit: int
    """Size of one page, 1 to 100; 10 unless set."""

    starting_after: str
    """ID of a line item: the page begins just after it. Not with ``ending_before``."""
