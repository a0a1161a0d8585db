"""Your own words and your own input fields on the page."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from ..clear import Clear


class CustomTextMessageParams(TypedDict):
    """One text on the page. API reference: Create a Session, any key of ``custom_text``."""

    message: str
    """The text, at most 1,200 characters."""


class CustomTextParams(TypedDict, total=False):
    """Texts to add to the page. API reference: Create a Session, ``custom_text``."""

    after_submit: CustomTextMessageParams | Clear
    """Stands below the button that confirms the payment."""

    shipping_address: CustomTextMessageParams | Clear
    """Stands beside the fields of the shipping address."""

    submit: CustomTextMessageParams | Clear
    """Stands beside the button that confirms the payment."""

    terms_of_service_acceptance: CustomTextMessageParams | Clear
    """Takes the place of the usual words beside the box that accepts the terms of service."""


class CustomFieldLabelParams(TypedDict):
    """What a custom field is called on the page. API reference: Create a Session, ``custom_fields.label``."""

    custom: str
    """The label that the customer sees, at most 100 characters."""

    type: Literal["custom"]
    """Always ``custom``: the only kind of label there is."""


class DropdownOptionParams(TypedDict):
    """One choice of a dropdown. API reference: Create a Session, ``custom_fields.dropdown.options``."""

    label: str
    """What the customer sees, at most 100 characters."""

    value: str
    """What you get back: letters and digits, at most 100 characters, different for every option. Not shown."""


class DropdownParams(TypedDict, total=False):
    """Settings of a dropdown. API reference: Create a Session, ``custom_fields.dropdown``."""

    options: Required[list[DropdownOptionParams]]
    """The choices, at most 200."""

    default_value: str
    """The choice made in advance; must be the ``value`` of one of the options."""


class CustomFieldInputParams(TypedDict, total=False):
    """Settings of a field to type into. API reference: Create a Session, ``custom_fields.numeric`` and ``.text``."""

    default_value: str
    """What the field holds before the customer types."""

    maximum_length: int
    """The most characters (or digits) that are accepted."""

    minimum_length: int
    """The fewest characters (or digits) that are accepted."""


class CustomFieldParams(TypedDict, total=False):
    """One more field on the page. API reference: Create a Session, ``custom_fields``."""

    key: Required[str]
    """Your name for the field, to find the answer by: letters and digits, at most 200 characters, used once."""

    label: Required[CustomFieldLabelParams]
    """What the customer sees the field called."""

    type: Required[Literal["dropdown", "numeric", "text"]]
    """Kind of field. The key of the same name holds its settings."""

    dropdown: DropdownParams
    """The choices. Needed when ``type`` is ``dropdown``."""

    numeric: CustomFieldInputParams
    """Limits and starting value when ``type`` is ``numeric``."""

    optional: bool
    """Let the customer leave the field empty. By default an answer must be given."""

    text: CustomFieldInputParams
    """Limits and starting value when ``type`` is ``text``."""
