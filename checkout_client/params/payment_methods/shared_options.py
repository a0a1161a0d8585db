"""Options that several payment methods have in common.

Methods differ in two things: whether the payment can be captured later, and whether the method can be saved.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict


class CaptureOptionsParams(TypedDict, total=False):
    """Options of a method whose payments can be captured later.

    API reference: Create a Session, ``payment_method_options`` (``alma``, ``billie`` and others).
    """

    capture_method: Literal["manual"]
    """``manual``: reserve the money now and take it when you capture the payment.

    Without it ``payment_intent_data.capture_method`` decides.
    """


class OneTimeOptionsParams(TypedDict, total=False):
    """Options of a method that pays once and cannot be saved.

    API reference: Create a Session, ``payment_method_options`` (``alipay``, ``eps`` and others).
    """

    setup_future_usage: Literal["none"]
    """``none``: do not save the method, even where ``payment_intent_data.setup_future_usage`` asks for it."""


class ReusableOptionsParams(TypedDict, total=False):
    """Options of a method that can be saved for payments without the customer.

    API reference: Create a Session, ``payment_method_options`` (``bancontact``, ``twint`` and others).
    """

    setup_future_usage: Literal["none", "off_session"]
    """Save the method for later payments without the customer, or ``none``.

    Goes before ``payment_intent_data.setup_future_usage`` for this method.
    """


class OneTimeCaptureOptionsParams(CaptureOptionsParams, OneTimeOptionsParams, total=False):
    """Options of a method that cannot be saved and whose payments can be captured later.

    API reference: Create a Session, ``payment_method_options`` (``affirm``, ``mobilepay`` and others).
    """


class ReusableCaptureOptionsParams(CaptureOptionsParams, ReusableOptionsParams, total=False):
    """Options of a method that can be saved and whose payments can be captured later.

    API reference: Create a Session, ``payment_method_options`` (``amazon_pay``, ``link`` and others).
    """
