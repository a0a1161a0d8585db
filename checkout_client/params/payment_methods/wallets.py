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
"""Languages of PayPal's page."""
# fmt: on


class CashAppOptionsParams(CaptureOptionsParams, total=False):
    """Options of Cash App Pay.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.cashapp``).
    """

    setup_future_usage: Literal["none", "off_session", "on_session"]
    """Save the method for later: with the customer present (``on_session``) or also without."""


class KlarnaNextBillingParams(TypedDict):
    """The next charge of a subscription.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.klarna.subscriptions.next_billing``).
    """

    amount: int
    """Amount of the charge, in minor units such as cents."""

    date: str
    """Date of the charge, as ``YYYY-MM-DD``."""


class KlarnaSubscriptionParams(TypedDict, total=False):
    """A subscription that this payment starts, as reported to Klarna.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``payment_method_options.klarna.subscriptions``).
    """

    interval: Required[BillingInterval]
    """The unit of the billing period."""

    next_billing: Required[KlarnaNextBillingParams]
    """The next charge."""

    reference: Required[str]
    """Your own reference, the same for all its charges, so that Klarna can group them. Customers do not see it."""

    interval_count: int
    """Number of units in one period: 3 with ``month`` charges every quarter."""

    name: str
    """Name of the subscription."""


class KlarnaOptionsParams(OneTimeCaptureOptionsParams, total=False):
    """Options of Klarna.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.klarna``).
    """

    subscriptions: list[KlarnaSubscriptionParams] | Clear
    """Subscriptions that this payment starts."""


class PayPalOptionsParams(TypedDict, total=False):
    """Options of PayPal.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.paypal``).
    """

    capture_method: Literal["manual"] | Clear
    """``manual``: authorize the amount now, and capture it later."""

    preferred_locale: KnownPayPalLocale | str
    """Language of PayPal's page."""

    reference: str
    """PayPal's invoice ID, which customers see. Must be unique if your PayPal account requires it."""

    risk_correlation_id: str
    """PayPal's risk correlation ID, for a payment with a saved PayPal account while the customer is present."""

    setup_future_usage: Literal["none", "off_session"] | Clear
    """Save the method for later payments without the customer, or ``none``."""


class WeChatPayOptionsParams(OneTimeOptionsParams, total=False):
    """Options of WeChat Pay.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options.wechat_pay``).
    """

    client: Required[Literal["android", "ios", "web"]]
    """Where the customer pays: in an Android or iOS app, or on the web."""

    app_id: str
    """ID of your app with WeChat Pay. Required if ``client`` is ``android`` or ``ios``."""
