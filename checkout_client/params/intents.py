"""The PaymentIntent or SetupIntent behind a session."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import Metadata, MetadataUpdate
from .shipping import AddressParams


class ShippingParams(TypedDict, total=False):
    """Where and how the goods are sent. API reference: Create a Session, ``payment_intent_data.shipping``."""

    address: Required[AddressParams]
    """Where the goods go."""

    name: Required[str]
    """Name of the recipient."""

    carrier: str
    """Who delivers, such as a parcel service."""

    phone: str
    """Phone number of the recipient, with extension."""

    tracking_number: str
    """The carrier's tracking number; several are separated by commas."""


class TransferDataParams(TypedDict, total=False):
    """Money passed on to a connected account.

    API reference: Create a Session, ``payment_intent_data.transfer_data``.
    """

    destination: Required[str]
    """ID of the connected account (``acct_…``) that receives the money and reports it for tax."""

    amount: int
    """How much is passed on, in minor units such as cents. All of it unless set."""


class PaymentIntentDataParams(TypedDict, total=False):
    """Settings of the PaymentIntent, in mode ``payment``. API reference: Create a Session, ``payment_intent_data``."""

    application_fee_amount: int
    """Your platform's fee, in minor units such as cents; never more than what is captured."""

    capture_method: Literal["automatic", "automatic_async", "manual"]
    """When the money is taken: at once, at once but settled in the background, or when you capture it."""

    description: str
    """A note on the payment, for your own use and on receipts."""

    metadata: Metadata
    """Your own notes on the PaymentIntent. The session's own ``metadata`` is not copied to it."""

    on_behalf_of: str
    """ID of the connected account (``acct_…``) that the money is meant for."""

    receipt_email: str
    """Address for the receipt. In live mode it is sent whatever the account's email settings say."""

    setup_future_usage: Literal["off_session", "on_session"]
    """Keep the payment method for later: with the customer present (``on_session``) or also without.

    The page tells the customer. It is attached to the customer, where the session has or makes one.
    """

    shipping: ShippingParams
    """Where and how the goods are sent."""

    statement_descriptor: str
    """Text on the statement for payments other than by card, at most 22 characters. A card payment fails with it."""

    statement_descriptor_suffix: str
    """Text on the statement for card payments, added to the account's own prefix."""

    transfer_data: TransferDataParams
    """The connected account that receives the money."""

    transfer_group: str
    """A name of your own that ties payments and transfers together."""


class PaymentIntentDataUpdateParams(TypedDict, total=False):
    """Settings of the PaymentIntent that can still change. Since 2026-10-28.endive.

    API reference: Update a Session, ``payment_intent_data``.
    """

    description: str | Clear
    """A note on the payment, for your own use and on receipts."""

    metadata: MetadataUpdate
    """Your own notes on the PaymentIntent, merged into what is there."""

    setup_future_usage: Literal["off_session", "on_session"] | Clear
    """Keep the payment method for later: with the customer present (``on_session``) or also without."""

    statement_descriptor: str | Clear
    """Text on the statement for payments other than by card, at most 22 characters. A card payment fails with it."""

    statement_descriptor_suffix: str | Clear
    """Text on the statement for card payments, added to the account's own prefix."""


class SetupIntentDataParams(TypedDict, total=False):
    """Settings of the SetupIntent, in mode ``setup``. API reference: Create a Session, ``setup_intent_data``."""

    description: str
    """A note on the setup, for your own use."""

    metadata: Metadata
    """Your own notes on the SetupIntent. The session's own ``metadata`` is not copied to it."""

    on_behalf_of: str
    """ID of the connected account (``acct_…``) that the payment method is saved for."""
