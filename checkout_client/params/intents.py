"""Settings of the PaymentIntent or SetupIntent that a session creates."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ..clear import Clear
from .aliases import Metadata, MetadataUpdate
from .shipping import AddressParams


class ShippingParams(TypedDict, total=False):
    """Where and how the goods are sent.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_intent_data.shipping``).
    """

    address: Required[AddressParams]
    """Where the goods go."""

    name: Required[str]
    """Name of the recipient."""

    carrier: str
    """The delivery service."""

    phone: str
    """Phone number of the recipient, with extension."""

    tracking_number: str
    """The carrier's tracking number, or more than one, separated by commas."""


class TransferDataParams(TypedDict, total=False):
    """Transfer of the money to a connected account.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_intent_data.transfer_data``).
    """

    destination: Required[str]
    """ID of the connected account (``acct_…``) that receives the money and reports it for tax."""

    amount: int
    """Amount to transfer, in minor units such as cents. By default, the whole amount."""


class PaymentIntentDataParams(TypedDict, total=False):
    """Settings of the PaymentIntent, in mode ``payment``.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_intent_data``).
    """

    application_fee_amount: int
    """Your platform's fee, in minor units such as cents, at most the captured amount."""

    capture_method: Literal["automatic", "automatic_async", "manual"]
    """When the payment is captured: at once, at once but asynchronously, or when you capture it."""

    description: str
    """A note on the payment, for your own use and on receipts."""

    metadata: Metadata
    """Your own notes on the PaymentIntent. The session's own ``metadata`` is not copied to it."""

    on_behalf_of: str
    """ID of the connected account (``acct_…``) for which the payment is made."""

    receipt_email: str
    """Email address for the receipt. In live mode it is sent regardless of the account's email settings."""

    setup_future_usage: Literal["off_session", "on_session"]
    """Save the payment method for later: with the customer present (``on_session``) or also without.

    The page informs the customer. The payment method is attached to the Customer, if the session has or creates one.
    """

    shipping: ShippingParams
    """Where and how the goods are sent."""

    statement_descriptor: str
    """Text on the statement for payments other than by card, at most 22 characters. A card payment fails with it."""

    statement_descriptor_suffix: str
    """Text on the statement for card payments, added after the account's prefix."""

    transfer_data: TransferDataParams
    """The connected account that receives the money."""

    transfer_group: str
    """Your own name that links payments and transfers."""


class PaymentIntentDataUpdateParams(TypedDict, total=False):
    """Settings of the PaymentIntent that an update can change. Since 2026-10-28.endive.

    API reference: https://docs.stripe.com/api/checkout/sessions/update (``payment_intent_data``).
    """

    description: str | Clear
    """A note on the payment, for your own use and on receipts."""

    metadata: MetadataUpdate
    """Your own notes on the PaymentIntent, merged into the existing ones."""

    setup_future_usage: Literal["off_session", "on_session"] | Clear
    """Save the payment method for later: with the customer present (``on_session``) or also without."""

    statement_descriptor: str | Clear
    """Text on the statement for payments other than by card, at most 22 characters. A card payment fails with it."""

    statement_descriptor_suffix: str | Clear
    """Text on the statement for card payments, added after the account's prefix."""


class SetupIntentDataParams(TypedDict, total=False):
    """Settings of the SetupIntent, in mode ``setup``.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``setup_intent_data``).
    """

    description: str
    """A note on the setup, for your own use."""

    metadata: Metadata
    """Your own notes on the SetupIntent. The session's own ``metadata`` is not copied to it."""

    on_behalf_of: str
    """ID of the connected account (``acct_…``) that the payment method is saved for."""
