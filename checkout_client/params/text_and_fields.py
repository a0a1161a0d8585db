"""Custom texts and custom fields on the page."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ..clear import Clear


class CustomTextMessageParams(TypedDict):
    """One custom text on the page.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (any key of ``custom_text``).
    """

    message: str
    """The text, at most 1,200 characters."""


class CustomTextParams(TypedDict, total=False):
    """Custom texts on the page.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``custom_text``).
    """

    after_submit: CustomTextMessageParams | Clear
    """Shown below the button that confirms the payment."""

    shipping_address: CustomTextMessageParams | Clear
    """Shown next to the fields of the shipping address."""

    submit: CustomTextMessageParams | Clear
    """Shown next to the button that confirms the payment."""

    terms_of_service_acceptance: CustomTextMessageParams | Clear
    """Replaces the default text next to the checkbox for the terms of service."""


class CustomFieldLabelParams(TypedDict):
    """Label of a custom field.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``custom_fields.label``).
    """

    custom: str
    """The label that the customer sees, at most 100 characters."""

    type: Literal["custom"]
    """Kind of label; only ``custom`` is supported."""


class DropdownOptionParams(TypedDict):
    """One choice of a dropdown.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``custom_fields.dropdown.options``).
    """

    label: str
    """Text that the customer sees, at most 100 characters."""

    value: str
    """Value that you get back: letters and digits, at most 100 characters, unique within the dropdown. Not shown."""


class DropdownParams(TypedDict, total=False):
    """Settings of a dropdown.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``custom_fields.dropdown``).
    """

    options: Required[list[DropdownOptionParams]]
    """The choices, at most 200."""

    default_value: str
    """The preselected choice, by the ``value`` of its option."""


class CustomFieldInputParams(TypedDict, total=False):
    """Settings of a custom field for text or numbers.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``custom_fields.numeric`` and ``.text``).
    """

    default_value: str
    """Initial value of the field."""

    maximum_length: int
    """Maximum number of characters (or digits)."""

    minimum_length: int
    """Minimum number of characters (or digits)."""


class CustomFieldParams(TypedDict, total=False):
    """One custom field on the page.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``custom_fields``).
    """

    key: Required[str]
    """Your own name for the field, by which you find the answer: letters and digits, at most 200 characters, unique."""

    label: Required[CustomFieldLabelParams]
    """Label of the field, shown to the customer."""

    type: Required[Literal["dropdown", "numeric", "text"]]
    """Kind of field. The key with the same name contains its settings."""

    dropdown: DropdownParams
    """The choices. Required if ``type`` is ``dropdown``."""

    numeric: CustomFieldInputParams
    """Limits and initial value if ``type`` is ``numeric``."""

    optional: bool
    """Let the customer leave the field empty. By default, an answer is required."""

    text: CustomFieldInputParams
    """Limits and initial value if ``type`` is ``text``."""
