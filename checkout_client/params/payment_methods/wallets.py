"""Options of wallets (Cash App Pay, PayPal, WeChat Pay) and of Klarna."""

from __future__ import annotations

from typing import Literal, Required, TypeAlias

from typing_extensions import TypedDict

from ...clear import Clear
from ..aliases import BillingInterval
from .shared_options import CaptureOptionsParams, OneTimeCaptureOptionsParams, OneTimeOptionsParams

# fmt: off
KnownPayPalLocale: TypeAlias = Literal[
    "cs-CZ", "da-DK", "de-AT", "de-DE", "de-LU", "el-GR", "en-GB", "en-US", "es-ES", "fi-FI", "fr-BE", "fr-FR",
    "fr-LU", "hu-HU", "it-IT", "nl-BE", "nl-NL", "pl-PL", "pt-PT", "sk-SK", "sv-SE",
]
"""Languages of PayPal's own page."""
# fmt: on


class CashAppOptionsParams(CaptureOptionsParams, total=False):
    """Options of Cash App Pay. API reference: Create a Session, ``payment_method_options.cashapp``."""

    setup_future_usage: Literal["none", "off_session", "on_session"]
    """Save the method for later: with the customer present (``on_session``) or also without."""


class KlarnaNextBillingParams(TypedDict):
    """The next charge of a subscription.

    API reference: Create a Session, ``payment_method_options.klarna.subscriptions.next_billing``.
    """

    amount: int
    """What will be charged, in minor units such as cents."""

    date: str
    """When it will be charged, as ``YYYY-MM-DD``."""


class KlarnaSubscriptionParams(TypedDict, total=False):
    """A subscription that this payment starts, as Klarna is told of it.

    API reference: Create a Session, ``payment_method_options.klarna.subscriptions``.
    """

    interval: Required[BillingInterval]
    """The unit of the billing period."""

    next_billing: Required[KlarnaNextBillingParams]
    """The next charge."""

    reference: Required[str]
    """Your own name for it, the same for all its charges, so that Klarna can group them. Not shown to customers."""

    interval_count: int
    """How many units one period has: 3 with ``month`` charges every quarter."""

    name: str
    """What the subscription is called."""


class KlarnaOptionsParams(OneTimeCaptureOptionsParams, total=False):
    """Options of Klarna. API reference: Create a Session, ``payment_method_options.klarna``."""

    subscriptions: list[KlarnaSubscriptionParams] | Clear
    """Subscriptions that this payment starts."""


class PayPalOptionsParams(TypedDict, total=False):
    """Options of PayPal. API reference: Create a Session, ``payment_method_options.paypal``."""

    capture_method: Literal["manual"] | Clear
    """``manual``: reserve the money now and take it when you capture the payment."""

    preferred_locale: KnownPayPalLocale | str
    """Language of PayPal's own page."""

    reference: str
    """Becomes PayPal's invoice ID, which customers see. Must be unique if your PayPal account insists on that."""

    risk_correlation_id: str
    """PayPal's risk ID, for a payment with a saved PayPal account while the customer is present."""

    setup_future_usage: Literal["none", "off_session"] | Clear
    """Save the method for later payments without the customer, or ``none``."""


class WeChatPayOptionsParams(OneTimeOptionsParams, total=False):
    """Options of WeChat Pay. API reference: Create a Session, ``payment_method_options.wechat_pay``."""

    client: Required[Literal["android", "ios", "web"]]
    """What the customer pays from."""

    app_id: str
    """ID of your app with WeChat Pay. Needed when ``client`` is ``android`` or ``ios``."""
