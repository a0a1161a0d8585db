"""Options that payment methods share.

Methods differ in whether the payment can be captured later, and whether the method can be saved.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict


class CaptureOptionsParams(TypedDict, total=False):
    """Options of a method whose payments can be captured later.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options`` (``alma``,
    ``billie`` and others)).
    """

    capture_method: Literal["manual"]
    """``manual``: authorize the amount now, and capture it later.

    By default, ``payment_intent_data.capture_method`` applies.
    """


class OneTimeOptionsParams(TypedDict, total=False):
    """Options of a method that cannot be saved.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options`` (``alipay``, ``eps``
    and others)).
    """

    setup_future_usage: Literal["none"]
    """``none``: do not save the method, even if ``payment_intent_data.setup_future_usage`` requests it."""


class ReusableOptionsParams(TypedDict, total=False):
    """Options of a method that can be saved for payments without the customer.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options`` (``bancontact``,
    ``twint`` and others)).
    """

    setup_future_usage: Literal["none", "off_session"]
    """Save the method for later payments without the customer, or ``none``.

    Takes precedence over ``payment_intent_data.setup_future_usage`` for this method.
    """


class OneTimeCaptureOptionsParams(CaptureOptionsParams, OneTimeOptionsParams, total=False):
    """Options of a method that cannot be saved and whose payments can be captured later.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options`` (``affirm``,
    ``mobilepay`` and others)).
    """


class ReusableCaptureOptionsParams(CaptureOptionsParams, ReusableOptionsParams, total=False):
    """Options of a method that can be saved and whose payments can be captured later.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``payment_method_options`` (``amazon_pay``,
    ``link`` and others)).
    """
